package io.github.windlass4j.manifest.yaml;

/**
 * A place in a text: line and column, both counted from 1. {@link #NONE} (0, 0) marks a node that was built, not read.
 *
 * @param line line, from 1; 0 when unknown
 * @param column column in code points, from 1; 0 when unknown
 */
public record Position(int line, int column) {
    /** The position of what was never read from a text. */
    public static final Position NONE = new Position(0, 0);

    /**
     * Whether this names a place in a text.
     *
     * @return false for {@link #NONE}
     */
    public boolean isKnown() {
        return line > 0;
    }

    /** {@code line:column}, or {@code -} when unknown. */
    @Override
    public String toString() {
        return isKnown() ? line + ":" + column : "-";
    }
}
