package io.github.windlass4j.core.cert;

import io.github.windlass4j.core.internal.der.DerWriter;
import io.github.windlass4j.core.internal.der.Tag;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Reads a name as text (RFC 4514 section 3) into DER. */
final class Rfc4514Reader {
    private final String text;
    private final Map<String, String> descriptors;
    private int at;

    Rfc4514Reader(String text, Map<String, String> descriptorByOid) {
        this.text = text;
        this.descriptors = descriptorByOid;
    }

    byte[] encode() {
        List<byte[]> rdns = new ArrayList<>();
        while (at < text.length()) {
            List<byte[]> attributes = new ArrayList<>();
            do {
                attributes.add(attribute());
            } while (separator('+'));
            rdns.add(DerWriter.setOf(attributes));
            if (!separator(',') && at < text.length()) {
                throw wrong("want ',' or '+'");
            }
        }
        if (text.endsWith(",") && !text.endsWith("\\,")) {
            throw wrong("want a further attribute");
        }
        Collections.reverse(rdns);
        return DerWriter.sequence(rdns);
    }

    private boolean separator(char wanted) {
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private byte[] attribute() {
        int equals = text.indexOf('=', at);
        if (equals < 0) {
            throw wrong("want TYPE=value");
        }
        String oid = type(text.substring(at, equals).strip());
        at = equals + 1;
        if (at < text.length() && text.charAt(at) == '#') {
            return DerWriter.sequence(DerWriter.oid(oid), hex());
        }
        return DerWriter.sequence(DerWriter.oid(oid), DerWriter.string(tag(oid), value()));
    }

    private String type(String name) {
        if (!name.isEmpty() && Character.isDigit(name.charAt(0))) {
            return name;
        }
        return descriptors.entrySet().stream()
                .filter(entry -> entry.getValue().equalsIgnoreCase(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> wrong("attribute type \"" + name + "\" is not known"));
    }

    private static int tag(String oid) {
        return switch (oid) {
            case "2.5.4.6", "2.5.4.5", "2.5.4.46" -> Tag.PRINTABLE_STRING;
            case "0.9.2342.19200300.100.1.25", DistinguishedName.EMAIL_ADDRESS -> Tag.IA5_STRING;
            default -> Tag.UTF8_STRING;
        };
    }

    private byte[] hex() {
        int from = at + 1;
        while (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != '+') {
            at++;
        }
        try {
            return HexFormat.of().parseHex(text.substring(from, at).strip());
        } catch (IllegalArgumentException notHex) {
            throw wrong("want hex digits behind '#'");
        }
    }

    private String value() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int kept = 0;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        while (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != '+') {
            char c = text.charAt(at);
            if (c == '\\') {
                escape(out);
                kept = out.size();
            } else {
                int point = text.codePointAt(at);
                out.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
                at += Character.charCount(point);
                kept = c == ' ' ? kept : out.size();
            }
        }
        return new String(out.toByteArray(), 0, kept, StandardCharsets.UTF_8);
    }

    private void escape(ByteArrayOutputStream out) {
        if (at + 1 >= text.length()) {
            throw wrong("nothing behind '\\'");
        }
        char c = text.charAt(at + 1);
        if (at + 2 < text.length() && Character.digit(c, 16) >= 0 && Character.digit(text.charAt(at + 2), 16) >= 0) {
            out.write(Character.digit(c, 16) << 4 | Character.digit(text.charAt(at + 2), 16));
            at += 3;
        } else {
            out.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            at += 2;
        }
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("name \"" + text + "\": " + what + " at character " + at);
    }
}
