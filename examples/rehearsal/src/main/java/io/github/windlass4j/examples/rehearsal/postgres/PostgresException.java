package io.github.windlass4j.examples.rehearsal.postgres;

/** PostgreSQL could not be found, started or made to serve what it was told to; the message holds what it said. */
public final class PostgresException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PostgresException(String message) {
        super(message);
    }

    public PostgresException(String message, Throwable cause) {
        super(message, cause);
    }
}
