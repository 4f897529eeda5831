package io.github.windlass4j.mesh.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.house.Shop;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.mesh.inject.InjectionWebhook;
import io.github.windlass4j.mesh.inject.Injector;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.MeshConfig;
import io.github.windlass4j.mesh.observe.scrape.Prometheus;
import io.github.windlass4j.mesh.observe.scrape.ScrapeConfig;
import io.github.windlass4j.mesh.observe.scrape.ScrapeJob;
import io.github.windlass4j.mesh.observe.scrape.TargetOutcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScrapeReachTest {
    private static final String NAMESPACES = Shop.namespace("shop", "istio.io/rev: asm-1-29") + """
            ---
            apiVersion: security.istio.io/v1
            kind: PeerAuthentication
            metadata: {name: default, namespace: shop}
            spec: {mtls: {mode: MODE}}
            ---
            """;

    private static final String ANNOTATED = """
            scrape_configs:
            - job_name: annotated
              kubernetes_sd_configs: [{role: ROLE}]
              relabel_configs:
              - {source_labels: [__meta_kubernetes_pod_annotation_prometheus_io_scrape], action: keep, regex: 'true'}
              - {source_labels: [__meta_kubernetes_pod_annotation_prometheus_io_path], target_label: __metrics_path__, regex: '(.+)'}
              - {source_labels: [__address__, __meta_kubernetes_pod_annotation_prometheus_io_port], target_label: __address__, regex: '([^:]+)(?::\\d+)?;(\\d+)', replacement: '$1:$2'}
            """;

    private static final String PORTS = """
            scrape_configs:
            - job_name: ports
              kubernetes_sd_configs: [{role: pod}]
              relabel_configs:
              - {source_labels: [__meta_kubernetes_pod_container_port_name], action: keep, regex: 'metrics'}
            """;

    private static String deployment(String annotations) {
        return Shop.deployment(
                "shop",
                "cart",
                "labels: {app: cart}, annotations: {" + annotations + '}',
                "containers: [{name: cart, ports: [{containerPort: 8080, name: http}, {containerPort: 9090, name: metrics}]}]");
    }

    private static PodScrape only(String mode, String annotations, String config, MeshConfig meshConfig) {
        return only(mode, annotations, "", config, meshConfig);
    }

    private static PodScrape only(String mode, String annotations, String more, String config, MeshConfig meshConfig) {
        Mesh mesh = Mesh.of(
                Manifests.read(NAMESPACES.replace("MODE", mode) + deployment(annotations) + more, "shop.yaml"),
                meshConfig);
        List<PodScrape> pods = ScrapeReach.of(
                mesh,
                Injector.of(mesh, InjectionWebhook.ofRevision("asm-1-29")),
                ScrapeConfig.read(config, "config", Prometheus.V3));
        assertThat(pods).hasSize(1);
        return pods.get(0);
    }

    private static PodScrape only(String mode, String annotations, String config) {
        return only(mode, annotations, config, MeshConfig.defaults());
    }

    private static String annotated(String role) {
        return ANNOTATED.replace("ROLE", role);
    }

    @Test
    void merged_metrics_are_reached_under_strict() {
        PodScrape pod = only("STRICT", "prometheus.io/scrape: 'true', prometheus.io/port: '9090'", annotated("pod"));
        assertThat(pod.targets()).hasSize(1);
        assertThat(pod.targets().get(0).target()).hasToString("http://192.0.2.1:15020/stats/prometheus");
        assertThat(pod.targets().get(0).reach()).isEqualTo(Reach.REACHED);
        assertThat(pod.isSeen()).isTrue();
        assertThat(pod.toString())
                .startsWith("Deployment shop/cart (sidecar of asm-1-29)\n  REACHED http://192.0.2.1:15020");
    }

    @ParameterizedTest
    @CsvSource({"STRICT, KILLED_BY_MTLS", "PERMISSIVE, REACHED", "DISABLE, REACHED"})
    void a_port_that_is_scraped_directly_follows_the_policy(String mode, Reach expected) {
        PodScrape pod = only(mode, "", PORTS);
        assertThat(pod.targets()).extracting(TargetReach::reach).containsExactly(expected);
        assertThat(pod.targets().get(0).why().toString())
                .contains("the sidecar's mode on port 9090 is " + mode + " (PeerAuthentication shop/default");
    }

    /** Without a sidecar the node's proxy may refuse the scrape. */
    @ParameterizedTest
    @CsvSource({"STRICT, KILLED_BY_MTLS", "PERMISSIVE, REACHED"})
    void ambient_pods_follow_the_policy_too(String mode, Reach expected) {
        Mesh mesh = Mesh.of(Manifests.read(
                NAMESPACES.replace("MODE", mode).replace("istio.io/rev: asm-1-29", "istio.io/dataplane-mode: ambient")
                        + deployment(""),
                "shop.yaml"));
        PodScrape pod = ScrapeReach.of(
                        mesh,
                        Injector.of(mesh, InjectionWebhook.ofRevision("asm-1-29")),
                        ScrapeConfig.read(PORTS, "config", Prometheus.V3))
                .get(0);
        assertThat(pod.targets().get(0).reach()).isEqualTo(expected);
    }

    @Test
    void without_merging_annotations_point_to_the_captured_port() {
        PodScrape pod = only(
                "STRICT",
                "prometheus.io/scrape: 'true', prometheus.io/port: '9090', prometheus.istio.io/merge-metrics: 'false'",
                annotated("pod"));
        assertThat(pod.targets())
                .extracting(target -> target.target().url())
                .containsExactly("http://192.0.2.1:9090/metrics");
        assertThat(pod.targets()).extracting(TargetReach::reach).containsExactly(Reach.KILLED_BY_MTLS);
        assertThat(pod.isSeen()).isFalse();
    }

    @Test
    void an_excluded_port_is_reached() {
        PodScrape pod = only("STRICT", "traffic.sidecar.istio.io/excludeInboundPorts: '9090'", PORTS);
        assertThat(pod.targets()).extracting(TargetReach::reach).containsExactly(Reach.REACHED);
    }

    @Test
    void a_port_without_strict_is_reached() {
        PodScrape pod = only("STRICT", "", """
                ---
                apiVersion: security.istio.io/v1
                kind: PeerAuthentication
                metadata: {name: cart, namespace: shop}
                spec: {selector: {matchLabels: {app: cart}}, portLevelMtls: {"9090": {mode: PERMISSIVE}}}
                """, PORTS, MeshConfig.defaults());
        assertThat(pod.targets()).extracting(TargetReach::reach).containsExactly(Reach.REACHED);
    }

    /** The scraper shows no certificate, and asks for the metrics' path. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | DENIED",
                "{rules: [{from: [{source: {principals: ['*']}}]}]} | DENIED",
                "{rules: [{to: [{operation: {methods: [GET], paths: [/metrics]}}]}]} | REACHED",
                "{rules: [{to: [{operation: {paths: [/other]}}]}]} | DENIED",
                "{action: DENY, rules: [{to: [{operation: {ports: ['9090']}}]}]} | DENIED",
                "{action: DENY, rules: [{to: [{operation: {ports: ['80']}}]}]} | REACHED",
                "{rules: [{from: [{source: {ipBlocks: [10.0.0.0/8]}}]}]} | UNKNOWN",
                "{selector: {matchLabels: {app: another}}} | REACHED"
            })
    void a_direct_scrape_follows_the_policies(String spec, Reach expected) {
        String policy =
                "---\n{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: a, namespace: "
                        + "shop}, spec: " + spec + "}\n";
        PodScrape pod = only("PERMISSIVE", "", policy, PORTS, MeshConfig.defaults());
        assertThat(pod.targets()).extracting(TargetReach::reach).containsExactly(expected);
        PodScrape merged = only(
                "STRICT",
                "prometheus.io/scrape: 'true', prometheus.io/port: '9090'",
                policy,
                annotated("pod"),
                MeshConfig.defaults());
        assertThat(merged.targets())
                .as("no policy is asked at the agent's port")
                .extracting(TargetReach::reach)
                .containsExactly(Reach.REACHED);
    }

    @Test
    void what_changes_the_proxy_leaves_a_direct_scrape_unknown() {
        String filter =
                "---\n{apiVersion: networking.istio.io/v1alpha3, kind: EnvoyFilter, metadata: {name: a, namespace: "
                        + "shop}, spec: {configPatches: [{applyTo: LISTENER}]}}\n";
        TargetReach target = only("PERMISSIVE", "", filter, PORTS, MeshConfig.defaults())
                .targets()
                .get(0);
        assertThat(target.reach()).isEqualTo(Reach.UNKNOWN);
        assertThat(target.why()).anyMatch(line -> line.contains("EnvoyFilter"));
    }

    @Test
    void scrape_false_keeps_the_pod_as_it_is() {
        PodScrape pod = only("STRICT", "prometheus.io/scrape: 'false'", annotated("pod"));
        assertThat(pod.targets()).isEmpty();
        assertThat(pod.dropped())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains("the source was \"false\""));
        assertThat(pod.toString()).contains("not scraped");
    }

    @Test
    void the_wrong_path_at_the_agent_gets_no_metrics() {
        PodScrape pod = only("STRICT", "", """
                scrape_configs:
                - job_name: agent
                  kubernetes_sd_configs: [{role: pod}]
                  relabel_configs: [{source_labels: [__meta_kubernetes_pod_ip], target_label: __address__, replacement: '$1:15020'}]
                """);
        assertThat(pod.targets()).extracting(TargetReach::reach).containsOnly(Reach.NO_METRICS);
        assertThat(pod.targets()).hasSize(1);
    }

    @Test
    void the_proxys_own_port_is_a_candidate_after_injection() {
        PodScrape pod = only("STRICT", "", """
                scrape_configs:
                - job_name: envoy
                  metrics_path: /stats/prometheus
                  kubernetes_sd_configs: [{role: pod}]
                  relabel_configs: [{source_labels: [__meta_kubernetes_pod_container_port_name], action: keep, regex: '.*-envoy-prom'}]
                """);
        assertThat(pod.targets())
                .hasToString("[REACHED http://192.0.2.1:15090/stats/prometheus (job \"envoy\"): port 15090 is the"
                        + " proxy's own, and not captured]");
    }

    @Test
    void https_is_not_guessed() {
        PodScrape pod = only("STRICT", "", PORTS.replace("job_name: ports", "job_name: ports\n  scheme: https"));
        assertThat(pod.targets()).extracting(TargetReach::reach).containsExactly(Reach.UNKNOWN);
    }

    @Test
    void container_labels_make_duplicates() {
        PodScrape pod = only(
                "STRICT",
                "",
                annotated("pod")
                        + "  - {source_labels: [__meta_kubernetes_pod_container_port_number], target_label: port}\n");
        assertThat(pod.targets()).hasSize(3);
        assertThat(pod.notes())
                .contains("http://192.0.2.1:15020/stats/prometheus is scraped 3 times with different labels:"
                        + " every series counts 3 times");
    }

    @ParameterizedTest
    @CsvSource({"endpoints, endpoint", "endpointslice, endpointslice"})
    void endpoints_need_a_service(String role, String prefix) {
        assertThat(only("STRICT", "", annotated(role)).targets()).isEmpty();
        String byPortName = annotated(role) + "  - {source_labels: [__meta_kubernetes_" + prefix
                + "_port_name], action: keep, regex: web}\n";
        PodScrape pod = only("STRICT", "", """
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: cart, namespace: shop}
                spec: {selector: {app: cart}, ports: [{name: web, port: 80, targetPort: http}]}
                """, byPortName, MeshConfig.defaults());
        assertThat(pod.targets()).extracting(TargetReach::reach).containsExactly(Reach.REACHED);
        assertThat(pod.dropped()).hasSize(2);
    }

    @Test
    void other_namespaces_and_roles_yield_nothing() {
        assertThat(only("STRICT", "", annotated("pod, namespaces: {names: [other]}"))
                        .targets())
                .isEmpty();
        assertThat(only("STRICT", "", annotated("service")).notes())
                .containsExactly("job \"annotated\" discovers by role service: not looked at");
    }

    @Test
    void what_is_not_looked_at_is_noted() {
        assertThat(only("STRICT", "", """
                scrape_configs:
                - {job_name: a, static_configs: [{targets: ['x:1']}], consul_sd_configs: [{}]}
                - {job_name: b, kubernetes_sd_configs: [{role: pod, selectors: [{role: pod, label: app=x}]}]}
                """).notes())
                .containsExactly(
                        "job \"a\" finds targets by consul_sd_configs: not looked at",
                        "job \"a\" has targets that are written out: not looked at",
                        "job \"b\" has selectors: taken to let every pod through");
    }

    @ParameterizedTest
    @CsvSource({
        "'podSelector: {}', true",
        "'podSelector: {matchLabels: {app: cart}}, ingress: [{}]', true",
        "'podSelector: {matchLabels: {app: other}}', false",
        "'podSelector: {}, policyTypes: [Egress]', false"
    })
    void network_policies_that_limit_what_reaches_a_scraped_pod_are_named(String spec, boolean named) {
        String policy = "\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n"
                + "metadata: {name: limits, namespace: shop}\nspec: {" + spec + "}\n";
        assertThat(only("PERMISSIVE", "", policy, PORTS, MeshConfig.defaults()).notes())
                .isEqualTo(
                        named
                                ? List.of(
                                        "NetworkPolicy shop/limits limits what reaches the pods of Deployment shop/cart;"
                                                + " it is not looked at")
                                : List.of());
    }

    @Test
    void malformed_scrape_targets_are_noted() {
        assertThat(only("STRICT", "prometheus.istio.io/scrape-targets: '8080'", PORTS)
                        .notes())
                .containsExactly("prometheus.istio.io/scrape-targets: \"8080\" (want port:/path)");
    }

    @Test
    void the_generated_config_map_sees_sidecars_and_istiod_under_strict() {
        PrometheusConfigMap map = PrometheusConfigMap.forMesh("aks-istio-system");
        assertThat(map.check()).isEmpty();
        assertThat(map.ref()).hasToString("ConfigMap kube-system/ama-metrics-prometheus-config");
        Mesh mesh = Mesh.of(
                Manifests.read(NAMESPACES.replace("MODE", "STRICT") + deployment("") + """
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: unmerged, namespace: shop}
                spec: {template: {metadata: {labels: {app: unmerged}, annotations: {prometheus.istio.io/merge-metrics: "false"}}, spec: {containers: [{name: a}]}}}
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: istiod-asm-1-29, namespace: aks-istio-system}
                spec: {template: {metadata: {labels: {app: istiod}}, spec: {containers: [{name: discovery, ports: [{containerPort: 15014}, {containerPort: 15017}]}]}}}
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: plain, namespace: other}
                spec: {template: {metadata: {labels: {app: plain}}, spec: {containers: [{name: a, ports: [{containerPort: 80}]}]}}}
                """, "m.yaml"),
                MeshConfig.defaults());
        List<PodScrape> pods =
                ScrapeReach.of(mesh, Injector.of(mesh, InjectionWebhook.ofRevision("asm-1-29")), map.config());
        assertThat(pods)
                .extracting(pod -> pod.workload().name() + " "
                        + pod.targets().stream()
                                .map(target -> target.reach() + " " + target.target())
                                .toList())
                .containsExactlyInAnyOrder(
                        "cart [REACHED http://192.0.2.1:15020/stats/prometheus]",
                        "unmerged [REACHED http://192.0.2.1:15090/stats/prometheus]",
                        "istiod-asm-1-29 [REACHED http://192.0.2.1:15014/metrics]",
                        "plain []");
        assertThat(pods).allSatisfy(pod -> assertThat(pod.notes()).isEmpty());
    }

    @Test
    void pods_that_have_ended_are_no_targets() {
        ScrapeJob job =
                PrometheusConfigMap.forMesh("istio-system").config().jobs().get(0);
        for (String phase : List.of("Running", "Pending", "Succeeded", "Failed")) {
            TargetOutcome outcome = job.target(Map.of(
                    "__address__", "10.0.0.1:15090",
                    "__meta_kubernetes_pod_ip", "10.0.0.1",
                    "__meta_kubernetes_pod_phase", phase,
                    "__meta_kubernetes_pod_container_name", "istio-proxy",
                    "__meta_kubernetes_pod_container_port_name", "http-envoy-prom"));
            assertThat(outcome instanceof TargetOutcome.Scraped).isEqualTo(phase.endsWith("ing"));
        }
    }

    @Test
    void an_ipv6_address_is_bracketed() {
        Mesh mesh = Mesh.of(
                Manifests.read(
                        NAMESPACES.replace("MODE", "STRICT")
                                + "{apiVersion: v1, kind: Pod, metadata: {name: p, namespace: shop}, spec: {containers: [{name: a}]},"
                                + " status: {podIP: 'fd00::7'}}",
                        "m.yaml"),
                MeshConfig.defaults());
        List<PodScrape> pods = ScrapeReach.of(
                mesh,
                Injector.of(mesh, InjectionWebhook.ofRevision("asm-1-29")),
                PrometheusConfigMap.forMesh("aks-istio-system").config());
        assertThat(pods.get(0).targets())
                .extracting(target -> target.target().url())
                .containsExactly("http://[fd00::7]:15020/stats/prometheus");
    }

    private static List<Finding> lint(String name, String config) {
        return new PrometheusConfigMap(Resource.of((Mapping) Node.of(Map.of(
                        "apiVersion",
                        "v1",
                        "kind",
                        "ConfigMap",
                        "metadata",
                        Map.of("name", name, "namespace", "kube-system"),
                        "data",
                        Map.of("prometheus-config", config)))))
                .check();
    }

    @Test
    void the_config_map_is_linted() {
        assertThat(lint("ama-metrics-prometheus-config", """
                remote_write: []
                scrape_configs:
                - job_name: all
                  kubernetes_sd_configs: [{role: pod}]
                  relabel_configs:
                  - {action: labelmap, regex: '__meta_kubernetes_pod_label_(.+)'}
                  - {source_labels: [__meta_kubernetes_pod_ip], target_label: __address__, replacement: '$1:15020'}
                  - {source_labels: [__meta_kubernetes_pod_container_name], target_label: container}
                """))
                .extracting(Finding::rule)
                .containsExactly("WL-OB-002", "WL-OB-004", "WL-OB-005", "WL-OB-006");
        assertThat(lint("wrong", "")).extracting(Finding::rule).containsExactly("WL-OB-001");
        assertThat(lint("ama-metrics-prometheus-config", "scrape_configs: [{}]"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
                    assertThat(finding.message()).contains("prometheus-config:1:18: scrape_configs[0].job_name");
                });
        assertThat(lint("ama-metrics-prometheus-config", "a: ["))
                .extracting(Finding::rule)
                .containsExactly("WL-OB-003");
    }

    @Test
    void limits_of_the_service_are_noted() {
        StringBuilder rules = new StringBuilder(
                "scrape_configs:\n- job_name: j\n  kubernetes_sd_configs: [{role: pod}]\n  relabel_configs:\n");
        for (int i = 0; i < 70; i++) {
            rules.append("  - {target_label: l").append(i).append(", replacement: x}\n");
        }
        rules.append("  - {target_label: long, replacement: ")
                .append("y".repeat(1_024))
                .append("}\n");
        assertThat(only("STRICT", "", rules.toString()).notes())
                .anySatisfy(note -> assertThat(note).contains("73 labels of its own (limit 63"))
                .anySatisfy(note -> assertThat(note).contains("label long").contains("value 1024 (limit 1023)"));
    }
}
