package io.github.windlass4j.truststore.audit;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.core.internal.Count;
import io.github.windlass4j.core.report.Block;
import io.github.windlass4j.core.report.Outcome;
import io.github.windlass4j.core.report.Reportable;
import io.github.windlass4j.core.report.Section;
import io.github.windlass4j.truststore.authority.Authorities;
import io.github.windlass4j.truststore.store.StoreEntry;
import io.github.windlass4j.truststore.store.TrustStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What is wrong with a trust store at an instant. It looks at the certificates that the store means to trust, one by one and
 * against each other; it builds no chains.
 */
public final class StoreAudit implements Reportable {
    private final TrustStore store;
    private final Instant at;
    private final AuditOptions options;
    private final List<AuditIssue> issues;

    private StoreAudit(TrustStore store, Instant at, AuditOptions options, List<AuditIssue> issues) {
        this.store = store;
        this.at = at;
        this.options = options;
        this.issues = List.copyOf(issues);
    }

    /** Audits with {@link AuditOptions#standard()}. */
    public static StoreAudit of(TrustStore store, Instant at) {
        return of(store, at, AuditOptions.standard());
    }

    /** Audits a store as of an instant. */
    public static StoreAudit of(TrustStore store, Instant at, AuditOptions options) {
        List<StoreEntry> entries =
                store.entries().stream().filter(StoreEntry::isTrusted).toList();
        List<AuditIssue> issues = new ArrayList<>();
        EntryRules each = new EntryRules(entries, at, options, issues);
        entries.forEach(each::check);
        new StoreRules(store, entries, options, issues).check();
        issues.sort(Comparator.comparing(AuditIssue::rule));
        return new StoreAudit(store, at, options, issues);
    }

    /** All issues, ordered by rule, those of one rule in store order. */
    public List<AuditIssue> issues() {
        return issues;
    }

    /** The issues of one rule, in store order. */
    public List<AuditIssue> issues(AuditRule rule) {
        return issues.stream().filter(issue -> issue.rule() == rule).toList();
    }

    /** The certificates that a rule is about, each once, in store order. */
    public Set<Certificate> certificates(AuditRule rule) {
        Set<Certificate> certificates = new LinkedHashSet<>();
        issues(rule).forEach(issue -> issue.entries().forEach(entry -> certificates.add(entry.certificate())));
        return certificates;
    }

    /**
     * Everything that there is to say about the store, most serious first: its form, its certificates, and how it stands to the
     * authorities of the options.
     */
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>(store.findings());
        issues.forEach(issue -> findings.add(issue.finding(Location.of(store.origin()))));
        for (Authorities platform : options.authorities()) {
            findings.addAll(platform.review(store, at).findings());
        }
        findings.sort(Comparator.comparing(Finding::severity));
        return findings;
    }

    /** The findings for a report. */
    @Override
    public Section section() {
        List<Finding> findings = findings();
        return Section.of(store.origin(), Outcome.of(findings), toString()).with(new Block.Findings(findings));
    }

    /** The instant of the audit. */
    public Instant at() {
        return at;
    }

    /** Trusted entries, duplicates counted. */
    public int entries() {
        return store.certificates().size();
    }

    /** Different certificates among them. */
    public int distinctCertificates() {
        return Set.copyOf(store.certificates()).size();
    }

    /** Different keys among them. */
    public int distinctKeys() {
        return (int) store.certificates().stream()
                .map(Certificate::spkiSha256)
                .distinct()
                .count();
    }

    /** {@code cacerts at 2026-11-22T00:00:00Z: 142 entries, 38 findings}. */
    @Override
    public String toString() {
        return store.origin() + " at " + at + ": " + Count.of(entries(), "entry") + ", "
                + Count.of(findings().size(), "finding");
    }
}
