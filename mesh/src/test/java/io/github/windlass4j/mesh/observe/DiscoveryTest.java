package io.github.windlass4j.mesh.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.mesh.inject.InjectionWebhook;
import io.github.windlass4j.mesh.inject.Injector;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.observe.scrape.Prometheus;
import io.github.windlass4j.mesh.observe.scrape.ScrapeConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The labels that discovery gives a candidate (discovery/kubernetes: pod.go, endpoints.go, endpointslice.go, kubernetes.go). */
class DiscoveryTest {
    private static final String POD =
            "containers: [{name: cart, image: 'r.io/cart:1', ports: [{containerPort: 8080, name: http}]}]";

    private static List<PodScrape> pods(String objects, String discovery, String rules) {
        Mesh mesh = Mesh.of(Manifests.read(objects, "shop.yaml"));
        return ScrapeReach.of(
                mesh,
                Injector.of(mesh, InjectionWebhook.ofRevision("asm-1-29")),
                ScrapeConfig.read(
                        "scrape_configs: [{job_name: j, kubernetes_sd_configs: [" + discovery + "], relabel_configs: ["
                                + rules + "]}]",
                        "config",
                        Prometheus.V3));
    }

    private static String workload(String kind, String namespace) {
        return "apiVersion: " + (kind.equals("Job") ? "batch" : "apps") + "/v1\nkind: " + kind
                + "\nmetadata: {name: cart, namespace: " + namespace
                + "}\nspec: {selector: {matchLabels: {app: cart}}, template: {metadata: {labels: {app: cart}}, spec: {"
                + POD + "}}}\n---\n";
    }

    private static final String SERVICE = """
            apiVersion: v1
            kind: Service
            metadata: {name: cart, namespace: shop}
            spec: {selector: {app: cart}, ports: [{name: web, port: 80, targetPort: http, appProtocol: grpc}]}
            """;

    private static Map<String, String> mapped(String objects, String role) {
        List<PodScrape> pods = pods(
                objects,
                "{role: " + role + "}",
                "{action: labelmap, regex: '__meta_kubernetes_(.+)', replacement: 'm_$1'}");
        assertThat(pods).hasSize(1);
        assertThat(pods.get(0).targets()).hasSize(1);
        return pods.get(0).targets().get(0).target().sampleLabels();
    }

    @Test
    void an_endpoint_names_its_pod() {
        assertThat(mapped(workload("StatefulSet", "shop") + SERVICE, "endpoints"))
                .containsEntry("m_endpoint_address_target_kind", "Pod")
                .containsEntry("m_endpoint_address_target_name", "cart")
                .containsEntry("m_endpoint_port_name", "web")
                .containsEntry("m_endpoints_name", "cart")
                .doesNotContainKey("m_endpointslice_port");
    }

    @Test
    void an_endpoint_of_a_slice_tells_its_port_and_not_the_name_of_endpoints() {
        assertThat(mapped(workload("StatefulSet", "shop") + SERVICE, "endpointslice"))
                .containsEntry("m_endpointslice_address_type", "IPv4")
                .containsEntry("m_endpointslice_address_target_kind", "Pod")
                .containsEntry("m_endpointslice_port", "8080")
                .containsEntry("m_endpointslice_port_app_protocol", "grpc")
                .containsEntry("m_endpointslice_endpoint_conditions_serving", "true")
                .doesNotContainKeys("m_endpoints_name", "m_endpoint_port_name");
    }

    @ParameterizedTest
    @CsvSource({"Deployment, ReplicaSet, ''", "StatefulSet, StatefulSet, cart", "Job, Job, cart"})
    void a_pod_tells_its_image_and_what_made_it(String kind, String controller, String name) {
        Map<String, String> labels = mapped(workload(kind, "shop"), "pod");
        assertThat(labels)
                .containsEntry("m_pod_container_image", "r.io/cart:1")
                .containsEntry("m_pod_controller_kind", controller);
        assertThat(labels.getOrDefault("m_pod_controller_name", "")).isEqualTo(name);
    }

    @Test
    void a_pod_of_its_own_tells_its_node_and_its_owner() {
        assertThat(mapped(
                        "apiVersion: v1\nkind: Pod\nmetadata: {name: cart-0, namespace: shop, ownerReferences: [{kind: A, name: b},"
                                + " {kind: StatefulSet, name: cart, controller: true}]}\nspec: {nodeName: n1, " + POD
                                + "}\n",
                        "pod"))
                .containsEntry("m_pod_node_name", "n1")
                .containsEntry("m_pod_controller_kind", "StatefulSet")
                .containsEntry("m_pod_controller_name", "cart");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | kube-system shop",
                "{names: [shop]} | shop",
                "{own_namespace: true} | kube-system",
                "{names: [shop], own_namespace: true} | kube-system shop",
                "{names: [other], own_namespace: true} | kube-system"
            })
    void the_agents_own_namespace_is_one_of_those_that_are_looked_at(String namespaces, String expected) {
        assertThat(pods(
                                workload("Deployment", "shop") + workload("Deployment", "kube-system"),
                                "{role: pod, namespaces: " + namespaces + "}",
                                "")
                        .stream()
                        .filter(pod -> !pod.targets().isEmpty())
                        .map(pod -> pod.workload().namespace()))
                .containsExactly(expected.split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"node_name", "host_ip", "uid", "controller_name", "container_id", "name"})
    void a_rule_that_decides_by_what_no_manifest_tells_is_noted(String label) {
        String rule = "{source_labels: [__meta_kubernetes_pod_" + label + "], action: keep, regex: 'x.+'}";
        assertThat(pods(workload("Deployment", "shop"), "{role: pod}", rule)
                        .get(0)
                        .notes())
                .singleElement()
                .asString()
                .startsWith("job \"j\": keep [__meta_kubernetes_pod_" + label + "]")
                .endsWith("asks for __meta_kubernetes_pod_" + label + ", which the manifests do not tell");
        assertThat(pods(
                                workload("Deployment", "shop"),
                                "{role: pod}",
                                "{source_labels: [__meta_kubernetes_pod_" + label + "], target_label: a}")
                        .get(0)
                        .notes())
                .isEmpty();
    }
}
