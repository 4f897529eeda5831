package io.github.windlass4j.truststore.rotation;

import io.github.windlass4j.core.cert.Certificate;
import java.time.Instant;
import java.util.Objects;

/**
 * A published date from which a root programme no longer counts a certificate among its anchors. Stores that follow the
 * programme lose it; a file that nobody updates keeps it. Whether to pass it to a {@link Rotation} is the caller's choice.
 *
 * @param sha256 SHA-256 of the certificate, or of its SubjectPublicKeyInfo (then every certificate of that key is meant);
 *     lower-case hex
 * @param from first instant at which it is gone
 * @param programme who says so
 */
public record Distrust(String sha256, Instant from, String programme) {
    /** Checks the components. */
    public Distrust {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("sha256: " + sha256 + " (want 64 lower-case hex digits)");
        }
        Objects.requireNonNull(from);
        Objects.requireNonNull(programme);
    }

    /** Tells whether this certificate is meant. */
    public boolean concerns(Certificate certificate) {
        return sha256.equals(certificate.sha256()) || sha256.equals(certificate.spkiSha256());
    }
}
