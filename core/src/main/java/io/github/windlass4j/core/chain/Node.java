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
    private final Certificate certificate;
    private final Extensions extensions;
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
        this.extensions = certificate.extensions();
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
        return extensions;
    }

    /** RFC 5280 6.1: the same name in both fields; not the same as self-signed. */
    boolean isSelfIssued() {
        return certificate.isSelfIssued();
    }

    Optional<AuthorityKeyIdentifier> authorityKey() {
        return once(0);
    }

    Optional<String> subjectKey() {
        return once(1);
    }

    Optional<BasicConstraints> basicConstraints() {
        return once(2);
    }

    boolean isCa() {
        return basicConstraints().isPresent() && basicConstraints().get().ca();
    }

    Optional<KeyUsage> keyUsage() {
        return once(3);
    }

    Optional<ExtendedKeyUsage> extendedKeyUsage() {
        return once(4);
    }

    Optional<List<GeneralName>> alternativeNames() {
        return once(5);
    }

    Optional<NameConstraints> nameConstraints() {
        return once(6);
    }

    Optional<CertificatePolicies> policies() {
        return once(7);
    }

    List<PolicyMapping> policyMappings() {
        Optional<List<PolicyMapping>> mappings = once(8);
        return mappings.orElse(List.of());
    }

    Optional<PolicyConstraints> policyConstraints() {
        return once(9);
    }

    /** SkipCerts of inhibitAnyPolicy (RFC 5280 4.2.1.14). */
    Optional<Integer> inhibitAnyPolicy() {
        return once(10);
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
        Optional<T> known = (unreadable & (1 << kind)) == 0 ? (Optional<T>) read(kind) : Optional.empty();
        return known;
    }

    private Optional<?> read(int kind) {
        try {
            return switch (kind) {
                case 0 -> extensions.authorityKeyIdentifier();
                case 1 -> extensions.subjectKeyIdentifier();
                case 2 -> extensions.basicConstraints();
                case 3 -> extensions.keyUsage();
                case 4 -> extensions.extendedKeyUsage();
                case 5 -> extensions.subjectAlternativeNames();
                case 6 -> extensions.nameConstraints();
                case 7 -> extensions.certificatePolicies();
                case 8 -> extensions.policyMappings();
                case 9 -> extensions.policyConstraints();
                default -> skipCerts(extensions);
            };
        } catch (MalformedCertificateException reportedAsEncoding) {
            unreadable |= 1 << kind;
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return certificate.toString();
    }
}
