package io.github.windlass4j.advisor.knowledge;

/** How well an option has a capability, the worst first. A level that nobody states is unknown, not {@link #NO}. */
public enum Level {
    /** Not available. */
    NO,
    /** Available without a promise: preview, beta. */
    PREVIEW,
    /** Available under a condition, or together with something else. */
    CONDITIONAL,
    /** Available as it is. */
    NATIVE
}
