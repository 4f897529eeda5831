package io.github.windlass4j.core.cert;

/** The reasons that a CRL can be limited to, in the order of ReasonFlags: ordinal = bit number (RFC 5280 4.2.1.13). */
public enum RevocationReason {
    /** Bit 0 has no meaning. */
    UNUSED,
    KEY_COMPROMISE,
    CA_COMPROMISE,
    AFFILIATION_CHANGED,
    SUPERSEDED,
    CESSATION_OF_OPERATION,
    CERTIFICATE_HOLD,
    PRIVILEGE_WITHDRAWN,
    AA_COMPROMISE
}
