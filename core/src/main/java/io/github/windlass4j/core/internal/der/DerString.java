package io.github.windlass4j.core.internal.der;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The string types of X.520 names; octets that do not fit the type become U+FFFD and {@link #isValid} tells. */
public final class DerString {
    private DerString() {}

    /** True for the types that {@link #decode} reads as text. */
    public static boolean isString(int tag) {
        return switch (tag) {
            case Tag.UTF8_STRING,
                    Tag.NUMERIC_STRING,
                    Tag.PRINTABLE_STRING,
                    Tag.TELETEX_STRING,
                    Tag.IA5_STRING,
                    Tag.VISIBLE_STRING,
                    Tag.UNIVERSAL_STRING,
                    Tag.BMP_STRING -> true;
            default -> false;
        };
    }

    /** The text of {@code bytes[from, to)} as the string type {@code tag}. */
    public static String decode(int tag, byte[] bytes, int from, int to) {
        int length = to - from;
        return switch (tag) {
            case Tag.BMP_STRING -> new String(bytes, from, length, StandardCharsets.UTF_16BE);
            case Tag.UNIVERSAL_STRING -> utf32(bytes, from, to);
            // Real T61String values are Latin-1 in practice; the JDK, OpenSSL and BoringSSL read them so too.
            case Tag.TELETEX_STRING -> new String(bytes, from, length, StandardCharsets.ISO_8859_1);
            case Tag.UTF8_STRING -> new String(bytes, from, length, StandardCharsets.UTF_8);
            default -> new String(bytes, from, length, StandardCharsets.US_ASCII);
        };
    }

    /** The characters of a PrintableString (X.680 41.4), a bit each, below 64 and from 64 on. */
    private static final long PRINTABLE_LOW = bits(" '()+,-./:=?0123456789");

    private static final long PRINTABLE_HIGH = bits("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private static long bits(String characters) {
        long bits = 0;
        for (int i = 0; i < characters.length(); i++) {
            bits |= 1L << characters.charAt(i);
        }
        return bits;
    }

    /** True if every octet of {@code bytes[from, to)} is allowed in the string type {@code tag}. */
    public static boolean isValid(int tag, byte[] bytes, int from, int to) {
        return switch (tag) {
            case Tag.BMP_STRING -> (to - from) % 2 == 0;
            case Tag.UNIVERSAL_STRING ->
                (to - from) % 4 == 0 && utf32(bytes, from, to).indexOf('\ufffd') < 0;
            case Tag.UTF8_STRING -> isAscii(bytes, from, to) || isUtf8(bytes, from, to);
            case Tag.PRINTABLE_STRING -> isPrintable(bytes, from, to);
            case Tag.TELETEX_STRING -> true;
            default -> isAscii(bytes, from, to);
        };
    }

    /** True if no octet of {@code bytes[from, to)} is above 127. */
    public static boolean isAscii(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUtf8(byte[] bytes, int from, int to) {
        CharsetDecoder strict = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try {
            strict.decode(ByteBuffer.wrap(bytes, from, to - from));
            return true;
        } catch (CharacterCodingException notUtf8) {
            return false;
        }
    }

    private static boolean isPrintable(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            int c = bytes[i];
            if (c < 0 || ((c < 64 ? PRINTABLE_LOW : PRINTABLE_HIGH) & (1L << c)) == 0) {
                return false;
            }
        }
        return true;
    }

    private static String utf32(byte[] bytes, int from, int to) {
        StringBuilder text = new StringBuilder((to - from) / 4);
        for (int i = from; i + 4 <= to; i += 4) {
            int point = ByteBuffer.wrap(bytes, i, 4).getInt();
            boolean scalar = point >= 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
            text.appendCodePoint(scalar ? point : 0xfffd);
        }
        return text.toString();
    }
}
