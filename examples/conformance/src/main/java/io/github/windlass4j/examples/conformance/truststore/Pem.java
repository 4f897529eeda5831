package io.github.windlass4j.examples.conformance.truststore;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.CertificateBundle;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Certificates inside JSON texts. */
final class Pem {
    private Pem() {}

    /** The first certificate of the text; empty if there is none that can be read. */
    static Optional<Certificate> read(String text) {
        return CertificateBundle.read(text.getBytes(StandardCharsets.UTF_8), "case").certificates().stream()
                .findFirst();
    }
}
