package io.github.windlass4j.core.chain.jsse;

/** A place where the JDK throws an unchecked exception through the caller: the peer is refused, but by accident. */
final class EngineCrash extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String exception;

    EngineCrash(String exception) {
        super(exception, null, false, false);
        this.exception = exception;
    }

    /** What the JDK throws, as its {@code toString}; without the message where that is the virtual machine's own wording. */
    String exception() {
        return exception;
    }
}
