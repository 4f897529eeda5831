package io.github.windlass4j.gateway.route;

import static io.github.windlass4j.gateway.route.Simulators.SERVICES;
import static io.github.windlass4j.gateway.route.Simulators.gateway;
import static io.github.windlass4j.gateway.route.Simulators.route;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.finding.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableCheckTest {
    private static final String HTTP = "name: http, port: 80, protocol: HTTP";

    private static String rules(String... matchesAndBackends) {
        StringBuilder rules = new StringBuilder("  rules:\n");
        for (int i = 0; i < matchesAndBackends.length; i += 2) {
            rules.append("    - matches: [{" + matchesAndBackends[i] + "}]\n      backendRefs: [{name: "
                    + matchesAndBackends[i + 1] + ", port: 80}]\n");
        }
        return rules.toString();
    }

    private static List<String> rulesOf(RouteSimulator simulator) {
        return simulator.findings().stream().map(Finding::rule).toList();
    }

    private static String created(String route, int year) {
        return route.replace(
                "namespace: shop}", "namespace: shop, creationTimestamp: \"" + year + "-01-01T00:00:00Z\"}");
    }

    @Test
    void a_rule_whose_requests_are_all_taken_before_is_shadowed() {
        RouteSimulator simulator = Simulators.of(
                SERVICES,
                gateway(HTTP),
                route("shop", rules("path: {value: /a}", "a", "path: {value: /a/}", "b", "path: {value: /a/b}", "c")));
        assertThat(simulator.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("WL-GR-0102");
            assertThat(finding.toString())
                    .contains("shop.yaml:")
                    .contains(
                            "HTTPRoute shop/shop, spec.rules[0] never takes a request at Gateway shop/edge, listener \"http\"");
            assertThat(finding.evidence())
                    .containsExactly("path /a/* by HTTPRoute shop/shop, spec.rules[1].matches[0]");
        });
    }

    @Test
    void a_rule_is_not_shadowed_by_one_that_asks_for_more() {
        assertThat(rulesOf(Simulators.of(
                        SERVICES,
                        gateway(HTTP),
                        route(
                                "shop",
                                rules(
                                        "path: {type: Exact, value: /a}", "a",
                                        "path: {value: /a}", "b",
                                        "path: {value: /a}, headers: [{name: x, value: y}]", "c",
                                        "path: {value: /a}, queryParams: [{name: x, value: y}]", "c")))))
                .isEmpty();
    }

    @Test
    void rows_for_hosts_of_a_more_specific_listener_are_unreachable() {
        RouteSimulator simulator = Simulators.of(
                SERVICES,
                gateway(HTTP, "name: one, port: 80, protocol: HTTP, hostname: one.example.com"),
                route(
                        "shop",
                        "  parentRefs: [{name: edge, sectionName: http}]\n  hostnames: [one.example.com, two.example.com]\n"
                                + rules("path: {value: /}", "a")));
        assertThat(simulator.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("WL-GR-0103");
            assertThat(finding.message()).contains("for one.example.com").contains("listener \"one\"");
        });
        assertThat(simulator.decide(Request.get("http://one.example.com/"))).hasToString("404 (no rule matches)");
        assertThat(simulator.tables())
                .flatExtracting(MatchTable::inOrder)
                .as("what never takes a request competes for none")
                .extracting(MatchTable.Row::hostname)
                .containsExactly("two.example.com");
    }

    @Test
    void equal_matches_of_routes_without_a_time_are_ambiguous_until_their_age_is_known() {
        String first = route("a", rules("path: {value: /x}", "a"));
        String second = route("b", rules("path: {value: /x}", "b"));
        assertThat(rulesOf(Simulators.of(SERVICES, gateway(HTTP), first, second)))
                .containsExactly("WL-GR-0102", "WL-GR-0104");
        assertThat(rulesOf(Simulators.of(SERVICES, gateway(HTTP), created(first, 2020), created(second, 2021))))
                .containsExactly("WL-GR-0102");
        assertThat(rulesOf(Simulators.of(SERVICES, gateway(HTTP), first, route("b", rules("path: {value: /x}", "a")))))
                .containsExactly("WL-GR-0102");
    }

    @Test
    void an_expression_is_ambiguous_only_with_rules_that_match_common_requests() {
        String expression = "path: {type: RegularExpression, value: \"/v[0-9]+/.*\"}";
        assertThat(rulesOf(Simulators.of(
                        SERVICES, gateway(HTTP), route("a", rules(expression, "a", "path: {value: /v1}", "b")))))
                .containsExactly("WL-GR-0104");
        assertThat(rulesOf(Simulators.of(
                        SERVICES, gateway(HTTP), route("a", rules(expression, "a", "path: {value: /w1}", "b")))))
                .isEmpty();
        assertThat(rulesOf(Simulators.of(
                        SERVICES,
                        gateway(HTTP),
                        route("a", rules(expression + ", method: GET", "a", "path: {value: /v1}, method: PUT", "b")))))
                .isEmpty();
    }

    @Test
    void the_table_shows_its_rows_in_the_order_in_which_they_are_tried() {
        RouteSimulator simulator = Simulators.of(
                SERVICES,
                gateway(HTTP),
                route(
                        "shop",
                        "  hostnames: [\"*.example.com\", one.example.com]\n"
                                + rules("path: {value: /}", "a", "path: {type: Exact, value: /x}", "b")));
        assertThat(simulator.tables().get(0).inOrder().stream().map(row -> row.hostname() + " " + row.match()))
                .containsExactly(
                        "one.example.com path /x",
                        "one.example.com path /*",
                        "*.example.com path /x",
                        "*.example.com path /*");
    }

    @Test
    void a_rule_whose_matches_are_taken_by_several_is_shadowed_only_when_all_are() {
        String two = "  rules:\n    - matches: [{path: {value: /a}}, {path: {value: /b}}]\n"
                + "      backendRefs: [{name: a, port: 80}]\n"
                + "    - matches: [{path: {value: /a/}}, {path: {value: /b/}}]\n"
                + "      backendRefs: [{name: b, port: 80}]\n";
        assertThat(Simulators.of(SERVICES, gateway(HTTP), route("shop", two)).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.evidence())
                        .containsExactly(
                                "path /a/* by HTTPRoute shop/shop, spec.rules[1].matches[0]",
                                "path /b/* by HTTPRoute shop/shop, spec.rules[1].matches[1]"));
        assertThat(rulesOf(Simulators.of(
                        SERVICES, gateway(HTTP), route("shop", two.replace("{value: /b/}", "{value: /b/c}")))))
                .isEmpty();
    }

    @Test
    void a_rule_for_fewer_hosts_or_calls_leaves_something_over() {
        String all = rules("path: {value: /}", "a");
        assertThat(rulesOf(Simulators.of(
                        SERVICES,
                        gateway(HTTP),
                        route("one", "  hostnames: [one.test]\n" + all),
                        route("wild", "  hostnames: ['*.test']\n" + all))))
                .isEmpty();
        assertThat(rulesOf(Simulators.of(
                        SERVICES,
                        gateway(HTTP),
                        created(
                                route(
                                        "GRPCRoute",
                                        "calls",
                                        "  hostnames: [a.test]\n  rules: [{backendRefs: [{name: a, port: 80}]}]\n"),
                                2020),
                        created(
                                route(
                                        "web",
                                        "  hostnames: [a.test]\n"
                                                + rules(
                                                        "path: {value: /x}, method: GET",
                                                        "a",
                                                        "path: {value: /}",
                                                        "a")),
                                2021))))
                .as("calls are not all requests")
                .isEmpty();
    }

    @Test
    void an_exact_path_may_be_shadowed_by_what_goes_before_it() {
        assertThat(rulesOf(Simulators.of(
                        SERVICES,
                        gateway(HTTP),
                        created(route("a", rules("path: {type: Exact, value: /x}", "a")), 2020),
                        created(route("b", rules("path: {type: Exact, value: /x}", "b")), 2021))))
                .containsExactly("WL-GR-0102");
        assertThat(rulesOf(Simulators.of(
                        SERVICES,
                        gateway(HTTP),
                        route(
                                "a",
                                rules(
                                        "path: {value: /x}, method: GET",
                                        "a",
                                        "path: {value: /x}, method: GET, headers: [{name: h, value: v}]",
                                        "b")))))
                .as("the rule that asks for more goes first")
                .isEmpty();
    }

    @Test
    void rules_with_values_that_exclude_each_other_never_meet() {
        String expression = "headers: [{name: h, value: '%s', type: RegularExpression}]";
        assertThat(rulesOf(pair(expression.formatted("a.*"), expression.formatted("b.*"))))
                .isEmpty();
        assertThat(rulesOf(pair(expression.formatted("a.*"), expression.formatted(".*b"))))
                .containsExactly("WL-GR-0104");
        assertThat(rulesOf(pair(expression.formatted("a.*"), "headers: [{name: h, value: b}]")))
                .isEmpty();
        assertThat(rulesOf(pair(expression.formatted("a.*"), "headers: [{name: h, value: ab}]")))
                .containsExactly("WL-GR-0104");
        assertThat(rulesOf(pair(expression.formatted("a.*"), "headers: [{name: other, value: b}]")))
                .containsExactly("WL-GR-0104");
        String query = "queryParams: [{name: h, value: '%s'}]";
        assertThat(rulesOf(pair(query.formatted("a"), query.formatted("b")))).isEmpty();
    }

    /** Two rules of two routes without a time of creation. */
    private static RouteSimulator pair(String one, String other) {
        return Simulators.of(SERVICES, gateway(HTTP), route("one", rules(one, "a")), route("two", rules(other, "b")));
    }

    @Test
    void a_closed_listener_or_one_of_another_port_takes_nothing_away() {
        String shop = route(
                "shop",
                "  parentRefs: [{name: edge, sectionName: http}]\n  hostnames: [one.example.com]\n"
                        + rules("path: {value: /}", "a"));
        assertThat(rulesOf(Simulators.of(
                        SERVICES,
                        gateway(HTTP, "name: one, port: 81, protocol: HTTP, hostname: one.example.com"),
                        shop)))
                .isEmpty();
        assertThat(rulesOf(Simulators.of(
                        SERVICES,
                        gateway(
                                HTTP,
                                "name: one, port: 80, protocol: HTTP, hostname: one.example.com",
                                "name: two, port: 80, protocol: HTTP, hostname: one.example.com"),
                        shop)))
                .as("two listeners that stop each other")
                .isEmpty();
        assertThat(rulesOf(Simulators.of(
                        SERVICES,
                        gateway(HTTP, "name: one, port: 80, protocol: HTTP, hostname: '*.example.com'"),
                        route(
                                "shop",
                                "  parentRefs: [{name: edge, sectionName: http}]\n" + rules("path: {value: /}", "a")))))
                .as("other hosts are left")
                .isEmpty();
    }

    @Test
    void a_table_that_is_too_large_to_be_compared_says_so() {
        String[] many = new String[2 * 1001];
        for (int i = 0; i < many.length; i += 2) {
            many[i] = "path: {value: /p" + i + "}";
            many[i + 1] = "a";
        }
        assertThat(Simulators.of(SERVICES, gateway(HTTP), route("shop", rules(many)))
                        .findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo("WL-GR-0105");
                    assertThat(finding.message()).contains("1002001 pairs of rows");
                });
    }
}
