package io.github.windlass4j.core.chain;

/** How a {@link RuleProfile} reads what the standards leave open; rules say what is checked, switches say how. */
public enum Switch {
    /**
     * The anchor's own extensions bind what stands below it: name constraints, policies, path length, key usage, extended
     * key usage, unknown critical extensions. RFC 5280 6.1 takes only name and key from an anchor; RFC 5937 2 defines this
     * reading, and Go, OpenSSL and BoringSSL (per anchor) follow it.
     */
    ANCHOR_EXTENSIONS_BIND,

    /**
     * The anchor is held against the rules for a CA certificate itself (basicConstraints present, key identifiers,
     * algorithms consistent). Goes beyond RFC 5937; RFC 5280 4.2 asks it of every conforming CA.
     */
    ANCHOR_PROFILE_CHECKED,

    /**
     * anyExtendedKeyUsage in the leaf stands for the purpose (RFC 5280 4.2.1.12 allows it; CA/B TLS BR 7.1.2.7.10 does not).
     */
    ANY_PURPOSE_IN_LEAF,

    /**
     * anyExtendedKeyUsage in the CA that issued the leaf stands for the purpose; in CAs further up it always does
     * (CA/B TLS BR 7.1.2.10.6 allows it to a few cross-certificates only).
     */
    ANY_PURPOSE_IN_ISSUER,

    /**
     * A dNSName constraint with a leading dot means "every name below". RFC 5280 4.2.1.10 gives it no meaning, OpenSSL and
     * many private CAs use it.
     */
    LEADING_DOT_CONSTRAINTS,

    /** A dNSName may hold underscores. RFC 1034 3.5 forbids them in host names; internal names often have them. */
    UNDERSCORE_HOST_NAMES,

    /**
     * A self-signed leaf that is itself an anchor is a path of one certificate. RFC 5280 6.1 asks for at least one
     * certificate besides the anchor; OpenSSL, Go and the JDK accept it, and private servers depend on it.
     */
    SELF_SIGNED_LEAF,

    /**
     * Microsoft's application policies (1.3.6.1.4.1.311.21.10), critical, count as processed where extendedKeyUsage says
     * the same: BoringSSL's libpki does so since 2023.
     */
    APPLICATION_POLICIES_BESIDE_EKU
}
