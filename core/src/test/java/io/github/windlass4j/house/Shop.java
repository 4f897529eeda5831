package io.github.windlass4j.house;

/**
 * A shop as manifests, for the tests of every module that reads some. Each text begins its own document; labels, pod metadata
 * and specs are given as the inside of a flow mapping.
 */
public final class Shop {
    private Shop() {}

    /** A controller outside of the mesh, which calls a cart and leads an Ingress to it; the cart's namespace is STRICT. */
    public static String strict(String revision) {
        return namespace("edge", "")
                + namespace("shop", "istio.io/rev: " + revision)
                + deployment(
                        "edge",
                        "controller",
                        "labels: {app: controller}",
                        "containers: [{name: controller, image: controller, "
                                + "env: [{name: CART, value: \"http://cart.shop:80\"}]}]")
                + service(
                        "edge",
                        "controller",
                        "selector: {app: controller}, ports: [{name: http, port: 80, targetPort: 8080}]")
                + deployment(
                        "shop",
                        "cart",
                        "labels: {app: cart}",
                        "containers: [{name: cart, image: cart, ports: [{name: web, containerPort: 9080}]}]")
                + service("shop", "cart", "selector: {app: cart}, ports: [{name: http, port: 80, targetPort: web}]")
                + """
                ---
                apiVersion: networking.k8s.io/v1
                kind: Ingress
                metadata: {name: shop, namespace: shop}
                spec: {defaultBackend: {service: {name: cart, port: {number: 80}}}}
                ---
                apiVersion: security.istio.io/v1
                kind: PeerAuthentication
                metadata: {name: shop, namespace: shop}
                spec: {mtls: {mode: STRICT}}
                """;
    }

    /** A Namespace. */
    public static String namespace(String name, String labels) {
        return """
                ---
                {apiVersion: v1, kind: Namespace, metadata: {name: %s, labels: {%s}}}
                """.formatted(name, labels);
    }

    /** A Deployment, by what its pods are. */
    public static String deployment(String namespace, String name, String podMetadata, String podSpec) {
        return """
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %s, namespace: %s}
                spec:
                  template:
                    metadata: {%s}
                    spec: {%s}
                """.formatted(name, namespace, podMetadata, podSpec);
    }

    /** A Service. */
    public static String service(String namespace, String name, String spec) {
        return """
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: %s, namespace: %s}
                spec: {%s}
                """.formatted(name, namespace, spec);
    }
}
