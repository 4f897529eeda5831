package io.github.windlass4j.gateway.route;

import static io.github.windlass4j.gateway.route.Simulators.SERVICES;
import static io.github.windlass4j.gateway.route.Simulators.gateway;
import static io.github.windlass4j.gateway.route.Simulators.route;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.finding.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Expressions made to take forever: decisions, findings and differences end, and say what they did not look at. */
class HostileExpressionsTest {
    private static final List<String> HOSTILE = List.of(
            "(x+x+)+z",
            "(a*)*b",
            "(.*a){1,40}c",
            "(.*)*(.*)*(.*)*q",
            "[a-q][^u-z]{13}x",
            "(a|b|ab)*c.{30}d",
            ".*a.{60}",
            "(a?){500}a{500}");

    private static RouteSimulator simulator(String backend) {
        StringBuilder rules = new StringBuilder("  rules:\n");
        for (String one : HOSTILE) {
            rules.append("    - matches: [{path: {type: RegularExpression, value: '/" + one + "'}, headers: [{name: h, "
                    + "type: RegularExpression, value: '" + one + "'}]}]\n      backendRefs: [{name: " + backend
                    + ", port: 80}]\n");
        }
        return Simulators.of(
                SERVICES, gateway("name: http, port: 80, protocol: HTTP"), route("shop", rules.toString()));
    }

    @Test
    void requests_are_decided_in_time_that_grows_with_their_length() {
        RouteSimulator simulator = simulator("a");
        String text = "ax".repeat(2_000);
        assertThat(simulator.decide(Request.get("http://h/" + text).withHeader("h", text)))
                .hasToString("404 (no rule matches)");
        assertThat(simulator.decide(Request.get("http://h/" + "a".repeat(600)).withHeader("h", "a".repeat(600))))
                .hasToString("[1/1 Service shop/a:80]");
    }

    @Test
    void findings_and_differences_end() {
        List<Finding> findings = simulator("a").findings();
        assertThat(findings).allMatch(finding -> finding.rule().equals("WL-GR-0104"));
        TrafficDifference difference = TrafficDifference.between(simulator("a"), simulator("b"));
        assertThat(difference.moves()).isNotEmpty();
        assertThat(difference.notCompared()).anyMatch(line -> line.contains("compared on examples only"));
    }

    @Test
    void an_expression_that_would_grow_too_large_is_reported_and_left_out() {
        String rule =
                "  rules:\n    - matches: [{path: {type: RegularExpression, value: '/((a{1000}){1000}){1000}'}}]\n"
                        + "      backendRefs: [{name: a, port: 80}]\n";
        assertThat(Simulators.of(SERVICES, gateway("name: http, port: 80, protocol: HTTP"), route("shop", rule))
                        .findings())
                .extracting(Finding::rule)
                .containsExactly("WL-GR-0101");
    }
}
