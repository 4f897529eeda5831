package io.github.windlass4j.truststore.rotation;

/** What a rotation does to one client, worst first. */
public enum Effect {
    /** Connects today and does not connect afterwards. */
    BREAKS("breaks"),
    /** Connects over TLS today; afterwards in plain text, without any error. */
    DOWNGRADES("silently falls back to plain text"),
    /** What is known does not decide. */
    UNKNOWN("not known"),
    /** Does not connect today and does not connect afterwards. */
    ALREADY_BROKEN("is broken already"),
    /** TLS fails today and afterwards, and the client goes on in plain text without any error. */
    ALREADY_DOWNGRADED("runs in plain text already because TLS fails"),
    /** Does not connect over TLS today and does so afterwards. */
    FIXED("starts to work"),
    /** Connects over the same channel, equally verified, before and after. */
    UNAFFECTED("is not affected");

    private final String words;

    Effect(String words) {
        this.words = words;
    }

    /** Returns the effect as a headline: "BREAKS", "ALREADY BROKEN". */
    public String headline() {
        return name().replace('_', ' ');
    }

    /** Returns the effect as a predicate: "breaks". */
    @Override
    public String toString() {
        return words;
    }
}
