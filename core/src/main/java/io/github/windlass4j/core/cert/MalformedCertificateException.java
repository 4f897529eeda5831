package io.github.windlass4j.core.cert;

import io.github.windlass4j.core.internal.der.DerException;

/**
 * Bytes that are not a certificate (or not the part of one that was asked for). The message names the field and ends with
 * the offset; {@link #offset()} gives the offset alone.
 */
public final class MalformedCertificateException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String what;
    private final int offset;

    /**
     * A new exception.
     *
     * @param what the field, what was found there and what was wanted
     * @param offset byte counted from 0 in the DER of the certificate (or of the part that was read)
     */
    public MalformedCertificateException(String what, int offset) {
        this.what = what;
        this.offset = offset;
    }

    static MalformedCertificateException of(DerException cause) {
        return new MalformedCertificateException(cause.getMessage(), cause.offset());
    }

    static MalformedCertificateException in(String field, DerException cause) {
        return new MalformedCertificateException(field + ": " + cause.getMessage(), cause.offset());
    }

    /** The field, what was found there, what was wanted, and the offset. */
    @Override
    public String getMessage() {
        return what + ", at byte " + offset;
    }

    /** Byte at which the input stops being what it should be, counted from 0. */
    public int offset() {
        return offset;
    }
}
