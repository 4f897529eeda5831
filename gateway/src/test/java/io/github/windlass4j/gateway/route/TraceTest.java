package io.github.windlass4j.gateway.route;

import static io.github.windlass4j.gateway.route.Simulators.SERVICES;
import static io.github.windlass4j.gateway.route.Simulators.gateway;
import static io.github.windlass4j.gateway.route.Simulators.route;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the steps of a decision say. */
class TraceTest {
    private static RouteSimulator rule(String rule, String... more) {
        return Simulators.of(
                SERVICES,
                gateway("name: http, port: 80, protocol: HTTP"),
                route("shop", "  rules: [{" + rule + "}]\n"),
                String.join("", more));
    }

    @Test
    void whether_a_name_elsewhere_is_reached_is_not_known() {
        RouteSimulator simulator = rule(
                "backendRefs: [{name: legacy, port: 80}]",
                "---\n{apiVersion: v1, kind: Service, metadata: {name: legacy, namespace: shop}, "
                        + "spec: {type: ExternalName, externalName: legacy.example.net, ports: [{port: 80}]}}\n");
        assertThat(simulator.decide(Request.get("http://one.test/")).trace().unknown())
                .singleElement()
                .extracting(Trace.Step::text)
                .isEqualTo("Service shop/legacy stands for legacy.example.net (ExternalName): "
                        + "whether requests are sent there is up to the implementation");
    }

    @Test
    void the_trace_tells_filters_in_words() {
        RouteSimulator simulator = rule("filters: [" + """
                {type: RequestHeaderModifier, requestHeaderModifier: {set: [{name: a, value: b}], remove: [c]}},
                {type: ResponseHeaderModifier, responseHeaderModifier: {add: [{name: d, value: e}]}},
                {type: RequestMirror, requestMirror: {backendRef: {name: b, port: 80}, percent: 5}},
                {type: CORS, cors: {allowOrigins: ["https://a.test"]}}""" + "], backendRefs: [{name: a, port: 80}]");
        assertThat(filterSteps(simulator, "https://a.test"))
                .containsExactly(
                        "changes headers of the request: [SET a=b, REMOVE c]",
                        "changes headers of the answer: [ADD d=e]",
                        "1/20 mirrored to Service shop/b:80",
                        "CORS for the origin of the request: grants [SET access-control-allow-origin=https://a.test]");
        assertThat(filterSteps(simulator, "https://other.test"))
                .contains("CORS for the origin of the request: grants nothing");
    }

    @Test
    void a_difference_tells_what_arrives_where_the_backends_are_the_same() {
        String rewritten = "matches: [{path: {value: /old}}], filters: [{type: URLRewrite, urlRewrite: {path: "
                + "{type: ReplacePrefixMatch, replacePrefixMatch: /one}}}, {type: ResponseHeaderModifier, "
                + "responseHeaderModifier: {set: [{name: d, value: e}]}}], timeouts: {request: 5s}, "
                + "backendRefs: [{name: a, port: 80}]";
        assertThat(TrafficDifference.between(rule(rewritten), rule(rewritten.replace("/one", "/two")))
                        .moves())
                .singleElement()
                .asString()
                .contains("[1/1 Service shop/a:80 as GET http://host.invalid/one")
                .contains(" -> [1/1 Service shop/a:80 as GET http://host.invalid/two")
                .contains(", answer changed by [SET d=e]]");
        assertThat(TrafficDifference.between(rule(rewritten), rule(rewritten.replace("5s", "6s")))
                        .moves())
                .singleElement()
                .asString()
                .contains("PT5S")
                .contains("PT6S");
    }

    private static List<String> filterSteps(RouteSimulator simulator, String origin) {
        Request request = Request.get("http://one.test/").withHeader("Origin", origin);
        return simulator.decide(request).trace().steps().stream()
                .filter(step -> step.stage() == Trace.Stage.FILTER)
                .map(Trace.Step::text)
                .toList();
    }
}
