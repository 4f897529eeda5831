package io.github.windlass4j.core.internal.signature;

import io.github.windlass4j.core.cert.PublicKeyInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** DSA keys without parameters, which take those of their issuer's key (RFC 3279 2.3.2). */
final class DsaKeys {
    private DsaKeys() {}

    static PublicKeyInfo withParameters(PublicKeyInfo key, PublicKeyInfo issuer) {
        SubjectPublicKeyInfo own = SubjectPublicKeyInfo.getInstance(key.encoded());
        AlgorithmIdentifier inherited =
                SubjectPublicKeyInfo.getInstance(issuer.encoded()).getAlgorithm();
        try {
            return PublicKeyInfo.parse(new SubjectPublicKeyInfo(inherited, own.parsePublicKey()).getEncoded("DER"));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
