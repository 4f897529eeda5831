package io.github.windlass4j.core.cert;

/** The reasons that a CRL can be limited to, in the order of ReasonFlags (RFC 5280 4.2.1.13). */
public enum RevocationReason {
    /** Bit 0 has no meaning. */
    UNUSED(0),
    /** The private key is known or suspected to be known to others. */
    KEY_COMPROMISE(1),
    /** An authority's private key is. */
    CA_COMPROMISE(2),
    /** The subject has another name or employer. */
    AFFILIATION_CHANGED(3),
    /** Another certificate takes its place. */
    SUPERSEDED(4),
    /** No longer needed. */
    CESSATION_OF_OPERATION(5),
    /** Suspended, may come back. */
    CERTIFICATE_HOLD(6),
    /** A right that it stated is gone. */
    PRIVILEGE_WITHDRAWN(7),
    /** An attribute authority's key is known to others. */
    AA_COMPROMISE(8);

    private final int bit;

    RevocationReason(int bit) {
        this.bit = bit;
    }

    /** Its place in ReasonFlags, counted from 0. */
    public int bit() {
        return bit;
    }
}
