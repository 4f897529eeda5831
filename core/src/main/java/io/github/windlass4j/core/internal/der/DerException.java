package io.github.windlass4j.core.internal.der;

/** Bytes that are not the DER that was expected; says what and at which byte of the whole input. */
public final class DerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int offset;

    public DerException(String what, int offset) {
        super(what, null, false, false);
        this.offset = offset;
    }

    /** Position in the array that was read, counted from 0. */
    public int offset() {
        return offset;
    }
}
