package io.github.windlass4j.core.mint;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;

/**
 * RSA keys of exactly the size asked for. The generators of the JDK and of Bouncy Castle refuse weak sizes or never end on odd
 * ones, and a validator must be shown both.
 */
final class RsaKeys {
    private static final BigInteger EXPONENT = BigInteger.valueOf(65537);

    private RsaKeys() {}

    static KeyPair generate(int bits, SecureRandom random) throws GeneralSecurityException {
        if (bits < 512 || bits > 16384) {
            throw new IllegalArgumentException("RSA of " + bits + " bits (want 512 to 16384)");
        }
        while (true) {
            BigInteger p = prime((bits + 1) / 2, random);
            BigInteger q = prime(bits / 2, random);
            BigInteger modulus = p.multiply(q);
            if (modulus.bitLength() == bits && !p.equals(q)) {
                return pair(modulus, p.max(q), p.min(q));
            }
        }
    }

    private static BigInteger prime(int bits, SecureRandom random) {
        while (true) {
            BigInteger candidate = BigInteger.probablePrime(bits, random);
            if (!candidate.mod(EXPONENT).equals(BigInteger.ONE)) {
                return candidate;
            }
        }
    }

    private static KeyPair pair(BigInteger modulus, BigInteger p, BigInteger q) throws GeneralSecurityException {
        BigInteger p1 = p.subtract(BigInteger.ONE);
        BigInteger q1 = q.subtract(BigInteger.ONE);
        BigInteger d = EXPONENT.modInverse(p1.multiply(q1));
        KeyFactory factory = KeyFactory.getInstance("RSA");
        return new KeyPair(
                factory.generatePublic(new RSAPublicKeySpec(modulus, EXPONENT)),
                factory.generatePrivate(
                        new RSAPrivateCrtKeySpec(modulus, EXPONENT, d, p, q, d.mod(p1), d.mod(q1), q.modInverse(p))));
    }
}
