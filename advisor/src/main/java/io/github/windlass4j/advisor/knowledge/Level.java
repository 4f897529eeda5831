package io.github.windlass4j.advisor.knowledge;

/** How well an option has a capability, the worst first. A level that nobody states is unknown, not {@link #NO}. */
public enum Level {
    /** Not available. */
    NO(0),
    /** Available without a promise: preview, beta. */
    PREVIEW(1),
    /** Available under a condition, or together with something else. */
    CONDITIONAL(2),
    /** Available as it is. */
    NATIVE(3);

    private final int points;

    Level(int points) {
        this.points = points;
    }

    /** Returns what the level is worth in a score, 0 to 3. */
    public int points() {
        return points;
    }
}
