package io.github.windlass4j.gateway.route;

import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.attach.Attachment;
import io.github.windlass4j.gateway.attach.Controller;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import java.util.ArrayList;
import java.util.List;

/** Manifests for the tests of this package: a Gateway, Services a, b and c, and routes as a test wants them. */
final class Simulators {
    static final String SERVICES = service("a") + service("b") + service("c");

    private Simulators() {}

    static String service(String name) {
        return """
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: %s, namespace: shop}
                spec: {ports: [{port: 80}, {port: 8080}]}
                """.formatted(name);
    }

    static String gateway(String... listeners) {
        return """
                ---
                apiVersion: gateway.networking.k8s.io/v1
                kind: Gateway
                metadata: {name: edge, namespace: shop}
                spec:
                  gatewayClassName: edge
                  listeners:
                """
                + String.join(
                        "",
                        List.of(listeners).stream()
                                .map(one -> "    - {" + one + "}\n")
                                .toList());
    }

    /** An HTTPRoute of the Gateway; {@code spec} is indented by two. */
    static String route(String name, String spec) {
        return route("HTTPRoute", name, spec);
    }

    static String route(String kind, String name, String spec) {
        String parent = spec.contains("parentRefs") ? "" : "  parentRefs: [{name: edge}]\n";
        return "---\napiVersion: gateway.networking.k8s.io/v1\nkind: " + kind + "\nmetadata: {name: " + name
                + ", namespace: shop}\nspec:\n" + parent + spec;
    }

    static RouteSimulator of(String... documents) {
        return of(Manifests.read(String.join("", documents), "shop.yaml").resources());
    }

    static RouteSimulator of(List<Resource> resources) {
        return RouteSimulator.of(Attachment.of(
                GatewaySet.of(Manifests.of(new ArrayList<>(resources))),
                Controller.named("example.com/controller").accepting("edge")));
    }
}
