package io.github.windlass4j.core.chain;

import io.github.windlass4j.core.cert.Certificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Keys and signatures that no key generator makes. */
final class RawKeys {
    private RawKeys() {}

    /** P-256 with its prime, coefficients and generator instead of its name. */
    static KeyPair explicitCurve() {
        X9ECParameters curve = SECNamedCurves.getByName("secp256r1");
        return ec(curve, curve.getG().getEncoded(false));
    }

    /** A point of P-256 with its last bit turned. */
    static KeyPair pointOffItsCurve() {
        byte[] point = SECNamedCurves.getByName("secp256r1").getG().getEncoded(false);
        point[point.length - 1] ^= 1;
        return ec(SECObjectIdentifiers.secp256r1, point);
    }

    /** {@code rsaEncryption} over octets that are no RSAPublicKey. */
    static KeyPair notAnRsaKey() {
        return pair(new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE), new byte[] {5, 0});
    }

    /** The certificate with ecdsa-with-SHA256 turned into a neighbour that nobody defined, inside and outside. */
    static Certificate signedByUnknownAlgorithm(Certificate certificate) {
        byte[] der = certificate.encoded();
        byte[] oid = HexFormat.of().parseHex("06082a8648ce3d040302");
        for (int i = 0; i + oid.length <= der.length; i++) {
            if (Arrays.equals(der, i, i + oid.length, oid, 0, oid.length)) {
                der[i + oid.length - 1] = 0x7f;
            }
        }
        return Certificate.parse(der);
    }

    private static KeyPair ec(ASN1Encodable curve, byte[] point) {
        return pair(new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve), point);
    }

    private static KeyPair pair(AlgorithmIdentifier algorithm, byte[] bits) {
        return new KeyPair(new Raw(new SubjectPublicKeyInfo(algorithm, bits)), null);
    }

    private record Raw(SubjectPublicKeyInfo info) implements PublicKey {
        @Override
        public String getAlgorithm() {
            return "raw";
        }

        @Override
        public String getFormat() {
            return "X.509";
        }

        @Override
        public byte[] getEncoded() {
            try {
                return info.getEncoded("DER");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
