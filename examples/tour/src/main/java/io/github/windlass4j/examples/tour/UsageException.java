package io.github.windlass4j.examples.tour;

/** An argument, or the file that it names, is not what the program wants; the message says which and what is wanted. */
final class UsageException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
