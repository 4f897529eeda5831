package io.github.windlass4j.truststore.store;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * PBKDF2 with HMAC (RFC 8018 5.2, RFC 2104) over the JDK's digests. The digest of the padded key is computed once and copied
 * for each round, where the JDK's own computes it twice a round, so that it takes twice as long.
 */
final class Pbkdf2 {
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;

    private final MessageDigest inner;
    private final MessageDigest outer;
    private final int length;

    /**
     * @param digest the JDK's name of a digest of the SHA-1 or SHA-2 family
     * @throws NoSuchAlgorithmException if no provider has it, or none that can be copied
     */
    Pbkdf2(String digest, byte[] password) throws NoSuchAlgorithmException {
        MessageDigest plain = MessageDigest.getInstance(digest);
        length = plain.getDigestLength();
        // FIPS 180-4 figure 1: the longer digests work on blocks of 1,024 bits.
        int block = length > 32 ? 128 : 64;
        byte[] key = Arrays.copyOf(password.length > block ? plain.digest(password) : password, block);
        inner = started(digest, key, INNER);
        outer = started(digest, key, OUTER);
        copy(inner);
        Arrays.fill(key, (byte) 0);
    }

    private static MessageDigest started(String digest, byte[] key, byte pad) throws NoSuchAlgorithmException {
        MessageDigest started = MessageDigest.getInstance(digest);
        byte[] padded = new byte[key.length];
        for (int i = 0; i < key.length; i++) {
            padded[i] = (byte) (key[i] ^ pad);
        }
        started.update(padded);
        Arrays.fill(padded, (byte) 0);
        return started;
    }

    /** The derived key, {@code octets} long. */
    byte[] derive(byte[] salt, int rounds, int octets) throws NoSuchAlgorithmException {
        byte[] derived = new byte[octets];
        byte[] numbered = Arrays.copyOf(salt, salt.length + 4);
        byte[] round = new byte[length];
        for (int at = 0, number = 1; at < octets; at += length, number++) {
            for (int i = 0; i < 4; i++) {
                numbered[salt.length + i] = (byte) (number >>> (24 - 8 * i));
            }
            byte[] block = new byte[length];
            hmac(numbered, round);
            add(block, round);
            for (int i = 1; i < rounds; i++) {
                hmac(round, round);
                add(block, round);
            }
            System.arraycopy(block, 0, derived, at, Math.min(length, octets - at));
        }
        return derived;
    }

    private static void add(byte[] sum, byte[] summand) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] ^= summand[i];
        }
    }

    private void hmac(byte[] message, byte[] into) throws NoSuchAlgorithmException {
        try {
            MessageDigest digest = copy(inner);
            digest.update(message);
            digest.digest(into, 0, length);
            digest = copy(outer);
            digest.update(into);
            digest.digest(into, 0, length);
        } catch (DigestException tooShort) {
            throw new IllegalStateException(tooShort);
        }
    }

    private static MessageDigest copy(MessageDigest digest) throws NoSuchAlgorithmException {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new NoSuchAlgorithmException(digest.getAlgorithm() + " that can be copied", e);
        }
    }
}
