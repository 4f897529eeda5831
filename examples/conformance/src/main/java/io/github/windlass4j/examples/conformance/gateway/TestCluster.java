package io.github.windlass4j.examples.conformance.gateway;

import io.github.windlass4j.examples.conformance.manifest.Objects;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.attach.Attachment;
import io.github.windlass4j.gateway.attach.Controller;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The objects of one test at one of its steps. */
final class TestCluster {
    private static final JsonNode CREATED = Resources.json("created-by-the-tests.json");
    private static final Controller CONTROLLER =
            Controller.named("example.com/ctl").accepting("gwc");

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
                Resource old = changed.get(key);
                changed.put(
                        key,
                        old.with(given.spec().node(), "spec")
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

    /** The Secrets and ConfigMaps that the tests make at their start, where the manifests refer to them. */
    private static void credentials(Object value, String namespace, Map<String, Resource> objects) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, child) -> {
                if ((key.equals("certificateRefs") || key.equals("caCertificateRefs"))
                        && child instanceof List<?> refs) {
                    refs.forEach(ref -> create((Map<?, ?>) ref, key.equals("certificateRefs"), namespace, objects));
                } else {
                    credentials(child, namespace, objects);
                }
            });
        } else if (value instanceof List<?> list) {
            list.forEach(item -> credentials(item, namespace, objects));
        }
    }

    private static void create(Map<?, ?> ref, boolean server, String namespace, Map<String, Resource> objects) {
        String kind = server ? "Secret" : "ConfigMap";
        String name = String.valueOf(ref.get("name"));
        for (JsonNode created : CREATED.get(kind)) {
            if (created.asString().equals(name)) {
                Object given = ref.get("namespace");
                String where = given == null ? namespace : given.toString();
                objects.computeIfAbsent(
                        kind + "/" + where + "/" + name,
                        key -> server ? Credentials.keyPair(where, name) : Credentials.authority(where, name));
            }
        }
    }
}
