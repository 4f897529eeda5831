package io.github.windlass4j.core.internal.revocation;

import io.github.windlass4j.core.cert.BasicConstraints;
import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.DistinguishedName;
import io.github.windlass4j.core.cert.DistributionPoint;
import io.github.windlass4j.core.cert.DistributionPointName;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.cert.MalformedCertificateException;
import io.github.windlass4j.core.cert.RevocationReason;
import io.github.windlass4j.core.revocation.Crl;
import io.github.windlass4j.core.revocation.IssuingDistributionPoint;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether a CRL speaks for a certificate at one of its distribution points: RFC 5280 6.3.3 (b) and (d). */
final class CrlScopes {
    private static final Set<RevocationReason> ALL =
            EnumSet.complementOf(EnumSet.of(RevocationReason.UNSPECIFIED, RevocationReason.REMOVE_FROM_CRL));

    private final Certificate certificate;
    private final Crl crl;
    private final boolean indirectCrls;

    CrlScopes(Certificate certificate, Crl crl, boolean indirectCrls) {
        this.certificate = certificate;
        this.crl = crl;
        this.indirectCrls = indirectCrls;
    }

    /** Every reason that a certificate can be revoked for. */
    static Set<RevocationReason> everyReason() {
        return EnumSet.copyOf(ALL);
    }

    /**
     * The certificate's own points, then the implied one: the issuer under its name, for all reasons. A certificate all of
     * whose points name another CRL issuer has none where indirect CRLs are not taken.
     */
    static List<DistributionPoint> pointsOf(Certificate certificate, boolean indirectCrls) {
        DistributionPoint implied = new DistributionPoint(
                Optional.of(new DistributionPointName.Full(List.of(new GeneralName.Directory(certificate.issuer())))),
                Set.of(),
                List.of());
        List<DistributionPoint> own;
        try {
            own = certificate.extensions().crlDistributionPoints().orElse(List.of());
        } catch (MalformedCertificateException reportedByTheEncodingRules) {
            own = List.of();
        }
        if (!indirectCrls
                && !own.isEmpty()
                && own.stream().noneMatch(point -> point.crlIssuer().isEmpty())) {
            return List.of();
        }
        List<DistributionPoint> all = new ArrayList<>(own);
        all.add(implied);
        return all;
    }

    /** What speaks against it; empty if the CRL covers the certificate at this point. */
    Optional<String> defect(DistributionPoint point) {
        Optional<IssuingDistributionPoint> scope = crl.scope();
        boolean indirect = scope.map(IssuingDistributionPoint::indirect).orElse(false);
        if (indirect && !indirectCrls) {
            return Optional.of("an indirect CRL, which the policy does not accept");
        }
        if (point.crlIssuer().isEmpty()) {
            if (!crl.issuer().matches(certificate.issuer())) {
                return Optional.of("issued by another CA");
            }
        } else if (!indirect || point.crlIssuer().stream().noneMatch(this::isIssuer)) {
            return Optional.of("not the indirect CRL that the distribution point names");
        }
        return scope.flatMap(limits -> limitDefect(limits, point));
    }

    private boolean isIssuer(GeneralName name) {
        return name instanceof GeneralName.Directory directory
                && directory.name().matches(crl.issuer());
    }

    private Optional<String> limitDefect(IssuingDistributionPoint limits, DistributionPoint point) {
        if (limits.name().isPresent() && !namesMeet(limits.name().get(), point)) {
            return Optional.of("for another distribution point");
        }
        boolean scoped = limits.onlyUserCerts() || limits.onlyCaCerts();
        if (limits.onlyAttributeCerts() || (scoped && certificate.version() < 3)) {
            return Optional.of("not for certificates of this kind");
        }
        boolean ca = isCa();
        if (limits.onlyUserCerts() && ca) {
            return Optional.of("for end-entity certificates only");
        }
        return limits.onlyCaCerts() && !ca ? Optional.of("for CA certificates only") : Optional.empty();
    }

    private boolean isCa() {
        try {
            return certificate
                    .extensions()
                    .basicConstraints()
                    .map(BasicConstraints::ca)
                    .orElse(false);
        } catch (MalformedCertificateException reportedByTheEncodingRules) {
            return false;
        }
    }

    private boolean namesMeet(DistributionPointName ofCrl, DistributionPoint point) {
        List<GeneralName> covered = names(ofCrl, crl.issuer());
        List<GeneralName> wanted =
                point.name().map(name -> names(name, nameBase(point))).orElse(point.crlIssuer());
        return covered.stream().anyMatch(a -> wanted.stream().anyMatch(b -> same(a, b)));
    }

    private DistinguishedName nameBase(DistributionPoint point) {
        return point.crlIssuer().stream()
                .filter(GeneralName.Directory.class::isInstance)
                .map(name -> ((GeneralName.Directory) name).name())
                .findFirst()
                .orElse(certificate.issuer());
    }

    private static List<GeneralName> names(DistributionPointName name, DistinguishedName base) {
        if (name instanceof DistributionPointName.Full full) {
            return full.names();
        }
        return List.of(new GeneralName.Directory(
                base.plus(((DistributionPointName.Relative) name).rdn().bytes())));
    }

    private static boolean same(GeneralName a, GeneralName b) {
        if (a instanceof GeneralName.Directory x && b instanceof GeneralName.Directory y) {
            return x.name().matches(y.name());
        }
        return a.equals(b);
    }

    /** The reasons that this CRL covers at this point. */
    Set<RevocationReason> reasons(DistributionPoint point) {
        Set<RevocationReason> reasons = everyReason();
        if (!point.reasons().isEmpty()) {
            reasons.retainAll(point.reasons());
        }
        crl.scope()
                .map(IssuingDistributionPoint::onlySomeReasons)
                .filter(some -> !some.isEmpty())
                .ifPresent(reasons::retainAll);
        return reasons;
    }
}
