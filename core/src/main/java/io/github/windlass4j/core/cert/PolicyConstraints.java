package io.github.windlass4j.core.cert;

import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.Tag;

/**
 * After how many further certificates a policy is required, or mapping ends (RFC 5280 4.2.1.11).
 *
 * @param requireExplicitPolicy certificates that may follow before an explicit policy is required, {@link #ABSENT} if not
 * written
 * @param inhibitPolicyMapping certificates that may follow before mapping ends, {@link #ABSENT} if not written
 */
public record PolicyConstraints(int requireExplicitPolicy, int inhibitPolicyMapping) {
    /** The field is not written. */
    public static final int ABSENT = -1;

    static PolicyConstraints read(DerReader value) {
        DerReader fields = value.next(Tag.SEQUENCE, "PolicyConstraints").inner();
        value.finish("PolicyConstraints");
        int require = fields.nextIf(Tag.context(0)) ? fields.nonNegative("requireExplicitPolicy") : ABSENT;
        int inhibit = fields.nextIf(Tag.context(1)) ? fields.nonNegative("inhibitPolicyMapping") : ABSENT;
        fields.finish("PolicyConstraints");
        return new PolicyConstraints(require, inhibit);
    }
}
