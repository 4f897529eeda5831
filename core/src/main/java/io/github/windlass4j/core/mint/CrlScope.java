package io.github.windlass4j.core.mint;

import io.github.windlass4j.core.cert.DistributionPointName;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.cert.RevocationReason;
import io.github.windlass4j.core.internal.der.DerWriter;
import io.github.windlass4j.core.internal.der.Tag;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a CRL covers: the content of issuingDistributionPoint (RFC 5280 5.2.5).
 *
 * @param name the distribution point
 * @param onlyUsers end-entity certificates alone
 * @param onlyAuthorities CA certificates alone
 * @param onlyAttributes attribute certificates alone
 * @param reasons these reasons alone; empty = all
 * @param indirect also certificates of other issuers
 */
public record CrlScope(
        Optional<DistributionPointName> name,
        boolean onlyUsers,
        boolean onlyAuthorities,
        boolean onlyAttributes,
        Set<RevocationReason> reasons,
        boolean indirect) {
    /** Everything; written out, an empty issuingDistributionPoint. */
    public static final CrlScope EVERYTHING = new CrlScope(Optional.empty(), false, false, false, Set.of(), false);

    /** Copies the set. */
    public CrlScope {
        EnumSet<RevocationReason> own = EnumSet.noneOf(RevocationReason.class);
        own.addAll(reasons);
        reasons = Collections.unmodifiableSet(own);
    }

    /** This scope at the distribution point with this URI. */
    public CrlScope at(String uri) {
        DistributionPointName point = new DistributionPointName.Full(List.of(new GeneralName.Uri(uri)));
        return new CrlScope(Optional.of(point), onlyUsers, onlyAuthorities, onlyAttributes, reasons, indirect);
    }

    /** This scope for end-entity certificates alone. */
    public CrlScope forUsers() {
        return new CrlScope(name, true, onlyAuthorities, onlyAttributes, reasons, indirect);
    }

    /** This scope for CA certificates alone. */
    public CrlScope forAuthorities() {
        return new CrlScope(name, onlyUsers, true, onlyAttributes, reasons, indirect);
    }

    /** This scope for some reasons alone. */
    public CrlScope forReasons(RevocationReason... some) {
        return new CrlScope(name, onlyUsers, onlyAuthorities, onlyAttributes, Set.of(some), indirect);
    }

    /** This scope with certificates of other issuers. */
    public CrlScope withOtherIssuers() {
        return new CrlScope(name, onlyUsers, onlyAuthorities, onlyAttributes, reasons, true);
    }

    byte[] der() {
        List<byte[]> fields = new ArrayList<>();
        name.ifPresent(point -> fields.add(DerWriter.explicit(0, ExtensionDer.distributionPointName(point))));
        flag(fields, 1, onlyUsers);
        flag(fields, 2, onlyAuthorities);
        if (!reasons.isEmpty()) {
            fields.add(DerWriter.namedBits(
                    Tag.context(3), reasons.stream().flatMapToInt(reason -> reason.bit().stream())));
        }
        flag(fields, 4, indirect);
        flag(fields, 5, onlyAttributes);
        return DerWriter.sequence(fields);
    }

    private static void flag(List<byte[]> fields, int number, boolean set) {
        if (set) {
            fields.add(DerWriter.implicit(number, DerWriter.bool(true)));
        }
    }
}
