package io.github.windlass4j.core.mint;

import io.github.windlass4j.core.cert.AccessDescription;
import io.github.windlass4j.core.cert.AuthorityKeyIdentifier;
import io.github.windlass4j.core.cert.BasicConstraints;
import io.github.windlass4j.core.cert.CertificatePolicies;
import io.github.windlass4j.core.cert.DistinguishedName;
import io.github.windlass4j.core.cert.DistributionPoint;
import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.cert.KeyUsage;
import io.github.windlass4j.core.cert.NameConstraints;
import io.github.windlass4j.core.cert.PolicyConstraints;
import io.github.windlass4j.core.cert.PolicyMapping;
import io.github.windlass4j.core.internal.der.DerWriter;
import io.github.windlass4j.core.internal.der.Tag;
import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything about a certificate that can be chosen before it is issued, right or wrong: the issuing methods of
 * {@link Mint} and {@link Authority} hand in their defaults and take what comes back. Immutable; each method returns a copy.
 *
 * <p>Key identifiers are added on issuing (subject: SHA-1 of the key; authority: the issuer's subject key identifier, not on a
 * root), unless the extension was set or removed here.
 */
public final class CertificateSpec {
    private DistinguishedName subject;
    private KeyType keyType;
    private Optional<KeyPair> key = Optional.empty();
    private Instant notBefore;
    private Instant notAfter;
    private Optional<BigInteger> serial = Optional.empty();
    private int version = 3;
    private ExtensionList extensions = ExtensionList.EMPTY;
    private Optional<SigningAlgorithm> signing = Optional.empty();
    private Optional<SigningAlgorithm> innerAlgorithm = Optional.empty();
    private Optional<DistinguishedName> issuer = Optional.empty();
    private boolean wrongSignature;

    CertificateSpec(DistinguishedName subject, KeyType keyType, Instant notBefore, Instant notAfter) {
        this.subject = subject;
        this.keyType = keyType;
        this.notBefore = notBefore;
        this.notAfter = notAfter;
    }

    private CertificateSpec(CertificateSpec from) {
        this(from.subject, from.keyType, from.notBefore, from.notAfter);
        this.key = from.key;
        this.serial = from.serial;
        this.version = from.version;
        this.extensions = from.extensions;
        this.signing = from.signing;
        this.innerAlgorithm = from.innerAlgorithm;
        this.issuer = from.issuer;
        this.wrongSignature = from.wrongSignature;
    }

    /** Another subject, as RFC 4514 writes it ({@code CN=db,O=Example}); empty for a name without attributes. */
    public CertificateSpec subject(String rfc4514) {
        return subject(DistinguishedName.parse(rfc4514));
    }

    /** Another subject, byte for byte. */
    public CertificateSpec subject(DistinguishedName name) {
        CertificateSpec next = new CertificateSpec(this);
        next.subject = name;
        return next;
    }

    /** A new key of this kind. */
    public CertificateSpec key(KeyType type) {
        CertificateSpec next = new CertificateSpec(this);
        next.keyType = type;
        next.key = Optional.empty();
        return next;
    }

    /** This key instead of a new one; the private half may belong to anybody, it does not sign here. */
    public CertificateSpec key(KeyPair pair) {
        CertificateSpec next = new CertificateSpec(this);
        next.key = Optional.of(pair);
        return next;
    }

    /** First second of validity. */
    public CertificateSpec notBefore(Instant instant) {
        CertificateSpec next = new CertificateSpec(this);
        next.notBefore = instant;
        return next;
    }

    /** Last second of validity. */
    public CertificateSpec notAfter(Instant instant) {
        CertificateSpec next = new CertificateSpec(this);
        next.notAfter = instant;
        return next;
    }

    /** This serial number, also zero, negative or too long; without it, 16 bytes from the mint's seed. */
    public CertificateSpec serial(BigInteger number) {
        CertificateSpec next = new CertificateSpec(this);
        next.serial = Optional.of(number);
        return next;
    }

    /**
     * 1, 2 or 3 (or nonsense). A v1 certificate still carries the extensions it was given; {@link #withoutExtensions} drops
     * them.
     */
    public CertificateSpec version(int number) {
        CertificateSpec next = new CertificateSpec(this);
        next.version = number;
        return next;
    }

    /** Sign with this instead of what fits the issuer's key. */
    public CertificateSpec signedWith(SigningAlgorithm algorithm) {
        CertificateSpec next = new CertificateSpec(this);
        next.signing = Optional.of(algorithm);
        return next;
    }

    /** Name this algorithm under the signature, whatever signs: breaks RFC 5280 4.1.1.2. */
    public CertificateSpec innerAlgorithm(SigningAlgorithm algorithm) {
        CertificateSpec next = new CertificateSpec(this);
        next.innerAlgorithm = Optional.of(algorithm);
        return next;
    }

    /** Name this issuer, whoever signs: breaks name chaining. */
    public CertificateSpec issuer(DistinguishedName name) {
        CertificateSpec next = new CertificateSpec(this);
        next.issuer = Optional.of(name);
        return next;
    }

    /** Flip one bit of the signed content after signing, in the subject's copy of the signature: it does not verify. */
    public CertificateSpec wrongSignature() {
        CertificateSpec next = new CertificateSpec(this);
        next.wrongSignature = true;
        return next;
    }

    /** Subject alternative names, in this order, instead of those it had; critical if the subject is empty. */
    public CertificateSpec names(GeneralName... names) {
        boolean critical = subject.isEmpty();
        return extension(
                new Extension(Extension.SUBJECT_ALTERNATIVE_NAME, critical, ExtensionDer.names(Arrays.asList(names))));
    }

    /** DNS names as subject alternative names, in this order, instead of those it had. */
    public CertificateSpec dns(String... hosts) {
        return names(Arrays.stream(hosts).map(GeneralName.Dns::new).toArray(GeneralName[]::new));
    }

    /** An authority that any number of authorities may follow. */
    public CertificateSpec authority() {
        return basicConstraints(new BasicConstraints(true, BasicConstraints.UNLIMITED));
    }

    /** Critical basic constraints. */
    public CertificateSpec basicConstraints(BasicConstraints constraints) {
        return extension(new Extension(Extension.BASIC_CONSTRAINTS, true, ExtensionDer.basicConstraints(constraints)));
    }

    /** An authority with a path length. */
    public CertificateSpec pathLength(int length) {
        return basicConstraints(new BasicConstraints(true, length));
    }

    /** Critical key usage. */
    public CertificateSpec keyUsage(KeyUsage.Bit... bits) {
        return extension(new Extension(
                Extension.KEY_USAGE,
                true,
                DerWriter.namedBits(Tag.BIT_STRING, Arrays.stream(bits).mapToInt(KeyUsage.Bit::number))));
    }

    /** Purposes, dotted decimals, not critical; none at all gives the empty list that RFC 5280 forbids. */
    public CertificateSpec extendedKeyUsage(String... purposes) {
        return extension(
                new Extension(Extension.EXTENDED_KEY_USAGE, false, ExtensionDer.oids(Arrays.asList(purposes))));
    }

    /** Critical name constraints. */
    public CertificateSpec nameConstraints(NameConstraints constraints) {
        return extension(new Extension(Extension.NAME_CONSTRAINTS, true, ExtensionDer.nameConstraints(constraints)));
    }

    /** Critical name constraints that permit these subtrees alone, for the kinds of name among them. */
    public CertificateSpec permitted(GeneralName... bases) {
        return nameConstraints(new NameConstraints(subtrees(bases), List.of()));
    }

    /** Critical name constraints that exclude these subtrees. */
    public CertificateSpec excluded(GeneralName... bases) {
        return nameConstraints(new NameConstraints(List.of(), subtrees(bases)));
    }

    private static List<NameConstraints.Subtree> subtrees(GeneralName... bases) {
        return Arrays.stream(bases)
                .map(base -> new NameConstraints.Subtree(base, 0, NameConstraints.Subtree.UNBOUNDED))
                .toList();
    }

    /** Policies, dotted decimals, without qualifiers, not critical. */
    public CertificateSpec policies(String... oids) {
        return policies(new CertificatePolicies(Arrays.stream(oids)
                .map(oid -> new CertificatePolicies.Policy(oid, List.of()))
                .toList()));
    }

    /** Policies, not critical. */
    public CertificateSpec policies(CertificatePolicies policies) {
        return extension(new Extension(Extension.CERTIFICATE_POLICIES, false, ExtensionDer.policies(policies)));
    }

    /** Critical policy mappings. */
    public CertificateSpec policyMappings(PolicyMapping... mappings) {
        return extension(
                new Extension(Extension.POLICY_MAPPINGS, true, ExtensionDer.policyMappings(Arrays.asList(mappings))));
    }

    /** Critical policy constraints. */
    public CertificateSpec policyConstraints(PolicyConstraints constraints) {
        return extension(
                new Extension(Extension.POLICY_CONSTRAINTS, true, ExtensionDer.policyConstraints(constraints)));
    }

    /** Critical inhibitAnyPolicy. */
    public CertificateSpec inhibitAnyPolicy(int skipCertificates) {
        return extension(new Extension(Extension.INHIBIT_ANY_POLICY, true, DerWriter.integer(skipCertificates)));
    }

    /** This subject key identifier, hex, instead of the SHA-1 of the key. */
    public CertificateSpec subjectKeyIdentifier(String hex) {
        return extension(
                new Extension(Extension.SUBJECT_KEY_IDENTIFIER, false, ExtensionDer.subjectKeyIdentifier(hex)));
    }

    /** This authority key identifier instead of the issuer's subject key identifier. */
    public CertificateSpec authorityKeyIdentifier(AuthorityKeyIdentifier id) {
        return extension(
                new Extension(Extension.AUTHORITY_KEY_IDENTIFIER, false, ExtensionDer.authorityKeyIdentifier(id)));
    }

    /** Authority information access. */
    public CertificateSpec authorityInformationAccess(AccessDescription... descriptions) {
        return extension(new Extension(
                Extension.AUTHORITY_INFORMATION_ACCESS,
                false,
                ExtensionDer.accessDescriptions(Arrays.asList(descriptions))));
    }

    /** CRL distribution points. */
    public CertificateSpec crlDistributionPoints(DistributionPoint... points) {
        return extension(new Extension(
                Extension.CRL_DISTRIBUTION_POINTS, false, ExtensionDer.distributionPoints(Arrays.asList(points))));
    }

    /** Distribution points of delta CRLs. */
    public CertificateSpec freshestCrl(DistributionPoint... points) {
        return extension(
                new Extension(Extension.FRESHEST_CRL, false, ExtensionDer.distributionPoints(Arrays.asList(points))));
    }

    /** Any extension, in the place of the one of its kind, else behind the others. */
    public CertificateSpec extension(Extension extension) {
        return extensions(extensions.set(extension));
    }

    /** Any extension behind the others, whether or not there is one of its kind. */
    public CertificateSpec furtherExtension(Extension extension) {
        return extensions(extensions.add(extension));
    }

    /** The extension of this kind with this criticality; there must be one already. */
    public CertificateSpec critical(String oid, boolean critical) {
        return extensions(extensions.critical(oid, critical));
    }

    /** No extension of this kind, also not one that issuing would add. */
    public CertificateSpec without(String oid) {
        return extensions(extensions.without(oid));
    }

    /** No extension at all. */
    public CertificateSpec withoutExtensions() {
        return extensions(new ExtensionList(
                List.of(), Set.of(Extension.SUBJECT_KEY_IDENTIFIER, Extension.AUTHORITY_KEY_IDENTIFIER)));
    }

    private CertificateSpec extensions(ExtensionList list) {
        CertificateSpec next = new CertificateSpec(this);
        next.extensions = list;
        return next;
    }

    DistinguishedName subject() {
        return subject;
    }

    KeyType keyType() {
        return keyType;
    }

    Optional<KeyPair> key() {
        return key;
    }

    Instant notBefore() {
        return notBefore;
    }

    Instant notAfter() {
        return notAfter;
    }

    Optional<BigInteger> serial() {
        return serial;
    }

    int version() {
        return version;
    }

    ExtensionList extensions() {
        return extensions;
    }

    Optional<SigningAlgorithm> signing() {
        return signing;
    }

    Optional<SigningAlgorithm> innerAlgorithm() {
        return innerAlgorithm;
    }

    Optional<DistinguishedName> issuer() {
        return issuer;
    }

    boolean hasWrongSignature() {
        return wrongSignature;
    }

    /** Subject and validity. */
    @Override
    public String toString() {
        return subject + " from " + notBefore + " to " + notAfter;
    }
}
