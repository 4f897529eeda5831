package io.github.windlass4j.examples.conformance.truststore.store;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.CaseIds;
import io.github.windlass4j.examples.conformance.Suite;
import io.github.windlass4j.truststore.diff.StoreDiff;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Pairs of stores: which certificates and keys were added, removed, renewed, rekeyed; lists compared as sets. */
public final class StoreDiffs implements Suite {
    private static final List<String> LISTS =
            List.of("added", "removed", "addedBesideSameSubject", "removedBesideSameSubject");

    @Override
    public String name() {
        return "store-diff";
    }

    @Override
    public String file() {
        return "truststore/store-diff.json.gz";
    }

    @Override
    public Stream<Case> cases(CaseFile file) {
        PublicStores stores = new PublicStores(file);
        return file.elements().map(node -> {
            Map<String, Object> expected = expected(node);
            return new Case(CaseIds.join(node, "group", "a", "b"), expected, () -> ask(stores, node, expected));
        });
    }

    private static Map<String, Object> expected(JsonNode node) {
        Map<String, Object> expected = new TreeMap<>();
        for (String list : LISTS) {
            expected.put(list, new TreeSet<>(PublicStores.texts(node.path(list))));
        }
        for (String groups : List.of("renewed", "sibling", "siblingRemoved", "rekeyed")) {
            Set<String> all = new TreeSet<>();
            node.get(groups).forEach(group -> {
                Map<String, Object> fields = new TreeMap<>();
                group.properties()
                        .forEach(field -> fields.put(
                                field.getKey(),
                                field.getValue().isArray()
                                        ? new TreeSet<>(PublicStores.texts(field.getValue()))
                                        : field.getValue().asString()));
                all.add(fields.toString());
            });
            expected.put(groups, all);
        }
        Map<String, Object> counts = new TreeMap<>();
        node.get("counts")
                .properties()
                .forEach(count -> counts.put(count.getKey(), count.getValue().asInt()));
        expected.put("counts", counts);
        return expected;
    }

    private static Answer ask(PublicStores stores, JsonNode node, Map<String, Object> expected) {
        StoreDiff diff = StoreDiff.between(
                stores.store(node.get("a").asString()),
                stores.store(node.get("b").asString()));
        Map<String, Object> actual = new TreeMap<>();
        actual.put("added", hashes(diff.added()));
        actual.put("removed", hashes(diff.removed()));
        actual.put("addedBesideSameSubject", hashes(diff.addedBesideSameSubject()));
        actual.put("removedBesideSameSubject", hashes(diff.removedBesideSameSubject()));
        Set<String> renewed = new TreeSet<>();
        diff.renewed()
                .forEach(one -> renewed.add(
                        group("spkiSha256", one.keySha256(), "from", one.from(), "to", one.to(), "kept", one.kept())));
        actual.put("renewed", renewed);
        Set<String> siblings = new TreeSet<>();
        diff.siblings()
                .forEach(one ->
                        siblings.add(group("spkiSha256", one.keySha256(), "to", one.changed(), "kept", one.kept())));
        actual.put("sibling", siblings);
        Set<String> removedSiblings = new TreeSet<>();
        diff.removedSiblings()
                .forEach(one -> removedSiblings.add(
                        group("spkiSha256", one.keySha256(), "from", one.changed(), "kept", one.kept())));
        actual.put("siblingRemoved", removedSiblings);
        Set<String> rekeyed = new TreeSet<>();
        diff.rekeyed()
                .forEach(one ->
                        rekeyed.add(group("subject", one.subject().toString(), "from", one.from(), "to", one.to())));
        actual.put("rekeyed", rekeyed);
        Map<String, Object> counts = new TreeMap<>();
        counts.put("a", diff.common().size() + diff.onlyBefore().size());
        counts.put("b", diff.common().size() + diff.onlyAfter().size());
        counts.put("common", diff.common().size());
        counts.put("onlyA", diff.onlyBefore().size());
        counts.put("onlyB", diff.onlyAfter().size());
        counts.put("added", diff.added().size());
        counts.put("removed", diff.removed().size());
        counts.put("renewed", renewed.size());
        counts.put("sibling", siblings.size());
        counts.put("siblingRemoved", removedSiblings.size());
        counts.put("rekeyed", rekeyed.size());
        actual.put("counts", counts);
        return Answer.compare(expected, actual, diff.toString());
    }

    /** A group in the form of the file: names and values in turn. */
    private static String group(Object... namesAndValues) {
        Map<String, Object> fields = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            fields.put(
                    (String) namesAndValues[i],
                    value instanceof Collection<?> certificates
                            ? certificates.stream()
                                    .map(certificate -> ((Certificate) certificate).sha256())
                                    .collect(Collectors.toCollection(TreeSet::new))
                            : value);
        }
        return fields.toString();
    }

    private static Set<String> hashes(Collection<Certificate> certificates) {
        return new TreeSet<>(
                new ArrayList<>(certificates.stream().map(Certificate::sha256).toList()));
    }
}
