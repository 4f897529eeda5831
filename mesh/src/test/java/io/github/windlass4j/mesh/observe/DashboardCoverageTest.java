package io.github.windlass4j.mesh.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.mesh.inject.InjectionWebhook;
import io.github.windlass4j.mesh.inject.Injector;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.MeshConfig;
import io.github.windlass4j.mesh.observe.promql.MalformedPromqlException;
import io.github.windlass4j.mesh.observe.promql.Presence;
import io.github.windlass4j.mesh.observe.scrape.Prometheus;
import io.github.windlass4j.mesh.observe.scrape.ScrapeConfig;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DashboardCoverageTest {
    private static final Mesh MESH = Mesh.of(Manifests.read("""
            apiVersion: v1
            kind: Namespace
            metadata: {name: shop, labels: {istio.io/rev: asm-1-29}}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: cart, namespace: shop}
            spec: {template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: cart}]}}}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: istiod-asm-1-29, namespace: aks-istio-system}
            spec: {template: {metadata: {labels: {app: istiod}}, spec: {containers: [{name: discovery, ports: [{containerPort: 15014}]}]}}}
            """, "mesh.yaml"), MeshConfig.defaults());

    private static List<PanelCoverage> coverage(String query, ScrapeConfig config) {
        String json = "{\"title\": \"t\", \"panels\": [{\"title\": \"p\", \"targets\": [{\"expr\": \""
                + query.replace("\"", "\\\"") + "\"}]}]}";
        return DashboardCoverage.of(
                Dashboard.read(json, "dashboard.json"),
                ScrapeReach.of(MESH, Injector.of(MESH, InjectionWebhook.ofRevision("asm-1-29")), config),
                config,
                Set.of(MetricSource.NODE));
    }

    private static ScrapeConfig generated() {
        return PrometheusConfigMap.forMesh("aks-istio-system").config();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0007',
            value = {
                "sum(rate(istio_requests_total{reporter=\"source\"}[5m])) | YES",
                "sum(rate(istio_requests_total{namespace=\"shop\", pod=~\"cart-.*\"}[5m])) | YES",
                "sum(rate(istio_requests_total{namespace=\"$ns\"}[5m])) | YES",
                "sum(rate(istio_requests_total{namespace=\"other\"}[5m])) | NO",
                "go_goroutines{app=\"istiod\"} | YES",
                "go_goroutines{app=\"ztunnel\"} | NO",
                "istio_build{component=\"pilot\"} | YES",
                "istio_build{component=\"ztunnel\"} | NO",
                "container_memory_working_set_bytes{container=\"istio-proxy\"} | YES",
                "envoy_wasm_remote_load_cache_hits | NO",
                "workload_manager_active_proxy_count | NO",
                "(istio_request_duration_seconds_bucket) or istio_request_duration_milliseconds_bucket | YES",
                "istio_request_duration_seconds_bucket | NO",
                "shop_orders_total | UNKNOWN",
                "$metric{a=\"b\"} | UNKNOWN"
            })
    void panels_are_covered_by_what_is_scraped(String query, Presence expected) {
        PanelCoverage panel = coverage(query, generated()).get(0);
        assertThat(panel.data()).as(panel.toString()).isEqualTo(expected);
        assertThat(panel.reasons().isEmpty()).isEqualTo(expected == Presence.YES && !query.contains(" or "));
    }

    @Test
    void without_istiod_the_control_plane_stays_empty() {
        ScrapeConfig sidecars = ScrapeConfig.read("""
                scrape_configs:
                - job_name: s
                  metrics_path: /stats/prometheus
                  kubernetes_sd_configs: [{role: pod}]
                  relabel_configs: [{source_labels: [__meta_kubernetes_pod_container_port_name], action: keep, regex: '.*-envoy-prom'}]
                  metric_relabel_configs: [{source_labels: [__name__], action: keep, regex: 'istio_(requests|build).*'}]
                """, "c", Prometheus.V3);
        assertThat(coverage("pilot_xds", sidecars).get(0))
                .hasToString("NO \"p\": pilot_xds: no target of CONTROL_PLANE is reached");
        assertThat(coverage("istio_tcp_sent_bytes_total", sidecars).get(0).toString())
                .contains(
                        "metric_relabel_configs: rule 0 (keep [__name__] regex \"istio_(requests|build).*\") drops it");
        assertThat(coverage("istio_requests_total", sidecars).get(0).data()).isEqualTo(Presence.YES);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0007',
            value = {
                "{source_labels: [reporter], action: keep, regex: source} | istio_requests_total | UNKNOWN | decides by labels of the samples",
                "{source_labels: [reporter], action: keep, regex: source} | istio_requests_total{reporter=\"source\"} | YES | []",
                "{source_labels: [reporter], action: keep, regex: source} | istio_requests_total{reporter=\"destination\"} | NO | drops it",
                "{source_labels: [reporter], action: keep, regex: source} | istio_requests_total{reporter=~\"s.*\"} | UNKNOWN | decides by",
                "{source_labels: [source_workload], action: drop, regex: .+} | istio_requests_total | UNKNOWN | decides by labels",
                "{source_labels: [namespace], action: drop, regex: shop} | istio_requests_total | NO | drops it",
                "{source_labels: [__name__, reporter], action: keep, regex: 'pilot.*'} | istio_requests_total | UNKNOWN | decides by",
                "{source_labels: [namespace], target_label: of}, {source_labels: [of], action: keep, regex: shop} | istio_requests_total | YES | []",
                "{source_labels: [reporter], target_label: of}, {source_labels: [of], action: keep, regex: shop} | istio_requests_total | UNKNOWN | decides by",
                "{action: labeldrop, regex: reporter} | istio_requests_total{reporter=\"source\"} | NO | label reporter is taken away",
                "{action: labeldrop, regex: reporter} | istio_requests_total | YES | []"
            })
    void rules_for_samples_decide_by_what_is_known_of_them(
            String rules, String query, Presence expected, String reason) {
        ScrapeConfig config = ScrapeConfig.read("""
                scrape_configs:
                - job_name: s
                  metrics_path: /stats/prometheus
                  kubernetes_sd_configs: [{role: pod, namespaces: {names: [shop]}}]
                  relabel_configs:
                  - {source_labels: [__meta_kubernetes_pod_container_port_name], action: keep, regex: '.*-envoy-prom'}
                  - {source_labels: [__meta_kubernetes_namespace], target_label: namespace}
                  metric_relabel_configs: [RULES]
                """.replace("RULES", rules), "c", Prometheus.V3);
        PanelCoverage panel = coverage(query, config).get(0);
        assertThat(panel.data()).as(panel.toString()).isEqualTo(expected);
        assertThat(panel.reasons().toString()).contains(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "static_configs: [{targets: ['10.0.0.9:15014']}] | UNKNOWN | job \"s\" has targets that are not looked at",
                "static_configs: [{targets: ['10.0.0.9:9090']}] | NO | no target of CONTROL_PLANE is reached",
                "consul_sd_configs: [{}] | UNKNOWN | job \"s\" has targets that are not looked at",
                "kubernetes_sd_configs: [{role: service}] | UNKNOWN | job \"s\" has targets that are not looked at",
                "kubernetes_sd_configs: [{role: node}] | NO | no target of CONTROL_PLANE is reached",
                "kubernetes_sd_configs: [{role: pod}], relabel_configs: [{target_label: __address__, replacement: '10.0.0.9:15014'}]"
                        + " | UNKNOWN | whether a target of CONTROL_PLANE is reached is not known"
            })
    void targets_that_are_not_looked_at_leave_it_open(String discovery, Presence expected, String reason) {
        ScrapeConfig config =
                ScrapeConfig.read("scrape_configs: [{job_name: s, " + discovery + "}]", "c", Prometheus.V3);
        assertThat(coverage("pilot_xds", config).get(0)).hasToString(expected + " \"p\": pilot_xds: " + reason);
    }

    @Test
    void a_panel_shows_something_if_one_query_does() {
        Dashboard dashboard = Dashboard.read(
                "{\"rows\": [{\"panels\": [{\"title\": \"old\", \"targets\": [{\"expr\": \"pilot_xds\"}]}]}],"
                        + "\"panels\": [{\"title\": \"row\", \"panels\": [{\"title\": \"two\", \"targets\": ["
                        + "{\"expr\": \"envoy_wasm_x\"}, {\"expr\": \"istio_requests_total\"}, {\"expr\": \"\"}]}]}]}",
                "d.json");
        assertThat(dashboard.panels()).extracting(Dashboard.Panel::title).containsExactly("two", "old");
        assertThat(DashboardCoverage.of(
                        dashboard,
                        ScrapeReach.of(MESH, Injector.of(MESH, InjectionWebhook.ofRevision("asm-1-29")), generated()),
                        generated(),
                        Set.of()))
                .extracting(PanelCoverage::data)
                .containsExactly(Presence.YES, Presence.YES);
    }

    @Test
    void a_broken_query_names_its_panel() {
        assertThatThrownBy(() -> Dashboard.read(
                        "{\"panels\": [{\"title\": \"p\", \"targets\": [{\"expr\": \"sum(\"}]}]}", "d.json"))
                .isInstanceOf(MalformedPromqlException.class)
                .hasMessageStartingWith("d.json, panel \"p\":1:5: ");
        assertThat(Dashboard.read("", "d.json").panels()).isEmpty();
    }
}
