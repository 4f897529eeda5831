package io.github.windlass4j.gateway.route;

import static io.github.windlass4j.gateway.route.Simulators.SERVICES;
import static io.github.windlass4j.gateway.route.Simulators.gateway;
import static io.github.windlass4j.gateway.route.Simulators.route;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.gateway.route.TrafficDifference.Move;
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
                        + "      filters: [{type: ExtensionRef, extensionRef: {group: example.com, kind: Limit, name: slow}}]\n");
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
}
