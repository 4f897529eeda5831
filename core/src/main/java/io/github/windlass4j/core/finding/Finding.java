package io.github.windlass4j.core.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One thing that was found in an artefact: the same from every module, so that one report renders all of them.
 *
 * @param rule stable id such as {@code WL-TS-004}; messages may change between releases, rule ids do not
 * @param severity how much it matters
 * @param location where it is
 * @param message one sentence with the values that were found
 * @param evidence what was seen, in the order in which it was looked at
 * @param remedy what to do about it, if something is known to help
 */
public record Finding(
        String rule,
        Severity severity,
        Location location,
        String message,
        List<String> evidence,
        Optional<String> remedy) {
    /** Copies the evidence; the rule id must not be blank. */
    public Finding {
        if (rule.isBlank()) {
            throw new IllegalArgumentException("rule: blank (want a stable id such as WL-TS-004)");
        }
        evidence = List.copyOf(evidence);
    }

    /** A finding without a remedy. */
    public Finding(String rule, Severity severity, Location location, String message, List<String> evidence) {
        this(rule, severity, location, message, evidence, Optional.empty());
    }

    /** A finding without evidence beyond its message and without a remedy. */
    public Finding(String rule, Severity severity, Location location, String message) {
        this(rule, severity, location, message, List.of());
    }

    /** This finding with something to do about it. */
    public Finding withRemedy(String what) {
        return new Finding(rule, severity, location, message, evidence, Optional.of(what));
    }

    /** This finding with one more line of evidence, after those it has. */
    public Finding withEvidence(String line) {
        List<String> more = new ArrayList<>(evidence);
        more.add(line);
        return new Finding(rule, severity, location, message, more, remedy);
    }

    /** {@code ERROR WL-TS-004 trust.jks, entry "dbroot": message}. */
    @Override
    public String toString() {
        return severity + " " + rule + " " + location + ": " + message;
    }
}
