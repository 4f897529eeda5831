package io.github.windlass4j.core.cert;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Names as text (RFC 4514 section 2). */
final class Rfc4514 {
    /** RFC 4514 section 3, then descriptors that RFC 4519 and RFC 2985 register and certificates use. */
    private static final Map<String, String> DESCRIPTORS = Map.ofEntries(
            Map.entry("2.5.4.3", "CN"),
            Map.entry("2.5.4.7", "L"),
            Map.entry("2.5.4.8", "ST"),
            Map.entry("2.5.4.10", "O"),
            Map.entry("2.5.4.11", "OU"),
            Map.entry("2.5.4.6", "C"),
            Map.entry("2.5.4.9", "STREET"),
            Map.entry("0.9.2342.19200300.100.1.25", "DC"),
            Map.entry("0.9.2342.19200300.100.1.1", "UID"),
            Map.entry("2.5.4.4", "SN"),
            Map.entry("2.5.4.5", "serialNumber"),
            Map.entry("2.5.4.12", "title"),
            Map.entry("2.5.4.15", "businessCategory"),
            Map.entry("2.5.4.17", "postalCode"),
            Map.entry("2.5.4.42", "GN"),
            Map.entry("2.5.4.43", "initials"),
            Map.entry("2.5.4.44", "generationQualifier"),
            Map.entry("2.5.4.46", "dnQualifier"),
            Map.entry("2.5.4.65", "pseudonym"),
            Map.entry("2.5.4.97", "organizationIdentifier"),
            Map.entry("1.2.840.113549.1.9.1", "emailAddress"));

    private Rfc4514() {}

    static String text(List<List<DistinguishedName.Attribute>> rdns) {
        List<List<DistinguishedName.Attribute>> reversed = new ArrayList<>(rdns);
        Collections.reverse(reversed);
        return reversed.stream()
                .map(rdn -> rdn.stream().map(Rfc4514::text).collect(Collectors.joining("+")))
                .collect(Collectors.joining(","));
    }

    private static String text(DistinguishedName.Attribute attribute) {
        String type = DESCRIPTORS.getOrDefault(attribute.oid(), attribute.oid());
        return type + '=' + (attribute.isText() ? escape(attribute.value()) : attribute.value());
    }

    private static String escape(String value) {
        StringBuilder out = new StringBuilder(value.length() + 8);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean edge = (i == 0 && (c == ' ' || c == '#')) || (i == value.length() - 1 && c == ' ');
            if (edge || "\"+,;<>\\".indexOf(c) >= 0) {
                out.append('\\').append(c);
            } else if (c < ' ' || c == 0x7f) {
                // Control characters are escaped too: a name from a hostile certificate must not steer a terminal or a
                // log.
                out.append(String.format("\\%02X", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** DER of the Name that the text describes. */
    static byte[] encode(String text) {
        return new Rfc4514Reader(text, DESCRIPTORS).encode();
    }
}
