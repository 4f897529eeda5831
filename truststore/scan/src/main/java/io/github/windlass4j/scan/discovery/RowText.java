package io.github.windlass4j.scan.discovery;

import io.github.windlass4j.core.internal.Count;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows as {@code COPY} and psql write them: CSV where an empty unquoted value is NULL, or tab-separated text with {@code \N}.
 */
final class RowText {
    private final String text;
    private final String name;
    private int position;
    private int line = 1;

    private RowText(String text, String name) {
        this.text = text;
        this.name = name;
    }

    static List<Map<String, @Nullable String>> read(String text, String name) {
        int end = text.indexOf('\n');
        boolean tabs = (end < 0 ? text : text.substring(0, end)).indexOf('\t') >= 0;
        return new RowText(text.startsWith("\uFEFF") ? text.substring(1) : text, name).rows(tabs);
    }

    private List<Map<String, @Nullable String>> rows(boolean tabs) {
        List<@Nullable String> header = row(tabs);
        List<Map<String, @Nullable String>> rows = new ArrayList<>();
        while (position < text.length()) {
            int at = line;
            List<@Nullable String> values = row(tabs);
            if (values.size() == 1 && values.get(0) == null) {
                continue;
            }
            if (values.size() != header.size()) {
                throw new MalformedSampleException(
                        name,
                        at,
                        Count.of(values.size(), "value") + " (want " + header.size() + ", as the header has)");
            }
            Map<String, @Nullable String> row = new HashMap<>();
            for (int i = 0; i < values.size(); i++) {
                row.put(String.valueOf(header.get(i)), values.get(i));
            }
            rows.add(row);
        }
        return rows;
    }

    private List<@Nullable String> row(boolean tabs) {
        List<@Nullable String> values = new ArrayList<>();
        while (true) {
            values.add(tabs ? plain() : position < text.length() && text.charAt(position) == '"' ? quoted() : bare());
            if (position < text.length() && text.charAt(position) == (tabs ? '\t' : ',')) {
                position++;
                continue;
            }
            endOfLine();
            return values;
        }
    }

    private void endOfLine() {
        if (position < text.length() && text.charAt(position) == '\r') {
            position++;
        }
        if (position < text.length()) {
            if (text.charAt(position) != '\n') {
                throw new MalformedSampleException(name, line, "want a comma or the end of the line after a quote");
            }
            position++;
            line++;
        }
    }

    private @Nullable String bare() {
        int start = position;
        while (position < text.length() && ",\r\n".indexOf(text.charAt(position)) < 0) {
            position++;
        }
        return position == start ? null : text.substring(start, position);
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        int start = line;
        position++;
        while (position < text.length()) {
            char c = text.charAt(position++);
            line += c == '\n' ? 1 : 0;
            if (c != '"') {
                value.append(c);
            } else if (position < text.length() && text.charAt(position) == '"') {
                value.append('"');
                position++;
            } else {
                return value.toString();
            }
        }
        throw new MalformedSampleException(name, start, "a quote that is never closed");
    }

    private @Nullable String plain() {
        int start = position;
        StringBuilder value = new StringBuilder();
        while (position < text.length() && "\t\r\n".indexOf(text.charAt(position)) < 0) {
            char c = text.charAt(position++);
            if (c == '\\' && position < text.length()) {
                char escaped = text.charAt(position++);
                int known = "tnrbfv".indexOf(escaped);
                value.append(known < 0 ? escaped : "\t\n\r\b\f\u000B".charAt(known));
            } else {
                value.append(c);
            }
        }
        return text.substring(start, position).equals("\\N") ? null : value.toString();
    }
}
