package io.github.windlass4j.core.internal.der;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Object identifiers, octets to dotted decimals and back (X.690 8.19). */
public final class Oids {
    /** Longest accepted object identifier in octets; X.509 itself sets no bound, the longest in use are near 30. */
    public static final int MAX_OCTETS = 128;

    /**
     * The last one decoded of each hash, because certificates repeat the same few dozen. Entries are immutable, so a race only
     * decodes twice.
     */
    private static final @Nullable Known[] DECODED = new Known[256];

    @SuppressWarnings("ArrayRecordComponent") // private, never changed
    private record Known(byte[] content, String dotted) {}

    private Oids() {}

    /** Throws unless {@code bytes[from, to)} is an object identifier. */
    static void check(byte[] bytes, int from, int to) {
        if (from == to) {
            throw new DerException("OBJECT IDENTIFIER without content", from);
        }
        if (to - from > MAX_OCTETS) {
            throw new DerException(
                    "OBJECT IDENTIFIER of " + (to - from) + " octets (at most " + MAX_OCTETS + ")", from);
        }
        if (bytes[to - 1] < 0) {
            throw new DerException("OBJECT IDENTIFIER ends inside an arc", to - 1);
        }
        boolean arcStart = true;
        for (int i = from; i < to; i++) {
            if (arcStart && bytes[i] == (byte) 0x80) {
                throw new DerException("OBJECT IDENTIFIER arc with leading zeros", i);
            }
            arcStart = bytes[i] >= 0;
        }
    }

    static String decode(byte[] bytes, int from, int to) {
        int hash = to - from;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        int slot = (hash ^ (hash >>> 8) ^ (hash >>> 16)) & (DECODED.length - 1);
        Known known = DECODED[slot];
        if (known == null || !Arrays.equals(known.content, 0, known.content.length, bytes, from, to)) {
            known = new Known(Arrays.copyOfRange(bytes, from, to), dotted(bytes, from, to));
            DECODED[slot] = known;
        }
        return known.dotted;
    }

    private static String dotted(byte[] bytes, int from, int to) {
        check(bytes, from, to);
        StringBuilder text = new StringBuilder(24);
        int arcStart = from;
        for (int i = from; i < to; i++) {
            if (bytes[i] >= 0) {
                append(text, bytes, arcStart, i + 1);
                arcStart = i + 1;
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, byte[] bytes, int from, int to) {
        if (to - from > 8) {
            BigInteger arc = BigInteger.ZERO;
            for (int i = from; i < to; i++) {
                arc = arc.shiftLeft(7).or(BigInteger.valueOf(bytes[i] & 0x7f));
            }
            text.append(text.isEmpty() ? "2." + arc.subtract(BigInteger.valueOf(80)) : "." + arc);
            return;
        }
        long arc = 0;
        for (int i = from; i < to; i++) {
            arc = (arc << 7) | (bytes[i] & 0x7f);
        }
        if (text.isEmpty()) {
            long first = Math.min(arc / 40, 2);
            text.append(first).append('.').append(arc - first * 40);
        } else {
            text.append('.').append(arc);
        }
    }

    /** Content octets of {@code dotted}; throws {@link IllegalArgumentException} if that is no object identifier. */
    public static byte[] encode(String dotted) {
        String[] arcs = dotted.split("\\.", -1);
        if (arcs.length < 2) {
            throw new IllegalArgumentException("object identifier: \"" + dotted + "\" (want at least two arcs)");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BigInteger first = arc(arcs[0], dotted);
        BigInteger head = first.multiply(BigInteger.valueOf(40)).add(arc(arcs[1], dotted));
        if (first.bitLength() > 2
                || first.intValue() > 2
                || (first.intValue() < 2 && arc(arcs[1], dotted).compareTo(BigInteger.valueOf(39)) > 0)) {
            throw new IllegalArgumentException("object identifier: \"" + dotted + "\" (first two arcs out of range)");
        }
        write(out, head);
        for (int i = 2; i < arcs.length; i++) {
            write(out, arc(arcs[i], dotted));
        }
        return out.toByteArray();
    }

    private static BigInteger arc(String digits, String dotted) {
        boolean decimal = !digits.isEmpty() && digits.length() <= 60;
        for (int i = 0; decimal && i < digits.length(); i++) {
            decimal = digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
        }
        if (!decimal) {
            throw new IllegalArgumentException("object identifier: \"" + dotted + "\" (want dotted decimals)");
        }
        return new BigInteger(digits);
    }

    private static void write(ByteArrayOutputStream out, BigInteger arc) {
        int groups = Math.max(1, (arc.bitLength() + 6) / 7);
        for (int i = groups - 1; i >= 0; i--) {
            int septet = arc.shiftRight(7 * i).intValue() & 0x7f;
            out.write(i == 0 ? septet : septet | 0x80);
        }
    }
}
