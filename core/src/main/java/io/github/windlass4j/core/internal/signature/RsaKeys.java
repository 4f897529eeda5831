package io.github.windlass4j.core.internal.signature;

import io.github.windlass4j.core.cert.PublicKeyInfo;
import io.github.windlass4j.core.internal.der.DerException;
import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.Tag;
import java.util.Optional;

/**
 * Whether an RSA key can be one (RFC 8017 A.1.1), at a thousandth of what Bouncy Castle takes: two odd numbers of a length that
 * the JDK verifies with. Whether the modulus is composite is not asked: to test that takes longer than to verify a whole chain,
 * and neither the JDK nor OpenSSL nor Go asks.
 */
final class RsaKeys {
    /** sun.security.rsa.RSAKeyFactory of JDK 17 and 25, org.bouncycastle.rsa.max_size of Bouncy Castle 1.86. */
    private static final int MAX_BITS = 16_384;

    private RsaKeys() {}

    static Optional<String> defectOf(PublicKeyInfo key) {
        try {
            DerReader numbers = new DerReader(key.keyBytes()).next(Tag.SEQUENCE, "RSAPublicKey");
            numbers.finish("RSAPublicKey");
            numbers.enter();
            odd(numbers.next(Tag.INTEGER, "modulus"), "modulus");
            if (numbers.bitLength() > MAX_BITS) {
                return Optional.of("RSA modulus of " + numbers.bitLength() + " bits (at most " + MAX_BITS + ")");
            }
            odd(numbers.next(Tag.INTEGER, "publicExponent"), "publicExponent");
            numbers.finish("RSAPublicKey");
            return Optional.empty();
        } catch (DerException malformed) {
            return Optional.of(String.valueOf(malformed.getMessage()));
        }
    }

    private static void odd(DerReader number, String what) {
        if (number.length() == 0 || (number.array()[number.end() - 1] & 1) == 0) {
            throw new DerException("RSA " + what + " is even", number.start());
        }
        if (!number.isMinimalInteger()) {
            throw new DerException("RSA " + what + ": INTEGER in more octets than needed", number.start());
        }
    }
}
