package io.github.windlass4j.core.internal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Lower-case hex of bytes and of their digests. */
public final class Hex {
    private Hex() {}

    /** Lower-case hex, two digits a byte, no separator. */
    public static String of(byte[] bytes) {
        return of(bytes, 0, bytes.length);
    }

    /** As {@link #of(byte[])}, of {@code bytes[from, to)}. */
    public static String of(byte[] bytes, int from, int to) {
        return HexFormat.of().formatHex(bytes, from, to);
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
