package io.github.windlass4j.gateway.agc;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.core.internal.Count;
import java.util.List;

/**
 * What {@link AgcLint} says of a set of manifests.
 *
 * @param findings breaches, each with its rule, its place and the documents that state the rule, in the order of the rules
 * @param notLookedAt what could not be judged, and for want of what
 */
public record AgcReport(List<Finding> findings, List<String> notLookedAt) {
    /** Copies the lists. */
    public AgcReport {
        findings = List.copyOf(findings);
        notLookedAt = List.copyOf(notLookedAt);
    }

    /**
     * Whether nothing is broken.
     *
     * @return true without findings above a note
     */
    public boolean isClean() {
        return findings.stream().allMatch(finding -> finding.severity() == Severity.NOTE);
    }

    @Override
    public String toString() {
        return findings.isEmpty() ? "clean" : Count.of(findings.size(), "finding");
    }
}
