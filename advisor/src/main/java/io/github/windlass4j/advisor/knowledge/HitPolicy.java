package io.github.windlass4j.advisor.knowledge;

/** How many rows of a table answer (DMN 1.5, 8.2.10). */
public enum HitPolicy {
    /** At most one row matches any state; two matching rows are a mistake in the table. */
    UNIQUE,
    /** The first matching row answers. */
    FIRST,
    /** Every matching row answers, in the order of the table. */
    COLLECT
}
