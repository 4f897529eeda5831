package io.github.windlass4j.examples.rehearsal;

/** The command line, or a file that it names, cannot be used; the message says which argument and what is wanted. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
