package io.github.windlass4j.examples.conformance.gateway;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.examples.conformance.manifest.Objects;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.attach.Attachment;
import io.github.windlass4j.gateway.attach.Controller;
import io.github.windlass4j.manifest.k8s.Service;
import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The objects of one test at one of its steps. */
final class TestCluster {
    private static final JsonNode CREATED = Resources.json("created-by-the-tests.json");
    /** One that does what it must: the tests share one certificate among listeners and ask for overlapping names alone. */
    private static final Controller CONTROLLER = Controller.named("example.com/ctl")
            .accepting("gwc")
            .choosing(Controller.Choice.LEAVES_CERTIFICATES_UNCOMPARED);

    /** {@code Kind/namespace/name} to object. */
    private final Map<String, Resource> objects;

    private final int step;

    private TestCluster(Map<String, Resource> objects, int step) {
        this.objects = objects;
        this.step = step;
    }

    static TestCluster of(JsonNode test, JsonNode head) {
        Map<String, Resource> objects = new LinkedHashMap<>();
        head.get(test.path("usesMeshBase").asBoolean() ? "meshManifests" : "baseManifests")
                .forEach(one -> put(objects, created(Objects.resource(one), 0)));
        test.get("manifests").forEach(one -> put(objects, created(Objects.resource(one), 0)));
        for (Resource one : List.copyOf(objects.values())) {
            credentials(one.root().toJava(), one.namespace(), objects);
        }
        return new TestCluster(objects, 0);
    }

    private static Resource created(Resource one, int step) {
        return one.with(Node.of("2026-01-01T00:00:" + (10 + step) + "Z"), "metadata", "creationTimestamp");
    }

    private static void put(Map<String, Resource> objects, Resource one) {
        objects.put(one.kind() + "/" + one.namespace() + "/" + one.name(), one);
    }

    /** The objects after a mutation. */
    TestCluster after(JsonNode mutation) {
        Map<String, Resource> changed = new LinkedHashMap<>(objects);
        String key = mutation.path("key").asString("");
        switch (mutation.get("op").asString()) {
            case "delete" -> changed.remove(key);
            case "patch" -> {
                Resource given = Objects.resource(mutation.get("object"));
                changed.computeIfPresent(
                        key,
                        (named, old) -> old.with(given.spec().node(), "spec")
                                .with(Node.of(given.generation().orElseThrow()), "metadata", "generation"));
            }
            case "Objects" ->
                mutation.get("object").forEach(one -> {
                    Resource like = routeLike(one);
                    put(
                            changed,
                            created(Objects.resource(one), step + 1)
                                    .with(Node.of(like.type().apiVersion()), "apiVersion")
                                    .with(Node.of(like.kind()), "kind"));
                });
            default -> throw new IllegalArgumentException("mutation " + mutation.get("op"));
        }
        return new TestCluster(changed, step + 1);
    }

    /** Added objects lack a kind: it is that of the route which shares a parent with them. */
    private Resource routeLike(JsonNode added) {
        String parent = added.at("/spec/parentRefs/0/name").asString();
        return objects.values().stream()
                .filter(one -> one.spec().list("parentRefs").stream()
                        .anyMatch(ref -> ref.text("name", "").equals(parent)))
                .findFirst()
                .orElseThrow();
    }

    GatewaySet set() {
        return GatewaySet.of(Manifests.of(objects.values()));
    }

    Attachment attachment() {
        return Attachment.of(set(), CONTROLLER);
    }

    /** The Service itself and the workloads whose pods it selects: pods are named after these. */
    List<String> podsBehind(ObjectRef service) {
        List<String> names = new ArrayList<>(List.of(service.name()));
        workloadsBehind(service).forEach(workload -> names.add(workload.ref().name()));
        return names;
    }

    /** What the pods behind a Service show to a client over TLS; empty if they hold no certificate. */
    List<Certificate> chainOf(ObjectRef service) {
        return workloadsBehind(service).stream()
                .flatMap(workload -> workload.podTemplate().child("spec").list("volumes").stream())
                .flatMap(volume -> volume.child("secret").text("secretName").stream())
                .findFirst()
                .map(secret -> Credentials.serverChain(
                        secret,
                        CREATED.get("ServerNames")
                                .valueStream()
                                .map(JsonNode::asString)
                                .toList()))
                .orElse(List.of());
    }

    private List<Workload> workloadsBehind(ObjectRef ref) {
        Resource service = objects.get("Service/" + ref.namespace() + "/" + ref.name());
        return service == null
                ? List.of()
                : objects.values().stream()
                        .flatMap(one -> Workload.of(one).stream())
                        .filter(one -> one.isSelectedBy(new Service(service)))
                        .toList();
    }

    /** The Service that the routes of the test are about. */
    String routedService() {
        return objects.values().stream()
                .flatMap(one -> one.spec().list("parentRefs").stream())
                .filter(parent -> parent.text("kind", "").equals("Service"))
                .map(parent -> parent.text("name", ""))
                .findFirst()
                .orElseThrow();
    }

    /** The Secrets and ConfigMaps that the tests make at their start, where the manifests refer to them. */
    private static void credentials(Object value, String namespace, Map<String, Resource> objects) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, child) -> {
                if ((key.equals("certificateRefs") || key.equals("caCertificateRefs"))
                        && child instanceof List<?> refs) {
                    refs.forEach(ref -> create((Map<?, ?>) ref, key.equals("certificateRefs"), namespace, objects));
                } else if (key.equals("clientCertificateRef") && child instanceof Map<?, ?> ref) {
                    create(ref, true, namespace, objects);
                } else {
                    credentials(child, namespace, objects);
                }
            });
        } else if (value instanceof List<?> list) {
            list.forEach(item -> credentials(item, namespace, objects));
        }
    }

    private static void create(Map<?, ?> ref, boolean keyPair, String namespace, Map<String, Resource> objects) {
        String kind = keyPair ? "Secret" : "ConfigMap";
        String name = String.valueOf(ref.get("name"));
        for (JsonNode created : CREATED.get(kind)) {
            if (created.asString().equals(name)) {
                Object given = ref.get("namespace");
                String where = given == null ? namespace : given.toString();
                objects.computeIfAbsent(
                        kind + "/" + where + "/" + name,
                        key -> keyPair ? Credentials.keyPair(where, name) : Credentials.authority(where, name));
            }
        }
    }
}
