package io.github.windlass4j.advisor.render;

import java.util.ArrayDeque;
import java.util.Deque;

/** Writes JSON with one member a line, in the order of the calls. */
final class JsonText {
    private final StringBuilder text = new StringBuilder();
    private final Deque<Character> open = new ArrayDeque<>();
    private boolean first = true;
    private boolean named;

    JsonText object() {
        return begin('{', '}');
    }

    JsonText array() {
        return begin('[', ']');
    }

    private JsonText begin(char opening, char closing) {
        separate();
        text.append(opening);
        open.push(closing);
        first = true;
        return this;
    }

    JsonText end() {
        char closing = open.pop();
        if (!first) {
            text.append('\n').append(" ".repeat(open.size()));
        }
        text.append(closing);
        first = false;
        if (open.isEmpty()) {
            text.append('\n');
        }
        return this;
    }

    JsonText name(String name) {
        separate();
        quote(name);
        text.append(": ");
        named = true;
        return this;
    }

    JsonText text(String value) {
        separate();
        quote(value);
        return this;
    }

    JsonText bool(boolean value) {
        separate();
        text.append(value);
        return this;
    }

    private void separate() {
        if (named) {
            named = false;
            return;
        }
        if (!open.isEmpty()) {
            text.append(first ? "\n" : ",\n").append(" ".repeat(open.size()));
        }
        first = false;
    }

    private void quote(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < 0x20 || Character.isSurrogate(c)) {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
