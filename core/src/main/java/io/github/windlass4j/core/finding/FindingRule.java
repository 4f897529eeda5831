package io.github.windlass4j.core.finding;

import java.util.List;

/**
 * A rule that findings stand under, with a stable id: what the enumerations of rules have in common.
 *
 * {@snippet :
 * enum HouseRule implements FindingRule {
 *     OWN_ROOT_MISSING;
 *
 *     @Override
 *     public Terms terms() {
 *         return new Terms("ACME-001", Severity.ERROR, "add the company's root");
 *     }
 * }
 * }
 */
public interface FindingRule {
    /** Id, severity and remedy. */
    Terms terms();

    /** The stable id, such as {@code WL-TS-025}. */
    default String id() {
        return terms().id();
    }

    /** How much it matters. */
    default Severity severity() {
        return terms().severity();
    }

    /** A finding of this rule, with its remedy if it has one. */
    default Finding at(Location where, String message, List<String> evidence) {
        Finding finding = new Finding(id(), severity(), where, message, evidence);
        return terms().remedy().isEmpty() ? finding : finding.withRemedy(terms().remedy());
    }

    /** As {@link #at(Location, String, List)}. */
    default Finding at(Location where, String message, String... evidence) {
        return at(where, message, List.of(evidence));
    }

    /**
     * What does not change from finding to finding.
     *
     * @param id the stable id
     * @param severity how much it matters
     * @param remedy what to do about it; empty if that depends
     */
    record Terms(String id, Severity severity, String remedy) {
        /** Terms of a rule whose remedy depends. */
        public Terms(String id, Severity severity) {
            this(id, severity, "");
        }
    }
}
