package io.github.windlass4j.core.chain.openssl;

import io.github.windlass4j.core.cert.DistinguishedName;
import io.github.windlass4j.core.internal.Hex;
import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.DerString;
import io.github.windlass4j.core.internal.der.Tag;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * OpenSSL's canonical form of a name (crypto/x509/x_name.c): string types become UTF-8, ASCII letters are lowered and white
 * space is trimmed and squeezed; other letters keep their case, other types keep their octets. The order inside an RDN makes
 * no difference.
 *
 * @param rdns one text per relative name, equal exactly if OpenSSL takes them for the same
 */
record CanonicalName(List<String> rdns) {
    /** Bits of {@code ASN1_MASK_CANON} that a name may hold; NumericString is not among them. */
    private static final List<Integer> FOLDED = List.of(
            Tag.UTF8_STRING,
            Tag.PRINTABLE_STRING,
            Tag.TELETEX_STRING,
            Tag.IA5_STRING,
            Tag.UNIVERSAL_STRING,
            Tag.BMP_STRING);

    /** Types of values that {@code B_ASN1_PRINTABLE} allows besides those. */
    private static final List<Integer> KEPT = List.of(Tag.NUMERIC_STRING, Tag.BIT_STRING, Tag.SEQUENCE);

    CanonicalName {
        rdns = List.copyOf(rdns);
    }

    static CanonicalName of(DistinguishedName name) {
        List<String> rdns = new ArrayList<>();
        DerReader names = new DerReader(name.encoded()).next().inner();
        while (names.hasNext()) {
            List<String> attributes = new ArrayList<>(1);
            DerReader set = names.next().inner();
            while (set.hasNext()) {
                attributes.add(attribute(set.next().inner()));
            }
            Collections.sort(attributes);
            rdns.add(String.join("\n", attributes));
        }
        return new CanonicalName(rdns);
    }

    /**
     * False if a value is of a type that OpenSSL does not take in names, or is no text of its type: then it loads no such
     * certificate.
     */
    static boolean canBeMadeOf(DistinguishedName name) {
        DerReader names = new DerReader(name.encoded()).next().inner();
        while (names.hasNext()) {
            DerReader set = names.next().inner();
            while (set.hasNext()) {
                DerReader pair = set.next().inner();
                pair.next();
                pair.next();
                if (!isReadable(pair)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** ASCII is not asked of PrintableString and IA5String. */
    private static boolean isReadable(DerReader value) {
        return switch (value.tag()) {
            case Tag.UTF8_STRING, Tag.UNIVERSAL_STRING, Tag.BMP_STRING ->
                DerString.isValid(value.tag(), value.array(), value.contentStart(), value.end());
            default -> FOLDED.contains(value.tag()) || KEPT.contains(value.tag());
        };
    }

    /** True if this name starts with all of {@code base}. */
    boolean isWithin(CanonicalName base) {
        return base.rdns.size() <= rdns.size()
                && rdns.subList(0, base.rdns.size()).equals(base.rdns);
    }

    private static String attribute(DerReader pair) {
        String type = Hex.of(pair.next().content());
        pair.next();
        if (!FOLDED.contains(pair.tag())) {
            return type + "#" + Hex.of(pair.encoded());
        }
        return type + "=" + fold(DerString.decode(pair.tag(), pair.array(), pair.contentStart(), pair.end()));
    }

    private static String fold(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ' || (c >= '\t' && c <= '\r')) {
                gap = !out.isEmpty();
                continue;
            }
            if (gap) {
                out.append(' ');
                gap = false;
            }
            out.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
        }
        return out.toString();
    }
}
