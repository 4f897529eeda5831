package io.github.windlass4j.mesh.nginx;

import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.mesh.inject.InjectionWebhook;
import io.github.windlass4j.mesh.istio.Mesh;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A random controller in front of one or two random applications: what {@link Ablation} holds fixed varies too, such as
 * policies of namespaces, workloads and ports, probes, lists that stand in annotations already, addresses, who waits for the
 * proxy.
 */
final class RandomEdge {
    static final NginxSetup SETUP = NginxSetup.of("edge", "controller", "shop", "shop");

    private static final List<String> MODES = List.of("PERMISSIVE", "STRICT", "STRICT", "DISABLE", "UNSET");

    private final Random random;
    private final List<String> documents = new ArrayList<>();

    private RandomEdge(long seed) {
        this.random = new Random(seed);
    }

    static NginxDoctor doctor(long seed) {
        return NginxDoctor.of(InjectionWebhook.ofRevision("blue")).withNativeSidecars(new Random(~seed).nextBoolean());
    }

    static Mesh mesh(long seed) {
        RandomEdge edge = new RandomEdge(seed);
        edge.build();
        return Mesh.of(Manifests.read(String.join("\n---\n", edge.documents), "seed " + seed));
    }

    private boolean one(int in) {
        return random.nextInt(in) == 0;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private String sometimes(int in, String text) {
        return one(in) ? text : "";
    }

    private void build() {
        documents.add("{apiVersion: v1, kind: Namespace, metadata: {name: edge, labels: {"
                + pick(List.of("", "istio.io/rev: blue", "istio-injection: enabled", "istio.io/rev: green")) + "}}}");
        documents.add("{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {"
                + (one(100) ? "" : "istio.io/rev: blue") + "}}}");
        controller();
        // What no patch mends is rare: to know that takes every set of edits.
        boolean two = one(100);
        application("cart");
        if (two) {
            application("stock");
        }
        documents.add("""
                apiVersion: networking.k8s.io/v1
                kind: Ingress
                metadata: {name: shop, namespace: shop, annotations: {%s}}
                spec:
                  rules:
                  - host: shop.example.com
                    http:
                      paths:
                      - {path: /, pathType: Prefix, backend: {service: {name: cart, port: {name: main}}}}
                      %s
                """.formatted(
                list(
                        sometimes(3, "nginx.ingress.kubernetes.io/service-upstream: 'true'"),
                        sometimes(3, "nginx.ingress.kubernetes.io/upstream-vhost: cart.shop.svc.cluster.local"),
                        sometimes(
                                6, "nginx.ingress.kubernetes.io/backend-protocol: " + pick(List.of("HTTPS", "GRPC")))),
                two
                        ? "- {path: /stock, pathType: Prefix, backend: {service: {name: stock, port: {name: main}}}}"
                        : ""));
        for (String namespace : List.of("istio-system", "shop", "edge")) {
            if (one(2)) {
                policy("default", namespace, "");
            }
        }
        sidecar();
        if (one(4)) {
            documents.add("""
                    apiVersion: v1
                    kind: Service
                    metadata: {name: kubernetes, namespace: default}
                    spec: {clusterIP: 10.0.0.1, ports: [{name: https, port: 443, targetPort: 6443}]}
                    """);
        }
    }

    private static String list(String... items) {
        return String.join(
                ", ", List.of(items).stream().filter(item -> !item.isEmpty()).toList());
    }

    private void controller() {
        String traffic = "traffic.sidecar.istio.io/";
        documents.add("""
                apiVersion: apps/v1
                kind: %s
                metadata: {name: controller, namespace: edge}
                spec:
                  template:
                    metadata:
                      labels: {app: controller%s}
                      annotations: {%s}
                    spec:
                      containers:
                      - name: controller
                        image: registry.k8s.io/ingress-nginx/controller:v1.15.1
                        ports: [{name: http, containerPort: 80}, {name: health, containerPort: 10254}]
                        %s
                """.formatted(
                one(4) ? "DaemonSet" : "Deployment",
                sometimes(8, ", sidecar.istio.io/inject: 'false'"),
                list(
                        sometimes(5, traffic + "includeInboundPorts: ''"),
                        sometimes(
                                3,
                                traffic + "excludeInboundPorts: '" + pick(List.of("80", "80,443", "8443,10254")) + "'"),
                        sometimes(4, traffic + "excludeOutboundIPRanges: 169.254.169.254/32"),
                        sometimes(4, "sidecar.istio.io/rewriteAppHTTPProbers: 'false'"),
                        sometimes(4, "proxy.istio.io/config: '{holdApplicationUntilProxyStarts: true}'"),
                        sometimes(6, "sidecar.istio.io/nativeSidecar: 'false'")),
                pick(List.of(
                        "",
                        "readinessProbe: {httpGet: {path: /healthz, port: 10254}}",
                        "livenessProbe: {httpGet: {path: /healthz, port: health}}",
                        "readinessProbe: {tcpSocket: {port: 80}}"))));
        documents.add("""
                apiVersion: v1
                kind: Service
                metadata: {name: controller, namespace: edge}
                spec: {selector: {app: controller}, ports: [{name: http, port: 80}, {name: https, port: 443}]}
                """);
        if (one(2)) {
            documents.add("""
                    apiVersion: v1
                    kind: Service
                    metadata: {name: admission, namespace: edge}
                    spec: {selector: {app: controller}, ports: [{name: https-webhook, port: 443, targetPort: 8443}]}
                    ---
                    apiVersion: admissionregistration.k8s.io/v1
                    kind: ValidatingWebhookConfiguration
                    metadata: {name: admission}
                    webhooks: [{name: validate, clientConfig: {service: {name: admission, namespace: edge}}}]
                    """);
        }
    }

    private void application(String name) {
        documents.add("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s, namespace: shop}
                spec:
                  template:
                    metadata: {labels: {app: %1$s}, annotations: {%2$s}}
                    spec: {containers: [{name: app, ports: [{name: web, containerPort: 9080}]}]}
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: %1$s, namespace: shop}
                spec: {%3$s selector: {app: %1$s}, ports: [{name: main, port: %4$s, targetPort: %5$s%6$s}]}
                """.formatted(
                        name,
                        sometimes(100, "traffic.sidecar.istio.io/excludeInboundPorts: '9080'"),
                        pick(List.of("", "clusterIP: 10.0.1." + (name.equals("cart") ? "1" : "2") + ",")),
                        pick(List.of("80", "9080")),
                        pick(List.of("9080", "web")),
                        pick(List.of("", ", appProtocol: http", ", appProtocol: tcp"))));
        if (one(10)) {
            policy(name, "shop", name);
        }
        if (one(4)) {
            documents.add("""
                    apiVersion: networking.istio.io/v1
                    kind: DestinationRule
                    metadata: {name: %s, namespace: %s}
                    spec: {host: "%s", trafficPolicy: {tls: {mode: %s}}}
                    """.formatted(
                            name,
                            pick(List.of("shop", "edge")),
                            pick(List.of(name + ".shop.svc.cluster.local", "*.local")),
                            pick(List.of("ISTIO_MUTUAL", "ISTIO_MUTUAL", "DISABLE", "SIMPLE"))));
        }
    }

    private void policy(String name, String namespace, String app) {
        documents.add("""
                apiVersion: security.istio.io/v1
                kind: PeerAuthentication
                metadata: {name: %s, namespace: %s}
                spec:
                  mtls: {mode: %s}
                  %s
                """.formatted(
                        name,
                        namespace,
                        pick(MODES),
                        app.isEmpty()
                                ? ""
                                : "selector: {matchLabels: {app: " + app + "}}"
                                        + (one(2) ? "\n  portLevelMtls: {9080: {mode: " + pick(MODES) + "}}" : "")));
    }

    private void sidecar() {
        if (one(4)) {
            documents.add("""
                    apiVersion: networking.istio.io/v1
                    kind: Sidecar
                    metadata: {name: default, namespace: %s}
                    spec: {egress: [{hosts: [%s]}]}
                    """.formatted(
                    pick(List.of("edge", "istio-system")), pick(List.of("./*", "\"./*\", default/*", "shop/*"))));
        }
    }
}
