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

    static final int SAME = 1;
    static final int DIFFERENT = 0;

    /** Only the keys can tell. */
    static final int UNDECIDED = -1;

    /**
     * Whether two names have the same key, told without keys where nearly all names need none: up to the first difference, each
     * relative name is one string of ASCII characters.
     */
    static int compare(byte[] a, int aStart, int aEnd, byte[] b, int bStart, int bEnd) {
        int i = DerReader.contentOf(a, aStart);
        int j = DerReader.contentOf(b, bStart);
        while (i < aEnd && j < bEnd) {
            int aNext = DerReader.endOf(a, i);
            int bNext = DerReader.endOf(b, j);
            if (!Arrays.equals(a, i, aNext, b, j, bNext)) {
                int aValue = plainValue(a, i);
                int bValue = plainValue(b, j);
                if (aValue < 0 || bValue < 0) {
                    return UNDECIDED;
                }
                int aType = DerReader.contentOf(a, typeOf(a, i));
                int bType = DerReader.contentOf(b, typeOf(b, j));
                int aText = DerReader.contentOf(a, aValue);
                int bText = DerReader.contentOf(b, bValue);
                if (!Arrays.equals(a, aType, aValue, b, bType, bValue)
                        || !foldedEquals(a, aText, aNext, b, bText, bNext)) {
                    return DIFFERENT;
                }
            }
            i = aNext;
            j = bNext;
        }
        return i == aEnd && j == bEnd ? SAME : DIFFERENT;
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

    /**
     * Whether the key is of ASCII strings alone. A string that begins with {@code #} passes for one that could not be decoded.
     */
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
