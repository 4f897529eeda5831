package io.github.windlass4j.core.chain;

import static java.util.Objects.requireNonNull;

import io.github.windlass4j.core.cert.AuthorityKeyIdentifier;
import io.github.windlass4j.core.cert.BasicConstraints;
import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.CertificatePolicies;
import io.github.windlass4j.core.cert.DistinguishedName;
import io.github.windlass4j.core.cert.ExtendedKeyUsage;
import io.github.windlass4j.core.cert.Extensions;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.cert.KeyUsage;
import io.github.windlass4j.core.cert.MalformedCertificateException;
import io.github.windlass4j.core.cert.NameConstraints;
import io.github.windlass4j.core.cert.PolicyConstraints;
import io.github.windlass4j.core.cert.PolicyMapping;
import io.github.windlass4j.core.cert.PublicKeyInfo;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A certificate as one validation sees it: what the search compares is decoded once. An extension that cannot be decoded
 * reads as absent; {@link EncodingRules} reports it, so that a path with it is never valid by that omission.
 */
final class Node {
    // Bits of a mask: an enum would be one class more for the first verdict of a fresh JVM.
    private static final int AUTHORITY_KEY = 1;
    private static final int SUBJECT_KEY = 1 << 1;
    private static final int BASIC_CONSTRAINTS = 1 << 2;
    private static final int KEY_USAGE = 1 << 3;
    private static final int EXTENDED_KEY_USAGE = 1 << 4;
    private static final int ALTERNATIVE_NAMES = 1 << 5;
    private static final int NAME_CONSTRAINTS = 1 << 6;
    private static final int POLICIES = 1 << 7;
    private static final int POLICY_MAPPINGS = 1 << 8;
    private static final int POLICY_CONSTRAINTS = 1 << 9;
    private static final int INHIBIT_ANY_POLICY = 1 << 10;

    private final Certificate certificate;
    private @Nullable String label;
    private int unreadable;

    /** Nearly all certificates are judged in one role. */
    private @Nullable Role role;

    private List<Violation> judgement = List.of();
    private Map<Role, List<Violation>> inOtherRoles = Map.of();

    private CertificateGraph.@Nullable Name name;
    private CertificateGraph.@Nullable Name issuerName;
    private int distance;

    Node(Certificate certificate) {
        this.certificate = certificate;
    }

    Certificate certificate() {
        return certificate;
    }

    DistinguishedName subject() {
        return certificate.subject();
    }

    DistinguishedName issuer() {
        return certificate.issuer();
    }

    /** What {@link CertificateRules} found in this role; null until they have looked. */
    @Nullable
    List<Violation> judged(Role as) {
        return role == as ? judgement : inOtherRoles.get(as);
    }

    /** Keeps what was found in this role. */
    void judged(Role as, List<Violation> found) {
        if (role == null) {
            role = as;
            judgement = found;
            return;
        }
        if (inOtherRoles.isEmpty()) {
            inOtherRoles = new EnumMap<>(Role.class);
        }
        inOtherRoles.put(as, found);
    }

    /** Fewest certificates of a path from here upwards, as {@link CertificateGraph} counts. */
    int distance() {
        return distance;
    }

    void distance(int certificates) {
        distance = certificates;
    }

    /** Who else bears this name, in the graph that it is part of. */
    CertificateGraph.Name name() {
        return requireNonNull(name);
    }

    void bears(CertificateGraph.Name own) {
        name = own;
    }

    /** Who bears the name of its issuer, in the graph that it is part of. */
    CertificateGraph.Name issuerName() {
        return requireNonNull(issuerName);
    }

    void issuedUnder(CertificateGraph.Name above) {
        issuerName = above;
    }

    /** How obstacles call it. */
    String label() {
        String known = label;
        if (known == null) {
            known = Obstacle.label(certificate);
            label = known;
        }
        return known;
    }

    PublicKeyInfo key() {
        return certificate.publicKey();
    }

    Extensions extensions() {
        return certificate.extensions();
    }

    /** RFC 5280 6.1: the same name in both fields; not the same as self-signed. */
    boolean isSelfIssued() {
        return certificate.isSelfIssued();
    }

    Optional<AuthorityKeyIdentifier> authorityKey() {
        return once(AUTHORITY_KEY);
    }

    Optional<String> subjectKey() {
        return once(SUBJECT_KEY);
    }

    Optional<BasicConstraints> basicConstraints() {
        return once(BASIC_CONSTRAINTS);
    }

    boolean isCa() {
        return basicConstraints().isPresent() && basicConstraints().get().ca();
    }

    Optional<KeyUsage> keyUsage() {
        return once(KEY_USAGE);
    }

    Optional<ExtendedKeyUsage> extendedKeyUsage() {
        return once(EXTENDED_KEY_USAGE);
    }

    Optional<List<GeneralName>> alternativeNames() {
        return once(ALTERNATIVE_NAMES);
    }

    Optional<NameConstraints> nameConstraints() {
        return once(NAME_CONSTRAINTS);
    }

    Optional<CertificatePolicies> policies() {
        return once(POLICIES);
    }

    List<PolicyMapping> policyMappings() {
        Optional<List<PolicyMapping>> mappings = once(POLICY_MAPPINGS);
        return mappings.orElse(List.of());
    }

    Optional<PolicyConstraints> policyConstraints() {
        return once(POLICY_CONSTRAINTS);
    }

    /** SkipCerts of inhibitAnyPolicy (RFC 5280 4.2.1.14). */
    Optional<Integer> inhibitAnyPolicy() {
        return once(INHIBIT_ANY_POLICY);
    }

    /** False if both name a key of the issuer and the names differ: then the other certificate is an unlikely issuer. */
    boolean mayBeIssuedBy(Node other) {
        Optional<String> wanted = authorityKey().flatMap(AuthorityKeyIdentifier::keyIdentifier);
        Optional<String> offered = other.subjectKey();
        return wanted.isEmpty() || offered.isEmpty() || wanted.equals(offered);
    }

    /** Same subject and same key: the same CA to RFC 5280, whatever else the certificates say. */
    boolean isSameEntity(Node other) {
        return key().equals(other.key()) && subject().matches(other.subject());
    }

    private static Optional<Integer> skipCerts(Extensions extensions) {
        OptionalInt skip = extensions.inhibitAnyPolicy();
        return skip.isPresent() ? Optional.of(skip.getAsInt()) : Optional.empty();
    }

    /** Tries what cannot be decoded once, as a search may come back many times; the rest is kept by the certificate. */
    private <T> Optional<T> once(int kind) {
        @SuppressWarnings("unchecked") // each kind has one type
        Optional<T> known = (unreadable & kind) == 0 ? (Optional<T>) read(kind) : Optional.empty();
        return known;
    }

    private Optional<?> read(int kind) {
        Extensions extensions = extensions();
        try {
            return switch (kind) {
                case AUTHORITY_KEY -> extensions.authorityKeyIdentifier();
                case SUBJECT_KEY -> extensions.subjectKeyIdentifier();
                case BASIC_CONSTRAINTS -> extensions.basicConstraints();
                case KEY_USAGE -> extensions.keyUsage();
                case EXTENDED_KEY_USAGE -> extensions.extendedKeyUsage();
                case ALTERNATIVE_NAMES -> extensions.subjectAlternativeNames();
                case NAME_CONSTRAINTS -> extensions.nameConstraints();
                case POLICIES -> extensions.certificatePolicies();
                case POLICY_MAPPINGS -> extensions.policyMappings();
                case POLICY_CONSTRAINTS -> extensions.policyConstraints();
                default -> skipCerts(extensions);
            };
        } catch (MalformedCertificateException reportedAsEncoding) {
            unreadable |= kind;
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return certificate.toString();
    }
}
