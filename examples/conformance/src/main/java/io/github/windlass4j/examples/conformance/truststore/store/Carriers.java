package io.github.windlass4j.examples.conformance.truststore.store;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.scan.cluster.ClusterScan;
import io.github.windlass4j.scan.cluster.TrustManagerBundle;
import io.github.windlass4j.scan.inventory.Inventory;
import io.github.windlass4j.scan.inventory.StoreSighting;
import io.github.windlass4j.truststore.store.StoreRule;
import io.github.windlass4j.truststore.store.StoreSnapshot;
import io.github.windlass4j.truststore.store.TrustStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Kubernetes objects that carry stores: what lies in which field, for whom, and what a Bundle refers to and writes. */
final class Carriers {
    private Carriers() {}

    static Map<String, Object> expected(JsonNode node) {
        Map<String, Object> expected = new LinkedHashMap<>();
        // The file lists each certificate once, in no stated order; the order within a field is part of its location.
        expected.put("entries", new TreeSet<>(Formats.texts(node.get("entries"))));
        expected.put("privateKeys", node.get("privateKeys").asInt());
        expected.put("traps", new TreeSet<>(Formats.texts(node.get("traps"))));
        Map<String, Object> locations = new LinkedHashMap<>();
        node.get("locations").forEach(location -> {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("entries", Formats.texts(location.get("entries")));
            if (location.has("role")) {
                fields.put("role", location.get("role").asString());
            }
            if (location.has("traps")) {
                fields.put("traps", new TreeSet<>(Formats.texts(location.get("traps"))));
            }
            locations.put(number(location) + " " + location.get("path").asString(), fields);
        });
        expected.put("locations", locations);
        if (node.has("references")) {
            List<String> references = new ArrayList<>();
            node.get("references")
                    .forEach(reference -> references.add(reference.get("kind").asString() + "/"
                            + reference.path("name").asString("") + "/"
                            + reference.path("key").asString("")));
            expected.put("references", references);
            expected.put("targets", Formats.texts(node.get("targets")));
        }
        return expected;
    }

    /** Which object of the file: a document, or an item of a list. */
    private static int number(JsonNode location) {
        return location.path("document").asInt(0) + location.path("item").asInt(0);
    }

    /** What lies in one field of an object; {@code number}: which object of the file, from 0. */
    private record Field(
            int number, StoreSighting store, StoreSnapshot snapshot, List<String> hashes, Set<String> traps) {}

    static Answer ask(byte[] content, String name, JsonNode node, Set<String> named) {
        Manifests manifests = Manifests.read(content, name);
        Inventory found = ClusterScan.of(manifests).scan();
        Map<String, Object> expected = expected(node);
        Set<String> entries = new TreeSet<>();
        Set<String> traps = new TreeSet<>();
        int privateKeys = 0;
        Map<String, Object> locations = new LinkedHashMap<>();
        List<Finding> findings = new ArrayList<>(found.findings());
        for (Field field : fields(manifests, found, named)) {
            entries.addAll(field.hashes);
            traps.addAll(field.traps);
            privateKeys += field.snapshot.privateKeys();
            findings.addAll(field.snapshot.findings());
            if (!field.hashes.isEmpty()) {
                locations.put(field.number + " " + field.store.field(), location(expected, field));
            }
        }
        Map<String, Object> actual = new LinkedHashMap<>();
        actual.put("entries", entries);
        actual.put("privateKeys", privateKeys);
        actual.put("traps", traps);
        actual.put("locations", locations);
        if (expected.containsKey("references")) {
            List<TrustManagerBundle> bundles = TrustManagerBundle.all(manifests);
            actual.put("references", references(bundles));
            actual.put("targets", targets(bundles));
        }
        return Answer.compare(expected, actual, findings.toString());
    }

    private static List<Field> fields(Manifests manifests, Inventory found, Set<String> named) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < manifests.resources().size(); i++) {
            Resource resource = manifests.resources().get(i);
            for (StoreSighting store : found.stores()) {
                StoreSnapshot snapshot = found.content(store).orElse(null);
                // What a Bundle will write is no field of the file.
                if (snapshot == null
                        || store.field().isEmpty()
                        || !store.place().path().startsWith(resource.ref() + " ")) {
                    continue;
                }
                List<String> hashes = snapshot.entries().stream()
                        .map(item -> item.certificate().sha256())
                        .toList();
                fields.add(new Field(i, store, snapshot, hashes, traps(store, snapshot, named)));
            }
        }
        return fields;
    }

    private static List<String> references(List<TrustManagerBundle> bundles) {
        return bundles.stream()
                .flatMap(bundle -> bundle.sources().stream())
                .filter(source -> !source.kind().equals("inLine"))
                .map(source -> source.kind() + "/" + source.name() + "/" + source.key())
                .toList();
    }

    private static List<String> targets(List<TrustManagerBundle> bundles) {
        return bundles.stream()
                .flatMap(bundle -> bundle.targets().stream())
                .map(target -> target.kind().substring(0, 1).toLowerCase(Locale.ROOT)
                        + target.kind().substring(1) + "/" + target.key())
                .toList();
    }

    /**
     * The traps of one field. Whether a certificate makes a good anchor is asked of what is there to be trusted; an empty
     * store is no trap where a key stands alone; and that every encrypted PKCS12 needs its password is told of files only.
     */
    private static Set<String> traps(StoreSighting store, StoreSnapshot snapshot, Set<String> named) {
        TrustStore restored = snapshot.restore(store.place().toString());
        Set<String> traps = store.role() == StoreSighting.Role.TRUST
                ? Formats.traps(restored, named)
                : Formats.traps(restored.findings());
        traps.retainAll(named);
        traps.remove(StoreRule.NULL_PASSWORD_GIVES_ZERO_ENTRIES.name());
        if (store.role() == StoreSighting.Role.PRIVATE_KEY) {
            traps.remove(StoreRule.EMPTY.name());
        }
        return traps;
    }

    /** As much of a location as the file states about it. */
    private static Map<String, Object> location(Map<String, Object> expected, Field field) {
        StoreSighting store = field.store;
        Object stated =
                expected.get("locations") instanceof Map<?, ?> all ? all.get(field.number + " " + store.field()) : null;
        Map<String, Object> location = new LinkedHashMap<>();
        location.put("entries", field.hashes);
        if (stated instanceof Map<?, ?> some && some.containsKey("role")) {
            location.put("role", store.role() == StoreSighting.Role.TRUST ? "trust" : "server-chain");
        }
        if (stated instanceof Map<?, ?> some && some.containsKey("traps")) {
            location.put("traps", field.traps);
        }
        return location;
    }
}
