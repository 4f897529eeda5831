package io.github.windlass4j.mesh.observe.promql;

/** Whether something returns data. */
public enum Presence {
    /** It does. */
    YES,
    /** It does not. */
    NO,
    /** Nobody knows. */
    UNKNOWN;

    /** Data only if both have some. */
    Presence and(Presence other) {
        return this == NO || other == NO ? NO : this == YES && other == YES ? YES : UNKNOWN;
    }

    /** Data if one of them has some. */
    Presence or(Presence other) {
        return this == YES || other == YES ? YES : this == NO && other == NO ? NO : UNKNOWN;
    }

    Presence not() {
        return this == YES ? NO : this == NO ? YES : UNKNOWN;
    }
}
