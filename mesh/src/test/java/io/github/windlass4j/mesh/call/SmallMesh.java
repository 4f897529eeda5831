package io.github.windlass4j.mesh.call;

import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.mesh.inject.InjectionWebhook;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.proxy.Connection.Application;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A random mesh of two services in two namespaces with random policies and rules about them, and a random call in it. The
 * same seed makes the same mesh.
 */
final class SmallMesh {
    static final List<InjectionWebhook> WEBHOOKS = InjectionWebhook.ofRevision("blue");

    private static final List<String> MODES = List.of("", "UNSET", "PERMISSIVE", "STRICT", "DISABLE");
    private static final List<String> TLS = List.of("ISTIO_MUTUAL", "DISABLE", "SIMPLE");
    private static final List<String> PORTS = List.of("http", "tcp", "", "https");

    private final Random random;
    private final List<String> documents = new ArrayList<>();

    private SmallMesh(long seed) {
        this.random = new Random(seed);
    }

    static List<Resource> resources(long seed) {
        SmallMesh mesh = new SmallMesh(seed);
        mesh.build();
        return Manifests.read(String.join("\n---\n", mesh.documents), "seed " + seed)
                .resources();
    }

    static Mesh of(List<Resource> resources) {
        return Mesh.of(Manifests.of(resources));
    }

    static Call call(long seed) {
        Random random = new Random(~seed);
        String target = random.nextBoolean() ? "left" : "right";
        Call.Start start = random.nextInt(5) == 0
                ? Call.fromOutside()
                : random.nextBoolean() ? Call.from("west", "left") : Call.from("east", "right");
        String namespace = target.equals("left") ? "west" : "east";
        Call call = start.to(target + "." + namespace + ".svc.cluster.local", random.nextBoolean() ? 80 : 81)
                .speaking(pick(random, List.of(Application.values())));
        call = random.nextInt(4) == 0 ? call.overTls() : call;
        call = random.nextInt(3) == 0 ? call.toPod() : call;
        return random.nextInt(3) == 0 ? call.withHost("somewhere.example.com") : call;
    }

    private static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private boolean chance() {
        return random.nextInt(3) == 0;
    }

    private void build() {
        for (String namespace : List.of("west", "east")) {
            String name = namespace.equals("west") ? "left" : "right";
            documents.add("{apiVersion: v1, kind: Namespace, metadata: {name: %s%s}}"
                    .formatted(namespace, chance() ? "" : ", labels: {istio.io/rev: blue}"));
            documents.add("""
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata: {name: %1$s, namespace: %2$s}
                    spec:
                      template:
                        metadata:
                          labels: {app: %1$s}
                          annotations: {%3$s}
                        spec: {containers: [{name: app, image: app}]}
                    """.formatted(
                            name, namespace, chance() ? "traffic.sidecar.istio.io/excludeInboundPorts: \"8080\"" : ""));
            documents.add("""
                    apiVersion: v1
                    kind: Service
                    metadata: {name: %1$s, namespace: %2$s}
                    spec:
                      %3$s
                      selector: {app: %1$s}
                      ports:
                      - {name: "%4$s", port: 80, targetPort: 8080}
                      - {name: "%5$s-other", port: 81}
                    """.formatted(
                            name,
                            namespace,
                            random.nextInt(6) == 0 ? "clusterIP: None" : "type: ClusterIP",
                            pick(random, PORTS),
                            pick(random, List.of("http", "tcp"))));
            policy(namespace, "");
            policy(namespace, name);
            rule(namespace);
            restrictions(namespace, name);
        }
        policy("istio-system", "");
    }

    private void policy(String namespace, String app) {
        String mode = pick(random, MODES);
        if (!mode.isEmpty()) {
            String port = app.isEmpty() || chance()
                    ? ""
                    : "portLevelMtls: {8080: {mode: " + pick(random, MODES.subList(1, 5)) + "}}";
            documents.add("""
                    apiVersion: security.istio.io/v1
                    kind: PeerAuthentication
                    metadata: {name: "%s", namespace: %s}
                    spec:
                      %s
                      mtls: {mode: %s}
                      %s
                    """.formatted(
                            app.isEmpty() ? "default" : app,
                            namespace,
                            app.isEmpty() ? "" : "selector: {matchLabels: {app: " + app + "}}",
                            mode,
                            port));
        }
    }

    private void rule(String namespace) {
        if (chance()) {
            documents.add("""
                    apiVersion: networking.istio.io/v1
                    kind: DestinationRule
                    metadata: {name: rule, namespace: %s}
                    spec: {host: "%s", trafficPolicy: {tls: {mode: %s}}}
                    """.formatted(
                    namespace,
                    pick(
                            random,
                            List.of("*.cluster.local", "left.west.svc.cluster.local", "right.east.svc.cluster.local")),
                    pick(random, TLS)));
        }
    }

    private void restrictions(String namespace, String app) {
        if (random.nextInt(6) == 0) {
            documents.add("""
                    apiVersion: networking.istio.io/v1
                    kind: Sidecar
                    metadata: {name: default, namespace: %s}
                    spec: {egress: [{hosts: ["./*"]}]}
                    """.formatted(namespace));
        }
        if (random.nextInt(6) == 0) {
            documents.add("""
                    apiVersion: security.istio.io/v1
                    kind: AuthorizationPolicy
                    metadata: {name: "%s", namespace: %s}
                    spec: {action: %s, rules: [{from: [{source: {namespaces: [west]}}]}]}
                    """.formatted(app, namespace, random.nextBoolean() ? "ALLOW" : "DENY"));
        }
    }
}
