package io.github.windlass4j.gateway.route;

import static io.github.windlass4j.gateway.route.Simulators.SERVICES;
import static io.github.windlass4j.gateway.route.Simulators.gateway;
import static io.github.windlass4j.gateway.route.Simulators.route;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.attach.Attachment;
import io.github.windlass4j.gateway.attach.Controller;
import io.github.windlass4j.manifest.object.Manifests;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What filters and backends of the winning rule make of a request. */
class HandlingTest {
    private static final String HTTP = "name: http, port: 80, protocol: HTTP";

    private static RouteSimulator rule(String rule, String... more) {
        return Simulators.of(
                SERVICES, gateway(HTTP), route("shop", "  rules: [{" + rule + "}]\n"), String.join("", more));
    }

    private static String filters(String filters) {
        return "filters: [" + filters + "], backendRefs: [{name: a, port: 80}]";
    }

    private static Share.Fate.Arrives arrives(RouteSimulator simulator, Request request) {
        RouteDecision.Routed routed = (RouteDecision.Routed) simulator.decide(request);
        return (Share.Fate.Arrives) routed.shares().get(0).fate();
    }

    // Cross-origin requests

    private static HeaderEdits granted(String cors, String origin) {
        return arrives(
                        rule(filters("{type: CORS, cors: {" + cors + "}}")),
                        Request.get("http://h/").withHeader("Origin", origin))
                .response();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    https://a.test           | https://a.test
                    https://a.test           | HTTPS://A.test
                    https://a.test           | https://a.test:443
                    https://a.test:443       | https://a.test
                    http://a.test:80         | http://a.test
                    http://a.test:8080       | http://a.test:8080
                    https://*.test           | https://a.b.test
                    https://*.test:8443      | https://a.test:8443
                    https://*:8443           | https://a.test:8443
                    https://*                | https://a.test
                    https://*                | https://[::1]
                    *                        | https://a.test
                    *                        | null
                    ionic://*                | ionic://localhost
                    """)
    void an_origin_is_allowed(String allowed, String origin) {
        assertThat(granted("allowOrigins: ['" + allowed + "']", origin).edits())
                .extracting(HeaderEdits.Edit::name)
                .containsExactly("access-control-allow-origin");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    https://a.test           | https://b.test
                    https://a.test           | http://a.test
                    https://a.test           | https://a.test:80
                    http://a.test            | http://a.test:443
                    http://a.test            | http://a.test:8080
                    https://*.test           | https://test
                    https://*.test:8443      | https://a.test
                    https://*:8443           | https://a.test
                    https://*:8443           | https://a.test:18443
                    https://*                | http://a.test
                    https://*                | https://a.test:8443
                    https://*                | https://[::1]:8443
                    https://a.test           | null
                    a.test                   | https://a.test
                    """)
    void an_origin_is_not_allowed(String allowed, String origin) {
        assertThat(granted("allowOrigins: ['" + allowed + "']", origin)).isEqualTo(HeaderEdits.NONE);
    }

    @Test
    void an_answer_for_any_origin_names_it_only_with_credentials() {
        assertThat(granted("allowOrigins: ['*']", "https://a.test")).hasToString("[SET access-control-allow-origin=*]");
        assertThat(granted("allowOrigins: ['*'], allowCredentials: true, exposeHeaders: [x-a, x-b]", "https://a.test"))
                .hasToString("[SET access-control-allow-origin=https://a.test, "
                        + "SET access-control-allow-credentials=true, SET access-control-expose-headers=x-a, x-b]");
        assertThat(granted("allowOrigins: ['https://a.test'], allowMethods: [GET], maxAge: 9", "https://a.test"))
                .as("methods and age belong into answers to preflight requests")
                .hasToString("[SET access-control-allow-origin=https://a.test]");
    }

    @Test
    void with_credentials_an_asterisk_exposes_no_headers() {
        String any = "allowOrigins: ['*'], exposeHeaders: ['*']";
        assertThat(granted(any, "https://a.test").toString()).contains("SET access-control-expose-headers=*");
        assertThat(granted(any + ", allowCredentials: true", "https://a.test").toString())
                .doesNotContain("expose");
    }

    private static String preflight(String cors) {
        Request request = Request.http("OPTIONS", "http://h/")
                .withHeader("Origin", "https://a.test")
                .withHeader("Access-Control-Request-Method", "PUT")
                .withHeader("Access-Control-Request-Headers", "x-a");
        return rule(filters("{type: CORS, cors: {allowOrigins: ['*'], " + cors + "}}"))
                .decide(request)
                .toString();
    }

    @Test
    void a_preflight_request_is_answered_with_what_is_allowed() {
        String start = "204 (CORS preflight) [access-control-allow-origin: *, ";
        assertThat(preflight("maxAge: 7")).isEqualTo(start + "access-control-max-age: 7]");
        assertThat(preflight("allowMethods: ['*'], allowHeaders: [x-a, x-b]"))
                .isEqualTo(start + "access-control-allow-methods: *, access-control-allow-headers: x-a, x-b, "
                        + "access-control-max-age: 5]");
        assertThat(preflight("allowMethods: ['*'], allowHeaders: ['*'], allowCredentials: true"))
                .isEqualTo("204 (CORS preflight) [access-control-allow-origin: https://a.test, "
                        + "access-control-allow-credentials: true, access-control-allow-methods: PUT, "
                        + "access-control-allow-headers: x-a, access-control-max-age: 5]");
    }

    @Test
    void only_options_with_origin_and_method_is_a_preflight_request() {
        RouteSimulator simulator = rule(filters("{type: CORS, cors: {allowOrigins: ['*']}}"));
        Request asking = Request.http("OPTIONS", "http://h/");
        Request complete =
                asking.withHeader("Origin", "https://a.test").withHeader("Access-Control-Request-Method", "PUT");
        RouteDecision answer = simulator.decide(complete);
        assertThat(answer).asString().startsWith("204");
        assertThat(answer.trace().toString())
                .contains("FILTER HTTPRoute shop/shop, spec.rules[0].filters: the gateway answers the CORS preflight");
        for (Request other : List.of(
                asking,
                asking.withHeader("Origin", "https://a.test"),
                asking.withHeader("Access-Control-Request-Method", "PUT"),
                Request.get("http://h/")
                        .withHeader("Origin", "https://a.test")
                        .withHeader("Access-Control-Request-Method", "PUT"))) {
            assertThat(simulator.decide(other)).as(other.toString()).hasToString("[1/1 Service shop/a:80]");
        }
    }

    // Redirects and rewrites

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    hostname: other.test            | https://other.test:8443/a
                    scheme: https                   | https://h.test/a
                    scheme: http                    | http://h.test/a
                    port: 443                       | https://h.test/a
                    path: {type: ReplaceFullPath, replaceFullPath: ''}       | https://h.test:8443/
                    path: {type: ReplacePrefixMatch, replacePrefixMatch: /b} | https://h.test:8443/b
                    """)
    void a_redirect_over_tls_starts_from_https(String redirect, String location) {
        RouteSimulator simulator = Simulators.of(
                SERVICES,
                gateway("name: https, port: 8443, protocol: HTTPS, tls: {certificateRefs: [{name: cert}]}"),
                "---\napiVersion: v1\nkind: Secret\nmetadata: {name: cert, namespace: shop}\ntype: kubernetes.io/tls\n"
                        + "data: {tls.crt: " + TestCertificate.CHAIN + ", tls.key: " + TestCertificate.KEY + "}\n",
                route(
                        "shop",
                        "  rules: [{matches: [{path: {value: /a}}], filters: [{type: RequestRedirect, requestRedirect: {"
                                + redirect + ", statusCode: 308}}]}]\n"));
        RouteDecision.Answered answer = (RouteDecision.Answered) simulator.decide(Request.get("https://h.test:8443/a"));
        assertThat(answer.status()).isEqualTo(308);
        assertThat(answer.why()).isEqualTo("redirect");
        assertThat(answer.headers().value("location")).contains(location);
        assertThat(answer.grpcStatus()).isEmpty();
        assertThat(answer.trace().toString()).contains("FILTER HTTPRoute shop/shop, spec.rules[0].filters: ");
    }

    @Test
    void filters_before_a_redirect_still_edit_its_answer() {
        String set = "{type: ResponseHeaderModifier, responseHeaderModifier: {set: [{name: x, value: '1'}]}}";
        String redirect = "{type: RequestRedirect, requestRedirect: {hostname: other.test}}";
        assertThat(rule("filters: [" + set + ", " + redirect + "]").decide(Request.get("http://h/")))
                .hasToString("302 (redirect) [Location: http://other.test/, x: 1]");
        assertThat(rule("filters: [" + redirect + ", " + set + "]").decide(Request.get("http://h/")))
                .hasToString("302 (redirect) [Location: http://other.test/]");
    }

    @Test
    void a_rewrite_changes_host_and_path_as_the_backend_sees_them() {
        Request seen = arrives(
                        rule(filters("{type: URLRewrite, urlRewrite: {hostname: in.test, "
                                + "path: {type: ReplaceFullPath, replaceFullPath: /all}}}")),
                        Request.get("http://h/x?q=1"))
                .request();
        assertThat(seen.host()).isEqualTo("in.test");
        assertThat(seen.target()).isEqualTo("/all?q=1");
        assertThat(arrives(
                                rule("matches: [{path: {type: Exact, value: /x}}], "
                                        + filters("{type: URLRewrite, urlRewrite: {path: {type: "
                                                + "ReplacePrefixMatch, replacePrefixMatch: /y}}}")),
                                Request.get("http://h/x"))
                        .request()
                        .path())
                .as("a prefix is replaced only where one was matched")
                .isEqualTo("/x");
    }

    // Backends

    @Test
    void filters_of_a_backend_count_for_its_share_only() {
        RouteSimulator simulator = rule("backendRefs: [{name: a, port: 80, filters: [{type: RequestRedirect, "
                + "requestRedirect: {hostname: other.test}}]}, {name: b, port: 80, filters: [{type: ResponseHeaderModifier, "
                + "responseHeaderModifier: {remove: [x]}}]}, {name: c, port: 80}]");
        RouteDecision.Routed routed = (RouteDecision.Routed) simulator.decide(Request.get("http://h/"));
        assertThat(routed)
                .hasToString("[1/3 302 [Location: http://other.test/], 1/3 Service shop/b:80, 1/3 Service shop/c:80]");
        assertThat(((Share.Fate.Arrives) routed.shares().get(1).fate()).response())
                .hasToString("[REMOVE x]");
        assertThat(((Share.Fate.Arrives) routed.shares().get(2).fate()).response())
                .isEqualTo(HeaderEdits.NONE);
        assertThat(routed.trace().toString())
                .contains("FILTER HTTPRoute shop/shop, spec.rules[0].backendRefs.filters: ")
                .contains("BACKEND HTTPRoute shop/shop, spec.rules[0].backendRefs: 1/3 Service shop/c:80");
    }

    @Test
    void a_mirror_of_a_backend_copies_the_share_of_that_backend() {
        String mirror =
                "filters: [{type: RequestMirror, requestMirror: {backendRef: {name: c, port: 80}, percent: 50}}]";
        RouteDecision.Routed routed = (RouteDecision.Routed)
                rule("backendRefs: [{name: a, port: 80, weight: 2, " + mirror + "}, {name: b, port: 80, weight: 1}]")
                        .decide(Request.get("http://h/"));
        assertThat(routed.mirrors()).hasToString("[1/3 mirrored to Service shop/c:80]");
    }

    @Test
    void one_answer_for_all_shares_is_the_answer() {
        String redirect = "filters: [{type: RequestRedirect, requestRedirect: {hostname: %s}}]";
        assertThat(rule("backendRefs: [{name: a, port: 80, " + redirect.formatted("x.test") + "}, {name: b, port: 80, "
                                + redirect.formatted("x.test") + "}]")
                        .decide(Request.get("http://h/")))
                .hasToString("302 (redirect) [Location: http://x.test/]");
        assertThat(rule("backendRefs: [{name: a, port: 80, " + redirect.formatted("x.test") + "}, {name: b, port: 80, "
                                + redirect.formatted("y.test") + "}]")
                        .decide(Request.get("http://h/")))
                .isInstanceOf(RouteDecision.Routed.class);
        assertThat(rule("backendRefs: [{name: gone, port: 80}, {name: gone-too, port: 80}]")
                        .decide(Request.get("http://h/")))
                .asString()
                .startsWith("500 (BackendNotFound: Service shop/gone is not there");
        assertThat(rule("backendRefs: [{name: gone, port: 80}, {name: a, port: 80, weight: 0}]")
                        .decide(Request.get("http://h/")))
                .asString()
                .as("a backend without weight saves nobody")
                .startsWith("500 (");
    }

    @Test
    void a_service_without_ready_endpoints_is_503() {
        String slice =
                "---\napiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {name: a-1, namespace: shop, "
                        + "labels: {kubernetes.io/service-name: a}}\naddressType: IPv4\nendpoints: [%s]\n";
        String to = "backendRefs: [{name: a, port: 80}]";
        assertThat(rule(to, slice.formatted("{addresses: [10.0.0.1], conditions: {ready: false}}"))
                        .decide(Request.get("http://h/")))
                .hasToString("503 (Service shop/a has no ready endpoint)");
        assertThat(rule(to, slice.formatted("")).decide(Request.get("http://h/")))
                .asString()
                .startsWith("503");
        assertThat(rule(to, slice.formatted("{addresses: [10.0.0.1], conditions: {ready: true}}"))
                        .decide(Request.get("http://h/")))
                .hasToString("[1/1 Service shop/a:80]");
        assertThat(rule(
                                "backendRefs: [{name: a, port: 80}, {name: gone, port: 80}]",
                                slice.formatted("{addresses: [10.0.0.1], conditions: {ready: false}}"))
                        .decide(Request.get("http://h/")))
                .as("two different failures stay two shares")
                .asString()
                .startsWith("[1/2 503 (");
    }

    @Test
    void below_http_a_backend_that_is_not_there_closes_the_connection() {
        RouteSimulator simulator = Simulators.of(
                SERVICES,
                gateway("name: tcp, port: 9000, protocol: TCP", "name: none, port: 9001, protocol: TCP"),
                route(
                        "TCPRoute",
                        "bytes",
                        "  parentRefs: [{name: edge, sectionName: tcp}]\n  rules: [{backendRefs: [{name: gone, port: 80}]}]\n"));
        RouteDecision decision = simulator.decide(Request.tcp(9000));
        assertThat(decision)
                .isInstanceOfSatisfying(
                        RouteDecision.Refused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(RouteDecision.Refused.Refusal.CLOSED));
        assertThat(decision).hasToString("refused: BackendNotFound: Service shop/gone is not there");
        assertThat(decision.effect()).hasToString("refused: ");
        assertThat(simulator.decide(Request.tcp(9001))).hasToString("refused: no route attaches");
        RouteSimulator empty = Simulators.of(
                SERVICES,
                gateway("name: tcp, port: 9000, protocol: TCP"),
                route("TCPRoute", "bytes", "  rules: [{backendRefs: [{name: a, port: 80, weight: 0}]}]\n"));
        assertThat(empty.decide(Request.tcp(9000))).hasToString("refused: no backend has a weight above 0");
        RouteSimulator half = Simulators.of(
                SERVICES,
                gateway("name: tcp, port: 9000, protocol: TCP"),
                route(
                        "TCPRoute",
                        "bytes",
                        "  rules: [{backendRefs: [{name: a, port: 80}, {name: gone, port: 80}]}]\n"));
        assertThat(half.decide(Request.tcp(9000)))
                .asString()
                .startsWith("[1/2 Service shop/a:80, 1/2 closed (BackendNotFound: ");
    }

    @Test
    void what_another_kind_of_backend_does_is_not_known() {
        RouteDecision decision = RouteSimulator.of(Attachment.of(
                        GatewaySet.of(Manifests.read(
                                gateway(HTTP)
                                        + route(
                                                "shop",
                                                "  rules: [{backendRefs: [{group: e.io, kind: Bucket, name: files}]}]\n")
                                        + "---\napiVersion: e.io/v1\nkind: Bucket\nmetadata: {name: files, namespace: shop}\n",
                                "shop.yaml")),
                        Controller.named("example.com/controller")
                                .accepting("edge")
                                .withBackend("e.io", "Bucket")))
                .decide(Request.get("http://h/"));
        assertThat(decision).hasToString("[1/1 Bucket shop/files]");
        assertThat(decision.trace().unknown())
                .singleElement()
                .asString()
                .contains("spec.rules[0].backendRefs[0]")
                .contains("is up to the implementation");
    }

    // What a gRPC client makes of it

    @ParameterizedTest
    @CsvSource({"404, 12", "429, 14", "500, 14", "502, 14", "503, 14", "504, 14", "302, 2", "401, 2"})
    void grpc_clients_translate_answers_that_are_no_grpc_answers(int status, int expected) {
        assertThat(Handling.grpcStatus(Request.grpc("h", "s.T", "Get"), status)).isEqualTo(OptionalInt.of(expected));
        assertThat(Handling.grpcStatus(Request.get("http://h/"), status)).isEmpty();
    }

    @Test
    void a_grpc_call_without_backend_is_unavailable() {
        RouteDecision.Answered answer = (RouteDecision.Answered)
                rule("backendRefs: [{name: gone, port: 80}]").decide(Request.grpc("h", "s.T", "G"));
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.grpcStatus()).hasValue(14);
    }

    // Waiting, trying again, coming back

    @Test
    void delivery_tells_limits_retries_and_sessions() {
        RouteDecision.Routed routed = (RouteDecision.Routed) rule("backendRefs: [{name: a, port: 80}], "
                        + "timeouts: {request: 0s, backendRequest: 2s}, retry: {codes: [502, 503], attempts: 3, backoff: 100ms}, "
                        + "sessionPersistence: {type: Header, sessionName: s, absoluteTimeout: 1h, "
                        + "cookieConfig: {lifetimeType: Permanent}}")
                .decide(Request.get("http://h/"));
        Delivery delivery = routed.delivery();
        assertThat(delivery.requestTimeout()).contains(Duration.ZERO);
        assertThat(delivery.backendTimeout()).contains(Duration.ofSeconds(2));
        assertThat(delivery.statusAfter(Duration.ofSeconds(2))).isEmpty();
        assertThat(delivery.statusAfter(Duration.ofMillis(2001))).hasValue(504);
        assertThat(delivery.retry())
                .contains(
                        new Delivery.Retry(List.of(502, 503), OptionalInt.of(3), Optional.of(Duration.ofMillis(100))));
        assertThat(delivery.persistence())
                .contains(new Delivery.Persistence("Header", Optional.of("s"), Optional.of(Duration.ofHours(1)), true));
        RouteDecision.Routed plain = (RouteDecision.Routed)
                rule("backendRefs: [{name: a, port: 80}]").decide(Request.get("http://h/"));
        assertThat(plain.delivery()).isEqualTo(Delivery.PLAIN);
        assertThat(plain.delivery().statusAfter(Duration.ofDays(1))).isEmpty();
    }

    @Test
    void a_grpc_rule_keeps_sessions_too() {
        RouteDecision.Routed routed = (RouteDecision.Routed) Simulators.of(
                        SERVICES,
                        gateway(HTTP),
                        route(
                                "GRPCRoute",
                                "calls",
                                "  rules: [{sessionPersistence: {sessionName: s}, backendRefs: [{name: a, port: 80}]}]\n"))
                .decide(Request.grpc("h", "s.T", "Get"));
        assertThat(routed.delivery().persistence().orElseThrow().type()).isEqualTo("Cookie");
        assertThat(routed.delivery().persistence().orElseThrow().permanentCookie())
                .isFalse();
    }

    // What is not modelled

    @Test
    void a_filter_that_is_not_modelled_says_what_is_not_known() {
        String auth = filters("{type: ExternalAuth, externalAuth: {protocol: HTTP, backendRef: {name: b, port: 80}}}");
        assertThat(rule(auth).decide(Request.get("http://h/")).trace().unknown())
                .map(Trace.Step::toString)
                .containsExactly("UNKNOWN HTTPRoute shop/shop, spec.rules[0].filters[0]: "
                        + "whether Service shop/b permits the request is not known");
        assertThat(rule(filters(
                                "{type: RequestMirror, requestMirror: {backendRef: {name: b, port: 80}, percent: 142}}"))
                        .decide(Request.get("http://h/")))
                .as("more than all is all")
                .hasToString("[1/1 Service shop/a:80] [1/1 mirrored to Service shop/b:80]");
    }

    @Test
    void nobody_passes_who_cannot_be_asked_about() {
        String auth = "{type: ExternalAuth, externalAuth: {protocol: HTTP, backendRef: {name: %s, port: %d}}}";
        for (String wrong : List.of(auth.formatted("gone", 80), auth.formatted("b", 81))) {
            assertThat(rule(filters(wrong)).decide(Request.get("http://h/")))
                    .as(wrong)
                    .isInstanceOfSatisfying(RouteDecision.Answered.class, answered -> {
                        assertThat(answered.status()).isEqualTo(500);
                        assertThat(answered.toString()).contains("nobody can be asked for permission: ");
                        assertThat(answered.trace().unknown()).isEmpty();
                    });
            assertThat(rule("backendRefs: [{name: a, port: 80, filters: [" + wrong + "]}, {name: b, port: 80}]")
                            .decide(Request.get("http://h/"))
                            .toString())
                    .as("for one of two backends")
                    .startsWith("[1/2 500 (nobody can be asked for permission: ")
                    .endsWith("1/2 Service shop/b:80]");
        }
    }

    @Test
    void a_rule_whose_filter_cannot_be_done_fails_alone_and_is_dropped_beside_valid_ones() {
        String sound = "{matches: [{path: {value: /sound}}], backendRefs: [{name: a, port: 80}]}";
        String odd = "{" + filters("{type: RequestRedirect, requestRedirect: {scheme: ftp}}") + "}";
        RouteSimulator alone = Simulators.of(SERVICES, gateway(HTTP), route("shop", "  rules: [" + odd + "]\n"));
        assertThat(alone.decide(Request.get("http://h/x")))
                .asString()
                .isEqualTo("500 (the filter cannot be done: unknown value ftp)");
        String away = "{type: RequestRedirect, requestRedirect: {hostname: a.b}}";
        assertThat(rule(filters(away + ", " + away)).decide(Request.get("http://h/x")))
                .hasToString("500 (the filter cannot be done: a second filter of type RequestRedirect)");
        RouteSimulator mixed =
                Simulators.of(SERVICES, gateway(HTTP), route("shop", "  rules: [" + sound + ", " + odd + "]\n"));
        assertThat(mixed.decide(Request.get("http://h/x"))).hasToString("404 (no rule matches)");
        assertThat(mixed.decide(Request.get("http://h/sound"))).hasToString("[1/1 Service shop/a:80]");
    }
}
