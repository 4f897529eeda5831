package io.github.windlass4j.core.cert;

import io.github.windlass4j.core.internal.Hex;
import java.util.Arrays;

/**
 * Bytes that never change and are compared by content.
 *
 * @param bytes the bytes, copied in and out
 */
@SuppressWarnings("ArrayRecordComponent") // copied in and out, compared by content
public record Octets(byte[] bytes) {
    /** Copies the array. */
    public Octets {
        bytes = bytes.clone();
    }

    /** A copy of the bytes. */
    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    /** How many they are. */
    public int length() {
        return bytes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Lower-case hex, two digits a byte. */
    @Override
    public String toString() {
        return Hex.of(bytes);
    }
}
