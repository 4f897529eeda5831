package io.github.windlass4j.core.cert;

import io.github.windlass4j.core.internal.der.DerException;
import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.Tag;

/** Reads DistributionPointName values (RFC 5280 4.2.1.13). */
final class DistributionPointNames {
    private DistributionPointNames() {}

    static DistributionPointName read(DerReader reader) {
        reader.next();
        reader.finish("DistributionPointName");
        if (reader.tag() == Tag.contextConstructed(0)) {
            return new DistributionPointName.Full(GeneralNames.read(reader.inner()));
        }
        if (reader.tag() != Tag.contextConstructed(1)) {
            throw new DerException(
                    String.format("DistributionPointName: tag 0x%02x (want [0] or [1])", reader.tag()), reader.start());
        }
        byte[] rdn = reader.encoded();
        // [1] replaces the tag of the SET (IMPLICIT); as part of a Name it is a SET again.
        rdn[0] = (byte) Tag.SET;
        return new DistributionPointName.Relative(rdn);
    }
}
