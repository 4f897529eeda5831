package io.github.windlass4j.scan.discovery;

/** Rows that are no answer to the query. The message says which line, and what was expected. */
public final class MalformedSampleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedSampleException(String name, int line, String problem) {
        super(name + ":" + line + ": " + problem);
    }
}
