package io.github.windlass4j.core.chain;

import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.internal.RawNames;
import java.util.List;
import java.util.Optional;

/**
 * A common name that means a host or an address repeats a subjectAltName value character by character (CA/B TLS BR 7.1.4.3).
 * A common name that means something else, or a name that is not in subjectAltName at all, is left alone: no client reads it.
 */
final class CommonNameRule {
    private CommonNameRule() {}

    static void check(Node leaf, List<GeneralName> names, Violation.Sink sink) {
        String name = leaf.subject().commonName().orElse(null);
        String copy = name == null ? null : expected(name, names).orElse(null);
        if (copy != null && !copy.equals(name)) {
            sink.add(
                    Rule.COMMON_NAME_REWRITTEN,
                    "common name \"" + name + "\"",
                    copy.isEmpty() ? "A-labels as in subjectAltName" : "\"" + copy + "\"",
                    "let the CA copy the subjectAltName value, or leave the common name out");
        }
    }

    /** What the name should read; empty text if that is not known, nothing if the name is free. */
    private static Optional<String> expected(String name, List<GeneralName> names) {
        Optional<String> address = AddressText.canonical(name);
        if (address.isPresent()) {
            return address;
        }
        boolean domain = name.indexOf('.') > 0 && !hasWhiteSpace(name);
        if (domain && !isAscii(name)) {
            return Optional.of("");
        }
        Optional<String> spelledOtherwise = Optional.empty();
        for (int i = 0; i < names.size(); i++) {
            if (!(names instanceof RawNames raw && raw.differs(i, name))
                    && names.get(i) instanceof GeneralName.Dns dns
                    && name.equalsIgnoreCase(dns.name())) {
                if (name.equals(dns.name())) {
                    return Optional.of(name);
                }
                if (spelledOtherwise.isEmpty()) {
                    spelledOtherwise = Optional.of(dns.name());
                }
            }
        }
        return spelledOtherwise;
    }

    private static boolean hasWhiteSpace(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (Character.isWhitespace(name.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAscii(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
