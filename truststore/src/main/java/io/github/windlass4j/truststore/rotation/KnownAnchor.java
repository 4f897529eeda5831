package io.github.windlass4j.truststore.rotation;

import java.time.Instant;
import java.util.Objects;

/**
 * A root certificate that is known by name and fingerprint while its bytes are not at hand: it can be recommended, its
 * effect cannot be proved.
 *
 * @param subject subject in RFC 4514 form
 * @param sha256 SHA-256 of the certificate, lower-case hex
 * @param notAfter last second of its validity
 * @param source where the fingerprint is published
 */
public record KnownAnchor(String subject, String sha256, Instant notAfter, String source) {
    /** Checks the components. */
    public KnownAnchor {
        Objects.requireNonNull(subject);
        Objects.requireNonNull(notAfter);
        Objects.requireNonNull(source);
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("sha256: " + sha256 + " (want 64 lower-case hex digits)");
        }
    }

    @Override
    public String toString() {
        return subject + ", ends " + notAfter;
    }
}
