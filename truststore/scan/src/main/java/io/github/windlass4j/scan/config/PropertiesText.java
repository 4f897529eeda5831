package io.github.windlass4j.scan.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Java properties (java.util.Properties, "load"), which {@code .env} and INI files nearly are: {@code export} before a name
 * and quotes around a value are taken off, and {@code [section]} becomes a prefix. A line {@code #---} or {@code !---} begins
 * another document (Spring Boot reference, "Working With Multi-Document Files").
 */
final class PropertiesText {
    private static final Pattern EXPORT = Pattern.compile("\\s*+export[ \\t]++(?=[^=:])");

    private final List<Map<String, String>> documents = new ArrayList<>();
    private Map<String, String> values = new LinkedHashMap<>();
    private String section = "";

    private PropertiesText() {}

    /** What all documents say; of two, the later one. */
    static Map<String, String> read(String text) {
        Map<String, String> all = new LinkedHashMap<>();
        documents(text).forEach(all::putAll);
        return all;
    }

    static List<Map<String, String>> documents(String text) {
        PropertiesText reader = new PropertiesText();
        StringBuilder logical = new StringBuilder();
        String[] lines = text.split("\r\n|\r|\n", -1);
        for (int i = 0; i < lines.length; i++) {
            String stripped = lines[i].stripLeading();
            boolean continues = logical.length() > 0;
            if (!continues && (stripped.isEmpty() || stripped.startsWith("#") || stripped.startsWith("!"))) {
                if (separates(lines, i)) {
                    reader.nextDocument();
                }
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
        reader.nextDocument();
        return reader.documents;
    }

    /** Not within a comment: neither line beside it is one of the same kind. */
    private static boolean separates(String[] lines, int at) {
        String line = lines[at].stripTrailing();
        return (line.equals("#---") || line.equals("!---"))
                && (at == 0 || !lines[at - 1].startsWith(line.substring(0, 1)))
                && (at + 1 == lines.length || !lines[at + 1].startsWith(line.substring(0, 1)));
    }

    private void nextDocument() {
        documents.add(values);
        values = new LinkedHashMap<>();
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
