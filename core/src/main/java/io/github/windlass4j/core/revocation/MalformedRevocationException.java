package io.github.windlass4j.core.revocation;

import io.github.windlass4j.core.internal.der.DerException;

/** Bytes that are not a CRL or not an OCSP response. The message names the field and ends with the offset. */
public final class MalformedRevocationException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int offset;

    /**
     * A new exception.
     *
     * @param what the field, what was found there and what was wanted
     * @param offset byte counted from 0 in the input
     */
    public MalformedRevocationException(String what, int offset) {
        super(what + ", at byte " + offset);
        this.offset = offset;
    }

    static MalformedRevocationException of(DerException cause) {
        return new MalformedRevocationException(cause.getMessage(), cause.offset());
    }

    /** Byte at which the input stops being what it should be, counted from 0. */
    public int offset() {
        return offset;
    }
}
