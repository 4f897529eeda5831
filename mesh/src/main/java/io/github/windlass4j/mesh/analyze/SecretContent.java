package io.github.windlass4j.mesh.analyze;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.CertificateBundle;
import io.github.windlass4j.manifest.k8s.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a gateway can use of a Secret. */
final class SecretContent {
    private SecretContent() {}

    /**
     * Why a gateway cannot serve with a Secret: the first of the two layouts of a key pair that istiod reads
     * (pilot/pkg/credentials/kube, secrets.go) is not there, or its first certificate cannot be read or is not valid at that
     * instant (pilot/pkg/xds, sds.go). The key is not looked at.
     */
    static Optional<String> defect(Secret secret, Optional<Instant> at) {
        Optional<byte[]> chain = chain(secret, "cert", "key").or(() -> chain(secret, "tls.crt", "tls.key"));
        if (chain.isEmpty()) {
            return Optional.of("the Secret holds no certificate with its key");
        }
        List<Certificate> certificates =
                CertificateBundle.read(chain.get(), secret.ref().toString()).certificates();
        if (certificates.isEmpty()) {
            return Optional.of("the Secret holds no certificate that can be read");
        }
        Certificate leaf = certificates.get(0);
        return at.filter(instant -> !leaf.isValidAt(instant))
                .map(instant -> "the certificate is valid from " + leaf.notBefore() + " to " + leaf.notAfter()
                        + "; checked at " + instant);
    }

    private static Optional<byte[]> chain(Secret secret, String certificate, String key) {
        return value(secret, key).isPresent() ? value(secret, certificate) : Optional.empty();
    }

    private static Optional<byte[]> value(Secret secret, String key) {
        return secret.value(key).filter(bytes -> bytes.length > 0);
    }
}
