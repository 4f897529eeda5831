package io.github.windlass4j.gateway.route;

import static io.github.windlass4j.gateway.route.Simulators.SERVICES;
import static io.github.windlass4j.gateway.route.Simulators.gateway;
import static io.github.windlass4j.gateway.route.Simulators.route;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteSimulatorTest {
    private static final String HTTP = "name: http, port: 80, protocol: HTTP";

    private static String rule(String match, String rest) {
        return "    - matches: [{" + match + "}]\n" + rest;
    }

    private static String to(String service) {
        return "      backendRefs: [{name: " + service + ", port: 80}]\n";
    }

    private static RouteSimulator rules(String... rules) {
        return Simulators.of(SERVICES, gateway(HTTP), route("shop", "  rules:\n" + String.join("", rules)));
    }

    private static String backend(RouteDecision decision) {
        return decision instanceof RouteDecision.Routed routed
                        && routed.shares().get(0).fate() instanceof Share.Fate.Arrives arrives
                ? arrives.backend().target().name()
                : decision.toString();
    }

    @Test
    void names_listener_rule_and_step_in_the_trace() {
        RouteSimulator simulator = rules(
                rule("path: {type: PathPrefix, value: /}", to("a")),
                rule("path: {type: PathPrefix, value: /cart}", to("b")));
        RouteDecision decision = simulator.decide(Request.get("http://shop.example/cart/1"));
        assertThat(backend(decision)).isEqualTo("b");
        assertThat(decision.trace().toString())
                .contains("LISTENER Gateway shop/edge, listener \"http\": takes HTTP on port 80")
                .contains(
                        "RULE HTTPRoute shop/shop, spec.rules[1].matches[0]: path /cart/* takes it: its path is longer; "
                                + "the next one is HTTPRoute shop/shop, spec.rules[0].matches[0]");
    }

    @Test
    void exact_beats_prefix_and_prefixes_end_at_slashes() {
        RouteSimulator simulator = rules(
                rule("path: {type: PathPrefix, value: /cart}", to("a")),
                rule("path: {type: Exact, value: /cart}", to("b")));
        assertThat(backend(simulator.decide(Request.get("http://h/cart")))).isEqualTo("b");
        assertThat(backend(simulator.decide(Request.get("http://h/cart/")))).isEqualTo("a");
        assertThat(backend(simulator.decide(Request.get("http://h/carts")))).startsWith("404");
    }

    @Test
    void headers_ignore_case_in_names_only_and_query_takes_the_first() {
        RouteSimulator simulator = rules(
                rule("headers: [{name: X-Who, value: me}]", to("a")),
                rule("queryParams: [{name: who, value: you and me}]", to("b")));
        assertThat(backend(simulator.decide(Request.get("http://h/").withHeader("x-who", "me"))))
                .isEqualTo("a");
        assertThat(backend(simulator.decide(Request.get("http://h/").withHeader("x-who", "ME"))))
                .startsWith("404");
        assertThat(backend(simulator.decide(Request.get("http://h/?x=1&who=you+and%20me&who=z"))))
                .isEqualTo("b");
        assertThat(backend(simulator.decide(Request.get("http://h/?who=z&who=you+and+me"))))
                .startsWith("404");
    }

    @Test
    void the_most_specific_listener_takes_the_request_even_if_none_of_its_routes_match() {
        RouteSimulator simulator = Simulators.of(
                SERVICES,
                gateway(
                        HTTP,
                        "name: wild, port: 80, protocol: HTTP, hostname: \"*.example.com\"",
                        "name: one, port: 80, protocol: HTTP, hostname: one.example.com"),
                route("any", "  rules:\n" + rule("path: {value: /}", to("a"))),
                route(
                        "one",
                        "  parentRefs: [{name: edge, sectionName: one}]\n  rules:\n"
                                + rule("path: {value: /one}", to("b"))));
        assertThat(backend(simulator.decide(Request.get("http://one.example.com/one"))))
                .isEqualTo("b");
        assertThat(backend(simulator.decide(Request.get("http://two.example.com/"))))
                .isEqualTo("a");
        RouteDecision one = Simulators.of(
                        SERVICES,
                        gateway(HTTP, "name: one, port: 80, protocol: HTTP, hostname: one.example.com"),
                        route(
                                "any",
                                "  parentRefs: [{name: edge, sectionName: http}]\n  rules:\n"
                                        + rule("path: {value: /}", to("a"))))
                .decide(Request.get("http://one.example.com:80/"));
        assertThat(one).hasToString("404 (no rule matches)");
        assertThat(one.trace().toString()).contains("listener \"http\": is less specific");
    }

    @Test
    void a_connection_for_another_host_is_misdirected() {
        String tls = "protocol: HTTPS, port: 443, tls: {certificateRefs: [{name: none}]}";
        RouteSimulator simulator = open(
                new String[] {"name: any, " + tls, "name: one, hostname: one.example.com, " + tls},
                route("any", "  rules:\n" + rule("path: {value: /}", to("a"))));
        assertThat(backend(simulator.decide(Request.get("https://one.example.com/"))))
                .isEqualTo("a");
        assertThat(simulator.decide(Request.get("https://one.example.com/").withSni("two.example.com")))
                .hasToString("421 (the connection was made for another host)");
        assertThat(simulator.decide(Request.get("https://two.example.com/").withSni("one.example.com")))
                .hasToString("421 (the connection was made for another host)");
    }

    /** Listeners whose certificates are taken to be there: doors are built from the listeners directly. */
    private static RouteSimulator open(String[] listeners, String routes) {
        return Simulators.of(
                SERVICES, gateway(listeners), routes, """
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: none, namespace: shop}
                type: kubernetes.io/tls
                data: {tls.crt: %s, tls.key: %s}
                """.formatted(TestCertificate.CHAIN, TestCertificate.KEY));
    }

    @Test
    void says_how_an_attempt_ends_without_an_answer() {
        RouteSimulator simulator = rules(rule("path: {value: /}", to("a")));
        assertThat(simulator.decide(Request.get("http://h:8080/"))).hasToString("refused: no listener takes port 8080");
        assertThat(simulator.decide(Request.get("https://h:80/"))).hasToString("refused: the port speaks HTTP");
        assertThat(simulator.decide(Request.udp(80))).hasToString("refused: no listener takes UDP");
        assertThat(simulator.decide(Request.get("http://h/").atGateway("shop", "other")))
                .hasToString("refused: there is no such Gateway");
        assertThat(simulator.decide(Request.get("http://nobody/").fromPod("shop")))
                .isInstanceOf(RouteDecision.Unknown.class);
    }

    @Test
    void weights_are_exact_and_invalid_backends_fail_for_their_share() {
        RouteSimulator simulator = rules(rule(
                "path: {value: /}",
                "      backendRefs: [{name: a, port: 80, weight: 2}, {name: gone, port: 80, weight: 1}, "
                        + "{name: b, port: 80, weight: 0}]\n"));
        RouteDecision decision = simulator.decide(Request.get("http://h/"));
        assertThat(decision.toString())
                .startsWith("[2/3 Service shop/a:80, 1/3 500 (BackendNotFound: ")
                .endsWith("0/1 Service shop/b:80]");
    }

    @Test
    void no_valid_backend_is_500_and_zero_weights_too() {
        assertThat(rules(rule("path: {value: /}", to("gone"))).decide(Request.get("http://h/")))
                .asString()
                .startsWith("500 (BackendNotFound");
        assertThat(rules(rule("path: {value: /}", "      backendRefs: [{name: a, port: 80, weight: 0}]\n"))
                        .decide(Request.get("http://h/")))
                .hasToString("500 (no backend has a weight above 0)");
        assertThat(rules(rule("path: {value: /}", "      filters: []\n")).decide(Request.get("http://h/")))
                .hasToString("500 (the rule names no backend)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    hostname: other.example                     | http://other.example/old/x?q=1
                    scheme: https                               | https://h.example/old/x?q=1
                    scheme: https, port: 8443                   | https://h.example:8443/old/x?q=1
                    port: 8080                                  | http://h.example:8080/old/x?q=1
                    scheme: https, port: 443                    | https://h.example/old/x?q=1
                    scheme: https, port: 80                     | https://h.example:80/old/x?q=1
                    path: {type: ReplaceFullPath, replaceFullPath: /new}         | http://h.example/new?q=1
                    path: {type: ReplacePrefixMatch, replacePrefixMatch: /new/}  | http://h.example/new/x?q=1
                    """)
    void redirects_name_the_port_only_where_the_scheme_does_not(String redirect, String location) {
        RouteSimulator simulator = rules(rule(
                "path: {value: /old}",
                "      filters: [{type: RequestRedirect, requestRedirect: {" + redirect + "}}]\n"));
        RouteDecision.Answered answered =
                (RouteDecision.Answered) simulator.decide(Request.get("http://h.example/old/x?q=1"));
        assertThat(answered.status()).isEqualTo(302);
        assertThat(answered.headers().value("location")).contains(location);
    }

    @Test
    void a_redirect_without_scheme_keeps_the_port_of_the_listener() {
        RouteSimulator simulator = Simulators.of(
                SERVICES,
                gateway("name: http, port: 8080, protocol: HTTP"),
                route(
                        "shop",
                        "  rules:\n    - filters: [{type: RequestRedirect, requestRedirect: {hostname: other.example}}]\n"));
        assertThat(simulator.decide(Request.get("http://h:8080/")).toString())
                .contains("Location: http://other.example:8080/");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    scheme: https                                                 | https://h/a?q=1        | redirects with 302, scheme https
                    scheme: http                                                  | http://h/a?q=1         | redirects with 302, scheme http
                    scheme: https, port: 8443                                     | https://h:8443/a?q=1   | redirects with 302, scheme https, port 8443
                    port: 80, hostname: b                                         | http://b/a?q=1         | redirects with 302, host b, port 80
                    statusCode: 308                                               | http://h:8080/a?q=1    | redirects with 308
                    path: {type: ReplacePrefixMatch, replacePrefixMatch: /z/}     | http://h:8080/z/a?q=1  | redirects with 302, prefix / to /z
                    path: {type: ReplaceFullPath, replaceFullPath: /z}            | http://h:8080/z?q=1    | redirects with 302, path to /z
                    """)
    void a_redirect_names_what_it_changes_and_a_port_that_is_not_the_schemes(
            String redirect, String location, String told) {
        RouteDecision decision = Simulators.of(
                        SERVICES,
                        gateway("name: http, port: 8080, protocol: HTTP"),
                        route(
                                "shop",
                                "  rules:\n    - filters: [{type: RequestRedirect, requestRedirect: {" + redirect
                                        + "}}]\n"))
                .decide(Request.get("http://h:8080/a?q=1"));
        assertThat(decision.toString()).endsWith("[Location: " + location + "]");
        assertThat(decision.trace().steps())
                .anyMatch(step ->
                        step.stage() == Trace.Stage.FILTER && step.text().equals(told));
    }

    @ParameterizedTest
    @CsvSource({
        "/foo, /xyz, /foo/bar, /xyz/bar",
        "/foo, /xyz/, /foo/bar, /xyz/bar",
        "/foo/, /xyz, /foo/bar, /xyz/bar",
        "/foo, /xyz, /foo, /xyz",
        "/foo, /xyz, /foo/, /xyz/",
        "/foo, /, /foo/bar, /bar",
        "/foo, /, /foo, /",
        "/foo, '', /foo/bar, /bar",
        "/, /xyz, /bar, /xyz/bar"
    })
    void a_prefix_is_replaced_element_by_element(String prefix, String replacement, String path, String expected) {
        RouteSimulator simulator = rules(rule(
                "path: {value: " + prefix + "}",
                "      filters: [{type: URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: '"
                        + replacement + "'}}}]\n" + to("a")));
        assertThat(arrived(simulator, Request.get("http://h" + path)).request().path())
                .isEqualTo(expected);
    }

    private static Share.Fate.Arrives arrived(RouteSimulator simulator, Request request) {
        RouteDecision.Routed routed = (RouteDecision.Routed) simulator.decide(request);
        return (Share.Fate.Arrives) routed.shares().get(0).fate();
    }

    @Test
    void header_filters_of_rule_and_backend_apply_in_turn() {
        RouteSimulator simulator = rules(rule("path: {value: /}", """
                      filters:
                        - {type: RequestHeaderModifier, requestHeaderModifier: {set: [{name: x, value: "1"}], remove: [gone]}}
                        - {type: ResponseHeaderModifier, responseHeaderModifier: {add: [{name: z, value: "2"}]}}
                      backendRefs:
                        - name: a
                          port: 80
                          filters: [{type: RequestHeaderModifier, requestHeaderModifier: {add: [{name: X, value: "3"}]}}]
                """));
        Share.Fate.Arrives arrives = arrived(
                simulator, Request.get("http://h/").withHeader("Gone", "0").withHeader("X", "0"));
        assertThat(arrives.request().headers()).hasToString("[x: 1,3]");
        assertThat(arrives.response().applyTo(Headers.NONE.with("Z", "1"))).hasToString("[Z: 1,2]");
    }

    @Test
    void mirrors_take_their_percentage_and_broken_ones_are_told() {
        RouteSimulator simulator = rules(rule("path: {value: /}", """
                      filters:
                        - {type: RequestMirror, requestMirror: {backendRef: {name: b, port: 80}, percent: 42}}
                        - {type: RequestMirror, requestMirror: {backendRef: {name: c, port: 80}, fraction: {numerator: 1, denominator: 3}}}
                        - {type: RequestMirror, requestMirror: {backendRef: {name: gone, port: 80}}}
                """ + to("a")));
        RouteDecision.Routed routed = (RouteDecision.Routed) simulator.decide(Request.get("http://h/"));
        assertThat(routed.mirrors())
                .hasToString("[21/50 mirrored to Service shop/b:80, 1/3 mirrored to Service shop/c:80]");
        assertThat(routed.trace().unknown()).singleElement().asString().contains("gone");
    }

    @Test
    void cors_answers_preflights_and_grants_only_allowed_origins() {
        RouteSimulator simulator = rules(rule("path: {value: /}", """
                      filters:
                        - type: CORS
                          cors: {allowOrigins: ["https://*.example.com:8443"], allowMethods: [GET, PUT], allowCredentials: true, maxAge: 7}
                """ + to("a")));
        Request preflight = Request.http("OPTIONS", "http://h/")
                .withHeader("Origin", "https://any.example.com:8443")
                .withHeader("Access-Control-Request-Method", "PUT");
        assertThat(simulator.decide(preflight))
                .hasToString("204 (CORS preflight) [access-control-allow-origin: https://any.example.com:8443, "
                        + "access-control-allow-credentials: true, access-control-allow-methods: GET, PUT, "
                        + "access-control-max-age: 7]");
        Request other = Request.get("http://h/").withHeader("Origin", "https://any.example.com");
        assertThat(arrived(simulator, other).response().edits()).isEmpty();
    }

    @Test
    void filters_that_are_not_modelled_are_unknown_and_ones_that_are_not_there_fail() {
        String extended = rule("path: {value: /}", """
                      filters: [{type: ExtensionRef, extensionRef: {group: example.com, kind: Limit, name: slow}}]
                """ + to("a"));
        assertThat(rules(extended).decide(Request.get("http://h/")))
                .hasToString("500 (the filter Limit shop/slow is not there)");
        RouteSimulator simulator = rules(
                extended + "---\n{apiVersion: example.com/v1, kind: Limit, metadata: {name: slow, namespace: shop}}\n");
        assertThat(simulator.decide(Request.get("http://h/")).trace().unknown())
                .singleElement()
                .asString()
                .contains("HTTPRoute shop/shop, spec.rules[0].filters[0]")
                .contains("Limit slow");
    }

    @Test
    void timeouts_cut_slow_backends() {
        RouteSimulator simulator =
                rules(rule("path: {value: /}", "      timeouts: {request: 10s, backendRequest: 500ms}\n" + to("a")));
        RouteDecision.Routed routed = (RouteDecision.Routed) simulator.decide(Request.get("http://h/"));
        assertThat(routed.delivery().statusAfter(Duration.ofMillis(500))).isEmpty();
        assertThat(routed.delivery().statusAfter(Duration.ofMillis(501))).hasValue(504);
    }

    @Test
    void expressions_are_matched_and_their_rank_is_called_implementation_defined() {
        RouteSimulator simulator = rules(
                rule("path: {type: RegularExpression, value: \"/v[0-9]+/.*\"}", to("a")),
                rule("path: {value: /v1/users}", to("b")));
        RouteDecision both = simulator.decide(Request.get("http://h/v1/users/7"));
        assertThat(both.trace().implementationDefined()).isTrue();
        assertThat(simulator.decide(Request.get("http://h/v2/users")).trace().implementationDefined())
                .isFalse();
    }

    @Test
    void grpc_goes_by_service_and_method_and_unmatched_calls_are_unimplemented() {
        RouteSimulator simulator = Simulators.of(
                SERVICES,
                gateway(HTTP),
                route(
                        "GRPCRoute",
                        "calls",
                        "  rules:\n" + rule("method: {service: s.T}", to("a"))
                                + rule("method: {service: s.T, method: Get}", to("b"))
                                + rule("method: {method: Get}", to("c"))));
        assertThat(backend(simulator.decide(Request.grpc("h", "s.T", "Get")))).isEqualTo("b");
        assertThat(backend(simulator.decide(Request.grpc("h", "s.T", "Put")))).isEqualTo("a");
        assertThat(backend(simulator.decide(Request.grpc("h", "s.U", "Get")))).isEqualTo("c");
        RouteDecision.Answered none = (RouteDecision.Answered) simulator.decide(Request.grpc("h", "s.U", "Put"));
        assertThat(none.grpcStatus()).hasValue(12);
        assertThat(simulator.decide(Request.http("POST", "http://h/s.T/Get")))
                .asString()
                .startsWith("404");
    }

    @Test
    void tls_goes_by_server_name_and_tcp_to_the_oldest_route() {
        String older = route("TCPRoute", "z-old", "  rules: [{backendRefs: [{name: a, port: 80}]}]\n")
                .replace("namespace: shop}", "namespace: shop, creationTimestamp: \"2020-01-01T00:00:00Z\"}");
        RouteSimulator simulator = Simulators.of(
                SERVICES,
                gateway(
                        "name: tcp, port: 9000, protocol: TCP",
                        "name: tls, port: 443, protocol: TLS, tls: {mode: Passthrough}"),
                older,
                route("TCPRoute", "a-new", "  rules: [{backendRefs: [{name: b, port: 80}]}]\n"),
                route(
                        "TLSRoute",
                        "names",
                        "  hostnames: [one.example, \"*.two.example\"]\n  rules: [{backendRefs: [{name: c, port: 80}]}]\n"));
        RouteDecision tcp = simulator.decide(Request.tcp(9000));
        assertThat(backend(tcp)).isEqualTo("a");
        assertThat(tcp.trace().toString()).contains("its route is older");
        assertThat(backend(simulator.decide(Request.tls("a.two.example", 443)))).isEqualTo("c");
        assertThat(simulator.decide(Request.tls("two.example", 443)))
                .isInstanceOfSatisfying(
                        RouteDecision.Refused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(RouteDecision.Refused.Refusal.TLS));
    }

    @Test
    void a_consumers_route_replaces_the_producers_for_its_own_namespace() {
        String parent = "  parentRefs: [{group: \"\", kind: Service, name: a, namespace: shop}]\n";
        RouteSimulator simulator = Simulators.of(
                SERVICES,
                route("producer", parent + "  rules:\n" + rule("path: {value: /p}", to("b"))),
                route("consumer", parent + "  rules: [{backendRefs: [{name: c, namespace: shop, port: 80}]}]\n")
                        .replace("name: consumer, namespace: shop", "name: consumer, namespace: client"));
        assertThat(backend(simulator.decide(Request.get("http://a/p").fromPod("shop"))))
                .isEqualTo("b");
        assertThat(simulator.decide(
                        Request.get("http://a.shop.svc.cluster.local/").fromPod("other")))
                .hasToString("404 (no rule matches)");
        assertThat(backend(simulator.decide(Request.get("http://a.shop/").fromPod("client"))))
                .isEqualTo("c");
        assertThat(backend(simulator.decide(Request.get("http://b:8080/").fromPod("shop"))))
                .isEqualTo("b");
        assertThat(simulator.decide(Request.get("http://b:81/").fromPod("shop")))
                .hasToString("refused: the Service has no such port");
    }

    @Test
    void a_rule_whose_expression_cannot_be_read_is_left_out_and_reported() {
        RouteSimulator simulator = rules(
                rule("path: {type: RegularExpression, value: \"/v(\"}", to("a")), rule("path: {value: /}", to("b")));
        assertThat(backend(simulator.decide(Request.get("http://h/v(")))).isEqualTo("b");
        assertThat(simulator.findings())
                .filteredOn(finding -> finding.rule().equals("WL-GR-0101"))
                .singleElement()
                .asString()
                .contains("shop.yaml")
                .contains("spec.rules[0].matches[0]");
    }

    @Test
    void refuses_a_url_it_cannot_take_apart() {
        assertThatThrownBy(() -> Request.get("ftp://h/")).hasMessageContaining("want http:// or https://");
        assertThatThrownBy(() -> Request.get("http://h:x/")).hasMessageContaining("want 0 to 65535");
        assertThat(Request.get("http://[2001:db8::1]:8080/").port()).isEqualTo(8080);
    }
}
