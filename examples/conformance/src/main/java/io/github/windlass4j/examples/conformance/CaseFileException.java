package io.github.windlass4j.examples.conformance;

/** A case file or a companion of it cannot be read; the message names file and, where known, line and column. */
public final class CaseFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CaseFileException(String message) {
        super(message);
    }

    public CaseFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
