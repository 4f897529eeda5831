package io.github.windlass4j.truststore.authority;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.core.finding.Severity;
import java.util.List;

/** What can be said about a store in the light of published authorities, each with a stable rule id. */
public enum AuthorityRule {
    /** A root that the platform's own advice names is not in the store. */
    RECOMMENDED_ROOT_MISSING("WL-TS-201", Severity.WARNING),
    /** A chain that servers present does not lead to an anchor of the store. */
    TOPOLOGY_NOT_COVERED("WL-TS-202", Severity.ERROR),
    /** The new chain is trusted only as long as servers send the cross-certificate. */
    ONLY_WITH_CROSS_CERTIFICATE("WL-TS-203", Severity.WARNING),
    /** A root programme has withdrawn or will withdraw a root of the store. */
    ROOT_WITHDRAWN("WL-TS-204", Severity.WARNING),
    /** The store holds an issuing CA or a cross-certificate: a pin, which breaks at the next rotation or is never used. */
    AUTHORITY_PINNED("WL-TS-205", Severity.WARNING);

    private final String id;
    private final Severity severity;

    AuthorityRule(String id, Severity severity) {
        this.id = id;
        this.severity = severity;
    }

    /** The stable id. */
    public String id() {
        return id;
    }

    /** How much it matters. */
    public Severity severity() {
        return severity;
    }

    Finding at(Location where, String message, List<String> evidence, String remedy) {
        return new Finding(id, severity, where, message, evidence).withRemedy(remedy);
    }
}
