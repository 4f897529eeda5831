package io.github.windlass4j.advisor.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.advisor.decide.Advice;
import io.github.windlass4j.advisor.decide.Advisor;
import io.github.windlass4j.advisor.decide.Facts;
import io.github.windlass4j.advisor.decide.Standing;
import io.github.windlass4j.advisor.knowledge.Knowledge;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.portability.ConformanceReport;
import io.github.windlass4j.gateway.portability.Portability;
import io.github.windlass4j.manifest.object.Manifests;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class PortabilityPackTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final String MIRRORING = """
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: shadow, namespace: shop}
            spec:
              parentRefs: [{name: edge}]
              rules:
              - filters:
                - {type: RequestMirror, requestMirror: {backendRef: {name: b, port: 80}}}
                backendRefs: [{name: a, port: 80}]
            """;

    @Test
    void the_implementation_that_reports_all_features_is_chosen_and_the_others_say_why_not() {
        Advice advice = advise(report("able", "supportedFeatures: [HTTPRouteRequestMirror]")
                + report("unable", "unsupportedFeatures: [HTTPRouteRequestMirror]"));
        assertThat(advice.answer(PortabilityPack.CATALOGUE).value("option")).contains("example/able#default");
        assertThat(advice.standings(PortabilityPack.CATALOGUE))
                .filteredOn(standing -> standing.option().startsWith("example/unable"))
                .singleElement()
                .satisfies(standing -> assertThat(standing.reasons())
                        .filteredOn(Standing.Reason::excludes)
                        .extracting(Standing.Reason::need)
                        .containsExactly("HTTPRouteRequestMirror"));
    }

    @Test
    void a_report_that_does_not_speak_of_a_feature_leaves_its_implementation_possible() {
        Advice advice = advise(report("able", "supportedFeatures: [HTTPRouteRequestMirror]") + report("silent", ""));
        assertThat(advice.answer(PortabilityPack.CATALOGUE).possible().toString())
                .contains("able")
                .contains("silent");
    }

    @Test
    void nothing_to_compare_is_refused() {
        assertThatThrownBy(() -> PortabilityPack.of(portability("", report("able", "")), TODAY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("features in use: 0");
        assertThatThrownBy(() -> PortabilityPack.of(portability(MIRRORING, ""), TODAY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("options: 0");
    }

    private static Advice advise(String reports) {
        return Advisor.advise(
                Knowledge.of(PortabilityPack.of(portability(MIRRORING, reports), TODAY)), Facts.none(), TODAY);
    }

    private static Portability portability(String manifests, String reports) {
        return Portability.of(
                GatewaySet.of(Manifests.read(manifests, "shop")),
                ConformanceReport.all(Manifests.read(reports, "reports")));
    }

    private static String report(String project, String extended) {
        return """
                ---
                apiVersion: gateway.networking.k8s.io/v1
                kind: ConformanceReport
                date: "2026-09-01T00:00:00Z"
                gatewayAPIVersion: v1.4.0
                implementation: {organization: example, project: %s, version: v1}
                profiles:
                - name: GATEWAY-HTTP
                  core: {result: success}
                  extended: {result: success, %s}
                """.formatted(project, extended);
    }
}
