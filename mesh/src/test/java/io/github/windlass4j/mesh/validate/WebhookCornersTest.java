package io.github.windlass4j.mesh.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.manifest.object.Manifests;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Corners of istiod's webhook as its source has them (pkg/config/validation and pkg/config/security of istio/istio). */
class WebhookCornersTest {
    private static final String ROUTES = "route: [{destination: {host: a}}]";

    private static Webhook.Answer review(String kind, String group, String metadata, String spec) {
        return Webhook.review(Manifests.read(
                                "{apiVersion: " + group + "/v1, kind: " + kind + ", metadata: {name: a, namespace: shop"
                                        + metadata + "}, spec: " + spec + "}",
                                "a.yaml")
                        .resources()
                        .get(0))
                .orElseThrow();
    }

    private static boolean accepts(String kind, String spec) {
        return review(kind, "networking.istio.io", "", spec).isAccepted();
    }

    private static boolean authorizes(String rule) {
        return review("AuthorizationPolicy", "security.istio.io", "", "{rules: [" + rule + "]}")
                .isAccepted();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x-user|true",
                "x.user|true",
                "funky!$#_|true",
                "a,b|true",
                ":method|true",
                ":path|true",
                ":other|false",
                "::|false",
                "a b|false",
                "x@y|false",
            })
    void conditions_name_headers_by_tokens_and_pseudo_headers(String name, boolean good) {
        assertThat(accepts(
                        "VirtualService",
                        "{hosts: [a.b], http: [{match: [{headers: {'" + name + "': {exact: a}}}], " + ROUTES + "}]}"))
                .isEqualTo(good);
    }

    @ParameterizedTest
    @CsvSource({"x.user, true", "'*', true", ":method, false", "a b, false"})
    void headers_of_cross_origin_requests_are_tokens(String name, boolean good) {
        assertThat(accepts(
                        "VirtualService",
                        "{hosts: [a.b], http: [{corsPolicy: {exposeHeaders: ['" + name + "']}, " + ROUTES + "}]}"))
                .isEqualTo(good);
    }

    @ParameterizedTest
    @CsvSource({
        "headers, '{regex: \"*\"}', false",
        "withoutHeaders, '{regex: \"*\"}', true",
        "withoutHeaders, '{regex: \"(\"}', false",
        "headers, 'null', false",
        "withoutHeaders, 'null', true",
    })
    void a_header_that_is_excluded_may_be_any(String field, String condition, boolean good) {
        assertThat(accepts(
                        "VirtualService",
                        "{hosts: [a.b], http: [{match: [{" + field + ": {n: " + condition + "}}], " + ROUTES + "}]}"))
                .isEqualTo(good);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "%lower case%|true",
                "%REQ(a%b)%|true",
                "%REQ(a):5%|false",
                "%REQ()%|false",
                "%REQ([\"a\", \"b\"])%|true",
                "%REQ([a])%|false",
                "%REQ([\"a\" \"b\"])%|false",
                "%REQ(a\\)b) %|true",
                "%REQ(a\\|false",
                "%A|false",
            })
    void header_values_end_what_they_begin(String value, boolean good) {
        assertThat(HeaderFormat.isComplete(value)).isEqualTo(good);
    }

    @ParameterizedTest
    @CsvSource({
        "'[]', '@request.auth.claims.a', false",
        "'[mesh]', '@request.auth.claims.a', false",
        "'[ns/gw]', '@request.auth.claims.a', true",
        "'[ns/gw, mesh]', '@request.auth.claims.a', false",
        "'[mesh]', '@Request.Auth.Claims[a]', false",
        "'[ns/gw]', '@Request.Auth.Claims[a][b]', true",
        "'[ns/gw]', '@request.auth.claims', false",
    })
    void claims_route_at_gateways_only(String gateways, String name, boolean good) {
        assertThat(accepts(
                        "VirtualService",
                        "{hosts: [a.b], gateways: " + gateways + ", http: [{match: [{headers: {'" + name
                                + "': {exact: a}}}], " + ROUTES + "}]}"))
                .isEqualTo(good);
    }

    @Test
    void delegates_route_by_no_claims() {
        assertThat(accepts(
                        "VirtualService",
                        "{http: [{match: [{headers: {'@request.auth.claims.a': {exact: a}}}], " + ROUTES + "}]}"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"'[ns/b_d]', false", "'[mesh, ns/b_d]', true", "'[ns/gw, ns/b_d]', false", "'[b_d]', false"})
    void a_gateway_without_namespace_ends_the_look_at_names(String gateways, boolean good) {
        assertThat(accepts("VirtualService", "{hosts: [a.b], gateways: " + gateways + ", http: [{" + ROUTES + "}]}"))
                .isEqualTo(good);
    }

    @ParameterizedTest
    @CsvSource({"'[]', true", "'[mesh]', false", "'[ns/gw]', true"})
    void generated_server_names_are_taken_but_where_the_mesh_is_named(String gateways, boolean good) {
        assertThat(accepts(
                        "VirtualService",
                        "{hosts: ['*.b.c'], gateways: " + gateways
                                + ", tls: [{match: [{sniHosts: [outbound_.80_._.a.b.c]}], " + ROUTES + "}]}"))
                .isEqualTo(good);
    }

    @ParameterizedTest
    @CsvSource({"a., true", "'*.', true", "a.b., true", "a..b, false", "a.., false"})
    void one_dot_may_end_a_domain(String host, boolean good) {
        assertThat(accepts("DestinationRule", "{host: '" + host + "'}")).isEqualTo(good);
    }

    @ParameterizedTest
    @CsvSource({"0, 63, true", "0, 64, false", "253, 1, true", "254, 1, false", "63, 63, true"})
    void names_of_labels_have_63_characters(int prefix, int name, boolean good) {
        String key = (prefix == 0 ? "" : "p".repeat(prefix) + "/") + "n".repeat(name);
        assertThat(accepts("DestinationRule", "{host: a, subsets: [{name: b, labels: {" + key + ": v}}]}"))
                .isEqualTo(good);
    }

    @ParameterizedTest
    @CsvSource({
        "'a, a', false",
        "'a/b, a', false",
        "'a/b, a/*', true",
        "'a/*, a/b', false",
        "'a, *', true",
        "'*, a', false",
        "'a/b/c, a/b/*', true",
        "'a/b/c, a/b', false",
        "'a/b, a/b/c', false",
        "'a/b/c/d, a/b/c/e', true",
        "'a/b, a/c', true",
        "'a//c, b', false",
    })
    void sources_of_a_distribution_do_not_overlap(String localities, boolean good) {
        StringBuilder distribute = new StringBuilder();
        for (String from : localities.split(", ")) {
            distribute.append("{from: '").append(from).append("', to: {x: 100}},");
        }
        assertThat(accepts(
                        "DestinationRule",
                        "{host: a, trafficPolicy: {loadBalancer: {localityLbSetting: {distribute: [" + distribute
                                + "]}}}}"))
                .isEqualTo(good);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "enabled: true|true",
                "failover: [{from: a, to: b}]|true",
                "failover: [{from: a, to: a}]|false",
                "failover: [{from: a, to: b/c}]|false",
                "failover: [{from: '*', to: b}]|false",
                "failoverPriority: [version]|true",
                "failoverPriority: [topology.kubernetes.io/region]|false",
                "failoverPriority: [topology.kubernetes.io/zone]|false",
                "failoverPriority: [topology.istio.io/subzone]|false",
                "failoverPriority: [version], failover: [{from: a, to: b}]|true",
            })
    void clients_that_route_by_zone_fail_over_to_regions(String setting, boolean good) {
        String spec = "{host: a, trafficPolicy: {%s loadBalancer: {zoneAwareLbSetting: {" + setting + "}}}}";
        assertThat(accepts("DestinationRule", spec.formatted("outlierDetection: {},")))
                .isEqualTo(good);
        List<Complaint> warnings = review("DestinationRule", "networking.istio.io", "", spec.formatted(""))
                .warnings();
        assertThat(warnings.isEmpty()).isEqualTo(!setting.contains("failover"));
    }

    @ParameterizedTest
    @CsvSource({
        "test.com/a, true",
        "/a.wasm, true",
        "OCI://a/b, true",
        "oci://registry:5000/a:latest, true",
        "registry:5000/a, false",
        "file:a, true",
        "ftp://a/b, false",
        "'http://a/b c', true",
        "'http://a b/c', true",
        "'a b/c', false",
        "http://[::1]:80/a, true",
        "':b', false",
    })
    void modules_come_from_urls_or_images(String url, boolean good) {
        assertThat(review("WasmPlugin", "extensions.istio.io", "", "{url: '" + url + "'}")
                        .isAccepted())
                .isEqualTo(good);
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.b/keys, true",
        "HTTPS://a.b, true",
        "'https://a.b/{tenant}/my keys', true",
        "https://a.b:443/keys, true",
        "https://a.b:port, false",
        "https://[::1]:8443/keys, true",
        "https://[::1]x/keys, false",
        "https://a.b/%zz, false",
        "'https://a b/keys', false",
        "a.b/keys, false",
        "':a', false",
        "a.b:443/keys, false",
    })
    void keys_come_from_urls_of_http(String url, boolean good) {
        assertThat(review(
                                "RequestAuthentication",
                                "security.istio.io",
                                "",
                                "{jwtRules: [{issuer: a, jwksUri: '" + url + "'}]}")
                        .isAccepted())
                .isEqualTo(good);
    }

    @ParameterizedTest
    @CsvSource({
        "/a/{*}, true",
        "a/{*}/, true",
        "/{**}/b, true",
        "/{**}/{*}, false",
        "/{*}//b, false",
        "/{*}/*, false",
        "/{*}/a?b, false",
        "/{*}/a%20b, true",
        "/a?b, true",
        "/*, true",
        "/{a}, false",
        "'/{', false",
    })
    void templates_of_paths_stand_among_literals(String path, boolean good) {
        assertThat(authorizes("{to: [{operation: {paths: ['" + path + "']}}]}")).isEqualTo(good);
    }

    @ParameterizedTest
    @CsvSource({
        "'request.headers[a[b]]', true",
        "'request.headers.x[a]', true",
        "'request.headers[a]b', false",
        "'request.experimental.inline.headers[a]', true",
        "'experimental.other[a]', false",
        "'experimental.envoy.filters.a.b[c]', true",
        "destination.labels, false",
    })
    void conditions_name_entries_of_known_maps(String key, boolean good) {
        assertThat(authorizes("{when: [{key: '" + key + "', values: [a]}]}")).isEqualTo(good);
    }

    @ParameterizedTest
    @CsvSource({"a, true", "ns/a, true", "ns/, false", "a/b/c, false", "'a*', false"})
    void service_accounts_of_conditions_are_names(String account, boolean good) {
        assertThat(authorizes("{when: [{key: source.serviceAccount, values: ['" + account + "']}]}"))
                .isEqualTo(good);
        assertThat(authorizes("{from: [{source: {serviceAccounts: ['" + account + "']}}]}"))
                .isEqualTo(good);
    }

    @Test
    void service_accounts_are_sixteen_at_most_and_of_320_characters() {
        List<String> many = Collections.nCopies(17, "a");
        assertThat(authorizes("{from: [{source: {serviceAccounts: " + many.subList(0, 16) + "}}]}"))
                .isTrue();
        assertThat(authorizes("{from: [{source: {serviceAccounts: " + many + "}}]}"))
                .isFalse();
        assertThat(authorizes("{from: [{source: {serviceAccounts: [" + "a".repeat(320) + "]}}]}"))
                .isTrue();
        assertThat(authorizes("{from: [{source: {serviceAccounts: [" + "a".repeat(321) + "]}}]}"))
                .isFalse();
    }

    @Test
    void an_entry_that_is_null_is_told_apart_from_one_without_content() {
        assertThat(review("AuthorizationPolicy", "security.istio.io", "", "{rules: [{from: [null], to: [{}]}]}")
                        .errors()
                        .toString())
                .contains("`from` must not be nil", "`to.operation` must not be nil");
    }

    @ParameterizedTest
    @CsvSource({
        "AES128-SHA, false",
        "ALL, false",
        "'-ANY', false",
        "'[A|B]', false",
        "'!x', false",
        "OTHER, true",
        "PSK-AES128-CBC-SHA, true"
    })
    void expressions_of_cipher_suites_are_not_taken_apart(String suite, boolean warned) {
        List<Complaint> warnings = review(
                        "Gateway",
                        "networking.istio.io",
                        "",
                        "{servers: [{hosts: ['*'], port: {name: a, number: 443, protocol: HTTPS}, tls: {mode: SIMPLE,"
                                + " credentialName: a, cipherSuites: ['" + suite + "']}}]}")
                .warnings();
        assertThat(warnings.toString().contains("invalid cipher suites")).isEqualTo(warned);
    }

    @ParameterizedTest
    @CsvSource({"internal.istio.io/parents", "internal.istio.io/parent-namespace"})
    void what_istiod_writes_itself_nobody_else_may(String annotation) {
        assertThat(review(
                                "VirtualService",
                                "networking.istio.io",
                                ", annotations: {" + annotation + ": a}",
                                "{hosts: [a.b], http: [{" + ROUTES + "}]}")
                        .isAccepted())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"gateway, true", "other, false"})
    void a_listener_without_routes_is_open_to_no_namespace(String semantics, boolean good) {
        assertThat(review(
                                "Gateway",
                                "networking.istio.io",
                                ", annotations: {internal.istio.io/gateway-semantics: " + semantics + "}",
                                "{servers: [{hosts: [~/a.b], port: {name: a, number: 80, protocol: HTTP}}]}")
                        .isAccepted())
                .isEqualTo(good);
    }

    @ParameterizedTest
    @CsvSource({"'', false", "., true", "b, true", "'*', true", "'., a', true", "'., *', false", "B_, false"})
    void objects_are_exported_to_namespaces_with_a_name(String exportTo, boolean good) {
        String entries = exportTo.isEmpty() ? "''" : exportTo.replace("*", "'*'");
        assertThat(accepts("DestinationRule", "{host: a, exportTo: [" + entries + "]}"))
                .isEqualTo(good);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LISTENER|{}|is not supported for waypoint",
                "LISTENER_FILTER|{}|is not supported for waypoint",
                "EXTENSION_CONFIG|{}|is not supported for waypoint",
                "BOOTSTRAP|{}|is not supported for waypoint",
                "VIRTUAL_HOST|{filter: {name: a}}|for waypoint cannot have filter match",
                "VIRTUAL_HOST|{route: {name: a}}|",
                "CLUSTER|{filter: {name: a}}|for waypoint cannot have filter match",
                "CLUSTER|{route: {name: a}}|for waypoint cannot have route match",
                "CLUSTER|{portNumber: 80}|",
                "NETWORK_FILTER|{route: {name: a}}|for waypoint cannot have route match",
                "FILTER_CHAIN|{filter: {name: a}}|",
                "HTTP_FILTER|{}|for waypoint must have filter match",
                "HTTP_FILTER|{filter: {name: a}}|for waypoint requires name with"
                        + " envoy.filters.network.http_connection_manager",
                "HTTP_FILTER|{filter: {name: envoy.filters.network.http_connection_manager}}|for waypoint must have"
                        + " subfilter name to match on",
                "HTTP_FILTER|{filter: {name: envoy.filters.network.http_connection_manager, subFilter: {name: a}}}|",
            })
    void patches_of_waypoints_match_what_waypoints_have(String target, String waypoint, @Nullable String problem) {
        List<String> messages = review(
                        "EnvoyFilter",
                        "networking.istio.io",
                        "",
                        "{configPatches: [{applyTo: " + target + ", match: {context: WAYPOINT, waypoint: " + waypoint
                                + "}, patch: {operation: MERGE, value: {a: b}}}]}")
                .errors()
                .stream()
                .map(Complaint::message)
                .toList();
        assertThat(messages)
                .isEqualTo(problem == null ? List.of() : List.of("Envoy filter: applyTo " + target + " " + problem));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "source.ip|a.b|bad IP address (a.b)",
                "remote.ip|1.2.3.4/33|bad CIDR range (1.2.3.4/33)",
                "destination.port|x|bad port (x)",
                "source.namespace|''|empty value not allowed, found in source.namespace",
            })
    void excluded_values_are_told_from_wanted_ones(String key, String value, String problem) {
        for (String side : List.of("value", "notValue")) {
            assertThat(review(
                                    "AuthorizationPolicy",
                                    "security.istio.io",
                                    "",
                                    "{rules: [{when: [{key: " + key + ", " + side + "s: ['"
                                            + (value.equals("''") ? "" : value) + "']}]}]}")
                            .errors())
                    .extracting(Complaint::message)
                    .containsExactly("invalid `" + side + "` for `key` " + key + ": " + problem);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "configmap://shop/roots, true",
        "configmap://other/roots, false",
        "configmap://roots, false",
        "configmap:///roots, false",
        "configmap://shop/, false",
        "roots, true",
    })
    void certificates_of_authorities_lie_in_a_config_map_beside_the_rule(String credential, boolean good) {
        String tls = "{tls: {mode: SIMPLE, credentialName: '" + credential + "'}}";
        assertThat(accepts("DestinationRule", "{host: a, trafficPolicy: " + tls + "}"))
                .isEqualTo(good);
        assertThat(accepts("DestinationRule", "{host: a, subsets: [{name: v1, trafficPolicy: " + tls + "}]}"))
                .isEqualTo(good);
    }
}
