package io.github.windlass4j.truststore.client;

/**
 * A connection string that its driver would refuse to parse. The message says where and what was expected there; it never
 * repeats the string, which may hold a password.
 */
public final class MalformedConnectionStringException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int offset;

    MalformedConnectionStringException(int offset, String problem) {
        super("character " + (offset + 1) + ": " + problem);
        this.offset = offset;
    }

    /** Where the problem is: characters from the start, 0 = the first. */
    public int offset() {
        return offset;
    }
}
