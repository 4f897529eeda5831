package io.github.windlass4j.mesh.nginx;

import io.github.windlass4j.house.Shop;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.mesh.call.CallVerdict.Outcome;
import io.github.windlass4j.mesh.istio.Mesh;
import java.util.ArrayList;
import java.util.List;

/**
 * Every combination of what people try when an NGINX controller meets a mesh, with the verdict that follows from the rules of
 * each stage, worked out here without the simulator.
 */
record Ablation(
        boolean injected,
        boolean includesNone,
        String excluded,
        boolean serviceUpstream,
        boolean vhost,
        boolean samePort,
        String protocol,
        String mode,
        boolean sidecar,
        String rule) {
    static final NginxSetup SETUP = NginxSetup.of("edge", "controller", "shop", "shop");
    static final String HOST = "cart.shop.svc.cluster.local";

    private static final List<Boolean> BOTH = List.of(false, true);

    /** All 9,216 of them. */
    static List<Ablation> all() {
        List<Ablation> all = new ArrayList<>();
        for (boolean injected : BOTH) {
            for (boolean includesNone : BOTH) {
                for (String excluded : List.of("", "80,443", "80,443,8443,10254")) {
                    for (boolean serviceUpstream : BOTH) {
                        for (boolean vhost : BOTH) {
                            for (boolean samePort : BOTH) {
                                for (String protocol : List.of("http", "tcp", "")) {
                                    for (String mode : List.of("", "PERMISSIVE", "STRICT", "DISABLE")) {
                                        for (boolean sidecar : BOTH) {
                                            for (String rule : List.of("", "ISTIO_MUTUAL", "DISABLE", "SIMPLE")) {
                                                all.add(new Ablation(
                                                        injected,
                                                        includesNone,
                                                        excluded,
                                                        serviceUpstream,
                                                        vhost,
                                                        samePort,
                                                        protocol,
                                                        mode,
                                                        sidecar,
                                                        rule));
                                            }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        return all;
    }

    Mesh mesh() {
        return Mesh.of(Manifests.read(manifests(), "ablation"));
    }

    /** The same with the chart's probes, asked by the kubelet itself, and an API server whose address is stated. */
    Mesh probed() {
        String text = manifests()
                .replace(
                        "{name: controller, image: controller}",
                        "{name: controller, image: controller, readinessProbe: {httpGet: {path: /healthz, port: 10254}}, "
                                + "livenessProbe: {httpGet: {path: /healthz, port: 10254}}}")
                .replace(
                        "annotations: {" + podAnnotations() + "}}\n    spec: {containers: [{name: controller",
                        "annotations: {" + podAnnotations() + (podAnnotations().isEmpty() ? "" : ", ")
                                + "sidecar.istio.io/rewriteAppHTTPProbers: \"false\"}}\n"
                                + "    spec: {containers: [{name: controller");
        return Mesh.of(Manifests.read(text + """
                        ---
                        apiVersion: v1
                        kind: Service
                        metadata: {name: kubernetes, namespace: default}
                        spec: {clusterIP: 10.0.0.1, ports: [{name: https, port: 443, targetPort: 6443}]}
                        """, "ablation with probes"));
    }

    private String manifests() {
        String text = Shop.namespace("edge", injected ? "istio.io/rev: blue" : "")
                + Shop.namespace("shop", "istio.io/rev: blue")
                + Shop.deployment(
                        "edge",
                        "controller",
                        "labels: {app: controller}, annotations: {" + podAnnotations() + '}',
                        "containers: [{name: controller, image: controller}]")
                + Shop.service(
                        "edge",
                        "controller",
                        "selector: {app: controller}, ports: [{name: http, port: 80}, {name: https, port: 443}]")
                + Shop.service(
                        "edge",
                        "admission",
                        "selector: {app: controller}, ports: [{name: https-webhook, port: 443, targetPort: 8443}]")
                + """
                ---
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingWebhookConfiguration
                metadata: {name: admission}
                webhooks: [{name: validate, clientConfig: {service: {name: admission, namespace: edge}}}]
                """
                + Shop.deployment("shop", "cart", "labels: {app: cart}", "containers: [{name: cart, image: cart}]")
                + Shop.service(
                        "shop",
                        "cart",
                        "selector: {app: cart}, ports: [{name: \"%s\", port: %d, targetPort: 9080}]"
                                .formatted(protocol, servicePort()))
                + """
                ---
                apiVersion: networking.k8s.io/v1
                kind: Ingress
                metadata:
                  name: shop
                  namespace: shop
                  annotations: {%s}
                spec:
                  rules:
                  - host: shop.example.com
                    http:
                      paths: [{path: /, pathType: Prefix, backend: {service: {name: cart, port: {number: %d}}}}]
                """.formatted(ingressAnnotations(), servicePort());
        if (!mode.isEmpty()) {
            text += """
                    ---
                    apiVersion: security.istio.io/v1
                    kind: PeerAuthentication
                    metadata: {name: default, namespace: istio-system}
                    spec: {mtls: {mode: %s}}
                    """.formatted(mode);
        }
        if (sidecar) {
            text += """
                    ---
                    apiVersion: networking.istio.io/v1
                    kind: Sidecar
                    metadata: {name: default, namespace: edge}
                    spec: {egress: [{hosts: ["./*", "istio-system/*"]}]}
                    """;
        }
        if (!rule.isEmpty()) {
            text += """
                    ---
                    apiVersion: networking.istio.io/v1
                    kind: DestinationRule
                    metadata: {name: cart, namespace: shop}
                    spec: {host: %s, trafficPolicy: {tls: {mode: %s}}}
                    """.formatted(HOST, rule);
        }
        return text;
    }

    private String podAnnotations() {
        List<String> annotations = new ArrayList<>();
        if (includesNone) {
            annotations.add("traffic.sidecar.istio.io/includeInboundPorts: \"\"");
        }
        if (!excluded.isEmpty()) {
            annotations.add("traffic.sidecar.istio.io/excludeInboundPorts: \"" + excluded + '"');
        }
        return String.join(", ", annotations);
    }

    private String ingressAnnotations() {
        List<String> annotations = new ArrayList<>();
        if (serviceUpstream) {
            annotations.add("nginx.ingress.kubernetes.io/service-upstream: \"true\"");
        }
        if (vhost) {
            annotations.add("nginx.ingress.kubernetes.io/upstream-vhost: " + HOST);
        }
        return String.join(", ", annotations);
    }

    private int servicePort() {
        return samePort ? 9080 : 80;
    }

    /** What becomes of the call from the controller to the application. */
    Outcome backend() {
        String wire = !injected || !isRouted()
                ? "plain"
                : switch (rule) {
                    case "" -> mode.equals("DISABLE") ? "plain" : "mutual";
                    case "ISTIO_MUTUAL" -> "mutual";
                    case "SIMPLE" -> "tls";
                    default -> "plain";
                };
        boolean decodes = protocol.equals("http");
        return switch (wire) {
            case "mutual" -> mode.equals("DISABLE") ? Outcome.REJECTED : Outcome.MTLS;
            case "tls" -> mode.equals("STRICT") || decodes ? Outcome.REJECTED : Outcome.PASSTHROUGH_TLS;
            default -> mode.equals("STRICT") ? Outcome.REJECTED : Outcome.PLAINTEXT;
        };
    }

    /** Whether the controller's proxy knows where the connection goes: by Host for HTTP, by the service's address otherwise. */
    private boolean isRouted() {
        if (sidecar) {
            return false;
        }
        return protocol.equals("http") ? vhost && (serviceUpstream || samePort) : serviceUpstream;
    }

    /** Whether somebody outside of the mesh reaches a port of the controller. */
    boolean isOpen(int port) {
        boolean captured =
                injected && !includesNone && !List.of(excluded.split(",", -1)).contains(Integer.toString(port));
        return !captured || !mode.equals("STRICT");
    }
}
