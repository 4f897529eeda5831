package io.github.windlass4j.advisor.decide;

/** Truth value of Kleene's strong three-valued logic; {@link #UNKNOWN} means "true or false, not known which". */
public enum Truth {
    /** Does not hold. */
    FALSE,
    /** Not known. */
    UNKNOWN,
    /** Holds. */
    TRUE;

    /** Returns the truth value of a known statement. */
    public static Truth of(boolean value) {
        return value ? TRUE : FALSE;
    }

    /** Returns the conjunction: false as soon as one is false. */
    public Truth and(Truth other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** Returns the disjunction: true as soon as one is true. */
    public Truth or(Truth other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** Returns the negation. */
    public Truth not() {
        return switch (this) {
            case TRUE -> FALSE;
            case FALSE -> TRUE;
            case UNKNOWN -> UNKNOWN;
        };
    }
}
