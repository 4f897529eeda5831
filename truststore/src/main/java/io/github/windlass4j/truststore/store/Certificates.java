package io.github.windlass4j.truststore.store;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.CertificateBundle;
import io.github.windlass4j.core.cert.MalformedCertificateException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Single certificates and PKCS#7 values inside other formats. */
final class Certificates {
    private Certificates() {}

    /**
     * One certificate that the JDK accepts too: a keystore that holds another does not load at all.
     *
     * @throws MalformedCertificateException if it is not one whole certificate
     */
    static Certificate parse(byte[] der) {
        Certificate certificate = Certificate.parse(der);
        certificate.toX509();
        return certificate;
    }

    /** The certificates of a PKCS#7 value; null if the bytes are something else. */
    static @Nullable List<Certificate> pkcs7(byte[] der) {
        boolean contentInfo = Der.tag(der, 0) == Der.SEQUENCE
                && der.length > 2
                && Der.tag(der, Der.start(der, 0)) == Der.OBJECT_IDENTIFIER;
        return contentInfo ? CertificateBundle.read(der, "").certificates() : null;
    }
}
