package io.github.windlass4j.core.cert;

import io.github.windlass4j.core.internal.der.DerException;
import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.Tag;
import java.util.ArrayList;
import java.util.List;

/**
 * The subtrees in which an authority may issue names (RFC 5280 4.2.1.10).
 *
 * @param permitted in the order written; empty if the field is absent or empty
 * @param excluded in the order written; empty if the field is absent or empty
 */
public record NameConstraints(List<Subtree> permitted, List<Subtree> excluded) {
    /**
     * One subtree.
     *
     * @param base its root; an IP base is address and mask, 8 or 32 bytes
     * @param minimum 0 in every conforming certificate
     * @param maximum {@link #UNBOUNDED} in every conforming certificate
     */
    public record Subtree(GeneralName base, int minimum, int maximum) {
        /** No maximum is written. */
        public static final int UNBOUNDED = -1;

        /** True if minimum and maximum are as RFC 5280 demands. */
        public boolean isPlain() {
            return minimum == 0 && maximum == UNBOUNDED;
        }
    }

    /** Copies the lists. */
    public NameConstraints {
        permitted = List.copyOf(permitted);
        excluded = List.copyOf(excluded);
    }

    static NameConstraints read(DerReader value) {
        DerReader fields = value.next(Tag.SEQUENCE, "NameConstraints").inner();
        value.finish("NameConstraints");
        List<Subtree> permitted = fields.nextIf(Tag.contextConstructed(0)) ? subtrees(fields.inner()) : List.of();
        List<Subtree> excluded = fields.nextIf(Tag.contextConstructed(1)) ? subtrees(fields.inner()) : List.of();
        fields.finish("NameConstraints");
        return new NameConstraints(permitted, excluded);
    }

    private static List<Subtree> subtrees(DerReader list) {
        List<Subtree> all = new ArrayList<>();
        while (list.hasNext()) {
            DerReader fields = list.next(Tag.SEQUENCE, "GeneralSubtree").inner();
            GeneralName base = GeneralNames.readOne(fields.next());
            int baseStart = fields.start();
            int minimum = fields.nextIf(Tag.context(0)) ? fields.nonNegative("minimum") : 0;
            int maximum = fields.nextIf(Tag.context(1)) ? fields.nonNegative("maximum") : Subtree.UNBOUNDED;
            fields.finish("GeneralSubtree");
            if (base instanceof GeneralName.Ip ip
                    && ip.octets().length() != 8
                    && ip.octets().length() != 32) {
                throw new DerException(
                        "iPAddress constraint of " + ip.octets().length() + " bytes (want 8 or 32)", baseStart);
            }
            all.add(new Subtree(base, minimum, maximum));
        }
        return all;
    }
}
