package io.github.windlass4j.truststore.client;

import java.util.LinkedHashMap;
import java.util.Map;

/** {@code name=value;name={va;lue};name="va;lue"}: the pairs of ADO.NET and of mssql-jdbc; the last of a name counts. */
final class SemicolonPairs {
    private SemicolonPairs() {}

    static Map<String, String> read(String text, int offset) {
        Map<String, String> pairs = new LinkedHashMap<>();
        int position = 0;
        while (position < text.length()) {
            int semicolon = text.indexOf(';', position);
            int end = semicolon < 0 ? text.length() : semicolon;
            String pair = text.substring(position, end);
            int equals = position + pair.indexOf('=');
            if (equals < position) {
                if (!pair.isBlank()) {
                    throw new MalformedConnectionStringException(offset + position, "want = between name and value");
                }
                position = end + 1;
                continue;
            }
            String name = text.substring(position, equals).strip();
            int start = equals + 1;
            while (start < text.length() && text.charAt(start) == ' ') {
                start++;
            }
            char first = start < text.length() ? text.charAt(start) : ';';
            if (first == '{' || first == '"' || first == '\'') {
                char last = first == '{' ? '}' : first;
                StringBuilder value = new StringBuilder();
                int close = close(text, last, start + 1, offset);
                value.append(text, start + 1, close);
                while (close + 1 < text.length() && text.charAt(close + 1) == last) {
                    // Doubled, it is part of the value.
                    int from = close + 1;
                    close = close(text, last, close + 2, offset);
                    value.append(text, from, close);
                }
                pairs.put(name, value.toString());
                int next = text.indexOf(';', close);
                position = next < 0 ? text.length() : next + 1;
            } else {
                pairs.put(name, text.substring(equals + 1, end).strip());
                position = end + 1;
            }
        }
        return pairs;
    }

    private static int close(String text, char last, int start, int offset) {
        int close = text.indexOf(last, start);
        if (close < 0) {
            throw new MalformedConnectionStringException(offset + start - 1, "a quote that is never closed");
        }
        return close;
    }
}
