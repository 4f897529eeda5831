package io.github.windlass4j.scan.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Java properties (java.util.Properties, "load"), which {@code .env} and INI files nearly are: {@code export} before a name
 * and quotes around a value are taken off, and {@code [section]} becomes a prefix.
 */
final class PropertiesText {
    private static final Pattern EXPORT = Pattern.compile("\\s*+export[ \\t]++(?=[^=:])");

    private final Map<String, String> values = new LinkedHashMap<>();
    private String section = "";

    private PropertiesText() {}

    static Map<String, String> read(String text) {
        PropertiesText reader = new PropertiesText();
        StringBuilder logical = new StringBuilder();
        for (String line : text.split("\r\n|\r|\n", -1)) {
            String stripped = line.stripLeading();
            boolean continues = logical.length() > 0;
            if (!continues && (stripped.isEmpty() || stripped.startsWith("#") || stripped.startsWith("!"))) {
                continue;
            }
            logical.append(stripped);
            if (endsInOddBackslashes(stripped)) {
                logical.setLength(logical.length() - 1);
            } else {
                reader.line(logical.toString());
                logical.setLength(0);
            }
        }
        if (logical.length() > 0) {
            reader.line(logical.toString());
        }
        return reader.values;
    }

    private static boolean endsInOddBackslashes(String line) {
        int count = 0;
        while (count < line.length() && line.charAt(line.length() - 1 - count) == '\\') {
            count++;
        }
        return count % 2 == 1;
    }

    private void line(String written) {
        Matcher export = EXPORT.matcher(written);
        String line = export.lookingAt() ? written.substring(export.end()) : written;
        String whole = line.strip();
        if (whole.startsWith("[") && whole.endsWith("]")) {
            section = whole.substring(1, whole.length() - 1) + ".";
            return;
        }
        int end = 0;
        boolean escaped = false;
        while (end < line.length() && (escaped || "=: \t".indexOf(line.charAt(end)) < 0)) {
            escaped = !escaped && line.charAt(end) == '\\';
            end++;
        }
        String name = unescape(line.substring(0, end));
        String rest = line.substring(end).stripLeading();
        if (!rest.isEmpty() && "=:".indexOf(rest.charAt(0)) >= 0) {
            rest = rest.substring(1).stripLeading();
        }
        values.put(section + name, unquoted(unescape(rest).stripTrailing()));
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(value.length() - 1) == value.charAt(0);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static String unescape(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i++);
            if (c != '\\' || i == text.length()) {
                plain.append(c);
                continue;
            }
            char next = text.charAt(i++);
            int code = next == 'u' && i + 4 <= text.length() ? hex(text.substring(i, i + 4)) : -1;
            if (code >= 0) {
                plain.append((char) code);
                i += 4;
            } else {
                int index = "tnrf".indexOf(next);
                plain.append(index < 0 ? next : "\t\n\r\f".charAt(index));
            }
        }
        return plain.toString();
    }

    private static int hex(String digits) {
        return digits.chars().allMatch(c -> Character.digit(c, 16) >= 0) ? Integer.parseInt(digits, 16) : -1;
    }
}
