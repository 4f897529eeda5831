package io.github.windlass4j.core.revocation;

/**
 * What came of asking one OCSP response about one certificate.
 *
 * @param status what is known of the certificate
 * @param outcome whether there was an answer at all, and if not, why
 */
public record OcspAnswer(RevocationStatus status, Outcome outcome) {
    /** How far the question got. */
    public enum Outcome {
        /** The response holds a current answer about the certificate; its signature decides whether it counts. */
        PROVIDED,
        /** The responder answered with an error. */
        ERROR_RESPONSE,
        /** The signed part cannot be read. */
        MALFORMED,
        /** Signed outside the validity of the certificate that it is about. */
        BAD_PRODUCED_AT,
        /** A critical extension that is not processed here. */
        UNKNOWN_CRITICAL_EXTENSION,
        /** Nothing about this certificate of this issuer. */
        NO_MATCHING_RESPONSE,
        /** An answer that is not current. */
        NOT_CURRENT
    }

    @Override
    public String toString() {
        return status + " (" + outcome + ")";
    }
}
