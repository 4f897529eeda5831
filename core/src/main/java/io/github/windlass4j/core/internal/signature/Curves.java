package io.github.windlass4j.core.internal.signature;

import io.github.windlass4j.core.cert.PublicKeyInfo;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
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

    /**
     * Throws {@link IOException} or a RuntimeException if the key is not one. Points are read as RFC 5480 2.2 allows,
     * uncompressed or compressed; Bouncy Castle also reads hybrid ones, which must be refused, and ones in an OCTET STRING.
     */
    static AsymmetricKeyParameter decode(PublicKeyInfo key) throws IOException {
        byte[] whole = key.encoded();
        byte[] point = key.keyBytes();
        if (key.algorithm().equals("EC") && whole[whole.length - point.length - 1] != 0) {
            throw new IOException("unused bits behind the point");
        }
        ECNamedDomainParameters domain = key.curve().map(KNOWN::get).orElse(null);
        if (domain != null && point.length == 1 + 2 * ((domain.getCurve().getFieldSize() + 7) / 8) && point[0] == 4) {
            return new ECPublicKeyParameters(domain.getCurve().decodePoint(point), domain);
        }
        AsymmetricKeyParameter decoded = PublicKeyFactory.createKey(whole);
        if (decoded instanceof ECPublicKeyParameters ec
                && !Arrays.equals(ec.getQ().getEncoded(point[0] != 4), point)) {
            throw new IOException("point neither uncompressed nor compressed");
        }
        return decoded;
    }
}
