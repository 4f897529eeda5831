package io.github.windlass4j.core.chain.jsse;

import io.github.windlass4j.core.cert.AuthorityKeyIdentifier;
import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.DistinguishedName;
import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.cert.KeyUsage;
import io.github.windlass4j.core.cert.MalformedCertificateException;
import io.github.windlass4j.core.cert.PublicKeyInfo;
import io.github.windlass4j.core.chain.engine.ConstraintReader;
import io.github.windlass4j.core.chain.engine.LikelyNames;
import java.math.BigInteger;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * What the JDK keeps of a certificate. Equality and hash are those of {@code java.security.cert.Certificate}, so that a hash
 * set of these has the order that the JDK's own has. A non-critical extension that the JDK cannot read is absent for it.
 */
final class JdkCertificate {
    private static final String NETSCAPE_CERT_TYPE = "2.16.840.1.113730.1.1";

    private final Certificate certificate;
    private final int hash;
    private @Nullable X500Principal subject;
    private @Nullable X500Principal issuer;
    private @Nullable X509Certificate x509;
    private @Nullable String whyUnreadable;
    private @Nullable JdkDirectoryName subjectName;
    private @Nullable JdkDirectoryName issuerName;
    private boolean commonNameIsAltName;

    JdkCertificate(Certificate certificate) {
        this.certificate = certificate;
        this.hash = Arrays.hashCode(certificate.encoded());
    }

    private interface Reading<T> {
        Optional<T> read();
    }

    private static <T> Optional<T> readable(Reading<T> reading) {
        try {
            return reading.read();
        } catch (MalformedCertificateException unreadable) {
            return Optional.empty();
        }
    }

    /**
     * A name that the JDK cannot read stands in a certificate that it cannot read either, which {@link #whyUnreadable} tells.
     */
    private static X500Principal principal(DistinguishedName name) {
        try {
            return new X500Principal(name.encoded());
        } catch (IllegalArgumentException unreadable) {
            return new X500Principal("");
        }
    }

    /** The reason of the JDK's own parser for refusing the certificate; empty if it reads it. */
    Optional<String> whyUnreadable() {
        if (x509 == null && whyUnreadable == null) {
            try {
                x509 = certificate.toX509();
            } catch (MalformedCertificateException refused) {
                whyUnreadable = refused.getMessage();
            }
        }
        return Optional.ofNullable(whyUnreadable);
    }

    boolean isReadable() {
        return whyUnreadable().isEmpty();
    }

    private X509Certificate x509() {
        X509Certificate read = x509;
        if (read == null) {
            read = certificate.toX509();
            x509 = read;
        }
        return read;
    }

    Certificate certificate() {
        return certificate;
    }

    X500Principal subject() {
        X500Principal known = subject;
        if (known == null) {
            known = principal(certificate.subject());
            subject = known;
        }
        return known;
    }

    X500Principal issuer() {
        X500Principal known = issuer;
        if (known == null) {
            known = principal(certificate.issuer());
            issuer = known;
        }
        return known;
    }

    JdkDirectoryName subjectName() {
        JdkDirectoryName known = subjectName;
        if (known == null) {
            known = JdkDirectoryName.of(certificate.subject());
            subjectName = known;
        }
        return known;
    }

    JdkDirectoryName issuerName() {
        JdkDirectoryName known = issuerName;
        if (known == null) {
            known = JdkDirectoryName.of(certificate.issuer());
            issuerName = known;
        }
        return known;
    }

    boolean isSelfIssued() {
        return isNamedIssuerOf(this);
    }

    /** The subject is the other's issuer. */
    boolean isNamedIssuerOf(JdkCertificate other) {
        return LikelyNames.mayBeEqual(certificate.subject(), other.certificate.issuer())
                && subject().equals(other.issuer());
    }

    PublicKeyInfo key() {
        return certificate.publicKey();
    }

    /** Same subject and key: what ends a chain in the trust manager, and what may not stand in a path twice. */
    boolean isSameCa(JdkCertificate other) {
        return LikelyNames.mayBeEqual(certificate.subject(), other.certificate.subject())
                && subject().equals(other.subject())
                && key().equals(other.key());
    }

    /** {@code getBasicConstraints()}: -1 = not a CA, {@link Integer#MAX_VALUE} = no limit. */
    int pathLength() {
        return x509().getBasicConstraints();
    }

    /** As {@code getKeyUsage()} tells; empty if there is no key usage. */
    private Optional<KeyUsage> keyUsage() {
        return x509().getKeyUsage() == null
                ? Optional.empty()
                : readable(() -> certificate.extensions().keyUsage());
    }

    /** True unless there is a key usage without this bit. */
    boolean allows(KeyUsage.Bit bit) {
        return keyUsage().map(usage -> usage.allows(bit)).orElse(true);
    }

    /** True if a key usage is there and allows none of what a key of any kind could be used for. */
    boolean hasUselessKeyUsage() {
        return keyUsage()
                .map(KeyUsage::bits)
                .filter(bits -> Set.of(KeyUsage.Bit.ENCIPHER_ONLY, KeyUsage.Bit.DECIPHER_ONLY)
                        .containsAll(bits))
                .isPresent();
    }

    /** Empty = absent, or not readable and not critical. */
    Optional<List<String>> purposes() {
        try {
            return Optional.ofNullable(x509().getExtendedKeyUsage());
        } catch (CertificateParsingException unreadable) {
            return Optional.empty();
        }
    }

    /** There, not critical, and not readable: 17 takes it for absent, 25 refuses when it is asked for. */
    boolean hasUnreadablePurposes() {
        return certificate.extensions().contains(Extension.EXTENDED_KEY_USAGE)
                && purposes().isEmpty();
    }

    /** As {@link #hasUnreadablePurposes}, for the alternative names. */
    boolean hasUnreadableAltNames() {
        return certificate.extensions().contains(Extension.SUBJECT_ALTERNATIVE_NAME) && !hasAltNames();
    }

    /** Kinds of the critical extensions, sorted as the JDK sorts them. */
    Set<String> criticalExtensions() {
        Set<String> critical = x509().getCriticalExtensionOIDs();
        return critical == null ? new TreeSet<>() : new TreeSet<>(critical);
    }

    Optional<Extension> netscapeCertType() {
        return certificate.extensions().find(NETSCAPE_CERT_TYPE);
    }

    private Optional<AuthorityKeyIdentifier> authorityKey() {
        return readable(() -> certificate.extensions().authorityKeyIdentifier());
    }

    Optional<String> subjectKeyId() {
        return readable(() -> certificate.extensions().subjectKeyIdentifier());
    }

    Optional<String> authorityKeyId() {
        return authorityKey().flatMap(AuthorityKeyIdentifier::keyIdentifier);
    }

    Optional<BigInteger> authoritySerial() {
        return authorityKey().flatMap(AuthorityKeyIdentifier::authorityCertSerialNumber);
    }

    /** DER of the subject alternative names, empty text if absent or unreadable: what the JDK compares to find repetitions. */
    String altNameKey() {
        return readable(() -> certificate.extensions().find(Extension.SUBJECT_ALTERNATIVE_NAME))
                .filter(present -> hasAltNames())
                .map(Extension::toString)
                .orElse("");
    }

    private boolean hasAltNames() {
        try {
            Collection<List<?>> names = x509().getSubjectAlternativeNames();
            return names != null;
        } catch (CertificateParsingException unreadable) {
            return false;
        }
    }

    /** As that release compares them. */
    Optional<JdkNameConstraints> nameConstraints(int jdk) {
        return readable(() -> ConstraintReader.read(certificate.extensions()))
                .flatMap(constraints -> JdkNameConstraints.of(jdk, constraints));
    }

    /** The alternative names as written; empty if there is no such extension for the JDK. */
    Optional<List<GeneralName>> altNames() {
        Optional<List<GeneralName>> written =
                hasAltNames() ? readable(() -> certificate.extensions().subjectAlternativeNames()) : Optional.empty();
        return commonNameIsAltName
                ? written.map(names -> {
                    List<GeneralName> more = new ArrayList<>(names);
                    commonNameAsAltName(names).ifPresent(more::add);
                    return more;
                })
                : written;
    }

    /**
     * {@code NameConstraintsExtension.verify} adds the common name to the very list that the certificate keeps of its
     * alternative names, so that a later look at those finds it there.
     */
    void keepCommonNameAsAltName() {
        commonNameIsAltName = true;
    }

    /**
     * The names that name constraints are held against ({@code NameConstraintsExtension.verify}): subject, alternative names,
     * mailboxes of the subject where there is no alternative name, and the last common name where no alternative name of its
     * kind is there.
     */
    List<GeneralName> constrainedNames() {
        List<GeneralName> names = new ArrayList<>();
        DistinguishedName subjectDn = certificate.subject();
        if (!subjectDn.isEmpty()) {
            names.add(new GeneralName.Directory(subjectDn));
        }
        Optional<List<GeneralName>> alternative = altNames();
        if (alternative.isPresent()) {
            names.addAll(alternative.get());
        } else {
            subjectDn.values(DistinguishedName.EMAIL_ADDRESS).forEach(mail -> names.add(new GeneralName.Email(mail)));
        }
        commonNameAsAltName(alternative.orElse(List.of())).ifPresent(names::add);
        return names;
    }

    /** The last common name as an address or a host name, unless one of its kind is there. */
    private Optional<GeneralName> commonNameAsAltName(List<GeneralName> alternative) {
        Optional<String> commonName = certificate.subject().commonName();
        if (commonName.isEmpty()) {
            return Optional.empty();
        }
        byte[] address = JdkName.AddressText.parse(commonName.get());
        if (address != null) {
            return alternative.stream().anyMatch(GeneralName.Ip.class::isInstance)
                    ? Optional.empty()
                    : Optional.of(new GeneralName.Ip(address));
        }
        return !DnsText.isStrict(commonName.get()) || alternative.stream().anyMatch(GeneralName.Dns.class::isInstance)
                ? Optional.empty()
                : Optional.of(new GeneralName.Dns(commonName.get()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JdkCertificate that && certificate.equals(that.certificate);
    }

    /** {@code Arrays.hashCode} of the DER, as in {@code java.security.cert.Certificate}. */
    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return certificate.toString();
    }
}
