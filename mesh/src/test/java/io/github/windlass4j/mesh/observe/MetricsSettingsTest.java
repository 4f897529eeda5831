package io.github.windlass4j.mesh.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.manifest.object.Manifests;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsSettingsTest {
    private static final String FIRST = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: ama-metrics-settings-configmap, namespace: kube-system}
            data:
              schema-version: v1
              config-version: ver1
              prometheus-collector-settings: |-
                cluster_alias = ""
              default-scrape-settings-enabled: |-
                kubelet = true
                # comments and blank lines are nothing

                ztunnel = false
                controlplane-etcd = true
              pod-annotation-based-scraping: |-
                podannotationnamespaceregex = "shop|infra"
              default-targets-metrics-keep-list: |-
                kubelet = "up|process_.+"
                minimalingestionprofile = true
              default-targets-scrape-interval-settings: |-
                kubelet = "30s"
                podannotations = "1m30s"
              debug-mode: |-
                enabled = false
            """;

    private static final String SECOND = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: ama-metrics-settings-configmap, namespace: kube-system}
            data:
              schema-version: v2
              config-version: ver1
              cluster-metrics: |-
                default-targets-scrape-enabled: |-
                  istio-cni = true
                pod-annotation-based-scraping: |-
                  podannotationnamespaceregex = ".*"
                minimal-ingestion-profile: |-
                  enabled = true
              controlplane-metrics: |-
                default-targets-scrape-enabled: |-
                  etcd = true
                default-targets-scrape-interval-settings: |-
                  etcd = "30s"
            """;

    @Test
    void settings_of_both_schemas_pass() {
        assertThat(lint(FIRST)).isEmpty();
        assertThat(lint(SECOND)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "v1 ; ama-metrics-settings-configmap ; ama-metrics-settings ; WL-OB-030 ; want kube-system/ama-metrics-settings-configmap",
                "v1 ; schema-version: v1 ; schema-version: v3 ; WL-OB-031 ; \"v3\" (want v1 or v2)",
                "v1 ; config-version: ver1 ; config-version: version-1.0.1 ; WL-OB-032 ; is cut after 10 characters",
                "v1 ; debug-mode ; cluster-metrics ; WL-OB-030 ; cluster-metrics is not looked at: it is one of schema v2",
                "v1 ; debug-mode ; debugging ; WL-OB-030 ; section debugging is not looked at",
                "v1 ; kubelet = true ; kubelet true ; WL-OB-030 ; default-scrape-settings-enabled: \"kubelet true\" is not looked at (want name = value)",
                "v1 ; kubelet = true ; kubelet = true # on ; WL-OB-032 ; kubelet = true # on (want true or false)",
                "v1 ; kubelet = true ; kubelet = ; WL-OB-032 ; kubelet =  (want true or false)",
                "v1 ; enabled = false ; debug = false ; WL-OB-030 ; debug-mode: debug is not looked at (want enabled)",
                "v1 ; \"up|process_.+\" ; \"up\" # some ; WL-OB-032 ; keeps its quotes",
                "v1 ; kubelet = true ; kubelets = true ; WL-OB-030 ; the agent has no target kubelets",
                "v1 ; kubelet = true ; etcd = true ; WL-OB-030 ; the agent has no target etcd",
                "v1 ; kubelet = true ; kubelet = yes ; WL-OB-032 ; kubelet = yes (want true or false)",
                "v1 ; shop|infra ; (shop ; WL-OB-032 ; podannotationnamespaceregex: ",
                "v1 ; shop|infra ; '' ; WL-OB-033 ; followed in no namespace",
                "v1 ; podannotationnamespaceregex ; namespaces ; WL-OB-030 ; want podannotationnamespaceregex",
                "v1 ; up|process_.+ ; [up ; WL-OB-032 ; default-targets-metrics-keep-list: kubelet: ",
                "v1 ; 1m30s ; 90 ; WL-OB-032 ; podannotations: \"90\" is no duration",
                "v1 ; minimalingestionprofile = true ; minimalingestionprofile = on ; WL-OB-032 ; want true or false",
                "v2 ; etcd = true ; controlplane-etcd = true ; WL-OB-030 ; controlplane-metrics.default-targets-scrape-enabled: the agent has no target controlplane-etcd",
                "v2 ; minimal-ingestion-profile ; debug-mode ; WL-OB-030 ; section cluster-metrics.debug-mode is not looked at",
                "v2 ; cluster-metrics ; default-scrape-settings-enabled ; WL-OB-030 ; it is one of schema v1",
                "v2 ; etcd = \"30s\" ; etcd = \"soon\" ; WL-OB-032 ; is no duration",
                "v2 ; enabled = true ; minimalingestionprofile = true ; WL-OB-030 ; (want enabled)",
            })
    void what_the_agent_passes_over_or_refuses(String schema, String old, String changed, String rule, String message) {
        String text = schema.equals("v1") ? FIRST : SECOND;
        assertThat(text).contains(old);
        assertThat(lint(text.replaceFirst(Pattern.quote(old), Matcher.quoteReplacement(changed))))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo(rule);
                    assertThat(finding.message()).contains(message);
                    assertThat(finding.evidence()).anyMatch(source -> source.contains("prometheus-collector"));
                });
    }

    @Test
    void a_section_of_the_second_schema_is_known_by_the_end_of_its_header() {
        assertThat(lint(SECOND.replaceFirst(
                        "default-targets-scrape-enabled: [|]-\n      istio",
                        "default-targets-scrape-enabled: |\n      istio")))
                .extracting(Finding::rule, Finding::message)
                .containsExactly(
                        tuple(
                                "WL-OB-030",
                                "cluster-metrics: \"default-targets-scrape-enabled: |\" is not looked at"
                                        + " (want name = value, or section: |-)"),
                        tuple("WL-OB-030", "cluster-metrics: \"istio-cni = true\" stands in no section"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ztunnel", "istio-cni", "waypoint-proxy", "dcgmexporter", "local-csi-driver"})
    void the_agent_has_targets_of_meshes_and_of_others(String target) {
        assertThat(lint(FIRST.replace("ztunnel = false", target + " = true"))).isEmpty();
        assertThat(lint(SECOND.replace("istio-cni = true", target + " = true"))).isEmpty();
    }

    @Test
    void monitors_are_read_in_their_own_group_and_need_limits() {
        assertThat(monitors(
                        "azmonitoring.coreos.com/v1",
                        "PodMonitor",
                        "podMetricsEndpoints: [{port: http}], labelLimit: 63, "
                                + "labelNameLengthLimit: 511, labelValueLengthLimit: 1023"))
                .isEmpty();
        assertThat(monitors("monitoring.coreos.com/v1", "ServiceMonitor", "endpoints: [{port: http}], labelLimit: 64"))
                .extracting(Finding::rule)
                .containsExactly("WL-OB-040", "WL-OB-041", "WL-OB-041", "WL-OB-041");
        assertThat(monitors(
                        "azmonitoring.coreos.com/v1alpha1",
                        "ServiceMonitor",
                        "endpoints: [{}], labelLimit: 1, " + "labelNameLengthLimit: 1, labelValueLengthLimit: 1"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message())
                        .contains(
                                "azmonitoring.coreos.com/v1alpha1 is not looked at (want azmonitoring.coreos.com/v1)"));
        assertThat(monitors(
                        "azmonitoring.coreos.com/v1",
                        "PodMonitor",
                        "endpoints: [{}], labelLimit: 63, " + "labelNameLengthLimit: 511, labelValueLengthLimit: 1023"))
                .extracting(Finding::rule)
                .containsExactly("WL-OB-042");
        assertThat(monitors("example.com/v1", "PodMonitor", "")).isEmpty();
        assertThat(monitors("monitoring.coreos.com/v1", "Prometheus", "")).isEmpty();
    }

    private static List<Finding> monitors(String version, String kind, String spec) {
        return Monitors.check(Manifests.read(
                "---\n{apiVersion: " + version + ", kind: " + kind + ", metadata: {name: a, namespace: shop}, spec: {"
                        + spec + "}}",
                "monitors.yaml"));
    }

    private static List<Finding> lint(String text) {
        return new MetricsSettings(
                        Manifests.read(text, "settings.yaml").resources().get(0))
                .check();
    }
}
