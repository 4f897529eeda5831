package io.github.windlass4j.gateway.portability;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.report.Outcome;
import io.github.windlass4j.core.report.Report;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.portability.Portability.Support;
import io.github.windlass4j.manifest.object.Manifests;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
        assertThat(read.testsNotPassed()).containsExactly("HTTPRouteWeight");
        assertThat(of(partial).toString()).endsWith("; tests left out or failed: HTTPRouteWeight\n");
    }

    @Test
    void a_test_with_the_name_of_a_feature_tells_of_it() {
        String features = "HTTPRouteHostRewrite, HTTPRouteRequestMirror, HTTPRouteRequestPercentageMirror";
        String some = report("a", "2026-01-01T00:00:00Z", "success", features, "");
        assertThat(of(some.replace(
                                "extended: {result: success,",
                                "extended: {result: partial, skippedTests: [HTTPRouteHostRewriteWithPort],"))
                        .implementations()
                        .get(0)
                        .missing())
                .isEqualTo(Map.of("HTTPRouteHostRewrite", Support.PARTLY));
        assertThat(of(some.replace("extended: {result: success,", "extended: {result: failure, failedTests: [Other],"))
                        .implementations()
                        .get(0)
                        .missing())
                .containsOnlyKeys(features.split(", "))
                .containsValue(Support.PARTLY)
                .doesNotContainValue(Support.UNKNOWN);
    }

    @Test
    void what_one_profile_has_and_another_has_not_is_there_in_part() {
        String one = report("a", "2026-01-01T00:00:00Z", "success", "HTTPRouteHostRewrite, HTTPRouteRequestMirror", "");
        String two = one.replace("---\n", """
                - name: MESH-HTTP
                  core: {result: success}
                  extended: {result: success, unsupportedFeatures: [HTTPRouteHostRewrite]}
                ---
                """);
        assertThat(of(two).implementations().get(0).support())
                .containsEntry("HTTPRouteHostRewrite", Support.PARTLY)
                .containsEntry("HTTPRouteRequestMirror", Support.SUPPORTED);
    }

    private static Support support(String feature, String manifests, String profiles) {
        String report =
                "{apiVersion: gateway.networking.k8s.io/v1, kind: ConformanceReport, gatewayAPIVersion: v1.6.1, "
                        + "implementation: {organization: o, project: p}, profiles: [" + profiles + "]}";
        return Portability.of(
                        GatewaySet.of(Manifests.read(manifests, "set.yaml")),
                        ConformanceReport.all(Manifests.read(report, "report.yaml")))
                .implementations()
                .get(0)
                .support()
                .get(feature);
    }

    /** Whoever routes in the mesh need not be one who routes at Gateways, and the other way round. */
    @Test
    void a_core_feature_is_asked_of_the_profile_that_it_stands_in() {
        String route =
                "{apiVersion: gateway.networking.k8s.io/v1, kind: %s, metadata: {name: it}, spec: {parentRefs: [%s]}}";
        String edge = "{name: edge}";
        String service = "{group: '', kind: Service, name: cart}";
        String mesh = "{name: MESH-HTTP, core: {result: success}}";
        String http = "{name: GATEWAY-HTTP, core: {result: success}}";
        String grpc = "{name: GATEWAY-GRPC, core: {result: failure}}";
        assertThat(support("HTTPRoute", route.formatted("HTTPRoute", edge), mesh))
                .isEqualTo(Support.UNKNOWN);
        assertThat(support("HTTPRoute", route.formatted("HTTPRoute", edge), http))
                .isEqualTo(Support.SUPPORTED);
        assertThat(support("HTTPRoute", route.formatted("HTTPRoute", service), http))
                .isEqualTo(Support.UNKNOWN);
        assertThat(support("HTTPRoute", route.formatted("HTTPRoute", service), mesh))
                .isEqualTo(Support.SUPPORTED);
        assertThat(support("Mesh", route.formatted("HTTPRoute", service), mesh)).isEqualTo(Support.SUPPORTED);
        String both = route.formatted("HTTPRoute", edge + ", " + service);
        assertThat(support("HTTPRoute", both, http)).isEqualTo(Support.UNKNOWN);
        assertThat(support("HTTPRoute", both, http + ", " + mesh)).isEqualTo(Support.SUPPORTED);
        assertThat(support("GRPCRoute", route.formatted("GRPCRoute", edge), http))
                .isEqualTo(Support.UNKNOWN);
        assertThat(support("GRPCRoute", route.formatted("GRPCRoute", edge), http + ", " + grpc))
                .isEqualTo(Support.PARTLY);
        assertThat(support(
                        "TCPRoute",
                        route.formatted("TCPRoute", service),
                        "{name: GATEWAY-TCP, core: {result: success}}"))
                .isEqualTo(Support.UNKNOWN);
        assertThat(support(
                        "TCPRoute",
                        route.formatted("TCPRoute", edge),
                        "{name: GATEWAY-TCP, core: {result: success}, extended: {unsupportedFeatures: [TCPRoute]}}"))
                .isEqualTo(Support.UNSUPPORTED);
    }

    @Test
    void names_of_the_first_releases_are_read_as_todays() {
        String route = """
                apiVersion: gateway.networking.k8s.io/v1
                kind: HTTPRoute
                metadata: {name: it}
                spec: {rules: [{filters: [{type: ResponseHeaderModifier, responseHeaderModifier: {remove: [a]}}]}]}
                """;
        String old =
                "{name: HTTP, core: {result: success}, extended: {supportedFeatures: [HTTPResponseHeaderModification]}}";
        assertThat(support("HTTPRoute", route, old)).isEqualTo(Support.SUPPORTED);
        assertThat(support("HTTPRouteResponseHeaderModification", route, old)).isEqualTo(Support.SUPPORTED);
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
    void a_bad_report_says_what_is_wrong_where_and_counts_for_nothing() {
        String bad = """
                apiVersion: gateway.networking.k8s.io/v1
                kind: ConformanceReport
                gatewayAPIVersion: 1.4
                implementation: {organization: "", version: v1}
                profiles:
                - name: GATEWAY-HTTP
                  core: {result: succes, skippedTests: HTTPRouteWeight}
                  extended: {result: [], supportedFeatures: [A, 1], unsupportedFeatures: {}}
                - name: GATEWAY-HTTP
                  core: {result: success}
                  extended: {supportedFeatures: [A, B, HTTPRouteHostRewrite], unsupportedFeatures: [B, A]}
                - {core: {result: success}, extended: 3}
                """;
        assertThat(ConformanceReport.all(Manifests.read(bad, "reports.yaml"))
                        .get(0)
                        .problems())
                .containsExactly(
                        "reports.yaml:4:32: implementation.organization: \"\" (want a text)",
                        "reports.yaml:1:1: implementation.project: absent (want a text)",
                        "reports.yaml:3:20: gatewayAPIVersion: 1.4 (want a text)",
                        "reports.yaml:7:18: profiles[0].core.result: \"succes\" (want success, partial or failure)",
                        "reports.yaml:7:40: profiles[0].core.skippedTests: \"HTTPRouteWeight\" (want a list of texts)",
                        "reports.yaml:8:22: profiles[0].extended.result: [] (want success, partial or failure)",
                        "reports.yaml:8:45: profiles[0].extended.supportedFeatures: [\"A\",1] (want a list of texts)",
                        "reports.yaml:8:74: profiles[0].extended.unsupportedFeatures: {} (want a list of texts)",
                        "reports.yaml:9:3: profiles[1]: a second profile GATEWAY-HTTP",
                        "reports.yaml:11:13: profiles[1].extended: A is said to be supported and unsupported",
                        "reports.yaml:11:13: profiles[1].extended: B is said to be supported and unsupported",
                        "reports.yaml:1:1: profiles[2].name: absent (want a text)",
                        "reports.yaml:12:39: profiles[2].extended: 3 (want an object)");
        Portability matrix = of(bad);
        assertThat(matrix.implementations().get(0).support())
                .containsOnlyKeys(SHOP_FEATURES)
                .containsValue(Support.UNKNOWN);
        assertThat(matrix.implementations().get(0).support().values()).containsOnly(Support.UNKNOWN);
        assertThat(matrix.toString()).contains("; not read: reports.yaml:4:32: implementation.organization");
        String none = bad.substring(0, bad.indexOf("profiles:"))
                .replace("1.4", "v1.4.0")
                .replace("\"\"", "o, project: p");
        assertThat(ConformanceReport.all(Manifests.read(none, "reports.yaml"))
                        .get(0)
                        .problems())
                .containsExactly("reports.yaml:1:1: profiles: no profiles (want a list of 1 or more)");
    }

    private static final String[] SHOP_FEATURES = {
        "HTTPRoute", "HTTPRouteHostRewrite", "HTTPRouteRequestMirror", "HTTPRouteRequestPercentageMirror"
    };

    /** Of one release and date, of one version even: whatever the order of reading, the same report counts. */
    @Test
    void the_order_of_reading_decides_nothing() {
        String day = "2026-05-01T00:00:00Z";
        String more = report("a", day, "success", "HTTPRouteHostRewrite, HTTPRouteRequestMirror", "");
        String less = report("a", day, "success", "HTTPRouteHostRewrite", "HTTPRouteRequestMirror");
        String other = report("a", day, "success", "HTTPRouteRequestMirror", "HTTPRouteHostRewrite");
        String unread = report("a", "2026-06-01T00:00:00Z", "no", "HTTPRouteHostRewrite", "");
        for (List<String> reports : List.of(
                List.of(more, less, other, unread),
                List.of(unread, other, less, more),
                List.of(other, more, unread, less))) {
            assertThat(of(reports.toArray(String[]::new)).toString())
                    .isEqualTo(of(less, other).toString())
                    .doesNotContain("not read");
        }
        String two = report("a", day, "success", "HTTPRouteRequestMirror, HTTPRouteRequestPercentageMirror", "");
        String one = report("a", day, "success", "HTTPRouteHostRewrite", "");
        assertThat(of(one, two)).isEqualTo(of(two, one));
        assertThat(of(two, one).implementations().get(0).support())
                .as("the one that claims less counts")
                .containsEntry("HTTPRouteHostRewrite", Support.SUPPORTED)
                .containsEntry("HTTPRouteRequestMirror", Support.UNKNOWN);
        String newer = less.replace("version: v2", "version: v2.10.0-rc.1");
        String older = more.replace("version: v2", "version: v2.9.1");
        assertThat(of(older, newer)).isEqualTo(of(newer, older));
        assertThat(of(older, newer).implementations().get(0).report().version()).isEqualTo("v2.10.0-rc.1");
        assertThat(of(newer, newer.replace("-rc.1", ""))
                        .implementations()
                        .get(0)
                        .report()
                        .version())
                .isEqualTo("v2.10.0");
        String candidate = more.replace("v1.4.0", "v1.4.0-rc.2").replace("2026-05", "2026-06");
        assertThat(of(candidate, less).implementations().get(0).report().gatewayApi())
                .isEqualTo("v1.4.0");
        assertThat(of(candidate, less.replace("v1.4.0", "v1.3.0"))
                        .implementations()
                        .get(0)
                        .report()
                        .gatewayApi())
                .isEqualTo("v1.4.0-rc.2");
    }

    @Test
    void each_channel_and_mode_counts_and_a_report_without_channel_until_there_is_a_newer_one_with() {
        String standard = report("a", "2026-05-01T00:00:00Z", "success", "", "");
        String experimental = standard.replace("gatewayAPIChannel: standard", "gatewayAPIChannel: experimental");
        String other = standard.replace("mode: default", "mode: other");
        String old = standard.replace("gatewayAPIChannel: standard\n", "").replace("v1.4.0", "v1.0.0");
        assertThat(of(standard, experimental, other, old).implementations())
                .extracting(one -> one.report().toString())
                .containsExactly(
                        "a/gate v2 on v1.4.0", "a/gate v2 on v1.4.0 experimental", "a/gate v2 on v1.4.0, mode other");
        assertThat(of(old, other).implementations())
                .as("a newer report of another mode says nothing of this one")
                .hasSize(2);
        assertThat(of(old, standard.replace("v1.4.0", "v0.8.0")).implementations())
                .hasSize(2);
        assertThat(of(old, experimental.replace("organization: a", "organization: A"))
                        .implementations())
                .as("makers write their own names with and without capitals")
                .hasSize(1);
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
