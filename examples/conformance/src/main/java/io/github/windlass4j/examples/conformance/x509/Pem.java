package io.github.windlass4j.examples.conformance.x509;

import io.github.windlass4j.core.cert.Certificate;
import java.util.Base64;

/** The base64 between the lines of a PEM block. */
final class Pem {
    private Pem() {}

    static byte[] decode(String pem) {
        StringBuilder base64 = new StringBuilder();
        pem.lines().map(String::strip).filter(line -> !line.startsWith("-----")).forEach(base64::append);
        return Base64.getDecoder().decode(base64.toString());
    }

    static Certificate certificate(String pem) {
        return Certificate.parse(decode(pem));
    }
}
