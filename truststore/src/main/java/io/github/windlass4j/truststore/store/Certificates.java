package io.github.windlass4j.truststore.store;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.CertificateBundle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** PKCS#7 values inside other formats. */
final class Certificates {
    private Certificates() {}

    /** The certificates of a PKCS#7 value; null if the bytes are something else. */
    static @Nullable List<Certificate> pkcs7(byte[] der) {
        boolean contentInfo = Der.tag(der, 0) == Der.SEQUENCE
                && der.length > 2
                && Der.tag(der, Der.start(der, 0)) == Der.OBJECT_IDENTIFIER;
        return contentInfo ? CertificateBundle.read(der, "").certificates() : null;
    }
}
