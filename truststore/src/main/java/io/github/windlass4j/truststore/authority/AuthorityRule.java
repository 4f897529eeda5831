package io.github.windlass4j.truststore.authority;

import io.github.windlass4j.core.finding.FindingRule;
import io.github.windlass4j.core.finding.Severity;

/** What can be said about a store in the light of published authorities, each with a stable rule id. */
public enum AuthorityRule implements FindingRule {
    /** A root that the platform's own advice names is not in the store. */
    RECOMMENDED_ROOT_MISSING("WL-TS-201", Severity.WARNING, "add it"),
    /** A chain that servers present does not lead to an anchor of the store. */
    TOPOLOGY_NOT_COVERED("WL-TS-202", Severity.ERROR, "add the recommended roots"),
    /** The new chain is trusted only as long as servers send the cross-certificate. */
    ONLY_WITH_CROSS_CERTIFICATE("WL-TS-203", Severity.WARNING, "add the self-signed root of the new chain"),
    /** A root programme has withdrawn or will withdraw a root of the store. */
    ROOT_WITHDRAWN("WL-TS-204", Severity.WARNING, "do not rely on it alone"),
    /** The store holds an issuing CA or a cross-certificate: a pin, which breaks at the next rotation or is never used. */
    AUTHORITY_PINNED("WL-TS-205", Severity.WARNING, "hold the roots instead");

    private final Terms terms;

    AuthorityRule(String id, Severity severity, String remedy) {
        this.terms = new Terms(id, severity, remedy);
    }

    @Override
    public Terms terms() {
        return terms;
    }
}
