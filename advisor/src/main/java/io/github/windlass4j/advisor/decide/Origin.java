package io.github.windlass4j.advisor.decide;

/** How a fact became known, the most trusted first. */
public enum Origin {
    /** Read from the artefacts themselves. */
    MEASURED,
    /** Said by somebody. */
    DECLARED,
    /** Taken for granted, to see what would follow. */
    ASSUMED
}
