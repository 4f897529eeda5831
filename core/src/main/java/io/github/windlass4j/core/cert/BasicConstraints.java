package io.github.windlass4j.core.cert;

import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.Tag;

/**
 * Whether a certificate is that of an authority, and how many authorities may follow (RFC 5280 4.2.1.9).
 *
 * @param ca the cA flag
 * @param maxPathLength most non-self-issued intermediate certificates that may follow, {@link #UNLIMITED} if the field is
 * absent
 */
public record BasicConstraints(boolean ca, int maxPathLength) {
    /** No pathLenConstraint. */
    public static final int UNLIMITED = -1;

    /** True if a pathLenConstraint is written, also where it means nothing because {@code ca} is false. */
    public boolean hasPathLength() {
        return maxPathLength != UNLIMITED;
    }

    static BasicConstraints read(DerReader value) {
        value.next(Tag.SEQUENCE, "BasicConstraints");
        value.finish("BasicConstraints");
        value.enter();
        boolean ca = value.nextIf(Tag.BOOLEAN) && value.bool();
        int maxPathLength = value.nextIf(Tag.INTEGER) ? value.nonNegative("pathLenConstraint") : UNLIMITED;
        value.finish("BasicConstraints");
        return new BasicConstraints(ca, maxPathLength);
    }
}
