package io.github.windlass4j.core.internal.revocation;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.PublicKeyInfo;

/**
 * A certificate that is trusted to sign revocation data, and the key to verify with: its own, or with inherited DSA
 * parameters.
 */
public record Signer(Certificate certificate, PublicKeyInfo key) {
    /** The certificate with its own key. */
    public static Signer of(Certificate certificate) {
        return new Signer(certificate, certificate.publicKey());
    }
}
