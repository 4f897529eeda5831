package io.github.windlass4j.core.cert;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Why a certificate was revoked, by its code in an entry (CRLReason, RFC 5280 5.3.1) and by its bit where a CRL or a
 * distribution point is limited to some reasons (ReasonFlags, RFC 5280 4.2.1.13).
 */
public enum RevocationReason {
    /** None is given; its bit has no meaning. */
    UNSPECIFIED(0, OptionalInt.of(0)),
    /** The private key is known or suspected to be known to others. */
    KEY_COMPROMISE(1, OptionalInt.of(1)),
    /** An authority's private key is. */
    CA_COMPROMISE(2, OptionalInt.of(2)),
    /** The subject has another name or employer. */
    AFFILIATION_CHANGED(3, OptionalInt.of(3)),
    /** Another certificate takes its place. */
    SUPERSEDED(4, OptionalInt.of(4)),
    /** No longer needed. */
    CESSATION_OF_OPERATION(5, OptionalInt.of(5)),
    /** Suspended, may come back. */
    CERTIFICATE_HOLD(6, OptionalInt.of(6)),
    /** In delta CRLs: revoked no longer. */
    REMOVE_FROM_CRL(8, OptionalInt.empty()),
    /** A right that it stated is gone. */
    PRIVILEGE_WITHDRAWN(9, OptionalInt.of(7)),
    /** An attribute authority's key is known to others. */
    AA_COMPROMISE(10, OptionalInt.of(8));

    private final int code;
    private final OptionalInt bit;

    RevocationReason(int code, OptionalInt bit) {
        this.code = code;
        this.bit = bit;
    }

    /** The reason of this code; empty if there is none. */
    public static Optional<RevocationReason> ofCode(int code) {
        return Arrays.stream(values()).filter(reason -> reason.code == code).findFirst();
    }

    /** Its CRLReason, 0 to 10. */
    public int code() {
        return code;
    }

    /** Its place in ReasonFlags, counted from 0; empty if it has none. */
    public OptionalInt bit() {
        return bit;
    }
}
