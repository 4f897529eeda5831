package io.github.windlass4j.core.revocation;

import java.util.Optional;

/** Why a certificate was revoked: CRLReason of RFC 5280 5.3.1, in the order of its codes. */
public enum EntryReason {
    /** Code 0. */
    UNSPECIFIED(0),
    /** Code 1. */
    KEY_COMPROMISE(1),
    /** Code 2. */
    CA_COMPROMISE(2),
    /** Code 3. */
    AFFILIATION_CHANGED(3),
    /** Code 4. */
    SUPERSEDED(4),
    /** Code 5. */
    CESSATION_OF_OPERATION(5),
    /** Code 6. */
    CERTIFICATE_HOLD(6),
    /** Code 8, in delta CRLs: revoked no longer. */
    REMOVE_FROM_CRL(8),
    /** Code 9. */
    PRIVILEGE_WITHDRAWN(9),
    /** Code 10. */
    AA_COMPROMISE(10);

    private final int code;

    EntryReason(int code) {
        this.code = code;
    }

    static Optional<EntryReason> ofCode(int code) {
        for (EntryReason reason : values()) {
            if (reason.code == code) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }
}
