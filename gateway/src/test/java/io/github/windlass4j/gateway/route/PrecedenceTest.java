package io.github.windlass4j.gateway.route;

import static io.github.windlass4j.gateway.route.Simulators.SERVICES;
import static io.github.windlass4j.gateway.route.Simulators.gateway;
import static io.github.windlass4j.gateway.route.Simulators.route;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each step of precedence decides between two rules that are equal in all steps before, whichever stands first. */
class PrecedenceTest {
    private static final String HTTP = "name: http, port: 80, protocol: HTTP";

    private static String rule(String match, String backend) {
        return "    - matches: [{" + match + "}]\n      backendRefs: [{name: " + backend + ", port: 80}]\n";
    }

    private static void wins(String kind, String winner, String loser, Request request, Precedence step) {
        for (boolean winnerFirst : new boolean[] {true, false}) {
            String rules = winnerFirst ? rule(winner, "a") + rule(loser, "b") : rule(loser, "b") + rule(winner, "a");
            RouteDecision decision = Simulators.of(SERVICES, gateway(HTTP), route(kind, "shop", "  rules:\n" + rules))
                    .decide(request);
            assertThat(decision).hasToString("[1/1 Service shop/a:80]");
            assertThat(decision.trace().toString()).contains(" takes it: " + step.reason() + "; the next one is ");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    PATH_KIND   | path: {type: Exact, value: /v1/x}                 | path: {value: /v1/x}
                    PATH_KIND   | path: {type: Exact, value: /v1/x}                 | path: {type: RegularExpression, value: '/v[0-9]/[a-z]'}
                    PATH_KIND   | path: {type: RegularExpression, value: '/v.*'}    | path: {value: /v1/x}
                    PATH_LENGTH | path: {value: /v1/x}                              | path: {value: /v1}
                    PATH_LENGTH | path: {type: RegularExpression, value: '/v[0-9]/.*'} | path: {type: RegularExpression, value: '/v.*'}
                    METHOD      | method: GET                                       | headers: [{name: x, value: v}]
                    HEADERS     | headers: [{name: x, value: v}, {name: z, value: v}] | headers: [{name: x, value: v}], queryParams: [{name: q, value: r}]
                    QUERY       | queryParams: [{name: q, value: r}]                | path: {value: /}
                    EXPRESSIONS | headers: [{name: x, value: v}]                    | headers: [{name: x, value: '.', type: RegularExpression}]
                    EXPRESSIONS | queryParams: [{name: q, value: r}]                | queryParams: [{name: q, value: '.', type: RegularExpression}]
                    """)
    void a_step_decides(Precedence step, String winner, String loser) {
        wins(
                "HTTPRoute",
                winner,
                loser,
                Request.get("http://h/v1/x?q=r").withHeader("x", "v").withHeader("z", "v"),
                step);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    PATH_KIND   | method: {service: s.T, method: Get}               | method: {service: s.T}
                    PATH_LENGTH | method: {service: s.T}                            | method: {method: Get}
                    PATH_LENGTH | method: {type: RegularExpression, service: 's[.]T', method: G.*} | method: {type: RegularExpression, service: s.*, method: 'G[a-z]*'}
                    GRPC_METHOD | method: {type: RegularExpression, method: 'G[a-z]*'} | method: {type: RegularExpression, method: G.*}
                    HEADERS     | headers: [{name: x, value: v}]                    | method: {}
                    """)
    void a_step_decides_between_grpc_rules(Precedence step, String winner, String loser) {
        wins("GRPCRoute", winner, loser, Request.grpc("h", "s.T", "Get").withHeader("x", "v"), step);
    }

    @Test
    void the_more_specific_host_name_goes_before_everything_else() {
        String spec = "  hostnames: [%s]\n  rules:\n" + rule("path: {%s}", "%s");
        RouteDecision decision = Simulators.of(
                        SERVICES,
                        gateway(HTTP),
                        route("a-long", spec.formatted("'*.test'", "type: Exact, value: /x", "b")),
                        route("b-short", spec.formatted("'*.shop.test'", "value: /", "a")))
                .decide(Request.get("http://www.shop.test/x"));
        assertThat(decision).hasToString("[1/1 Service shop/a:80]");
        assertThat(decision.trace().toString()).contains(Precedence.HOSTNAME.reason());
    }

    @Test
    void equal_rules_go_by_age_then_name_then_order() {
        String spec = "  rules:\n" + rule("path: {value: /}", "%s");
        String young = route("a", spec.formatted("b"));
        String old =
                route("b", spec.formatted("a")).replace("shop}", "shop, creationTimestamp: '2020-01-01T00:00:00Z'}");
        RouteDecision byAge = Simulators.of(SERVICES, gateway(HTTP), young, old).decide(Request.get("http://h/"));
        assertThat(byAge).hasToString("[1/1 Service shop/a:80]");
        assertThat(byAge.trace().toString()).contains(Precedence.AGE.reason());
        RouteDecision byName = Simulators.of(
                        SERVICES, gateway(HTTP), route("b", spec.formatted("b")), route("a", spec.formatted("a")))
                .decide(Request.get("http://h/"));
        assertThat(byName).hasToString("[1/1 Service shop/a:80]");
        assertThat(byName.trace().toString()).contains(Precedence.NAME.reason());
        RouteDecision byOrder = Simulators.of(
                        SERVICES,
                        gateway(HTTP),
                        route("a", "  rules:\n" + rule("path: {value: /}", "a") + rule("path: {value: /}", "b")))
                .decide(Request.get("http://h/"));
        assertThat(byOrder).hasToString("[1/1 Service shop/a:80]");
        assertThat(byOrder.trace().toString()).contains(Precedence.RULE_ORDER.reason());
    }

    @Test
    void only_what_expressions_decide_is_implementation_defined() {
        String expression = "path: {type: RegularExpression, value: '/v.*'}";
        assertThat(isDefined(rule(expression, "a") + rule("path: {value: /v1}", "b")))
                .isFalse();
        assertThat(isDefined(rule("path: {type: Exact, value: /v1}", "a") + rule(expression, "b")))
                .isFalse();
        assertThat(isDefined(rule(expression + ", method: GET", "a") + rule(expression, "b")))
                .as("the method decides, which is the specification's word")
                .isTrue();
        assertThat(isDefined("    - matches: [{" + expression + "}, {path: {value: /v1}}]\n"
                        + "      backendRefs: [{name: a, port: 80}]\n"))
                .as("two matches of one rule do the same")
                .isTrue();
        assertThat(isDefined(rule("headers: [{name: x, value: v}]", "a")
                        + rule("headers: [{name: x, value: '.', type: RegularExpression}]", "b")))
                .isFalse();
        assertThat(isDefined(rule("path: {value: /v1}", "a") + rule("path: {value: /}", "b")))
                .isTrue();
    }

    private static boolean isDefined(String rules) {
        RouteDecision decision = Simulators.of(SERVICES, gateway(HTTP), route("shop", "  rules:\n" + rules))
                .decide(Request.get("http://h/v1").withHeader("x", "v"));
        assertThat(decision.trace().toString().contains("where expressions stand is up to the implementation"))
                .isEqualTo(decision.trace().implementationDefined());
        return !decision.trace().implementationDefined();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    method: {type: RegularExpression, service: 's[.].'}               | s.T | Get | true
                    method: {type: RegularExpression, service: 's[.].'}               | s.TT| Get | false
                    method: {type: RegularExpression, method: G.*}                    | any | Get | true
                    method: {type: RegularExpression, method: G.*}                    | any | Put | false
                    method: {type: RegularExpression, service: s.*, method: G.*}      | s.T | Get | true
                    method: {type: RegularExpression, service: s.*, method: G.*}      | s.T | Put | false
                    method: {type: RegularExpression, service: s.*, method: G.*}      | t.T | Get | false
                    method: {service: s.T}                                            | s.T2| Get | false
                    method: {}                                                        | any | Any | true
                    headers: [{name: x, value: v}]                                    | any | Any | false
                    """)
    void grpc_rules_take_calls_by_names(String match, String service, String method, boolean taken) {
        RouteDecision decision = Simulators.of(
                        SERVICES, gateway(HTTP), route("GRPCRoute", "calls", "  rules:\n" + rule(match, "a")))
                .decide(Request.grpc("h", service, method));
        assertThat(decision instanceof RouteDecision.Routed).isEqualTo(taken);
    }

    @Test
    void of_two_entries_for_one_name_the_first_counts() {
        RouteSimulator simulator = Simulators.of(
                SERVICES,
                gateway(HTTP),
                route(
                        "shop",
                        "  rules:\n"
                                + rule(
                                        "headers: [{name: X, value: a}, {name: x, value: b}], "
                                                + "queryParams: [{name: Q, value: a}, {name: q, value: b}]",
                                        "a")));
        assertThat(simulator.decide(Request.get("http://h/?Q=a&q=b").withHeader("x", "a")))
                .hasToString("[1/1 Service shop/a:80]");
        assertThat(simulator.decide(Request.get("http://h/?Q=a&q=b").withHeader("x", "b")))
                .hasToString("404 (no rule matches)");
        assertThat(simulator.decide(Request.get("http://h/?Q=a").withHeader("x", "a")))
                .as("names of parameters do not ignore case")
                .hasToString("404 (no rule matches)");
    }

    @Test
    void the_table_tells_what_each_row_asks_and_does() {
        RouteSimulator simulator = Simulators.of(
                SERVICES,
                gateway(HTTP),
                route(
                        "shop",
                        "  hostnames: [one.test]\n  rules:\n"
                                + "    - filters: [{type: RequestRedirect, requestRedirect: {scheme: https, statusCode: 301}}]\n"
                                + "      matches: [{path: {value: /old}}]\n"
                                + rule(
                                        "method: GET, path: {type: Exact, value: /x}, headers: [{name: H, value: v}], "
                                                + "queryParams: [{name: q, value: '.*', type: RegularExpression}]",
                                        "a")
                                + "    - {}\n"));
        assertThat(simulator.tables().get(0))
                .hasToString("Gateway shop/edge, listener \"http\"\n"
                        + "  one.test | GET path /x, headers [h=v], query [q=~.*] | [Service shop/a:80 weight 1] | "
                        + "HTTPRoute shop/shop rule 1\n"
                        + "  one.test | path /old/* | redirect 301 | HTTPRoute shop/shop rule 0\n"
                        + "  one.test | path /* | no backend | HTTPRoute shop/shop rule 2");
        assertThat(simulator.tables().get(0).inOrder())
                .extracting(MatchTable.Row::index)
                .containsExactly(0, 0, -1);
        assertThat(simulator).asString().startsWith("RouteSimulator[Gateway shop/edge, listener \"http\"");
    }
}
