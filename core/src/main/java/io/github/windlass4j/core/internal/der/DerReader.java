package io.github.windlass4j.core.internal.der;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Cursor over the values of one DER constructed value (or of a whole input). {@link #next()} steps to the following
 * value, whose place is then told by {@link #start()}, {@link #contentStart()} and {@link #end()}; {@link #inner()} reads
 * inside it. Nothing is copied until asked for. Lengths that are longer than needed (legal BER, illegal DER) are read, since
 * real files hold them, and counted in {@link #isMinimal()}; indefinite lengths and tag numbers above 30 are refused.
 *
 * <p>Every failure is a {@link DerException} with the offset in the whole array.
 */
public final class DerReader {
    private final byte[] bytes;
    private int limit;
    private int position;

    private int start;
    private int contentStart;
    private int end;
    private boolean minimal = true;
    private boolean deviant;

    public DerReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    /** Reads the values in {@code bytes[from, to)}. */
    public DerReader(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.position = from;
        this.limit = to;
    }

    /** Where the content begins of the value at {@code start}, which has been read before. */
    public static int contentOf(byte[] bytes, int start) {
        int length = bytes[start + 1];
        return start + 2 + (length < 0 ? length & 0x7f : 0);
    }

    /** Offset just after the value at {@code start}, which has been read before. */
    public static int endOf(byte[] bytes, int start) {
        int content = contentOf(bytes, start);
        int length = bytes[start + 1];
        if (length < 0) {
            length = 0;
            for (int i = start + 2; i < content; i++) {
                length = (length << 8) | (bytes[i] & 0xff);
            }
        }
        return content + length;
    }

    /** True while a value is left. */
    public boolean hasNext() {
        return position < limit;
    }

    /** Identifier octet of the value to come, -1 at the end. */
    public int peek() {
        return position < limit ? bytes[position] & 0xff : -1;
    }

    /** Offset of the value to come. */
    public int position() {
        return position;
    }

    /** Offset just after the last value to come. */
    public int limit() {
        return limit;
    }

    /** Steps to the following value, whatever it is. */
    public DerReader next() {
        int at = position;
        int left = limit - at - 2;
        if (left < 0 || bytes[at + 1] < 0 || bytes[at + 1] > left || (bytes[at] & 0x1f) == 0x1f) {
            return nextLong();
        }
        start = at;
        contentStart = at + 2;
        end = contentStart + bytes[at + 1];
        position = end;
        minimal = true;
        return this;
    }

    /** What {@link #next()} does, for the values that are not short ones and for all that are none. */
    private DerReader nextLong() {
        if (position >= limit) {
            throw new DerException("a value is missing", position);
        }
        int at = position;
        int identifier = bytes[at] & 0xff;
        if ((identifier & 0x1f) == 0x1f) {
            throw new DerException("tag number above 30", at);
        }
        int cursor = at + 1;
        if (cursor >= limit) {
            throw new DerException("the length is cut off", at);
        }
        int length = bytes[cursor++];
        minimal = true;
        if (length < 0) {
            int octets = length & 0x7f;
            if (octets == 0) {
                throw new DerException("indefinite length (BER, not DER)", at);
            }
            if (octets > 4) {
                throw new DerException("length of " + octets + " octets", at);
            }
            if (limit - cursor < octets) {
                throw new DerException("the length is cut off", at);
            }
            length = 0;
            for (int i = 0; i < octets; i++) {
                length = (length << 8) | (bytes[cursor++] & 0xff);
            }
            if (length < 0) {
                throw new DerException("length above 2^31-1", at);
            }
            minimal = length >= 0x80 && (octets == 1 || length >>> (8 * (octets - 1)) != 0);
            deviant |= !minimal;
        }
        if (length > limit - cursor) {
            throw new DerException("value of " + length + " bytes where only " + (limit - cursor) + " are left", at);
        }
        start = at;
        contentStart = cursor;
        end = cursor + length;
        position = end;
        return this;
    }

    /** Steps to the following value, which must carry this identifier octet. */
    public DerReader next(int expectedTag, String what) {
        int found = peek();
        if (found != expectedTag) {
            throw new DerException(
                    what + ": " + (found < 0 ? "missing" : String.format("tag 0x%02x", found))
                            + String.format(" (want 0x%02x)", expectedTag),
                    position);
        }
        return next();
    }

    /** Steps to the following value if it carries this identifier octet. */
    public boolean nextIf(int wantedTag) {
        if (peek() != wantedTag) {
            return false;
        }
        next();
        return true;
    }

    /** Fails unless every value has been read. */
    public void finish(String what) {
        if (position < limit) {
            throw new DerException(what + ": " + (limit - position) + " bytes too many", position);
        }
    }

    /** Identifier octet of the current value. */
    public int tag() {
        return bytes[start] & 0xff;
    }

    /** Offset of the identifier octet of the current value. */
    public int start() {
        return start;
    }

    /** Offset of the first content octet of the current value. */
    public int contentStart() {
        return contentStart;
    }

    /** Offset just after the current value. */
    public int end() {
        return end;
    }

    /** Number of content octets of the current value. */
    public int length() {
        return end - contentStart;
    }

    /** False if the current value's length is written with more octets than needed. */
    public boolean isMinimal() {
        return minimal;
    }

    /** Notes that something read deviates from DER in a way that only its reader can tell. */
    public void deviates() {
        deviant = true;
    }

    /** True once a length in more octets than needed was read, or something else was noted. */
    public boolean hasDeviated() {
        return deviant;
    }

    /**
     * Goes inside the current value without another reader, for hot paths: what comes next is its content.
     *
     * @return what {@link #leave} wants to get out again
     */
    public int enter() {
        int outer = limit;
        position = contentStart;
        limit = end;
        return outer;
    }

    /** Steps behind the value that was entered, whatever is left of it; the current value is no longer that one. */
    public void leave(int outer) {
        position = limit;
        limit = outer;
    }

    /** Steps back to the value at {@code start}, which is current again, whatever has been entered below {@code outer}. */
    public void leaveTo(int at, int outer) {
        position = at;
        limit = outer;
        next();
    }

    /** As {@link #enter()}, into {@code [from, to)}, which is known to lie inside the values that are being read. */
    public int enter(int from, int to) {
        int outer = limit;
        position = from;
        limit = to;
        return outer;
    }

    /** Reads the values inside the current one. */
    public DerReader inner() {
        return new DerReader(bytes, contentStart, end);
    }

    /** The current value's content. */
    public byte[] content() {
        return Arrays.copyOfRange(bytes, contentStart, end);
    }

    /** The current value with identifier and length. */
    public byte[] encoded() {
        return Arrays.copyOfRange(bytes, start, end);
    }

    /** The current value's content as an object identifier in dotted decimals. */
    public String oid() {
        return Oids.decode(bytes, contentStart, end);
    }

    /** Fails unless the current value's content is an object identifier. */
    public void checkOid() {
        Oids.check(bytes, contentStart, end);
    }

    /** True if the current value's content is exactly these octets. */
    public boolean contentIs(byte[] expected) {
        return Arrays.equals(bytes, contentStart, end, expected, 0, expected.length);
    }

    /** The current value's content as an INTEGER of any size. */
    public BigInteger integer() {
        if (contentStart == end) {
            throw new DerException("INTEGER without content", start);
        }
        return new BigInteger(bytes, contentStart, end - contentStart);
    }

    /** The current value's content as a non-negative INTEGER; one that does not fit is {@link Integer#MAX_VALUE}. */
    public int nonNegative(String what) {
        if (end - contentStart == 1 && bytes[contentStart] >= 0) {
            return bytes[contentStart];
        }
        BigInteger value = integer();
        if (value.signum() < 0) {
            throw new DerException(what + " is negative: " + value, start);
        }
        return value.bitLength() > 31 ? Integer.MAX_VALUE : value.intValue();
    }

    /** False if the current value's content is an INTEGER in more octets than needed (X.690 8.3.2). */
    public boolean isMinimalInteger() {
        return end - contentStart < 2
                || ((bytes[contentStart] != 0 || bytes[contentStart + 1] < 0)
                        && (bytes[contentStart] != -1 || bytes[contentStart + 1] >= 0));
    }

    /** As {@link BigInteger#bitLength} of {@link #integer()}. */
    public int bitLength() {
        if (contentStart == end || bytes[contentStart] < 0) {
            return integer().bitLength();
        }
        int first = contentStart;
        while (first < end - 1 && bytes[first] == 0) {
            first++;
        }
        return (end - first - 1) * 8 + Integer.SIZE - Integer.numberOfLeadingZeros(bytes[first] & 0xff);
    }

    /** The current value's content as a BOOLEAN; any octet but 0 is true (BER), DER wants 0xff. */
    public boolean bool() {
        if (end - contentStart != 1) {
            throw new DerException("BOOLEAN of " + length() + " bytes (want 1)", start);
        }
        return bytes[contentStart] != 0;
    }

    /** The whole array that this reader works on. */
    public byte[] array() {
        return bytes;
    }
}
