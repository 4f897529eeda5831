package io.github.windlass4j.core.internal.signature;

import io.github.windlass4j.core.cert.PublicKeyInfo;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/** Public keys as Bouncy Castle decodes them; points on the curves of the web without its detour over ASN.1 objects. */
final class Curves {
    private static final Map<String, ECNamedDomainParameters> KNOWN = Map.of(
            "P-256", named("1.2.840.10045.3.1.7"), "P-384", named("1.3.132.0.34"), "P-521", named("1.3.132.0.35"));

    private Curves() {}

    private static ECNamedDomainParameters named(String oid) {
        return ECNamedDomainParameters.lookup(new ASN1ObjectIdentifier(oid));
    }

    /** Throws {@link IOException} or a RuntimeException if the key is not one. */
    static AsymmetricKeyParameter decode(PublicKeyInfo key) throws IOException {
        Optional<String> curve = key.curve();
        ECNamedDomainParameters domain = curve.map(KNOWN::get).orElse(null);
        if (domain != null) {
            byte[] point = key.keyBytes();
            boolean whole = point.length == 1 + 2 * ((domain.getCurve().getFieldSize() + 7) / 8);
            if (whole && point[0] == 4) {
                return new ECPublicKeyParameters(domain.getCurve().decodePoint(point), domain);
            }
        }
        return PublicKeyFactory.createKey(key.encoded());
    }
}
