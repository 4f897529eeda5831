package io.github.windlass4j.core.report;

import io.github.windlass4j.core.internal.HiddenCharacters;

/** Text of others made safe to read and to embed. */
final class Words {
    private Words() {}

    /** One line: what a reader would not see, or would see elsewhere than it stands, is named by its code point. */
    static String line(String text) {
        return visible(text, false);
    }

    /** As {@link #line} but with its line ends, tabs as blanks. */
    static String lines(String text) {
        return visible(text.replace("\r\n", "\n").replace("\t", "    "), true);
    }

    private static String visible(String text, boolean keepLines) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\n' && keepLines) {
                safe.append('\n');
            } else if (c == '\n' || c == '\t') {
                safe.append(' ');
            } else if (HiddenCharacters.contains(c)) {
                safe.append(String.format("U+%04X", c));
            } else {
                safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }

    /** Text for element content and quoted attributes of XML and HTML; hidden characters are to be gone already. */
    static String xml(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(c);
            }
        }
        return safe.toString();
    }
}
