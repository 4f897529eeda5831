package io.github.windlass4j.truststore.audit;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.truststore.store.StoreEntry;
import io.github.windlass4j.truststore.store.StoreFile;
import io.github.windlass4j.truststore.store.TrustStore;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The rules about several certificates, or the store as a whole. */
final class StoreRules {
    private final TrustStore store;
    private final List<StoreEntry> entries;
    private final AuditOptions options;
    private final List<AuditIssue> issues;

    StoreRules(TrustStore store, List<StoreEntry> entries, AuditOptions options, List<AuditIssue> issues) {
        this.store = store;
        this.entries = entries;
        this.options = options;
        this.issues = issues;
    }

    void check() {
        groups(StoreEntry::certificate, entries).forEach(this::duplicates);
        List<StoreEntry> distinct = List.copyOf(entries.stream()
                .collect(Collectors.toMap(
                        StoreEntry::certificate, Function.identity(), (first, more) -> first, LinkedHashMap::new))
                .values());
        groups(entry -> entry.certificate().spkiSha256(), distinct)
                .forEach(group -> add(
                        AuditRule.SAME_KEY_TWICE, group, group.size() + " certificates of one key: " + subject(group)));
        groups(entry -> entry.certificate().subject(), distinct).forEach(this::keysOfOneSubject);
        unknown(distinct);
        size();
    }

    private void duplicates(List<StoreEntry> group) {
        add(AuditRule.DUPLICATE, group, subject(group) + " stands in the store " + group.size() + " times");
    }

    private void keysOfOneSubject(List<StoreEntry> group) {
        long keys = group.stream()
                .map(entry -> entry.certificate().spkiSha256())
                .distinct()
                .count();
        if (keys > 1) {
            add(AuditRule.SAME_SUBJECT_OTHER_KEY, group, keys + " keys under one name: " + subject(group));
        }
    }

    private void unknown(List<StoreEntry> distinct) {
        if (options.references().isEmpty()) {
            return;
        }
        Set<Certificate> known = new HashSet<>();
        options.references().forEach(reference -> known.addAll(reference.certificates()));
        distinct.stream()
                .filter(entry -> !known.contains(entry.certificate()))
                .filter(entry -> options.authorities().stream()
                        .noneMatch(platform ->
                                platform.identify(entry.certificate()).isPresent()))
                .forEach(entry -> add(
                        AuditRule.UNKNOWN_ORIGIN,
                        List.of(entry),
                        entry.certificate().subject() + " is in none of "
                                + options.references().size() + " reference stores"));
    }

    private void size() {
        if (options.maximumBytes() > 0) {
            int bytes = StoreFile.pem(store).size();
            if (bytes > options.maximumBytes()) {
                add(
                        AuditRule.TOO_LARGE,
                        List.of(),
                        bytes + " bytes as PEM (want at most " + options.maximumBytes() + ")");
            }
        }
    }

    private void add(AuditRule rule, List<StoreEntry> about, String message) {
        List<String> evidence = about.stream().map(StoreEntry::toString).toList();
        issues.add(new AuditIssue(rule, about, message, about.size() > 1 ? evidence : List.of()));
    }

    private static String subject(List<StoreEntry> group) {
        return group.get(0).certificate().subject().toString();
    }

    /** Groups of at least two, in the order of their first member. */
    private static List<List<StoreEntry>> groups(Function<StoreEntry, Object> key, List<StoreEntry> entries) {
        Map<Object, List<StoreEntry>> groups =
                entries.stream().collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
        return groups.values().stream().filter(group -> group.size() > 1).toList();
    }
}
