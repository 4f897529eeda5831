package io.github.windlass4j.core.internal.signature;

import io.github.windlass4j.core.cert.PublicKeyInfo;
import io.github.windlass4j.core.cert.SignatureInfo;
import io.github.windlass4j.core.internal.der.DerException;
import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.Tag;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;

/**
 * The first ECDSA signatures of a JVM by the JDK, several times as slow as Bouncy Castle but for free to load. What the two
 * judge differently is decided here before the JDK is asked: the shape of the point and of the two numbers.
 */
final class EarlyEcdsa {
    private static final DecodedKeys<PublicKey> KEYS = new DecodedKeys<>();

    private EarlyEcdsa() {}

    /** Empty if the key is no uncompressed point of a curve that every JDK knows, or if this one does not know it. */
    static Optional<SignatureCheck> verify(String digest, SignatureInfo signature, PublicKeyInfo key) {
        NistCurve curve = NistCurve.of(key);
        if (curve == null || !NistCurve.holds(key)) {
            return Optional.empty();
        }
        byte[] numbers = new byte[2 * curve.octets()];
        if (!read(signature.bits(), curve, numbers)) {
            return Optional.of(SignatureCheck.INVALID);
        }
        try {
            PublicKey decoded = KEYS.recall(key);
            if (decoded == null) {
                decoded = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(key.encoded()));
                KEYS.keep(key, decoded);
            }
            Signature verifier = Signature.getInstance("NONEwithECDSAinP1363Format");
            verifier.initVerify(decoded);
            verifier.update(signature.digest(digest));
            return Optional.of(SignatureCheck.of(verifier.verify(numbers)));
        } catch (GeneralSecurityException notByThisJdk) {
            return Optional.empty();
        }
    }

    /** Ecdsa-Sig-Value (RFC 3279 2.2.3) in DER, both numbers at least 1 and below the order. */
    private static boolean read(byte[] bits, NistCurve curve, byte[] numbers) {
        try {
            DerReader reader = new DerReader(bits).next(Tag.SEQUENCE, "signature");
            reader.finish("signature");
            boolean minimal = reader.isMinimal();
            reader.enter();
            for (int end = curve.octets(); end <= numbers.length; end += curve.octets()) {
                reader.next(Tag.INTEGER, "number");
                BigInteger number = reader.integer();
                if (!minimal
                        || !reader.isMinimal()
                        || !reader.isMinimalInteger()
                        || number.signum() <= 0
                        || number.compareTo(curve.order()) >= 0) {
                    return false;
                }
                byte[] octets = number.toByteArray();
                int sign = octets[0] == 0 ? 1 : 0;
                System.arraycopy(octets, sign, numbers, end - octets.length + sign, octets.length - sign);
            }
            reader.finish("signature");
            return true;
        } catch (DerException malformed) {
            return false;
        }
    }
}
