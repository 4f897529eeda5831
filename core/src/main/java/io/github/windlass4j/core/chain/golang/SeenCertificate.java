package io.github.windlass4j.core.chain.golang;

import io.github.windlass4j.core.cert.AuthorityKeyIdentifier;
import io.github.windlass4j.core.cert.BasicConstraints;
import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.ExtendedKeyUsage;
import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.cert.Extensions;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.cert.KeyUsage;
import io.github.windlass4j.core.cert.MalformedCertificateException;
import io.github.windlass4j.core.chain.Purpose;
import io.github.windlass4j.core.internal.der.DerException;
import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ParseCertificate} keeps of a certificate. One part that it cannot read makes the whole certificate unreadable: a
 * server that sends such a one is refused, in a store it is passed over.
 */
final class SeenCertificate {
    private static final Set<String> HANDLED = Set.of(
            Extension.KEY_USAGE,
            Extension.BASIC_CONSTRAINTS,
            Extension.CRL_DISTRIBUTION_POINTS,
            Extension.AUTHORITY_KEY_IDENTIFIER,
            Extension.EXTENDED_KEY_USAGE,
            Extension.SUBJECT_KEY_IDENTIFIER,
            Extension.CERTIFICATE_POLICIES,
            Extension.AUTHORITY_INFORMATION_ACCESS);
    private static final Set<String> HANDLED_WITH_POLICIES =
            Set.of(Extension.POLICY_MAPPINGS, Extension.POLICY_CONSTRAINTS, Extension.INHIBIT_ANY_POLICY);
    private static final Set<String> NEVER_CRITICAL = Set.of(
            Extension.AUTHORITY_KEY_IDENTIFIER,
            Extension.SUBJECT_KEY_IDENTIFIER,
            Extension.AUTHORITY_INFORMATION_ACCESS);

    private final Certificate certificate;
    private final GoRelease release;
    private @Nullable String problem;
    private @Nullable BasicConstraints basicConstraints;
    private Set<KeyUsage.Bit> keyUsage = Set.of();
    private List<String> purposes = List.of();
    private List<GeneralName> altNames = List.of();
    private @Nullable NameLimits limits;
    private String subjectKey = "";
    private String authorityKey = "";

    SeenCertificate(Certificate certificate, GoRelease release) {
        this.certificate = certificate;
        this.release = release;
        try {
            problem = decode(certificate.extensions());
        } catch (MalformedCertificateException | DerException e) {
            problem = e.getMessage();
        }
    }

    private @Nullable String decode(Extensions extensions) {
        long different =
                extensions.all().stream().map(Extension::oid).distinct().count();
        if (different < extensions.all().size()) {
            return "certificate contains duplicate extensions";
        }
        if (!certificate.signature().isConsistent()) {
            return "inner and outer signature algorithm identifiers don't match";
        }
        if (!StringTypes.areReadable(certificate.issuer()) || !StringTypes.areReadable(certificate.subject())) {
            return "invalid RDNSequence";
        }
        if (!Keys.isReadable(certificate.publicKey())) {
            return "the public key cannot be read";
        }
        basicConstraints = extensions.basicConstraints().orElse(null);
        keyUsage = extensions.keyUsage().map(KeyUsage::bits).orElse(Set.of());
        purposes = extensions.extendedKeyUsage().map(ExtendedKeyUsage::purposes).orElse(List.of());
        altNames = extensions.subjectAlternativeNames().orElse(List.of());
        subjectKey = extensions.subjectKeyIdentifier().orElse("");
        authorityKey = extensions
                .authorityKeyIdentifier()
                .flatMap(AuthorityKeyIdentifier::keyIdentifier)
                .orElse("");
        extensions.find(Extension.CRL_DISTRIBUTION_POINTS).ifPresent(SeenCertificate::readPoints);
        extensions.certificatePolicies();
        extensions.authorityInformationAccess();
        limits = NameLimits.read(extensions).orElse(null);
        if (!altNames.stream().allMatch(SeenCertificate::isReadable)) {
            return "a subject alternative name is malformed";
        }
        return release.strictParser() ? refusedByLaterReleases(extensions) : null;
    }

    /** Only the full names of the points are read, and only if there are any. */
    private static void readPoints(Extension extension) {
        DerReader points = new DerReader(extension.value().bytes())
                .next(Tag.SEQUENCE, "CRLDistributionPoints")
                .inner();
        while (points.hasNext()) {
            DerReader point = points.next(Tag.SEQUENCE, "DistributionPoint").inner();
            if (point.nextIf(Tag.contextConstructed(0))) {
                point.inner().next(Tag.contextConstructed(0), "fullName");
            }
        }
    }

    private @Nullable String refusedByLaterReleases(Extensions extensions) {
        if (certificate.serialNumber().signum() < 0) {
            return "negative serial number";
        }
        return extensions.all().stream()
                        .anyMatch(extension -> extension.critical() && NEVER_CRITICAL.contains(extension.oid()))
                ? "a key identifier or authority info access is incorrectly marked critical"
                : null;
    }

    private static boolean isReadable(GeneralName name) {
        if (name instanceof GeneralName.Dns dns) {
            return NameLimits.isAscii(dns.name());
        }
        if (name instanceof GeneralName.Email email) {
            return NameLimits.isAscii(email.address());
        }
        if (name instanceof GeneralName.Uri uri) {
            return NameLimits.isAscii(uri.uri()) && UrlHost.of(uri.uri()).isPresent();
        }
        return !(name instanceof GeneralName.Ip ip)
                || ip.octets().length() == 4
                || ip.octets().length() == 16;
    }

    Certificate certificate() {
        return certificate;
    }

    /** Why Go cannot read it. */
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    List<GeneralName> altNames() {
        return altNames;
    }

    Optional<NameLimits> limits() {
        return Optional.ofNullable(limits);
    }

    /** The first critical extension that is not handled: an alternative name without a name of the four kinds counts. */
    Optional<String> unhandledCritical() {
        Predicate<GeneralName> known = name -> name instanceof GeneralName.Dns
                || name instanceof GeneralName.Email
                || name instanceof GeneralName.Uri
                || name instanceof GeneralName.Ip;
        return certificate.extensions().all().stream()
                .filter(Extension::critical)
                .map(Extension::oid)
                .filter(oid -> !HANDLED.contains(oid))
                .filter(oid -> !(release.policies() && HANDLED_WITH_POLICIES.contains(oid)))
                .filter(oid -> !(oid.equals(Extension.SUBJECT_ALTERNATIVE_NAME)
                        && altNames.stream().anyMatch(known)))
                .filter(oid -> !(oid.equals(Extension.NAME_CONSTRAINTS) && limits != null && limits.isComplete()))
                .findFirst();
    }

    boolean hasAltNames() {
        return certificate.extensions().contains(Extension.SUBJECT_ALTERNATIVE_NAME);
    }

    boolean isCa() {
        return basicConstraints != null && basicConstraints.ca();
    }

    /** A certificate of version 1 or 2 has no such extension and may sign as a root. */
    boolean maySign() {
        return basicConstraints == null ? certificate.version() < 3 : basicConstraints.ca();
    }

    boolean forbidsSigning() {
        return !keyUsage.isEmpty() && !keyUsage.contains(KeyUsage.Bit.KEY_CERT_SIGN);
    }

    /** -1 = no limit. */
    int pathLength() {
        return basicConstraints == null ? BasicConstraints.UNLIMITED : basicConstraints.maxPathLength();
    }

    boolean allows(Purpose purpose) {
        return purposes.isEmpty()
                || purposes.contains(ExtendedKeyUsage.ANY)
                || (purpose == Purpose.SERVER_AUTH && purposes.contains(ExtendedKeyUsage.SERVER_AUTH))
                || (purpose == Purpose.CLIENT_AUTH && purposes.contains(ExtendedKeyUsage.CLIENT_AUTH));
    }

    /** Names are compared byte by byte. */
    boolean isNamedIssuerOf(SeenCertificate that) {
        return Arrays.equals(
                certificate.subject().encoded(), that.certificate.issuer().encoded());
    }

    /** 0 = key identifiers are equal or both absent, 1 = one is absent, 2 = they differ: the order of candidates. */
    int distanceTo(SeenCertificate issued) {
        if (subjectKey.equals(issued.authorityKey)) {
            return 0;
        }
        return subjectKey.isEmpty() || issued.authorityKey.isEmpty() ? 1 : 2;
    }

    /**
     * {@code alreadyInChain}: the same subject, key and alternative names; one with and one without such names ends the search.
     */
    boolean isIn(List<SeenCertificate> chain) {
        Optional<Extension> own = certificate.extensions().find(Extension.SUBJECT_ALTERNATIVE_NAME);
        for (SeenCertificate that : chain) {
            if (Arrays.equals(
                            certificate.subject().encoded(),
                            that.certificate.subject().encoded())
                    && certificate.publicKey().equals(that.certificate.publicKey())) {
                Optional<Extension> other = that.certificate.extensions().find(Extension.SUBJECT_ALTERNATIVE_NAME);
                if (own.isPresent() != other.isPresent()) {
                    return false;
                }
                if (own.isEmpty()
                        || own.get().value().equals(other.orElseThrow().value())) {
                    return true;
                }
            }
        }
        return false;
    }
}
