package io.github.windlass4j.gateway.portability;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.report.Outcome;
import io.github.windlass4j.core.report.Report;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.portability.Portability.Support;
import io.github.windlass4j.manifest.object.Manifests;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortabilityTest {
    private static final String ROUTE = """
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: web, namespace: shop}
            spec:
              parentRefs: [{name: front}]
              rules:
              - filters:
                - {type: URLRewrite, urlRewrite: {hostname: internal.example.com}}
                - {type: RequestMirror, requestMirror: {backendRef: {name: a, port: 80}, percent: 5}}
                backendRefs: [{name: web, port: 80}]
            """;

    private static String report(String project, String date, String core, String supported, String unsupported) {
        return """
                apiVersion: gateway.networking.k8s.io/v1
                kind: ConformanceReport
                date: "%s"
                gatewayAPIChannel: standard
                gatewayAPIVersion: v1.4.0
                implementation: {organization: %s, project: gate, version: v2, url: "https://example.com", contact: []}
                mode: default
                profiles:
                - name: GATEWAY-HTTP
                  core: {result: %s, statistics: {Failed: 0, Passed: 33, Skipped: 0}}
                  extended: {result: success, supportedFeatures: [%s], unsupportedFeatures: [%s]}
                ---
                """.formatted(date, project, core, supported, unsupported);
    }

    private static Portability of(String... reports) {
        return Portability.of(
                GatewaySet.of(Manifests.read(ROUTE, "route.yaml")),
                ConformanceReport.all(Manifests.read(String.join("", reports), "reports.yaml")));
    }

    @Test
    void features_are_found_with_their_place() {
        assertThat(FeatureUse.all(GatewaySet.of(Manifests.read(ROUTE, "route.yaml"))))
                .extracting(FeatureUse::toString)
                .containsExactly(
                        "HTTPRoute by HTTPRoute shop/web",
                        "HTTPRouteHostRewrite by HTTPRoute shop/web spec.rules[0].filters[0].urlRewrite",
                        "HTTPRouteRequestMirror by HTTPRoute shop/web spec.rules[0].filters[1].requestMirror",
                        "HTTPRouteRequestPercentageMirror by HTTPRoute shop/web spec.rules[0].filters[1].requestMirror");
    }

    @Test
    void who_has_all_stands_first_and_silence_is_not_support() {
        String all = "HTTPRouteHostRewrite, HTTPRouteRequestMirror, HTTPRouteRequestPercentageMirror";
        Portability matrix = of(
                report("lacks", "2026-01-01T00:00:00Z", "partial", "HTTPRouteHostRewrite", "HTTPRouteRequestMirror"),
                report("has", "2026-01-01T00:00:00Z", "success", all, ""));
        assertThat(matrix.implementations().get(0)).hasToString("has/gate v2 on v1.4.0, as of 2026-01-01: has all");
        assertThat(matrix.implementations().get(1).missing())
                .containsEntry("HTTPRoute", Support.PARTLY)
                .containsEntry("HTTPRouteRequestMirror", Support.UNSUPPORTED)
                .containsEntry("HTTPRouteRequestPercentageMirror", Support.UNKNOWN);
    }

    @Test
    void the_newest_report_counts() {
        List<Portability.Implementation> answers = of(
                        report("a", "2026-05-01T00:00:00Z", "success", "HTTPRouteHostRewrite", ""),
                        report("a", "2025-05-01T00:00:00Z", "success", "", "HTTPRouteHostRewrite"))
                .implementations();
        assertThat(answers)
                .singleElement()
                .satisfies(answer ->
                        assertThat(answer.support()).containsEntry("HTTPRouteHostRewrite", Support.SUPPORTED));
    }

    @Test
    void a_report_names_the_core_tests_that_were_left_out() {
        String partial = report("a", "2026-01-01T00:00:00Z", "partial", "", "")
                .replace("result: partial,", "result: partial, skippedTests: [HTTPRouteWeight],");
        ConformanceReport read =
                ConformanceReport.all(Manifests.read(partial, "report.yaml")).get(0);
        assertThat(read.profiles().get(0).coreSkipped()).containsExactly("HTTPRouteWeight");
    }

    @Test
    void a_later_report_on_an_older_release_does_not_count() {
        String old = report("a", "2026-05-01T18:00:00Z", "success", "", "HTTPRouteHostRewrite")
                .replace("v1.4.0", "1.3.0");
        for (String release : List.of("v1.10.0", "1.4.0", "v1.4")) {
            String undated =
                    report("a", "-", "success", "HTTPRouteHostRewrite", "").replace("v1.4.0", release);
            for (Portability matrix : List.of(of(old, undated), of(undated, old))) {
                assertThat(matrix.implementations())
                        .singleElement()
                        .satisfies(one -> assertThat(one.report().gatewayApi()).isEqualTo(release));
            }
        }
        String commit = report("a", "2026-06-01T18:00:00Z", "success", "", "").replace("v1.4.0", "4c436290f2bf");
        assertThat(of(old, commit).implementations().get(0).report().gatewayApi())
                .isEqualTo("1.3.0");
    }

    @Test
    void reports_of_any_shape_are_read() {
        String odd =
                "{apiVersion: gateway.networking.k8s.io/v1, kind: ConformanceReport, date: yesterday, profiles: [3, {core: []}]}";
        assertThat(ConformanceReport.all(Manifests.read(odd, "odd.yaml")))
                .singleElement()
                .satisfies(report -> assertThat(report.date()).isEmpty());
        assertThat(of(odd).implementations().get(0).hasAll()).isFalse();
    }

    @Test
    void as_a_section_it_passes_with_one_that_has_all_and_is_open_while_one_may() {
        String all = "HTTPRouteHostRewrite, HTTPRouteRequestMirror, HTTPRouteRequestPercentageMirror";
        String day = "2026-01-01T00:00:00Z";
        Portability whole = of(report("has", day, "success", all, ""), report("lacks", day, "success", "", all));
        assertThat(whole.section().outcome()).isEqualTo(Outcome.PASSES);
        assertThat(Report.titled("Shop", Instant.EPOCH).with(whole).toMarkdown())
                .contains("1 of 2 implementations")
                .contains(day.substring(0, 10))
                .contains("HTTPRoute shop/web spec.rules\\[0\\].filters\\[0\\].urlRewrite")
                .contains("HTTPRouteRequestMirror=UNSUPPORTED");
        assertThat(of(report("silent", day, "success", "", "")).section().outcome())
                .isEqualTo(Outcome.UNKNOWN);
        assertThat(of(report("lacks", day, "success", "", all)).section().outcome())
                .isEqualTo(Outcome.FAILS);
        assertThat(of().section().outcome()).isEqualTo(Outcome.UNKNOWN);
    }
}
