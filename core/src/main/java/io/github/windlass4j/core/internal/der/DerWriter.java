package io.github.windlass4j.core.internal.der;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/** Writes DER values; each method returns one whole value. */
public final class DerWriter {
    private static final DateTimeFormatter UTC_TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter GENERALIZED_TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Instant UTC_TIME_FIRST = Instant.parse("1950-01-01T00:00:00Z");
    private static final Instant UTC_TIME_END = Instant.parse("2050-01-01T00:00:00Z");

    private DerWriter() {}

    /** Identifier octet, minimal length, content. */
    public static byte[] value(int tag, byte[]... contents) {
        int length = Arrays.stream(contents).mapToInt(c -> c.length).sum();
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + 6);
        out.write(tag);
        if (length < 0x80) {
            out.write(length);
        } else {
            int octets = (39 - Integer.numberOfLeadingZeros(length)) / 8;
            out.write(0x80 | octets);
            for (int i = octets - 1; i >= 0; i--) {
                out.write(length >>> (8 * i));
            }
        }
        for (byte[] content : contents) {
            out.writeBytes(content);
        }
        return out.toByteArray();
    }

    public static byte[] sequence(byte[]... values) {
        return value(Tag.SEQUENCE, values);
    }

    public static byte[] sequence(Collection<byte[]> values) {
        return value(Tag.SEQUENCE, values.toArray(byte[][]::new));
    }

    /** A SET OF: the values are sorted as DER asks (X.690 11.6). */
    public static byte[] setOf(List<byte[]> values) {
        byte[][] sorted = values.toArray(byte[][]::new);
        Arrays.sort(sorted, Arrays::compareUnsigned);
        return value(Tag.SET, sorted);
    }

    public static byte[] integer(long number) {
        return integer(BigInteger.valueOf(number));
    }

    public static byte[] integer(BigInteger number) {
        return value(Tag.INTEGER, number.toByteArray());
    }

    public static byte[] enumerated(int number) {
        return value(Tag.ENUMERATED, BigInteger.valueOf(number).toByteArray());
    }

    public static byte[] bool(boolean truth) {
        return value(Tag.BOOLEAN, new byte[] {(byte) (truth ? 0xff : 0)});
    }

    public static byte[] nul() {
        return value(Tag.NULL);
    }

    public static byte[] oid(String dotted) {
        return value(Tag.OID, Oids.encode(dotted));
    }

    public static byte[] octets(byte[] content) {
        return value(Tag.OCTET_STRING, content);
    }

    /** A BIT STRING of whole octets. */
    public static byte[] bits(byte[] content) {
        return value(Tag.BIT_STRING, new byte[] {0}, content);
    }

    /** A BIT STRING of named bits, without trailing zeros (X.690 11.2.2), under any tag. */
    public static byte[] namedBits(int tag, IntStream numbers) {
        BitSet set = new BitSet();
        numbers.forEach(set::set);
        byte[] content = new byte[1 + (set.length() + 7) / 8];
        content[0] = (byte) ((8 - set.length() % 8) % 8);
        set.stream().forEach(bit -> content[1 + bit / 8] |= (byte) (0x80 >> bit % 8));
        return value(tag, content);
    }

    public static byte[] string(int tag, String text) {
        return value(tag, text.getBytes(tag == Tag.BMP_STRING ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8));
    }

    /** UTCTime from 1950 to 2049, GeneralizedTime otherwise (RFC 5280 4.1.2.5). */
    public static byte[] time(Instant instant) {
        boolean utc = !instant.isBefore(UTC_TIME_FIRST) && instant.isBefore(UTC_TIME_END);
        return utc ? string(Tag.UTC_TIME, UTC_TIME.format(instant)) : generalizedTime(instant);
    }

    public static byte[] generalizedTime(Instant instant) {
        return string(Tag.GENERALIZED_TIME, GENERALIZED_TIME.format(instant));
    }

    /** {@code [number] EXPLICIT}. */
    public static byte[] explicit(int number, byte[]... values) {
        return value(Tag.contextConstructed(number), values);
    }

    /** {@code [number] IMPLICIT}: {@code whole} with another tag, constructed if it was. */
    public static byte[] implicit(int number, byte[] whole) {
        byte[] copy = whole.clone();
        copy[0] = (byte) (0x80 | (whole[0] & 0x20) | number);
        return copy;
    }
}
