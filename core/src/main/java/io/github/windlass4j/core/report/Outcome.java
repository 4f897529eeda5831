package io.github.windlass4j.core.report;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Severity;
import java.util.Collection;

/** How a {@link Section} or a {@link Report} ends, best first. */
public enum Outcome {
    /** Nothing speaks against it. */
    PASSES("passes"),
    /** Works today; something is worth doing. */
    WARNS("warns"),
    /** Not decided: something was not shown or is not modelled. */
    UNKNOWN("not known"),
    /** Does not work, or works against the intention. */
    FAILS("fails");

    private final String words;

    Outcome(String words) {
        this.words = words;
    }

    /** The outcome that these findings speak for: an error fails, a warning warns, a note does neither. */
    public static Outcome of(Collection<Finding> findings) {
        if (findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR)) {
            return FAILS;
        }
        return findings.stream().anyMatch(finding -> finding.severity() == Severity.WARNING) ? WARNS : PASSES;
    }

    Outcome orWorse(Outcome other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** Lower-case words for people. */
    @Override
    public String toString() {
        return words;
    }
}
