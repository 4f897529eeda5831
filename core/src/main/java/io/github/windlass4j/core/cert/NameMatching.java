package io.github.windlass4j.core.cert;

import io.github.windlass4j.core.internal.Hex;
import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.DerString;
import io.github.windlass4j.core.internal.der.Tag;
import java.text.Normalizer;
import java.util.ArrayList;
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
            if (!appendPlain(key, new DerReader(array, names.contentStart(), names.end()))) {
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

    /** What {@link #append} does, for the nearly only case and without its strings; false, and nothing done, in the others. */
    private static boolean appendPlain(StringBuilder key, DerReader attributes) {
        if (!attributes.hasNext()) {
            return false;
        }
        attributes.next();
        if (attributes.hasNext()) {
            return false;
        }
        byte[] bytes = attributes.array();
        attributes.enter();
        attributes.next();
        int type = attributes.contentStart();
        int typeEnd = attributes.end();
        attributes.next();
        int tag = attributes.tag();
        boolean wide = tag == Tag.BMP_STRING || tag == Tag.UNIVERSAL_STRING;
        if (wide
                || !DerString.isString(tag)
                || !DerString.isAscii(bytes, attributes.contentStart(), attributes.end())) {
            return false;
        }
        for (int i = type; i < typeEnd; i++) {
            key.append(Character.forDigit(bytes[i] >> 4 & 0xf, 16)).append(Character.forDigit(bytes[i] & 0xf, 16));
        }
        key.append('=');
        int at = key.length();
        boolean gap = false;
        for (int i = attributes.contentStart(); i < attributes.end(); i++) {
            char c = (char) bytes[i];
            if (isSpace(c)) {
                gap = true;
            } else {
                if (gap && key.length() > at) {
                    key.append(' ');
                }
                gap = false;
                key.append(c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c);
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
        return c == ' ' || (c >= '\t' && c <= '\r') || Character.isSpaceChar(c);
    }
}
