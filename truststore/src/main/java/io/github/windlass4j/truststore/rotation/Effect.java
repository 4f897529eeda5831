package io.github.windlass4j.truststore.rotation;

/** What a rotation does to one client, worst first. */
public enum Effect {
    /** Connects today and does not connect afterwards. */
    BREAKS("WL-RO-001", "breaks"),
    /** Connects over TLS today; afterwards in plain text, without any error. */
    DOWNGRADES("WL-RO-002", "silently falls back to plain text"),
    /** What is known does not decide. */
    UNKNOWN("WL-RO-003", "not known"),
    /** Does not connect today and does not connect afterwards. */
    ALREADY_BROKEN("WL-RO-004", "is broken already"),
    /** TLS fails today and afterwards, and the client goes on in plain text without any error. */
    ALREADY_DOWNGRADED("WL-RO-005", "runs in plain text already because TLS fails"),
    /** Does not connect over TLS today and does so afterwards. */
    FIXED("WL-RO-006", "starts to work"),
    /** Connects over the same channel, equally verified, before and after. */
    UNAFFECTED("WL-RO-007", "is not affected");

    private final String rule;
    private final String words;

    Effect(String rule, String words) {
        this.rule = rule;
        this.words = words;
    }

    /** Returns the stable id of the rule under which {@link Impact#findings()} reports it. */
    public String rule() {
        return rule;
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
