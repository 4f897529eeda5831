package io.github.windlass4j.core.finding;

/**
 * Where a {@link Finding} is: an artefact (file name, URL, object), optionally an entry inside it (alias, block, object
 * reference) and optionally a place in its text.
 *
 * @param artifact the name of the file or object as the user gave it; empty if there is none
 * @param entry the part of the artefact, empty for the whole of it
 * @param line line counted from 1, 0 if not known
 * @param column column counted from 1, 0 if not known
 */
public record Location(String artifact, String entry, int line, int column) {
    /** Line and column must not be negative. */
    public Location {
        if (line < 0 || column < 0) {
            throw new IllegalArgumentException("line " + line + ", column " + column + " (want >= 0, 0 = not known)");
        }
    }

    /** The whole artefact. */
    public static Location of(String artifact) {
        return new Location(artifact, "", 0, 0);
    }

    /** This artefact, narrowed to one entry. */
    public Location entry(String name) {
        return new Location(artifact, name, line, column);
    }

    /** This place, narrowed to a line and column, both counted from 1; 0 = not known. */
    public Location at(int atLine, int atColumn) {
        return new Location(artifact, entry, atLine, atColumn);
    }

    /** {@code trust.jks, entry "dbroot"} or {@code mesh.yaml:14:7}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(artifact);
        if (line > 0) {
            text.append(text.isEmpty() ? "line " : ":").append(line);
            if (column > 0) {
                text.append(':').append(column);
            }
        }
        if (!entry.isEmpty()) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append("entry \"")
                    .append(entry)
                    .append('"');
        }
        return text.toString();
    }
}
