package io.github.windlass4j.truststore.authority;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.knowledge.Omittable;
import io.github.windlass4j.core.knowledge.SourceRef;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A published CA certificate: enough facts to recognize it and to reason about chains, not its bytes.
 *
 * @param id short name, unique within one document
 * @param role what it is for
 * @param subject RFC 4514
 * @param issuer RFC 4514
 * @param sha256 of the DER, lower-case hex
 * @param sha1 of the DER, lower-case hex; a name in older lists, not a protection
 * @param keySha256 SHA-256 of its SubjectPublicKeyInfo, lower-case hex
 * @param issuerKeySha256 SHA-256 of the SubjectPublicKeyInfo of the key that signed it, lower-case hex
 * @param serial hex
 * @param notBefore first second of its validity
 * @param notAfter last second of its validity
 * @param download where its owner publishes it
 * @param sources ids of the sources
 */
public record KnownCertificate(
        String id,
        Role role,
        String subject,
        String issuer,
        String sha256,
        String sha1,
        String keySha256,
        String issuerKeySha256,
        String serial,
        Instant notBefore,
        Instant notAfter,
        @Omittable @Nullable URI download,
        @SourceRef List<String> sources) {
    /** What a published certificate is for. */
    public enum Role {
        /** Self-signed, meant as an anchor. */
        ROOT,
        /** Certificate for the key of a root, signed by another root. */
        CROSS,
        /** Signs the certificates of servers. */
        ISSUING
    }

    /** Checks the hashes and the dates. */
    public KnownCertificate {
        check("sha256", sha256, 64);
        check("sha1", sha1, 40);
        check("keySha256", keySha256, 64);
        check("issuerKeySha256", issuerKeySha256, 64);
        if (!notBefore.isBefore(notAfter)) {
            throw new IllegalArgumentException("notAfter: " + notAfter + " (want after notBefore: " + notBefore + ")");
        }
        if ((role == Role.ROOT) != keySha256.equals(issuerKeySha256)) {
            throw new IllegalArgumentException("role: " + role + " (want ROOT exactly if it signed itself)");
        }
        sources = List.copyOf(sources);
    }

    /** Where its owner publishes it, if that is known. */
    public Optional<URI> link() {
        return Optional.ofNullable(download);
    }

    /** Whether this is that very certificate, byte for byte. */
    public boolean is(Certificate certificate) {
        return sha256.equals(certificate.sha256());
    }

    /** Whether that certificate has the same key and subject: the same CA, in this or another certificate. */
    public boolean isSameAuthorityAs(Certificate certificate) {
        return keySha256.equals(certificate.spkiSha256())
                && subject.equals(certificate.subject().toString());
    }

    private static void check(String what, String hash, int digits) {
        if (!hash.matches("[0-9a-f]{" + digits + "}")) {
            throw new IllegalArgumentException(what + ": " + hash + " (want " + digits + " lower-case hex digits)");
        }
    }

    /** {@code CN=DigiCert Global Root G2,... (cb3ccbb7...), until 2038-01-15T12:00:00Z}. */
    @Override
    public String toString() {
        return subject + " (" + sha256.substring(0, 8) + "...), until " + notAfter;
    }
}
