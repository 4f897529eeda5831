package io.github.windlass4j.gateway.diagram;

import io.github.windlass4j.core.internal.HiddenCharacters;
import java.util.Locale;

/** Names come from anybody: what is not plain is written as a reference to its number. */
final class Escapes {
    private Escapes() {}

    /** A text with each character that is no letter, no digit and not allowed as its number behind {@code before}. */
    static String escaped(String text, String before, String allowed) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c) || (c < 0x10000 && allowed.indexOf(c) >= 0)) {
                safe.appendCodePoint(c);
            } else if (HiddenCharacters.contains(c) || Character.getType(c) == Character.PRIVATE_USE) {
                safe.append(String.format(Locale.ROOT, "U+%04X", c));
            } else {
                safe.append(before).append(c).append(';');
            }
        });
        return safe.toString();
    }
}
