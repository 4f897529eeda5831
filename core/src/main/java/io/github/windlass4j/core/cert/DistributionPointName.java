package io.github.windlass4j.core.cert;

import io.github.windlass4j.core.internal.der.DerException;
import io.github.windlass4j.core.internal.der.DerReader;
import java.util.List;

/** The name of a CRL: in full, or relative to the name of its issuer (RFC 5280 4.2.1.13). */
public sealed interface DistributionPointName {
    /** Alternative names of the same CRL, in the order written. */
    record Full(List<GeneralName> names) implements DistributionPointName {
        /** Copies the list. */
        public Full {
            names = List.copyOf(names);
        }
    }

    /**
     * A name relative to the CRL issuer's; {@link DistinguishedName#plus} makes it absolute.
     *
     * @param rdn DER of the relative name, a SET
     */
    record Relative(Octets rdn) implements DistributionPointName {
        /** A name of these bytes. */
        public Relative(byte[] rdn) {
            this(new Octets(rdn));
        }
    }

    /** Reads the DER of a DistributionPointName (tag [0] or [1]); throws {@link MalformedCertificateException}. */
    static DistributionPointName parse(byte[] der) {
        try {
            return DistributionPointNames.read(new DerReader(der.clone()));
        } catch (DerException e) {
            throw MalformedCertificateException.of(e);
        }
    }
}
