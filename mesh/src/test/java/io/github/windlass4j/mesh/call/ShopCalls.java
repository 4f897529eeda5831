package io.github.windlass4j.mesh.call;

import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.mesh.call.Stage.Step;
import io.github.windlass4j.mesh.inject.InjectionWebhook;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.MeshConfig;
import java.util.ArrayList;
import java.util.List;

/** A shop of two workloads, changed by what a test says, and the calls through it. */
abstract class ShopCalls {
    static final String CATALOG = "catalog.shop.svc.cluster.local";
    static final String STRICT = policy("STRICT");

    final List<String> documents = new ArrayList<>();
    String clientAnnotations = "";
    String serverAnnotations = "";
    String serverLabels = "";
    String namespaceLabels = "istio.io/rev: blue";
    String meshConfig = "{}";
    String service = "clusterIP: 10.0.0.1";

    static String policy(String mode) {
        return "{apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: {name: default, namespace: shop}, spec: "
                + "{mtls: {mode: " + mode + "}}}";
    }

    static String rule(String policy) {
        return "{apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {name: catalog, namespace: shop}, spec: "
                + "{host: catalog, trafficPolicy: {tls: {" + policy + "}}}}";
    }

    static String authorization(String spec) {
        return "{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: limits, namespace: shop}, spec: {"
                + spec + "}}";
    }

    static String virtualService(String http) {
        return "{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: catalog, namespace: shop}, spec: "
                + "{hosts: [catalog], http: [" + http + "]}}";
    }

    static String deployment(String name, String labels, String annotations) {
        return "{apiVersion: apps/v1, kind: Deployment, metadata: {name: " + name
                + ", namespace: shop}, spec: {template: "
                + "{metadata: {labels: {app: " + name + (labels.isEmpty() ? "" : ", " + labels) + "}, annotations: {"
                + annotations + "}}, spec: {serviceAccountName: " + name + ", containers: [{name: app}]}}}}";
    }

    ShopCalls with(String... more) {
        documents.addAll(List.of(more));
        return this;
    }

    CallVerdict ask(Call call) {
        return askWith(
                "{apiVersion: v1, kind: Service, metadata: {name: catalog, namespace: shop}, spec: {" + service
                        + ", selector: {app: catalog}, ports: [{name: http, port: 80, targetPort: 8080}, {name: tcp, port: 81}]}}",
                call);
    }

    CallVerdict askWith(String catalog, Call call) {
        List<String> all = new ArrayList<>(documents);
        all.add("{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {" + namespaceLabels + "}}}");
        all.add(deployment("cart", "", clientAnnotations));
        all.add(deployment("catalog", serverLabels, serverAnnotations));
        all.add(catalog);
        Mesh mesh = Mesh.of(
                Manifests.read(String.join("\n---\n", all), "test"), MeshConfig.read(meshConfig, "mesh config"));
        return CallSimulator.of(mesh, InjectionWebhook.ofRevision("blue")).decide(call);
    }

    static Call cart() {
        return Call.from("shop", "cart").to(CATALOG, 80);
    }

    static Call outside() {
        return Call.fromOutside().to(CATALOG, 80);
    }

    static List<Step> steps(CallVerdict verdict) {
        return verdict.trace().stream().map(Stage::step).toList();
    }

    static String stage(CallVerdict verdict, Step step) {
        return verdict.trace().stream()
                .filter(stage -> stage.step() == step)
                .map(Stage::toString)
                .reduce("", (a, b) -> b);
    }
}
