package io.github.windlass4j.examples.conformance.truststore.store;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.Suite;
import io.github.windlass4j.truststore.audit.AuditRule;
import io.github.windlass4j.truststore.audit.StoreAudit;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Stores and what is wrong with their certificates at one instant; lists compared as sets. */
public final class StoreAudits implements Suite {
    @Override
    public String name() {
        return "store-audit";
    }

    @Override
    public String file() {
        return "truststore/store-audit.json.gz";
    }

    @Override
    public Stream<Case> cases(CaseFile file) {
        PublicStores stores = new PublicStores(file);
        Instant at = Instant.parse(file.head("stores").get("at").asString());
        return file.elements("stores").map(node -> {
            Map<String, Object> expected = expected(node);
            return new Case(node.get("store").asString(), expected, () -> ask(stores, node, at, expected));
        });
    }

    private static Map<String, Object> expected(JsonNode node) {
        Map<String, Object> expected = new TreeMap<>();
        node.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.isNumber()) {
                expected.put(field.getKey(), value.asInt());
            } else if (field.getKey().equals("sameKeyGroups")) {
                Set<Object> groups = new HashSet<>();
                value.forEach(group -> groups.add(new TreeSet<>(PublicStores.texts(group))));
                expected.put(field.getKey(), groups);
            } else if (value.isArray()) {
                expected.put(field.getKey(), new TreeSet<>(PublicStores.texts(value)));
            }
        });
        return expected;
    }

    private static Answer ask(PublicStores stores, JsonNode node, Instant at, Map<String, Object> expected) {
        String name = node.get("store").asString();
        List<String> listed = stores.hashes(name);
        StoreAudit audit = StoreAudit.of(stores.store(name), at);
        Map<String, Object> actual = new TreeMap<>();
        actual.put("entries", listed.size());
        actual.put("distinct", Set.copyOf(listed).size());
        actual.put("distinctKeys", audit.distinctKeys());
        actual.put("certsWithoutPem", (int)
                Set.copyOf(listed).stream().filter(hash -> !stores.has(hash)).count());
        actual.put("expired", hashes(audit, AuditRule.EXPIRED));
        actual.put(
                "expiringWithin12Months",
                hashes(
                        audit,
                        AuditRule.EXPIRES_WITHIN_7_DAYS,
                        AuditRule.EXPIRES_WITHIN_14_DAYS,
                        AuditRule.EXPIRES_WITHIN_30_DAYS,
                        AuditRule.EXPIRES_SOON));
        actual.put("sha1OrMd5Signed", hashes(audit, AuditRule.WEAK_SIGNATURE));
        actual.put("rsaBelow2048", hashes(audit, AuditRule.WEAK_RSA_KEY));
        actual.put("notCa", hashes(audit, AuditRule.NOT_CA));
        actual.put("v1", hashes(audit, AuditRule.V1));
        actual.put("duplicates", hashes(audit, AuditRule.DUPLICATE));
        actual.put("notSelfIssued", hashes(audit, AuditRule.NOT_SELF_ISSUED));
        actual.put(
                "sameKeyGroups",
                audit.issues(AuditRule.SAME_KEY_TWICE).stream()
                        .map(issue -> issue.entries().stream()
                                .map(entry -> entry.certificate().sha256())
                                .collect(Collectors.toCollection(TreeSet::new)))
                        .collect(Collectors.toSet()));
        // Nothing at hand failed to parse, or PublicStores would not hold it.
        actual.put("unparsable", new TreeSet<String>());
        return Answer.compare(expected, actual, audit.toString());
    }

    private static Set<String> hashes(StoreAudit audit, AuditRule... rules) {
        return Arrays.stream(rules)
                .flatMap(rule -> audit.certificates(rule).stream())
                .map(Certificate::sha256)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
