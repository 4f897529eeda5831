package io.github.windlass4j.gateway.route;

import static io.github.windlass4j.gateway.route.Simulators.SERVICES;
import static io.github.windlass4j.gateway.route.Simulators.gateway;
import static io.github.windlass4j.gateway.route.Simulators.route;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.gateway.route.TrafficDifference.Move;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrafficDifferenceTest {
    private static final String HTTP = "name: http, port: 80, protocol: HTTP";

    private static RouteSimulator shop(String rules) {
        return Simulators.of(SERVICES, gateway(HTTP), route("shop", rules));
    }

    private static TrafficDifference between(String before, String after) {
        return TrafficDifference.between(shop(before), shop(after));
    }

    @Test
    void a_rule_in_front_moves_exactly_its_requests() {
        String all = "  rules:\n    - backendRefs: [{name: a, port: 80}]\n";
        TrafficDifference difference = between(
                all,
                all
                        + "    - matches: [{path: {value: /cart}, method: POST}]\n      backendRefs: [{name: b, port: 80}]\n");
        assertThat(difference.notCompared()).isEmpty();
        assertThat(difference.moves()).singleElement().satisfies(move -> {
            assertThat(move.requests().conditions())
                    .containsExactly("HTTP at Gateway shop/edge port 80", "method POST", "path /cart/*");
            assertThat(move.witness()).hasToString("POST http://host.invalid/cart at Gateway shop/edge port 80");
            assertThat(move.before()).hasToString("[1/1 Service shop/a:80]");
            assertThat(move.after()).hasToString("[1/1 Service shop/b:80]");
        });
        assertThat(difference.section().summary()).isEqualTo("treated differently: 1 class of requests");
        assertThat(difference.moveOf(Request.http("POST", "http://any/cart/1").atGateway("shop", "edge")))
                .isPresent();
        assertThat(difference.moveOf(Request.get("http://any/cart/1").atGateway("shop", "edge")))
                .isEmpty();
    }

    @Test
    void other_names_and_another_order_of_rules_that_do_not_meet_move_nothing() {
        String one = "    - matches: [{path: {value: /a}}]\n      backendRefs: [{name: a, port: 80}]\n";
        String two = "    - matches: [{path: {value: /b}}]\n      backendRefs: [{name: b, port: 80}]\n";
        assertThat(between("  rules:\n" + one + two, "  rules:\n" + two + one).moves())
                .isEmpty();
        TrafficDifference renamed = TrafficDifference.between(
                shop("  rules:\n" + one), Simulators.of(SERVICES, gateway(HTTP), route("other", "  rules:\n" + one)));
        assertThat(renamed).hasToString("no request is treated differently");
    }

    @Test
    void a_weight_a_rewrite_and_a_listener_each_move_their_class() {
        String half = "  rules:\n    - backendRefs: [{name: a, port: 80, weight: 1}, {name: b, port: 80, weight: 1}]\n";
        assertThat(between(half, half.replace("80, weight: 1}]", "80, weight: 3}]"))
                        .moves())
                .extracting(move -> move.after().toString())
                .containsExactly("[1/4 Service shop/a:80, 3/4 Service shop/b:80]");
        assertThat(between(half, half.replace("weight: 1", "weight: 2")).moves())
                .isEmpty();
        String rewrite = "  rules:\n    - matches: [{path: {value: /a}}]\n      backendRefs: [{name: a, port: 80}]\n"
                + "      filters: [{type: URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: %s}}}]\n";
        assertThat(between(rewrite.formatted("/b"), rewrite.formatted("/c")).moves())
                .hasSize(1);
        assertThat(between(rewrite.formatted("/b"), rewrite.formatted("/b/")).moves())
                .isEmpty();
        TrafficDifference port = TrafficDifference.between(
                shop(half),
                Simulators.of(SERVICES, gateway("name: http, port: 8080, protocol: HTTP"), route("shop", half)));
        assertThat(port.moves().stream().map(Move::toString))
                .anyMatch(move -> move.startsWith("HTTP at Gateway shop/edge port 80: [1/2")
                        && move.contains("-> refused: no listener takes port 80"))
                .anyMatch(move -> move.startsWith("HTTP at Gateway shop/edge port 8080: refused"));
    }

    @Test
    void what_is_not_modelled_is_told_instead_of_compared() {
        String rule = "  rules:\n    - backendRefs: [{name: a, port: 80}]\n";
        TrafficDifference difference = between(
                rule,
                rule
                        + "      filters: [{type: ExtensionRef, extensionRef: {group: example.com, kind: Limit, name: slow}}]\n"
                        + "---\n{apiVersion: example.com/v1, kind: Limit, metadata: {name: slow, namespace: shop}}\n");
        assertThat(difference.moves()).isEmpty();
        assertThat(difference.notCompared()).singleElement().asString().contains("Limit slow");
    }

    @Test
    void expressions_are_cut_into_classes_with_witnesses() {
        String rule = "  rules:\n    - matches: [{path: {type: RegularExpression, value: \"%s\"}}]\n"
                + "      backendRefs: [{name: a, port: 80}]\n";
        TrafficDifference difference = between(rule.formatted("/v[12]/x"), rule.formatted("/v[23]/x"));
        assertThat(difference.notCompared()).isEmpty();
        assertThat(difference.moves().stream().map(move -> move.witness().path()))
                .containsExactlyInAnyOrder("/v1/x", "/v3/x");
    }

    @Test
    void cors_is_compared_with_requests_of_scripts() {
        String rule = "  rules:\n    - backendRefs: [{name: a, port: 80}]\n"
                + "      filters: [{type: CORS, cors: {allowOrigins: [\"%s\"]}}]\n";
        assertThat(between(rule.formatted("https://a.example"), rule.formatted("https://b.example"))
                        .moves())
                .singleElement()
                .satisfies(move ->
                        assertThat(move.witness().headers().has("Origin")).isTrue());
    }

    @Test
    void headers_and_parameters_make_classes_with_witnesses_that_have_them() {
        String rule = "  rules:\n    - matches: [{%s}]\n      backendRefs: [{name: %s, port: 80}]\n";
        String both = "headers: [{name: X-Who, value: me}], queryParams: [{name: a b, value: '1&2/é'}]";
        TrafficDifference difference = between(rule.formatted(both, "a"), rule.formatted(both, "b"));
        assertThat(difference.moves()).singleElement().satisfies(move -> {
            assertThat(move.witness())
                    .hasToString(
                            "GET http://host.invalid/?a%20b=1%262%2F%C3%A9 [x-who: me] at Gateway shop/edge port 80");
            assertThat(move.requests().conditions())
                    .containsExactly("HTTP at Gateway shop/edge port 80", "header x-who me", "query a b 1&2/é");
        });
        assertThat(difference.moveOf(Request.get("http://h/?a+b=1%262/%C3%A9")
                        .withHeader("x-who", "me")
                        .atGateway("shop", "edge")))
                .isPresent();
        assertThat(difference.moveOf(
                        Request.get("http://h/?a+b=1").withHeader("x-who", "me").atGateway("shop", "edge")))
                .isEmpty();
    }

    @Test
    void a_host_that_moves_is_named_and_the_others_stay() {
        String spec = "  hostnames: [%s]\n  rules:\n    - backendRefs: [{name: a, port: 80}]\n";
        TrafficDifference difference =
                between(spec.formatted("a.test, '*.w.test'"), spec.formatted("a.test, '*.x.w.test'"));
        assertThat(difference.moves())
                .extracting(move -> move.witness().host())
                .hasSize(1)
                .allMatch(host -> host.endsWith(".w.test"));
        assertThat(difference.moves().get(0).requests())
                .asString()
                .contains("host *.w.test, not")
                .contains("*.x.w.test");
        assertThat(difference.moves().get(0).after()).hasToString("404 (no rule matches)");
        assertThat(difference.moveOf(Request.get("http://y.w.test/").atGateway("shop", "edge")))
                .isPresent();
        assertThat(difference.moveOf(Request.get("http://y.x.w.test/").atGateway("shop", "edge")))
                .isEmpty();
        assertThat(difference.moveOf(Request.get("http://a.test/").atGateway("shop", "edge")))
                .isEmpty();
    }

    @Test
    void calls_of_grpc_move_apart_from_other_requests() {
        String calls =
                "  rules:\n    - matches: [{method: {service: s.T}}]\n      backendRefs: [{name: %s, port: 80}]\n";
        TrafficDifference difference = TrafficDifference.between(
                Simulators.of(SERVICES, gateway(HTTP), route("GRPCRoute", "calls", calls.formatted("a"))),
                Simulators.of(SERVICES, gateway(HTTP), route("GRPCRoute", "calls", calls.formatted("b"))));
        assertThat(difference.moves()).isNotEmpty().allSatisfy(move -> {
            assertThat(move.witness().isGrpc()).isTrue();
            assertThat(move.witness().path()).startsWith("/s.T");
            assertThat(move.requests()).asString().contains("header content-type of gRPC");
        });
        assertThat(difference.moveOf(Request.grpc("h", "s.T", "Get").atGateway("shop", "edge")))
                .isPresent();
        assertThat(difference.moveOf(Request.grpc("h", "s.U", "Get").atGateway("shop", "edge")))
                .isEmpty();
    }

    @Test
    void traffic_below_http_and_inside_a_mesh_is_compared_too() {
        String gateway = gateway(
                "name: tcp, port: 9000, protocol: TCP",
                "name: udp, port: 9001, protocol: UDP",
                "name: tls, port: 443, protocol: TLS, tls: {mode: Passthrough}");
        String rule = "  rules: [{backendRefs: [{name: %s, port: 80}]}]\n";
        String dns = Simulators.service("dns").replace("port: 8080}", "port: 80, protocol: UDP}")
                + Simulators.service("dns2").replace("port: 8080}", "port: 80, protocol: UDP}");
        TrafficDifference difference = TrafficDifference.between(
                Simulators.of(
                        SERVICES,
                        dns,
                        gateway,
                        route("TCPRoute", "t", rule.formatted("a")),
                        route("UDPRoute", "u", rule.formatted("dns")),
                        route("TLSRoute", "s", "  hostnames: [a.test]\n" + rule.formatted("a"))),
                Simulators.of(
                        SERVICES,
                        dns,
                        gateway,
                        route("TCPRoute", "t", rule.formatted("b")),
                        route("UDPRoute", "u", rule.formatted("dns2")),
                        route("TLSRoute", "s", "  hostnames: [a.test]\n" + rule.formatted("b"))));
        assertThat(difference.moves())
                .extracting(move -> move.witness().toString())
                .contains(
                        "TCP at Gateway shop/edge port 9000",
                        "UDP at Gateway shop/edge port 9001",
                        "TLS to a.test at Gateway shop/edge port 443")
                .noneMatch(witness -> witness.startsWith("TCP at Gateway shop/edge port 9001"));
        String parent = "  parentRefs: [{group: '', kind: Service, name: a}]\n";
        TrafficDifference mesh = TrafficDifference.between(
                Simulators.of(SERVICES, route("m", parent + rule.formatted("b"))),
                Simulators.of(SERVICES, route("m", parent + rule.formatted("c"))));
        assertThat(mesh.moves())
                .extracting(move -> move.requests().conditions().get(0))
                .containsExactlyInAnyOrder(
                        "HTTP from another-namespace to Service shop/a port 80",
                        "HTTP from shop to Service shop/a port 80",
                        "HTTP from another-namespace to Service shop/a port 8080",
                        "HTTP from shop to Service shop/a port 8080");
        assertThat(mesh.moveOf(Request.get("http://a.shop/").fromPod("anywhere")))
                .isPresent();
        assertThat(mesh.moveOf(Request.get("http://b.shop/").fromPod("shop"))).isEmpty();
        assertThat(mesh.moveOf(Request.get("http://a/").atGateway("shop", "edge")))
                .isEmpty();
    }

    @Test
    void a_gateway_that_goes_moves_all_of_its_requests() {
        String all = "  rules:\n    - backendRefs: [{name: a, port: 80}]\n";
        TrafficDifference difference =
                TrafficDifference.between(shop(all), Simulators.of(SERVICES, route("shop", all)));
        assertThat(difference.moves()).isNotEmpty();
        assertThat(difference
                        .moveOf(Request.get("http://h/").atGateway("shop", "edge"))
                        .orElseThrow()
                        .after())
                .hasToString("refused: there is no such Gateway");
        assertThat(difference)
                .asString()
                .contains(": [1/1 Service shop/a:80] -> refused: there is no such Gateway, for example GET ");
    }

    @Test
    void header_edits_are_compared_with_requests_that_bring_the_header() {
        String rule = "  rules:\n    - backendRefs: [{name: a, port: 80}]\n"
                + "      filters: [{type: RequestHeaderModifier, requestHeaderModifier: {%s}}]\n";
        assertThat(between(rule.formatted("set: [{name: x, value: v}]"), rule.formatted("add: [{name: x, value: v}]"))
                        .moves())
                .singleElement()
                .satisfies(
                        move -> assertThat(move.witness().headers().value("x")).isPresent());
        assertThat(between(rule.formatted("remove: [x]"), rule.formatted("remove: [y]"))
                        .moves())
                .hasSize(1);
    }

    @Test
    void another_check_of_client_certificates_is_told_not_compared() {
        String https = gateway("name: https, port: 443, protocol: HTTPS, tls: {options: {a: b}}");
        String all = "  rules:\n    - backendRefs: [{name: a, port: 80}]\n";
        String checked = https.replace(
                "  listeners:",
                "  tls: {frontend: {default: {validation: {mode: AllowInsecureFallback, "
                        + "caCertificateRefs: [{group: '', kind: ConfigMap, name: ca}]}}}}\n  listeners:");
        TrafficDifference difference = TrafficDifference.between(
                Simulators.of(SERVICES, https, route("shop", all)),
                Simulators.of(SERVICES, checked, route("shop", all)));
        assertThat(difference.notCompared())
                .contains(
                        "requests at Gateway shop/edge port 443 with a client certificate: it is checked differently");
    }

    @Test
    void it_tells_each_place_and_a_stop_leaves_the_rest_not_compared() {
        String one = "  rules:\n    - backendRefs: [{name: a, port: 80}]\n";
        RouteSimulator before = shop(one);
        RouteSimulator after = shop(one.replace("name: a", "name: b"));
        List<String> told = new ArrayList<>();
        assertThat(TrafficDifference.between(before, after, (item, done) -> told.add(done + " " + item))
                        .moves())
                .hasSameSizeAs(TrafficDifference.between(before, after).moves());
        assertThat(told).startsWith("0 Gateway shop/edge");
        TrafficDifference stopped = TrafficDifference.between(before, after, (item, done) -> false);
        assertThat(stopped.moves()).isEmpty();
        assertThat(stopped.notCompared())
                .containsExactly("the rest, from Gateway shop/edge: stopped before the end, as was told");
    }
}
