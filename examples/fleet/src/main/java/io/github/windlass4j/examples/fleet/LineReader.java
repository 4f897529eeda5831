package io.github.windlass4j.examples.fleet;

import java.io.Reader;
import java.util.Iterator;

/** Lines that come one by one, read as a text. */
final class LineReader extends Reader {
    private final Iterator<String> lines;
    private String line = "";
    private int position;

    LineReader(Iterator<String> lines) {
        this.lines = lines;
    }

    @Override
    public int read(char[] buffer, int offset, int length) {
        while (position == line.length()) {
            if (!lines.hasNext()) {
                return -1;
            }
            line = lines.next() + '\n';
            position = 0;
        }
        int count = Math.min(length, line.length() - position);
        line.getChars(position, position + count, buffer, offset);
        position += count;
        return count;
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
