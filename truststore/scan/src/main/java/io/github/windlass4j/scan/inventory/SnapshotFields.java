package io.github.windlass4j.scan.inventory;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.yaml.Sequence;
import io.github.windlass4j.truststore.store.LoadOutcome;
import io.github.windlass4j.truststore.store.StoreFormat;
import io.github.windlass4j.truststore.store.StoreSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Contents of stores as fields and back. Certificates are named by SHA-256. What the many loaders make of one store is
 * usually two or three different things: each is written once, and the loaders refer to it by number.
 */
final class SnapshotFields {
    private SnapshotFields() {}

    static Stream<Certificate> certificates(StoreSnapshot content) {
        return Stream.concat(
                content.entries().stream().map(StoreSnapshot.Item::certificate),
                content.outcomes().stream().flatMap(outcome -> outcome.anchors().stream()));
    }

    static Map<String, Object> write(StoreSnapshot content) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("format", content.format().name());
        fields.put(
                "entries", content.entries().stream().map(SnapshotFields::write).toList());
        fields.put("privateKeys", content.privateKeys());
        fields.put("fingerprints", content.fingerprints());
        fields.put(
                "findings", content.findings().stream().map(FactFields::write).toList());
        List<LoadOutcome> distinct = content.outcomes().stream().distinct().toList();
        fields.put("outcomes", distinct.stream().map(SnapshotFields::write).toList());
        fields.put("loaders", content.outcomes().stream().map(distinct::indexOf).toList());
        return fields;
    }

    private static Map<String, Object> write(StoreSnapshot.Item item) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("alias", item.alias());
        fields.put("sha256", item.certificate().sha256());
        fields.put("trusted", item.trusted());
        fields.put("line", item.line());
        item.distrustAfter().ifPresent(instant -> fields.put("distrustAfter", instant.toString()));
        return fields;
    }

    private static Map<String, Object> write(LoadOutcome outcome) {
        return outcome.fold(
                loaded -> {
                    Map<String, Object> fields = new LinkedHashMap<>();
                    fields.put("loads", hashes(loaded.certificates()));
                    if (!loaded.ofKeys().isEmpty()) {
                        fields.put("ofKeys", hashes(loaded.ofKeys()));
                    }
                    return fields;
                },
                failed -> {
                    Map<String, Object> fields = new LinkedHashMap<>();
                    fields.put("exception", failed.exception());
                    fields.put("message", failed.message());
                    return fields;
                });
    }

    static StoreSnapshot read(Fields fields, Map<String, Certificate> certificates) {
        List<StoreSnapshot.Item> entries = new ArrayList<>();
        for (Fields item : fields.list("entries")) {
            entries.add(new StoreSnapshot.Item(
                    item.text("alias", ""),
                    certificate(FactFields.want(item, "sha256"), certificates),
                    item.flag("trusted").orElse(false),
                    FactFields.number(item, "line"),
                    item.text("distrustAfter").map(Instant::parse)));
        }
        List<LoadOutcome> distinct = fields.list("outcomes").stream()
                .map(outcome -> outcome(outcome, certificates))
                .toList();
        List<LoadOutcome> outcomes = new ArrayList<>();
        if (fields.node().get("loaders").orElse(null) instanceof Sequence numbers) {
            for (Object number : numbers.toJava()) {
                if (!(number instanceof Long index) || index < 0 || index >= distinct.size()) {
                    throw new IllegalArgumentException("loaders: " + number + " (want 0 to " + distinct.size() + ")");
                }
                outcomes.add(distinct.get(index.intValue()));
            }
        }
        return new StoreSnapshot(
                StoreFormat.valueOf(FactFields.want(fields, "format")),
                entries,
                FactFields.number(fields, "privateKeys"),
                fields.texts("fingerprints"),
                fields.list("findings").stream().map(FactFields::finding).toList(),
                outcomes);
    }

    private static LoadOutcome outcome(Fields fields, Map<String, Certificate> certificates) {
        if (fields.has("exception")) {
            return new LoadOutcome.Failed(fields.text("exception", ""), fields.text("message", ""));
        }
        return new LoadOutcome.Loaded(
                certificates(fields.texts("loads"), certificates), certificates(fields.texts("ofKeys"), certificates));
    }

    private static List<String> hashes(List<Certificate> certificates) {
        return certificates.stream().map(Certificate::sha256).toList();
    }

    private static List<Certificate> certificates(List<String> hashes, Map<String, Certificate> known) {
        return hashes.stream().map(sha256 -> certificate(sha256, known)).toList();
    }

    private static Certificate certificate(String sha256, Map<String, Certificate> certificates) {
        Certificate found = certificates.get(sha256);
        if (found == null) {
            throw new IllegalArgumentException("no line holds the certificate " + sha256);
        }
        return found;
    }
}
