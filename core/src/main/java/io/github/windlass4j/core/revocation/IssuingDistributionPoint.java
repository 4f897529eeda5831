package io.github.windlass4j.core.revocation;

import io.github.windlass4j.core.cert.DistributionPointName;
import io.github.windlass4j.core.cert.MalformedCertificateException;
import io.github.windlass4j.core.cert.RevocationReason;
import io.github.windlass4j.core.internal.der.DerException;
import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.Tag;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which certificates a CRL speaks for (RFC 5280 5.2.5).
 *
 * @param name the CRL's name; empty if it has none
 * @param onlyUserCerts end-entity certificates only
 * @param onlyCaCerts CA certificates only
 * @param onlySomeReasons the reasons it covers; empty = all
 * @param indirect certificates of other issuers as well
 * @param onlyAttributeCerts attribute certificates only, so no certificate at all
 */
public record IssuingDistributionPoint(
        Optional<DistributionPointName> name,
        boolean onlyUserCerts,
        boolean onlyCaCerts,
        Set<RevocationReason> onlySomeReasons,
        boolean indirect,
        boolean onlyAttributeCerts) {
    /** Copies the set. */
    public IssuingDistributionPoint {
        onlySomeReasons = Set.copyOf(onlySomeReasons);
    }

    static IssuingDistributionPoint parse(byte[] der) {
        DerReader value = new DerReader(der);
        DerReader fields = value.next(Tag.SEQUENCE, "issuingDistributionPoint").inner();
        value.finish("issuingDistributionPoint");
        if (!fields.hasNext()) {
            throw new DerException("issuingDistributionPoint: empty, which RFC 5280 5.2.5 forbids", value.start());
        }
        Optional<DistributionPointName> name = Optional.empty();
        if (fields.nextIf(Tag.contextConstructed(0))) {
            try {
                name = Optional.of(DistributionPointName.parse(fields.content()));
            } catch (MalformedCertificateException e) {
                throw new DerException("distributionPoint: " + e.getMessage(), fields.start());
            }
        }
        boolean user = fields.nextIf(Tag.context(1)) && fields.bool();
        boolean ca = fields.nextIf(Tag.context(2)) && fields.bool();
        Set<RevocationReason> reasons = fields.nextIf(Tag.context(3)) ? reasons(fields) : Set.of();
        boolean indirect = fields.nextIf(Tag.context(4)) && fields.bool();
        boolean attribute = fields.nextIf(Tag.context(5)) && fields.bool();
        fields.finish("issuingDistributionPoint");
        if ((user ? 1 : 0) + (ca ? 1 : 0) + (attribute ? 1 : 0) > 1) {
            throw new DerException(
                    "issuingDistributionPoint: more than one of onlyContainsUserCerts, onlyContainsCACerts and"
                            + " onlyContainsAttributeCerts",
                    value.start());
        }
        return new IssuingDistributionPoint(name, user, ca, reasons, indirect, attribute);
    }

    private static Set<RevocationReason> reasons(DerReader value) {
        byte[] bits = value.content();
        if (bits.length < 2) {
            throw new DerException("onlySomeReasons: no reason", value.start());
        }
        Set<RevocationReason> reasons = EnumSet.noneOf(RevocationReason.class);
        for (RevocationReason reason : RevocationReason.values()) {
            reason.bit().stream().filter(bit -> isSet(bits, bit)).forEach(bit -> reasons.add(reason));
        }
        return reasons;
    }

    private static boolean isSet(byte[] bits, int bit) {
        int octet = 1 + bit / 8;
        return octet < bits.length && (bits[octet] & (0x80 >> (bit % 8))) != 0;
    }
}
