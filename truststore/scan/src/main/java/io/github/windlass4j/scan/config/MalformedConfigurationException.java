package io.github.windlass4j.scan.config;

/** A configuration file that the program which it is meant for refuses, or that goes beyond what is read of one. */
public final class MalformedConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;
    private final String problem;

    /** A problem at a line and a column, from 1. */
    public MalformedConfigurationException(String where, int line, int column, String problem) {
        super(where + ":" + line + ":" + column + ": " + problem);
        this.line = line;
        this.column = column;
        this.problem = problem;
    }

    /** The line, from 1. */
    public int line() {
        return line;
    }

    /** The column, from 1. */
    public int column() {
        return column;
    }

    /** What is wrong, without the place. */
    public String problem() {
        return problem;
    }
}
