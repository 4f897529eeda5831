package io.github.windlass4j.core.chain.engine;

import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.cert.Extensions;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.cert.MalformedCertificateException;
import io.github.windlass4j.core.cert.NameConstraints;
import io.github.windlass4j.core.cert.NameConstraints.Subtree;
import io.github.windlass4j.core.internal.der.DerException;
import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.DerWriter;
import io.github.windlass4j.core.internal.der.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Name constraints as the engines read them: addresses of any size, which {@link Extensions#nameConstraints} refuses as RFC
 * 5280 wants, are for them a matter of comparing.
 */
public final class ConstraintReader {
    private ConstraintReader() {}

    /** Empty if there are none; throws {@link MalformedCertificateException} if they are not DER of that shape. */
    public static Optional<NameConstraints> read(Extensions extensions) {
        Optional<Extension> extension = extensions.find(Extension.NAME_CONSTRAINTS);
        if (extension.isEmpty()) {
            return Optional.empty();
        }
        try {
            DerReader value = new DerReader(extension.get().value().bytes());
            DerReader fields = value.next(Tag.SEQUENCE, "NameConstraints").inner();
            List<Subtree> permitted = fields.nextIf(Tag.contextConstructed(0)) ? subtrees(fields.inner()) : List.of();
            List<Subtree> excluded = fields.nextIf(Tag.contextConstructed(1)) ? subtrees(fields.inner()) : List.of();
            fields.finish("NameConstraints");
            return Optional.of(new NameConstraints(permitted, excluded));
        } catch (DerException e) {
            throw new MalformedCertificateException("nameConstraints: " + e.getMessage(), e.offset());
        }
    }

    private static List<Subtree> subtrees(DerReader list) {
        List<Subtree> all = new ArrayList<>();
        while (list.hasNext()) {
            DerReader fields = list.next(Tag.SEQUENCE, "GeneralSubtree").inner();
            GeneralName base = GeneralName.parseAll(
                            DerWriter.sequence(fields.next().encoded()))
                    .get(0);
            int minimum = fields.nextIf(Tag.context(0)) ? fields.nonNegative("minimum") : 0;
            int maximum = fields.nextIf(Tag.context(1)) ? fields.nonNegative("maximum") : Subtree.UNBOUNDED;
            fields.finish("GeneralSubtree");
            all.add(new Subtree(base, minimum, maximum));
        }
        return all;
    }
}
