package io.github.windlass4j.core.cert;

import java.util.List;
import java.util.Optional;

/**
 * What a {@code TRUSTED CERTIFICATE} block says beside the certificate (OpenSSL's X509_CERT_AUX).
 *
 * @param trusted purposes that the certificate is an anchor for, dotted decimals; empty = not limited
 * @param rejected purposes that it must not be used for, dotted decimals
 * @param alias friendly name
 */
public record TrustSettings(List<String> trusted, List<String> rejected, Optional<String> alias) {
    /** Copies the lists. */
    public TrustSettings {
        trusted = List.copyOf(trusted);
        rejected = List.copyOf(rejected);
    }

    /**
     * True if the settings let the certificate be an anchor for {@code purpose}: not rejected, and trusted if trust is limited.
     */
    public boolean allows(String purpose) {
        boolean refused = rejected.contains(purpose) || rejected.contains(ExtendedKeyUsage.ANY);
        return !refused && (trusted.isEmpty() || trusted.contains(purpose) || trusted.contains(ExtendedKeyUsage.ANY));
    }
}
