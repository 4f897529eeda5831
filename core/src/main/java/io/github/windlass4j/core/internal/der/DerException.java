package io.github.windlass4j.core.internal.der;

/** Bytes that are not the DER that was expected; says what and at which byte of the whole input. */
public final class DerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String what;
    private final int offset;

    public DerException(String what, int offset) {
        super(null, null, false, false);
        this.what = what;
        this.offset = offset;
    }

    /** What was found and what was wanted, without the offset. */
    @Override
    public String getMessage() {
        return what;
    }

    /** Position in the array that was read, counted from 0. */
    public int offset() {
        return offset;
    }
}
