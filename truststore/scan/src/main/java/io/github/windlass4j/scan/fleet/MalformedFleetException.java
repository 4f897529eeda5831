package io.github.windlass4j.scan.fleet;

/** A line that is no part of an assessment. The message says which line of which text, and what is wrong with it. */
public final class MalformedFleetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedFleetException(String name, int line, String problem) {
        super(name + ":" + line + ": " + problem);
    }
}
