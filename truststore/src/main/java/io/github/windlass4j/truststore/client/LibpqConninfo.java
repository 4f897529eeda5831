package io.github.windlass4j.truststore.client;

import java.util.regex.Pattern;

/** {@code host=db port=5433 sslmode='verify-full'} as libpq reads it (libpq-connect, 34.1.1.1). */
final class LibpqConninfo {
    /** libpq refuses every other name; none of its own has anything but small letters and underscores. */
    private static final Pattern NAME = Pattern.compile("[a-z_]+");

    private final String text;
    private final LibpqParameters parameters = new LibpqParameters();
    private int position;

    LibpqConninfo(String text) {
        this.text = text;
    }

    ConnectionString parse() {
        skipSpace();
        while (position < text.length()) {
            int start = position;
            while (position < text.length() && text.charAt(position) != '=' && !isSpace(text.charAt(position))) {
                position++;
            }
            String name = text.substring(start, position);
            skipSpace();
            if (position >= text.length() || text.charAt(position) != '=') {
                throw new MalformedConnectionStringException(position, "want = after a name");
            }
            if (!NAME.matcher(name).matches()) {
                throw new MalformedConnectionStringException(start, "want a parameter's name, in lower case");
            }
            position++;
            skipSpace();
            parameters.put(name, value());
            skipSpace();
        }
        return parameters.toConnectionString(text.length());
    }

    private String value() {
        StringBuilder value = new StringBuilder();
        boolean quoted = position < text.length() && text.charAt(position) == '\'';
        int start = position;
        if (quoted) {
            position++;
        }
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c == '\\') {
                position++;
                if (position < text.length()) {
                    value.append(text.charAt(position++));
                }
            } else if (quoted && c == '\'') {
                position++;
                return value.toString();
            } else if (!quoted && isSpace(c)) {
                return value.toString();
            } else {
                value.append(c);
                position++;
            }
        }
        if (quoted) {
            throw new MalformedConnectionStringException(start, "a quote that is never closed");
        }
        return value.toString();
    }

    private void skipSpace() {
        while (position < text.length() && isSpace(text.charAt(position))) {
            position++;
        }
    }

    // isspace() of the C locale.
    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}
