package io.github.windlass4j.mesh.observe.promql;

/** A query that Prometheus would refuse; the message starts with {@code origin:line:column}. */
public final class MalformedPromqlException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;
    private final String problem;

    MalformedPromqlException(String origin, String query, int offset, String problem) {
        this(origin, lineOf(query, offset), columnOf(query, offset), problem);
    }

    private MalformedPromqlException(String origin, int line, int column, String problem) {
        super(origin + ":" + line + ":" + column + ": " + problem);
        this.line = line;
        this.column = column;
        this.problem = problem;
    }

    private static int lineOf(String query, int offset) {
        return 1
                + (int) query.substring(0, offset)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    private static int columnOf(String query, int offset) {
        return 1 + query.codePointCount(query.lastIndexOf('\n', offset - 1) + 1, offset);
    }

    /**
     * The line.
     *
     * @return counted from 1
     */
    public int line() {
        return line;
    }

    /**
     * The column.
     *
     * @return in code points, counted from 1
     */
    public int column() {
        return column;
    }

    /**
     * What is wrong, without the place.
     *
     * @return one sentence
     */
    public String problem() {
        return problem;
    }
}
