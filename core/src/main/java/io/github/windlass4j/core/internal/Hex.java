package io.github.windlass4j.core.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Lower-case hex of bytes and of their digests. */
public final class Hex {
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);

    private Hex() {}

    /** Lower-case hex, two digits a byte, no separator. */
    public static String of(byte[] bytes) {
        return of(bytes, 0, bytes.length);
    }

    /** As {@link #of(byte[])}, of {@code bytes[from, to)}. */
    public static String of(byte[] bytes, int from, int to) {
        byte[] digits = new byte[2 * (to - from)];
        for (int i = from, at = 0; i < to; i++) {
            digits[at++] = DIGITS[(bytes[i] >> 4) & 0xf];
            digits[at++] = DIGITS[bytes[i] & 0xf];
        }
        return new String(digits, StandardCharsets.ISO_8859_1);
    }

    /** SHA-256 of {@code bytes}, as {@link #of} writes it. */
    public static String sha256(byte[] bytes) {
        return of(digest("SHA-256", bytes));
    }

    /** Digest of all of {@code bytes}, as {@link #digest(String, byte[], int, int)}. */
    public static byte[] digest(String algorithm, byte[] bytes) {
        return digest(algorithm, bytes, 0, bytes.length);
    }

    /** Digest of {@code bytes} by the JDK's {@code algorithm}, which every Java platform must have. */
    public static byte[] digest(String algorithm, byte[] bytes, int from, int to) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            digest.update(bytes, from, to - from);
            return digest.digest();
        } catch (NoSuchAlgorithmException broken) {
            throw new IllegalStateException("this Java runtime has no " + algorithm, broken);
        }
    }
}
