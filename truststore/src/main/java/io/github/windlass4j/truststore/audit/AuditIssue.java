package io.github.windlass4j.truststore.audit;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.truststore.store.StoreEntry;
import java.util.List;

/**
 * One thing that is wrong with one entry, or with several together.
 *
 * @param rule which rule
 * @param entries the entries that it is about, in store order; empty where it is about the whole store
 * @param message one sentence with the values that were found
 * @param evidence more of them, one line each
 */
public record AuditIssue(AuditRule rule, List<StoreEntry> entries, String message, List<String> evidence) {
    /** Copies the collections. */
    public AuditIssue {
        entries = List.copyOf(entries);
        evidence = List.copyOf(evidence);
    }

    /** The same as a finding, at the first of the entries. */
    Finding finding(Location store) {
        Location where = entries.isEmpty() ? store : entries.get(0).location();
        return rule.at(where, message, evidence);
    }

    @Override
    public String toString() {
        return rule.id() + " " + message;
    }
}
