package io.github.windlass4j.gateway.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.manifest.object.GroupVersionKind;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.schema.FieldError;
import io.github.windlass4j.manifest.schema.Schema;
import io.github.windlass4j.manifest.schema.SchemaVerdict;
import io.github.windlass4j.manifest.schema.Schemas;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayReleaseTest {
    private static final GatewayRelease STANDARD = GatewayRelease.shipped(Channel.STANDARD);
    private static final GatewayRelease EXPERIMENTAL = GatewayRelease.shipped(Channel.EXPERIMENTAL);

    private static Resource object(String kind, String spec) {
        String group = kind.startsWith("X") ? "gateway.networking.x-k8s.io/v1alpha1" : "gateway.networking.k8s.io/v1";
        return Manifests.read(
                        "apiVersion: " + group + "\nkind: " + kind + "\nmetadata: {name: a, namespace: ns}\nspec: "
                                + spec + "\n",
                        "t.yaml")
                .resources()
                .get(0);
    }

    private static List<String> errors(GatewayRelease release, String kind, String spec) {
        return release.schemas().create(object(kind, spec)).errors().stream()
                .map(FieldError::message)
                .toList();
    }

    private static String route(String rule) {
        return "{parentRefs: [{name: g}], rules: [" + rule + "]}";
    }

    @Test
    void every_rule_of_the_bundled_release_is_understood() {
        for (GatewayRelease release : List.of(STANDARD, EXPERIMENTAL)) {
            for (GroupVersionKind type : release.schemas().types()) {
                Schema schema = release.schemas().find(type).orElseThrow();
                assertThat(schema.gaps()).as(type.toString()).isEmpty();
            }
        }
        assertThat(STANDARD.schemas().types()).hasSize(19);
        assertThat(EXPERIMENTAL.schemas().types()).hasSize(22);
        assertThat(STANDARD).hasToString("v1.6.1/standard");
        assertThat(GatewayRelease.shippedSource().date()).hasToString("2026-07-16");
    }

    @Test
    void what_is_misspelt_in_a_file_is_told() {
        Manifests file = Manifests.read("""
                {apiVersion: v1, kind: Servise, metadata: {name: a, namespace: ns}}
                ---
                {apiVersion: gateway.networking.k8s.io/v1, kind: HTTProute, metadata: {name: a, namespace: ns}}
                ---
                {apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: b, namespace: ns},
                 spec: {rules: [{backendRef: [{name: web, port: 80}]}, {backendRefs: [{name: web, port: 0}]}]}}
                ---
                {apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: c, namespace: ns}, spec: {}}
                """, "t.yaml");

        assertThat(STANDARD.schemas().check(file))
                .extracting(found -> found.rule() + " " + found.evidence() + " " + found.message())
                .satisfiesExactly(
                        kind -> assertThat(kind).startsWith("WL-MF-012 [HTTProute ns/a] no matches for kind"),
                        port -> assertThat(port)
                                .startsWith("WL-MF-010 [HTTPRoute ns/b] spec.rules[1].backendRefs[0].port"),
                        field -> assertThat(field)
                                .isEqualTo(
                                        "WL-MF-011 [HTTPRoute ns/b] unknown field \"spec.rules[0].backendRef\", which is "
                                                + "dropped"));
        assertThat(STANDARD.schemas().check(file).get(0)).asString().startsWith("ERROR WL-MF-012 t.yaml:3:1: ");
    }

    @Test
    void compiles_a_kind_when_an_object_of_it_comes() {
        Schemas schemas = GatewayRelease.shipped(Channel.STANDARD).schemas();
        assertThat(schemas.types()).hasSize(19);
        assertThat(schemas.compiled()).isEmpty();
        Resource route = object("HTTPRoute", route("{}"));
        schemas.create(route);
        assertThat(schemas.compiled()).containsExactly(route.type());
        Schema once = schemas.find(route.type()).orElseThrow();
        schemas.create(route);
        schemas.create(object("Unheard", "{}"));
        assertThat(schemas.find(route.type())).containsSame(once);
        assertThat(schemas.compiled()).hasSize(1);
    }

    @Test
    void the_definition_of_a_bundled_kind_makes_the_same_schema_again() {
        Resource route = object("HTTPRoute", route("{backendRefs: [{name: s, port: 0}]}"));
        Schema schema = STANDARD.schemas().find(route.type()).orElseThrow();
        Schema again = Schema.of(schema.type(), true, true, true, schema.openApi());
        assertThat(again.create(route)).isEqualTo(schema.create(route));
    }

    @Test
    void fills_in_defaults_as_the_server_does() {
        SchemaVerdict verdict =
                STANDARD.schemas().create(object("HTTPRoute", route("{backendRefs: [{name: s, port: 80}]}")));
        assertThat(((SchemaVerdict.Accepted) verdict)
                        .stored()
                        .at("spec", "rules", "0")
                        .orElseThrow())
                .hasToString(
                        "{\"backendRefs\":[{\"name\":\"s\",\"port\":80,\"group\":\"\",\"kind\":\"Service\",\"weight\":1}],"
                                + "\"matches\":[{\"path\":{\"type\":\"PathPrefix\",\"value\":\"/\"}}]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{matches: [{path: {value: foo}}]}|spec.rules[0].matches[0].path: Invalid value: value must be an absolute path and start"
                        + " with '/' when type one of ['Exact', 'PathPrefix']",
                "{filters: [{type: RequestRedirect}]}|spec.rules[0].filters[0]: Invalid value: filter.requestRedirect must be specified for"
                        + " RequestRedirect filter.type",
                "{backendRefs: [{name: s}]}|spec.rules[0].backendRefs[0]: Invalid value: Must have port for Service reference",
                "{timeouts: {request: 1s, backendRequest: 2s}}|spec.rules[0].timeouts: Invalid value: backendRequest timeout cannot be"
                        + " longer than request timeout",
                "{filters: [{type: URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /x}}}], matches: [{path:"
                        + " {type: Exact, value: /}}]}|spec.rules[0]: Invalid value: When using URLRewrite filter with"
                        + " path.replacePrefixMatch, exactly one PathPrefix match must be specified",
            })
    void refuses_what_a_rule_forbids(String rule, String message) {
        assertThat(errors(STANDARD, "HTTPRoute", route(rule))).containsExactly(message);
    }

    @Test
    void listeners_are_unique_and_carry_tls_only_where_it_is_spoken() {
        assertThat(
                        errors(
                                STANDARD,
                                "Gateway",
                                "{gatewayClassName: c, listeners: [{name: a, port: 80, protocol: HTTP}, {name: b, port: 80, protocol: HTTP}]}"))
                .containsExactly(
                        "spec.listeners: Invalid value: Combination of port, protocol and hostname must be unique for each listener");
        assertThat(errors(
                        STANDARD,
                        "Gateway",
                        "{gatewayClassName: c, listeners: [{name: a, port: 443, protocol: HTTPS, tls: {}}]}"))
                .containsExactly(
                        "spec.listeners[0].tls: Invalid value: \"object\": no such key: certificateRefs evaluating rule:"
                                + " certificateRefs or options must be specified when mode is Terminate");
    }

    @Test
    void the_channels_differ_where_a_field_is_experimental() {
        Resource route = object("HTTPRoute", route("{retry: {attempts: 3}, backendRefs: [{name: s, port: 80}]}"));
        ReleaseComparison comparison = ReleaseComparison.of(route, List.of(STANDARD, EXPERIMENTAL));
        assertThat(comparison.taking()).containsExactly(EXPERIMENTAL);
        assertThat(comparison.answers().get(0).verdict().dropped()).containsExactly("spec.rules[0].retry");
        assertThat(comparison.changes()).as("one release a channel").isEmpty();
        assertThat(STANDARD.schemas().create(object("XMesh", "{}")).isAccepted())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "v1alpha2, TLSRoute, 'hostnames: [a.example.com], '",
        "v1alpha3, TLSRoute, 'hostnames: [a.example.com], '",
        "v1alpha2, TCPRoute, ''",
        "v1alpha2, UDPRoute, ''"
    })
    void a_version_that_a_channel_defines_and_does_not_serve_is_not_taken_there(
            String version, String kind, String hosts) {
        String route = "apiVersion: gateway.networking.k8s.io/" + version + "\nkind: " + kind
                + "\nmetadata: {name: r, namespace: a}\nspec: {" + hosts
                + "parentRefs: [{name: g}], rules: [{backendRefs: [{name: s, port: 80}]}]}\n";
        ReleaseComparison comparison = ReleaseComparison.of(
                Manifests.read(route, "r.yaml").resources().get(0), List.of(STANDARD, EXPERIMENTAL));
        assertThat(comparison.taking()).containsExactly(EXPERIMENTAL);
        assertThat(comparison.answers())
                .extracting(ReleaseComparison.Answer::served)
                .containsExactly(false, true);
        assertThat(comparison.answers().get(0)).asString().endsWith(" (not served)");
    }

    @Test
    void a_change_between_releases_names_what_is_gained_and_lost() {
        Schemas older =
                Schemas.compact(compact("HTTPRouteSpec: {parentRefs: object, old: text}"), "old.yaml", "standard");
        Schemas newer =
                Schemas.compact(compact("HTTPRouteSpec: {parentRefs: object, new: text}"), "new.yaml", "standard");
        List<GatewayRelease> releases = List.of(
                GatewayRelease.of("v1", Channel.STANDARD, older), GatewayRelease.of("v2", Channel.STANDARD, newer));
        List<ReleaseComparison.Change> changes = ReleaseComparison.of(object("HTTPRoute", "{old: a, new: b}"), releases)
                .changes();
        assertThat(changes)
                .singleElement()
                .hasToString("v1/standard: stored without [spec.new] -> v2/standard: stored without [spec.old]");
        assertThat(changes.get(0).gained()).containsExactly("spec.new");
        assertThat(changes.get(0).lost()).containsExactly("spec.old");
        assertThat(ReleaseComparison.of(object("HTTPRoute", "{}"), releases).changes())
                .isEmpty();
    }

    private static byte[] compact(String types) {
        return ("types:\n  " + types
                        + "\nkinds:\n  HTTPRoute: {group: gateway.networking.k8s.io, scope: Namespaced, versions: {v1:"
                        + " {spec!: HTTPRouteSpec, standard: served}}}\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTPRouteSpec: {a: Nothing}|no type Nothing",
                "HTTPRouteSpec: {a: text ~nothing}|no pattern nothing",
                "HTTPRouteSpec: {a: text !nothing}|no rule nothing",
                "HTTPRouteSpec: {a: text sideways}|no such word: sideways",
                "HTTPRouteSpec: {a: 1}|a type is a mapping or a line of words",
            })
    void a_broken_definition_is_located(String types, String problem) {
        Schemas schemas = Schemas.compact(compact(types), "own.yaml", "standard");
        assertThatThrownBy(() -> schemas.create(object("HTTPRoute", "{}")))
                .hasMessageStartingWith("own.yaml:2:")
                .hasMessageEndingWith(problem);
    }
}
