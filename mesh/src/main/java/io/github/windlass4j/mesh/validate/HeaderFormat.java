package io.github.windlass4j.mesh.validate;

import org.jspecify.annotations.Nullable;

/**
 * The format of a header's value: text, {@code %%} for one percent sign, and {@code %NAME%} or {@code %NAME(arguments)%} for what
 * Envoy puts there. Which names Envoy knows is not looked at, as istiod does not (pkg/config/validation, header_value_validator.go).
 */
final class HeaderFormat {
    private enum State {
        TEXT,
        NAME,
        ARGUMENTS,
        QUOTE,
        ARGUMENT,
        COMMA,
        PARENTHESIS,
        END
    }

    private HeaderFormat() {}

    /** Whether everything that begins in a value ends in it, and nothing stands where only blanks may. */
    static boolean isComplete(String value) {
        State state = State.TEXT;
        for (int at = 0; at < value.length(); at++) {
            char c = value.charAt(at);
            boolean isEscape =
                    (state == State.TEXT && value.startsWith("%%", at)) || (state == State.ARGUMENT && c == '\\');
            if (isEscape) {
                at++;
                if (at == value.length()) {
                    return false;
                }
                continue;
            }
            State next = after(state, c);
            if (next == null) {
                return false;
            }
            state = next;
        }
        return state == State.TEXT;
    }

    /** The state behind a character; null where it may not stand. */
    private static @Nullable State after(State state, char c) {
        return switch (state) {
            case TEXT -> c == '%' ? State.NAME : State.TEXT;
            case NAME -> c == '%' ? State.TEXT : c == '(' ? State.ARGUMENTS : State.NAME;
            case ARGUMENTS -> c == '[' ? State.QUOTE : c == ' ' ? State.ARGUMENTS : State.ARGUMENT;
            case ARGUMENT -> c == ')' ? State.END : c == '"' ? State.COMMA : State.ARGUMENT;
            case QUOTE -> c == '"' ? State.ARGUMENT : blank(state, c);
            case COMMA -> c == ',' ? State.QUOTE : c == ']' ? State.PARENTHESIS : blank(state, c);
            case PARENTHESIS -> c == ')' ? State.END : blank(state, c);
            case END -> c == '%' ? State.TEXT : blank(state, c);
        };
    }

    private static @Nullable State blank(State state, char c) {
        return c == ' ' ? state : null;
    }
}
