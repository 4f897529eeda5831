package io.github.windlass4j.advisor.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.advisor.decide.Advice;
import io.github.windlass4j.advisor.decide.Advisor;
import io.github.windlass4j.advisor.decide.Fact;
import io.github.windlass4j.advisor.decide.Facts;
import io.github.windlass4j.advisor.knowledge.Knowledge;
import io.github.windlass4j.advisor.knowledge.KnowledgePack;
import io.github.windlass4j.house.Shop;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.mesh.inject.InjectionWebhook;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.nginx.NginxSetup;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeshFactsTest {
    private static final List<InjectionWebhook> WEBHOOKS = InjectionWebhook.ofRevision("asm-1-28");
    private static final NginxSetup SETUP = NginxSetup.of("edge", "controller", "shop", "shop");
    private static final String MANIFESTS = Shop.strict("asm-1-28");

    @Test
    void nginx_without_a_sidecar_in_front_of_strict_is_measured_and_advised_upon() {
        Facts facts = controller(MANIFESTS);
        assertThat(value(facts, "ingressSidecar")).isEqualTo("no");
        assertThat(value(facts, "inboundBypassed")).isEqualTo("yes");
        assertThat(value(facts, "mtlsMode")).isEqualTo("STRICT");
        assertThat(value(facts, "apiServerReachable")).isEqualTo("yes");
        assertThat(value(facts, "sidecarResource")).isEqualTo("no");
        assertThat(value(facts, "reencrypt")).isEqualTo("no");
        assertThat(advise(facts).answer("nginx-in-strict-mesh").value("result")).contains("502");
    }

    @Test
    void what_the_patch_needs_is_seen_when_it_is_there() {
        String patched = MANIFESTS
                .replace("{name: edge, labels: {}}", "{name: edge, labels: {istio.io/rev: asm-1-28}}")
                .replace(
                        "{labels: {app: controller}}",
                        "{labels: {app: controller}, annotations: "
                                + "{traffic.sidecar.istio.io/excludeInboundPorts: \"8080\"}}")
                .replace("{name: shop, namespace: shop}\nspec: {defaultBackend", """
                        {name: shop, namespace: shop, annotations: {nginx.ingress.kubernetes.io/service-upstream: "true",
                          nginx.ingress.kubernetes.io/upstream-vhost: cart.shop.svc.cluster.local}}
                        spec: {defaultBackend""");
        Facts facts = controller(patched);
        assertThat(value(facts, "ingressSidecar")).isEqualTo("yes");
        assertThat(value(facts, "inboundBypassed")).isEqualTo("yes");
        assertThat(value(facts, "serviceUpstream")).isEqualTo("yes");
        assertThat(value(facts, "upstreamVhost")).isEqualTo("yes");
        assertThat(advise(facts).answer("nginx-in-strict-mesh").value("result")).contains("ok");
        Facts captured = controller(patched.replace("\"8080\"", "\"9090\""));
        assertThat(captured.find("inboundBypassed")).hasValueSatisfying(fact -> {
            assertThat(fact.value()).isEqualTo("no");
            assertThat(fact.evidence()).contains("port 8080");
        });
    }

    @Test
    void backends_that_differ_in_their_mode_leave_it_unknown() {
        Facts facts = controller(MANIFESTS.replace("spec: {mtls: {mode: STRICT}}", """
                spec: {selector: {matchLabels: {app: cart}}, mtls: {mode: STRICT}}
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: old-cart, namespace: shop}
                spec:
                  template:
                    metadata: {labels: {app: cart, age: old}}
                    spec: {containers: [{name: cart, image: cart, ports: [{name: web, containerPort: 9081}]}]}
                ---
                apiVersion: security.istio.io/v1
                kind: PeerAuthentication
                metadata: {name: aside, namespace: shop}
                spec: {selector: {matchLabels: {age: old}}, mtls: {mode: PERMISSIVE}}
                """));
        assertThat(facts.find("mtlsMode")).isEmpty();
    }

    @Test
    void a_cluster_tells_revision_nodes_data_plane_and_callers_from_outside_the_mesh() {
        Facts facts = facts(MANIFESTS + """
                ---
                {apiVersion: v1, kind: Node, metadata: {name: one, labels: {kubernetes.io/os: linux}}}
                ---
                {apiVersion: v1, kind: Node, metadata: {name: two, labels: {kubernetes.io/os: windows}}}
                ---
                apiVersion: apps/v1
                kind: DaemonSet
                metadata: {name: cilium, namespace: kube-system}
                spec: {template: {metadata: {labels: {k8s-app: cilium}}, spec: {containers: [{name: agent, image: agent}]}}}
                """);
        assertThat(value(facts, "revision")).isEqualTo("asm-1-28");
        assertThat(facts.find("windowsNodes").map(Fact::evidence)).contains("Node two");
        assertThat(value(facts, "ciliumDataPlane")).isEqualTo("yes");
        assertThat(facts.find("callers")).hasValueSatisfying(fact -> {
            assertThat(fact.value()).isEqualTo("some");
            assertThat(fact.evidence()).contains("edge/controller").contains("cart");
        });
        assertThat(advise(facts).answer("revision").value("do")).contains("upgrade-now");
    }

    @Test
    void what_manifests_do_not_tell_stays_unknown() {
        Facts facts = facts(MANIFESTS.replace("http://cart.shop:80", "x"));
        assertThat(facts.find("windowsNodes")).isEmpty();
        assertThat(facts.find("ciliumDataPlane")).isEmpty();
        assertThat(facts.find("callers")).isEmpty();
        assertThat(MeshFacts.of(Mesh.of(Manifests.read("", "none")), List.of())).isEqualTo(Facts.none());
    }

    private static Facts facts(String manifests) {
        return MeshFacts.of(Mesh.of(Manifests.read(manifests, "shop")), WEBHOOKS);
    }

    private static Facts controller(String manifests) {
        return MeshFacts.ofController(Mesh.of(Manifests.read(manifests, "shop")), WEBHOOKS, SETUP);
    }

    private static Advice advise(Facts facts) {
        return Advisor.advise(Knowledge.of(KnowledgePack.shipped("mesh")), facts, LocalDate.of(2026, 11, 22));
    }

    private static String value(Facts facts, String question) {
        return facts.find(question).map(Fact::value).orElse("unknown");
    }
}
