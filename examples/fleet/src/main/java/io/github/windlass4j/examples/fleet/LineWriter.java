package io.github.windlass4j.examples.fleet;

import java.util.function.Consumer;

/** A text that is written, handed on line by line. */
public final class LineWriter implements Appendable {
    private final Consumer<String> lines;
    private final StringBuilder line = new StringBuilder();

    /** A writer that hands on each line without its end. */
    public LineWriter(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public LineWriter append(CharSequence text) {
        return append(text, 0, text.length());
    }

    @Override
    public LineWriter append(CharSequence text, int start, int end) {
        for (int i = start; i < end; i++) {
            append(text.charAt(i));
        }
        return this;
    }

    @Override
    public LineWriter append(char c) {
        if (c == '\n') {
            lines.accept(line.toString());
            line.setLength(0);
        } else {
            line.append(c);
        }
        return this;
    }
}
