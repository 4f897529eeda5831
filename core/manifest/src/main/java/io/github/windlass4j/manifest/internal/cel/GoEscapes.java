package io.github.windlass4j.manifest.internal.cel;

import org.jspecify.annotations.Nullable;

/** The escapes with a letter of their own in Go's quoted texts (strconv.Quote), which CEL's {@code strings.quote} shares. */
public final class GoEscapes {
    private GoEscapes() {}

    /**
     * How a character is written between quotation marks.
     *
     * @param codePoint the character
     * @return the escape; null for a character that has none by name
     */
    public static @Nullable String of(int codePoint) {
        return switch (codePoint) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case 7 -> "\\a";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case 11 -> "\\v";
            default -> null;
        };
    }
}
