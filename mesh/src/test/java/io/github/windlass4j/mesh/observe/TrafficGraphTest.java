package io.github.windlass4j.mesh.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.report.Drawing;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.mesh.call.Call;
import io.github.windlass4j.mesh.call.CallSimulator;
import io.github.windlass4j.mesh.call.CallVerdict;
import io.github.windlass4j.mesh.inject.InjectionWebhook;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.MeshConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrafficGraphTest {
    private static final Mesh MESH = Mesh.of(Manifests.read("""
            apiVersion: v1
            kind: Namespace
            metadata: {name: shop, labels: {istio.io/rev: asm-1-29}}
            ---
            apiVersion: v1
            kind: Namespace
            metadata: {name: legacy}
            ---
            apiVersion: security.istio.io/v1
            kind: PeerAuthentication
            metadata: {name: default, namespace: shop}
            spec: {mtls: {mode: STRICT}}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: catalog, namespace: shop}
            spec: {clusterIP: 10.0.0.9, selector: {app: catalog}, ports: [{name: http, port: 80, targetPort: 8080}]}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: catalog, namespace: shop}
            spec: {template: {metadata: {labels: {app: catalog}}, spec: {containers: [{name: a, ports: [{containerPort: 8080}]}]}}}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: cart, namespace: shop}
            spec: {template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: a, env: [{name: CATALOG, value: "http://catalog/items"}, {name: MODE, value: catalog}, {name: OTHER, value: "http://example.com"}]}]}}}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: batch, namespace: legacy}
            spec: {template: {metadata: {labels: {app: batch}}, spec: {containers: [{name: a, args: ["--from=catalog.shop.svc.cluster.local:80", "--also=catalog.shop:81"]}]}}}
            """, "graph.yaml"), MeshConfig.defaults());

    private static final CallSimulator SIMULATOR = CallSimulator.of(MESH, InjectionWebhook.ofRevision("asm-1-29"));

    @Test
    void calls_are_read_from_environment_and_command_line() {
        TrafficGraph graph = TrafficGraph.inferred(MESH, SIMULATOR);
        assertThat(graph.edges())
                .extracting(edge -> edge.call() + " " + edge.evidence())
                .containsExactlyInAnyOrder(
                        "shop/cart -> catalog.shop.svc.cluster.local:80 Deployment shop/cart, env CATALOG",
                        "legacy/batch -> catalog.shop.svc.cluster.local:80 Deployment legacy/batch, command line");
        assertThat(graph.edges())
                .extracting(edge -> edge.verdict().outcome())
                .containsExactlyInAnyOrder(CallVerdict.Outcome.MTLS, CallVerdict.Outcome.REJECTED);
    }

    @Test
    void the_picture_tells_each_edge_in_words() {
        Drawing drawing = TrafficGraph.inferred(MESH, SIMULATOR).drawing();
        assertThat(drawing.mermaid().orElseThrow())
                .startsWith("flowchart LR\n")
                .contains("==>|MTLS| s0", "-.->|REJECTED| s0");
        assertThat(drawing.svg()).contains(">MTLS</text>", ">REJECTED</text>", ">shop/cart</text>");
        assertThat(drawing.text()).contains("legacy/batch -> catalog.shop.svc.cluster.local:80: REJECTED");
    }

    @Test
    void given_calls_are_followed_too() {
        TrafficGraph graph =
                TrafficGraph.of(List.of(Call.fromOutside().to("catalog.shop.svc.cluster.local", 80)), SIMULATOR);
        assertThat(graph.toString()).isEqualTo("outside -> catalog.shop.svc.cluster.local:80: REJECTED\n");
        assertThat(new TrafficGraph(List.of()).drawing().mermaid()).contains("flowchart LR\n");
    }
}
