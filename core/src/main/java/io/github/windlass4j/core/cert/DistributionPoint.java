package io.github.windlass4j.core.cert;

import io.github.windlass4j.core.internal.der.DerException;
import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.Tag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where, for which reasons and by whom revocations are published (RFC 5280 4.2.1.13).
 *
 * @param name the CRL's name or location
 * @param reasons the reasons that the CRL covers; empty = all of them
 * @param crlIssuer who signs the CRL if it is not the certificate's issuer; empty = the certificate's issuer
 */
public record DistributionPoint(
        Optional<DistributionPointName> name, Set<RevocationReason> reasons, List<GeneralName> crlIssuer) {
    /** Copies the collections. */
    public DistributionPoint {
        EnumSet<RevocationReason> own = EnumSet.noneOf(RevocationReason.class);
        own.addAll(reasons);
        reasons = Collections.unmodifiableSet(own);
        crlIssuer = List.copyOf(crlIssuer);
    }

    /**
     * Reads the DER of a CRLDistributionPoints, as in cRLDistributionPoints and freshestCRL; throws {@link
     * MalformedCertificateException}.
     */
    public static List<DistributionPoint> parseAll(byte[] der) {
        try {
            return readAll(new DerReader(der.clone()));
        } catch (DerException e) {
            throw MalformedCertificateException.of(e);
        }
    }

    static List<DistributionPoint> readAll(DerReader value) {
        DerReader list = value.next(Tag.SEQUENCE, "CRLDistributionPoints").inner();
        value.finish("CRLDistributionPoints");
        List<DistributionPoint> all = new ArrayList<>();
        while (list.hasNext()) {
            DerReader fields = list.next(Tag.SEQUENCE, "DistributionPoint").inner();
            Optional<DistributionPointName> name = fields.nextIf(Tag.contextConstructed(0))
                    ? Optional.of(DistributionPointNames.read(fields.inner()))
                    : Optional.empty();
            Set<RevocationReason> reasons = fields.nextIf(Tag.context(1)) ? reasons(fields) : Set.of();
            List<GeneralName> issuer =
                    fields.nextIf(Tag.contextConstructed(2)) ? GeneralNames.read(fields.inner()) : List.of();
            fields.finish("DistributionPoint");
            all.add(new DistributionPoint(name, reasons, issuer));
        }
        return List.copyOf(all);
    }

    private static Set<RevocationReason> reasons(DerReader value) {
        int set = KeyUsage.bits(value);
        return Arrays.stream(RevocationReason.values())
                .filter(reason ->
                        reason.bit().isPresent() && ((set >> reason.bit().getAsInt()) & 1) != 0)
                .collect(Collectors.toSet());
    }
}
