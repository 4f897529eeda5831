package io.github.windlass4j.core.cert;

import io.github.windlass4j.core.internal.Hex;
import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.DerString;
import io.github.windlass4j.core.internal.der.Tag;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * The comparison of RFC 5280 7.1 as a key. Each relative name ends with a newline and each value carries its length, so that
 * no value can imitate a boundary and a prefix of keys is a prefix of relative names.
 */
final class NameMatching {
    private NameMatching() {}

    static String key(byte[] array, int start, int end) {
        StringBuilder key = new StringBuilder(end - start + 32);
        DerReader names = new DerReader(array, start, end).next();
        names.enter();
        while (names.hasNext()) {
            names.next();
            if (!appendPlain(key, array, names.start())) {
                append(key, names.inner());
            }
            key.append('\n');
        }
        return key.toString();
    }

    private static void append(StringBuilder key, DerReader attributes) {
        List<String> rdn = new ArrayList<>(1);
        while (attributes.hasNext()) {
            rdn.add(attribute(attributes.next().inner()));
        }
        Collections.sort(rdn);
        rdn.forEach(key::append);
    }

    /** Instead of the hash of a name that must be compared by its key. */
    static final int NOT_PLAIN = -1;

    /**
     * A number that is equal for two names with the same key, where nearly all names need no key for it: those in which each
     * relative name is one string of ASCII characters. {@link #NOT_PLAIN} for the others, never 0.
     */
    static int hash(byte[] array, int start, int end) {
        int hash = 1;
        for (int rdn = DerReader.contentOf(array, start); rdn < end; rdn = DerReader.endOf(array, rdn)) {
            int value = plainValue(array, rdn);
            if (value < 0) {
                return NOT_PLAIN;
            }
            for (int i = DerReader.contentOf(array, typeOf(array, rdn)); i < value; i++) {
                hash = 31 * hash + array[i];
            }
            int to = DerReader.endOf(array, value);
            for (int i = behindSpaces(array, DerReader.contentOf(array, value), to); i < to; i = next(array, i, to)) {
                hash = 31 * hash + fold(array[i]);
            }
            hash = 31 * hash;
        }
        return hash == 0 || hash == NOT_PLAIN ? 1 : hash;
    }

    /** Whether two names, neither {@link #NOT_PLAIN}, have the same key. */
    static boolean matchPlain(byte[] a, int aStart, byte[] b, int bStart) {
        int aEnd = DerReader.endOf(a, aStart);
        int bEnd = DerReader.endOf(b, bStart);
        int i = DerReader.contentOf(a, aStart);
        int j = DerReader.contentOf(b, bStart);
        while (i < aEnd && j < bEnd) {
            int aType = typeOf(a, i);
            int bType = typeOf(b, j);
            int aValue = DerReader.endOf(a, aType);
            int bValue = DerReader.endOf(b, bType);
            i = DerReader.endOf(a, i);
            j = DerReader.endOf(b, j);
            boolean sameType =
                    Arrays.equals(a, DerReader.contentOf(a, aType), aValue, b, DerReader.contentOf(b, bType), bValue);
            if (!sameType
                    || !foldedEquals(a, DerReader.contentOf(a, aValue), i, b, DerReader.contentOf(b, bValue), j)) {
                return false;
            }
        }
        return i == aEnd && j == bEnd;
    }

    private static boolean foldedEquals(byte[] a, int aStart, int aEnd, byte[] b, int bStart, int bEnd) {
        int i = behindSpaces(a, aStart, aEnd);
        int j = behindSpaces(b, bStart, bEnd);
        while (i < aEnd && j < bEnd && fold(a[i]) == fold(b[j])) {
            i = next(a, i, aEnd);
            j = next(b, j, bEnd);
        }
        return i >= aEnd && j >= bEnd;
    }

    /** The place of the next character that counts: of a run of white space the last one, and none of the run at the end. */
    private static int next(byte[] bytes, int at, int to) {
        int behind = behindSpaces(bytes, at + 1, to);
        return behind == at + 1 || behind == to ? behind : behind - 1;
    }

    private static int behindSpaces(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && isSpace((char) bytes[at])) {
            at++;
        }
        return at;
    }

    /** White space as a space, capitals small. */
    private static char fold(int c) {
        return isSpace((char) c) ? ' ' : lower((char) c);
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c;
    }

    /** Where the type of the only attribute of the relative name at {@code rdn} begins. */
    private static int typeOf(byte[] bytes, int rdn) {
        return DerReader.contentOf(bytes, DerReader.contentOf(bytes, rdn));
    }

    /** Where the value of a relative name begins that is one string of ASCII characters; negative if it is something else. */
    private static int plainValue(byte[] bytes, int rdn) {
        int end = DerReader.endOf(bytes, rdn);
        int attribute = DerReader.contentOf(bytes, rdn);
        if (attribute == end || DerReader.endOf(bytes, attribute) != end) {
            return -1;
        }
        int value = DerReader.endOf(bytes, typeOf(bytes, rdn));
        int tag = bytes[value] & 0xff;
        boolean narrow = tag != Tag.BMP_STRING && tag != Tag.UNIVERSAL_STRING;
        return narrow && DerString.isString(tag) && DerString.isAscii(bytes, DerReader.contentOf(bytes, value), end)
                ? value
                : -1;
    }

    /** What {@link #append} does, for the nearly only case and without its strings; false, and nothing done, in the others. */
    private static boolean appendPlain(StringBuilder key, byte[] bytes, int rdn) {
        int value = plainValue(bytes, rdn);
        if (value < 0) {
            return false;
        }
        for (int i = DerReader.contentOf(bytes, typeOf(bytes, rdn)); i < value; i++) {
            key.append(Character.forDigit((bytes[i] >> 4) & 0xf, 16)).append(Character.forDigit(bytes[i] & 0xf, 16));
        }
        key.append('=');
        int at = key.length();
        boolean gap = false;
        int end = DerReader.endOf(bytes, value);
        for (int i = DerReader.contentOf(bytes, value); i < end; i++) {
            char c = (char) bytes[i];
            if (isSpace(c)) {
                gap = true;
            } else {
                if (gap && key.length() > at) {
                    key.append(' ');
                }
                gap = false;
                key.append(lower(c));
            }
        }
        key.insert(at, ':').insert(at, key.length() - at - 1).append(';');
        return true;
    }

    /** Whether the key is of ASCII strings alone. A string that begins with {@code #} passes for one that could not be decoded. */
    static boolean isPlain(String key) {
        return key.indexOf(":#") < 0 && isAscii(key);
    }

    private static String attribute(DerReader pair) {
        String type = Hex.of(pair.next().content());
        pair.next();
        String value = value(pair);
        return type + '=' + value.length() + ':' + value + ';';
    }

    /** What is not a well-formed string is compared octet by octet: two different broken values are never one name. */
    private static String value(DerReader pair) {
        byte[] bytes = pair.array();
        int tag = pair.tag();
        boolean comparable = DerString.isString(tag)
                && DerString.decode(tag, bytes, pair.contentStart(), pair.end()).indexOf('\ufffd') < 0;
        return comparable
                ? fold(DerString.decode(tag, bytes, pair.contentStart(), pair.end()))
                : "#" + Hex.of(pair.encoded());
    }

    /** RFC 4518 as far as names need it: NFKC, case folded, white space trimmed and runs of it made one space. */
    static String fold(String text) {
        boolean ascii = isAscii(text);
        String normal = ascii ? text : Normalizer.normalize(text, Normalizer.Form.NFKC);
        String folded = ascii
                ? normal.toLowerCase(Locale.ROOT)
                : normal.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        StringBuilder out = new StringBuilder(folded.length());
        boolean gap = false;
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (isSpace(c)) {
                gap = true;
            } else {
                if (gap && !out.isEmpty()) {
                    out.append(' ');
                }
                gap = false;
                out.append(c);
            }
        }
        return out.toString();
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x80 && Character.isSpaceChar(c));
    }
}
