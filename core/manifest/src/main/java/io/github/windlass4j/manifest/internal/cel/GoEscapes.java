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

    /**
     * Go's %q.
     *
     * @param text any text
     * @return the text between quotation marks
     */
    public static String quote(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            String escape = of(c);
            if (escape != null) {
                out.append(escape);
            } else if (c < ' ' || c == 0x7F) {
                out.append(String.format("\\x%02x", c));
            } else if (isPrintable(c)) {
                out.appendCodePoint(c);
            } else {
                out.append(c > 0xFFFF ? String.format("\\U%08x", c) : String.format("\\u%04x", c));
            }
        });
        return out.append('"').toString();
    }

    /** Go's unicode.IsPrint: letters, marks, numbers, punctuation, symbols and the ASCII space. */
    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }
}
