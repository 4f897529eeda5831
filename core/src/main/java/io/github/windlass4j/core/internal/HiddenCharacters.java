package io.github.windlass4j.core.internal;

/** Characters that a reader does not see, or that make him see others elsewhere than they stand. */
public final class HiddenCharacters {
    private HiddenCharacters() {}

    /** Tells whether {@code codePoint} is a control, a format, a surrogate, unassigned, or a separator of lines. */
    public static boolean contains(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
