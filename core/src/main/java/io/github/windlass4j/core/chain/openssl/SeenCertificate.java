package io.github.windlass4j.core.chain.openssl;

import io.github.windlass4j.core.cert.AuthorityKeyIdentifier;
import io.github.windlass4j.core.cert.BasicConstraints;
import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.DistributionPoint;
import io.github.windlass4j.core.cert.ExtendedKeyUsage;
import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.cert.Extensions;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.cert.KeyUsage;
import io.github.windlass4j.core.cert.MalformedCertificateException;
import io.github.windlass4j.core.cert.NameConstraints;
import io.github.windlass4j.core.chain.engine.ConstraintReader;
import io.github.windlass4j.core.chain.engine.LikelyNames;
import io.github.windlass4j.core.internal.der.DerException;
import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What OpenSSL keeps of a certificate ({@code ossl_x509v3_cache_extensions} of crypto/x509/v3_purp.c): a broken or repeated
 * extension of those that it reads makes the certificate unreadable as a whole, others are not looked at. Each part is decoded
 * when it is asked for: of most certificates of a store none ever is.
 */
final class SeenCertificate {
    private static final String NETSCAPE_CERT_TYPE = "2.16.840.1.113730.1.1";
    private static final String PROXY_CERT_INFO = "1.3.6.1.5.5.7.1.14";
    private static final String IP_ADDR_BLOCKS = "1.3.6.1.5.5.7.1.7";
    private static final String AUTONOMOUS_SYSTEMS = "1.3.6.1.5.5.7.1.8";

    /** Extensions that {@code x509v3_cache_extensions} decodes. */
    private static final Set<String> DECODED = Set.of(
            Extension.BASIC_CONSTRAINTS,
            PROXY_CERT_INFO,
            Extension.KEY_USAGE,
            Extension.EXTENDED_KEY_USAGE,
            NETSCAPE_CERT_TYPE,
            Extension.SUBJECT_KEY_IDENTIFIER,
            Extension.AUTHORITY_KEY_IDENTIFIER,
            Extension.SUBJECT_ALTERNATIVE_NAME,
            Extension.NAME_CONSTRAINTS,
            Extension.CRL_DISTRIBUTION_POINTS,
            IP_ADDR_BLOCKS,
            AUTONOMOUS_SYSTEMS);

    /** {@code supported_nids} of {@code X509_supported_extension}: what may be critical. Key identifiers are not among them. */
    private static final Set<String> MAY_BE_CRITICAL = Set.of(
            NETSCAPE_CERT_TYPE,
            Extension.KEY_USAGE,
            Extension.SUBJECT_ALTERNATIVE_NAME,
            Extension.BASIC_CONSTRAINTS,
            Extension.CERTIFICATE_POLICIES,
            Extension.CRL_DISTRIBUTION_POINTS,
            Extension.EXTENDED_KEY_USAGE,
            IP_ADDR_BLOCKS,
            AUTONOMOUS_SYSTEMS,
            Extension.OCSP_NO_CHECK,
            Extension.POLICY_CONSTRAINTS,
            PROXY_CERT_INFO,
            Extension.NAME_CONSTRAINTS,
            Extension.POLICY_MAPPINGS,
            Extension.INHIBIT_ANY_POLICY);

    private final Certificate certificate;
    private @Nullable CanonicalName subject;
    private @Nullable CanonicalName issuer;
    private @Nullable KeyKind key;
    private @Nullable Boolean extensionsReadable;
    private @Nullable BasicConstraints basicConstraints;
    private @Nullable KeyUsage keyUsage;
    private @Nullable ExtendedKeyUsage extendedKeyUsage;
    private @Nullable AuthorityKeyIdentifier authorityKey;
    private @Nullable String subjectKey;
    private @Nullable NameConstraints nameConstraints;
    private List<GeneralName> altNames = List.of();
    private int netscapeCertType = -1;
    private boolean proxy;

    SeenCertificate(Certificate certificate) {
        this.certificate = certificate;
    }

    private boolean extensionsReadable() {
        Boolean known = extensionsReadable;
        if (known == null) {
            known = decode(certificate.extensions());
            extensionsReadable = known;
        }
        return known;
    }

    private CanonicalName subject() {
        CanonicalName known = subject;
        if (known == null) {
            known = CanonicalName.of(certificate.subject());
            subject = known;
        }
        return known;
    }

    private CanonicalName issuer() {
        CanonicalName known = issuer;
        if (known == null) {
            known = CanonicalName.of(certificate.issuer());
            issuer = known;
        }
        return known;
    }

    private boolean decode(Extensions extensions) {
        List<String> decoded = extensions.all().stream()
                .map(Extension::oid)
                .filter(DECODED::contains)
                .toList();
        if (Set.copyOf(decoded).size() < decoded.size() || !isLoadable()) {
            return false;
        }
        try {
            proxy = extensions
                    .find(PROXY_CERT_INFO)
                    .map(SeenCertificate::readProxy)
                    .isPresent();
            basicConstraints = extensions.basicConstraints().orElse(null);
            keyUsage = extensions.keyUsage().orElse(null);
            extendedKeyUsage = extensions.extendedKeyUsage().orElse(null);
            subjectKey = extensions.subjectKeyIdentifier().orElse(null);
            authorityKey = extensions.authorityKeyIdentifier().orElse(null);
            altNames = extensions.subjectAlternativeNames().orElse(List.of());
            nameConstraints = ConstraintReader.read(extensions).orElse(null);
            netscapeCertType = extensions
                    .find(NETSCAPE_CERT_TYPE)
                    .map(SeenCertificate::firstOctet)
                    .orElse(-1);
            List<DistributionPoint> points = extensions.crlDistributionPoints().orElse(List.of());
            return !(keyUsage != null && keyUsage.bits().isEmpty())
                    && !(proxy && isNoSoundProxy(extensions))
                    && points.stream()
                            .noneMatch(point ->
                                    point.name().isEmpty() && point.crlIssuer().isEmpty());
        } catch (MalformedCertificateException | DerException unreadable) {
            return false;
        }
    }

    /** RFC 3820 3.8. */
    private static boolean readProxy(Extension extension) {
        DerReader info = new DerReader(extension.value().bytes())
                .next(Tag.SEQUENCE, "ProxyCertInfo")
                .inner();
        info.nextIf(Tag.INTEGER);
        info.next(Tag.SEQUENCE, "proxyPolicy").inner().next(Tag.OID, "policyLanguage");
        return true;
    }

    private boolean isNoSoundProxy(Extensions extensions) {
        return (basicConstraints != null && basicConstraints.ca())
                || extensions.contains(Extension.SUBJECT_ALTERNATIVE_NAME)
                || extensions.contains(Extension.ISSUER_ALTERNATIVE_NAME);
    }

    private static int firstOctet(Extension extension) {
        DerReader bits = new DerReader(extension.value().bytes()).next(Tag.BIT_STRING, "nsCertType");
        return bits.length() > 1 ? bits.content()[1] & 0xff : 0;
    }

    Certificate certificate() {
        return certificate;
    }

    boolean is(SeenCertificate other) {
        return certificate.equals(other.certificate);
    }

    /** False if OpenSSL cannot make an object of this certificate at all: its names are then none. */
    boolean isLoadable() {
        return CanonicalName.canBeMadeOf(certificate.subject()) && CanonicalName.canBeMadeOf(certificate.issuer());
    }

    /** False if OpenSSL sets {@code EXFLAG_INVALID} or cannot load the key. */
    boolean isReadable() {
        return extensionsReadable() && key().isLoadable();
    }

    /** {@code EXFLAG_SI}. */
    boolean isSelfIssued() {
        return isNamedIssuerOf(this);
    }

    /** {@code EXFLAG_SS}: self-issued, key identifiers and key type fit; the signature is not verified. */
    boolean isSelfSigned() {
        return isLikelyIssuerOf(this);
    }

    /** {@code ossl_x509_likely_issued}: name, authority key identifier, and signature algorithm against key type. */
    boolean isLikelyIssuerOf(SeenCertificate that) {
        return isNamedIssuerOf(that)
                && extensionsReadable()
                && that.extensionsReadable()
                && fits(that.authorityKey)
                && key().canHaveSigned(that.certificate.signature().algorithm());
    }

    private boolean isNamedIssuerOf(SeenCertificate that) {
        return LikelyNames.mayBeEqual(certificate.subject(), that.certificate.issuer())
                && subject().equals(that.issuer());
    }

    private boolean fits(@Nullable AuthorityKeyIdentifier wanted) {
        if (wanted == null) {
            return true;
        }
        if (subjectKey != null
                && wanted.keyIdentifier().filter(id -> !id.equals(subjectKey)).isPresent()) {
            return false;
        }
        if (wanted.authorityCertSerialNumber()
                .filter(serial -> !serial.equals(certificate.serialNumber()))
                .isPresent()) {
            return false;
        }
        // Only the first directory name counts, and it names the issuer of the issuer.
        Optional<GeneralName.Directory> name = wanted.authorityCertIssuer().stream()
                .filter(GeneralName.Directory.class::isInstance)
                .map(GeneralName.Directory.class::cast)
                .findFirst();
        return name.isEmpty() || CanonicalName.of(name.get().name()).equals(issuer());
    }

    /** Strictly before notAfter: at the very second OpenSSL says expired. */
    boolean isValidAt(Instant at) {
        return !certificate.notBefore().isAfter(at) && certificate.notAfter().isAfter(at);
    }

    Instant notAfter() {
        return certificate.notAfter();
    }

    KeyKind key() {
        KeyKind known = key;
        if (known == null) {
            known = KeyKind.of(certificate.publicKey());
            key = known;
        }
        return known;
    }

    List<GeneralName> altNames() {
        extensionsReadable();
        return altNames;
    }

    Optional<NameConstraints> nameConstraints() {
        extensionsReadable();
        return Optional.ofNullable(nameConstraints);
    }

    /** The first critical extension that OpenSSL does not process; empty if there is none. */
    Optional<String> unhandledCritical() {
        return certificate.extensions().all().stream()
                .filter(extension -> extension.critical() && !MAY_BE_CRITICAL.contains(extension.oid()))
                .map(Extension::oid)
                .findFirst();
    }

    boolean isProxy() {
        extensionsReadable();
        return proxy;
    }

    /**
     * {@code check_ca}: 0 = no CA, 1 = by basic constraints, 3 = self-signed v1, 4 = by keyCertSign alone, 5 = by Netscape
     * type.
     */
    int caKind() {
        if (!extensionsReadable() || forbids(KeyUsage.Bit.KEY_CERT_SIGN)) {
            return 0;
        }
        if (basicConstraints != null) {
            return basicConstraints.ca() ? 1 : 0;
        }
        if (certificate.version() == 1 && isSelfSigned()) {
            return 3;
        }
        if (keyUsage != null) {
            return 4;
        }
        return netscapeCertType >= 0 && (netscapeCertType & 0x07) != 0 ? 5 : 0;
    }

    /** True if there is a key usage and none of these bits is in it. */
    boolean forbids(KeyUsage.Bit... bits) {
        KeyUsage usage = keyUsage;
        return usage != null && List.of(bits).stream().noneMatch(usage::allows);
    }

    /** True if there is an extended key usage and none of these purposes is in it; anyExtendedKeyUsage helps nobody. */
    boolean forbidsPurpose(Set<String> purposes) {
        return extendedKeyUsage != null && purposes.stream().noneMatch(extendedKeyUsage::contains);
    }

    List<String> purposes() {
        return extendedKeyUsage == null ? List.of() : extendedKeyUsage.purposes();
    }

    /** True if a Netscape certificate type is there and has none of these bits. */
    boolean forbidsNetscape(int bits) {
        return netscapeCertType >= 0 && (netscapeCertType & bits) == 0;
    }

    int netscapeCertType() {
        return netscapeCertType;
    }

    /** -1 = no limit. */
    int pathLength() {
        return basicConstraints == null ? BasicConstraints.UNLIMITED : basicConstraints.maxPathLength();
    }
}
