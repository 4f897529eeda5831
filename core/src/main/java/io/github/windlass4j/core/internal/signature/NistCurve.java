package io.github.windlass4j.core.internal.signature;

import io.github.windlass4j.core.cert.PublicKeyInfo;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A curve y^2 = x^3 - 3x + b over a prime field (FIPS 186-4 D.1.2), as far as one must know it to tell whether a key is a point
 * of it. Their cofactor is 1, so every point but the one at infinity is a key (SEC 1 3.2.2.1).
 *
 * @param prime p
 * @param b the coefficient
 * @param order n, of the group
 */
record NistCurve(BigInteger prime, BigInteger b, BigInteger order) {
    private static final BigInteger THREE = BigInteger.valueOf(3);

    private static final Map<String, NistCurve> KNOWN = Map.of(
            "P-256",
            of(
                    "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
                    "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b",
                    "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"),
            "P-384",
            of(
                    "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff",
                    "b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef",
                    "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973"),
            "P-521",
            of(
                    "01ff" + "ff".repeat(64),
                    "0051953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e1"
                            + "56193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00",
                    "01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa"
                            + "51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409"));

    private static NistCurve of(String prime, String b, String order) {
        return new NistCurve(new BigInteger(prime, 16), new BigInteger(b, 16), new BigInteger(order, 16));
    }

    /** The curve that the key names; null if it is not one of these. */
    static @Nullable NistCurve of(PublicKeyInfo key) {
        Optional<String> name = key.curve();
        return name.isPresent() ? KNOWN.get(name.get()) : null;
    }

    /** True if the key is an uncompressed point of one of these curves; false says nothing of any other key. */
    static boolean holds(PublicKeyInfo key) {
        NistCurve curve = of(key);
        if (curve == null) {
            return false;
        }
        byte[] whole = key.encoded();
        byte[] point = key.keyBytes();
        int size = curve.octets();
        return whole[whole.length - point.length - 1] == 0
                && point.length == 1 + 2 * size
                && point[0] == 4
                && curve.holds(
                        new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + size)),
                        new BigInteger(1, Arrays.copyOfRange(point, 1 + size, point.length)));
    }

    private boolean holds(BigInteger x, BigInteger y) {
        return x.compareTo(prime) < 0
                && y.compareTo(prime) < 0
                && x.multiply(x)
                                .subtract(THREE)
                                .multiply(x)
                                .add(b)
                                .subtract(y.multiply(y))
                                .mod(prime)
                                .signum()
                        == 0;
    }

    /** Octets of a coordinate, and of a number below the order. */
    int octets() {
        return (prime.bitLength() + 7) / 8;
    }
}
