package io.github.windlass4j.core.chain;

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
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A certificate as one validation sees it: what the search compares is decoded once. An extension that cannot be decoded
 * reads as absent; {@link EncodingRules} reports it, so that a path with it is never valid by that omission.
 */
final class Node {
    private final Certificate certificate;
    private final Extensions extensions;
    private @Nullable PublicKeyInfo key;
    private @Nullable String label;
    private final Supplier<Optional<AuthorityKeyIdentifier>> authorityKey;
    private final Supplier<Optional<String>> subjectKey;
    private final Supplier<Optional<BasicConstraints>> basicConstraints;
    private final Supplier<Optional<KeyUsage>> keyUsage;
    private final Supplier<Optional<ExtendedKeyUsage>> extendedKeyUsage;
    private final Supplier<Optional<List<GeneralName>>> alternativeNames;
    private final Supplier<Optional<NameConstraints>> nameConstraints;
    private final Supplier<Optional<CertificatePolicies>> policies;
    private final Supplier<Optional<List<PolicyMapping>>> policyMappings;
    private final Supplier<Optional<PolicyConstraints>> policyConstraints;
    private final Supplier<Optional<Integer>> inhibitAnyPolicy;

    Node(Certificate certificate) {
        this.certificate = certificate;
        this.extensions = certificate.extensions();
        this.authorityKey = once(extensions::authorityKeyIdentifier);
        this.subjectKey = once(extensions::subjectKeyIdentifier);
        this.basicConstraints = once(extensions::basicConstraints);
        this.keyUsage = once(extensions::keyUsage);
        this.extendedKeyUsage = once(extensions::extendedKeyUsage);
        this.alternativeNames = once(extensions::subjectAlternativeNames);
        this.nameConstraints = once(extensions::nameConstraints);
        this.policies = once(extensions::certificatePolicies);
        this.policyMappings = once(extensions::policyMappings);
        this.policyConstraints = once(extensions::policyConstraints);
        this.inhibitAnyPolicy = once(() -> {
            OptionalInt skip = extensions.inhibitAnyPolicy();
            return skip.isPresent() ? Optional.of(skip.getAsInt()) : Optional.empty();
        });
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
        PublicKeyInfo known = key;
        if (known == null) {
            known = certificate.publicKey();
            key = known;
        }
        return known;
    }

    Extensions extensions() {
        return extensions;
    }

    /** RFC 5280 6.1: the same name in both fields; not the same as self-signed. */
    boolean isSelfIssued() {
        return subject().matches(issuer());
    }

    Optional<AuthorityKeyIdentifier> authorityKey() {
        return authorityKey.get();
    }

    Optional<String> subjectKey() {
        return subjectKey.get();
    }

    Optional<BasicConstraints> basicConstraints() {
        return basicConstraints.get();
    }

    boolean isCa() {
        return basicConstraints().map(BasicConstraints::ca).orElse(false);
    }

    Optional<KeyUsage> keyUsage() {
        return keyUsage.get();
    }

    Optional<ExtendedKeyUsage> extendedKeyUsage() {
        return extendedKeyUsage.get();
    }

    Optional<List<GeneralName>> alternativeNames() {
        return alternativeNames.get();
    }

    Optional<NameConstraints> nameConstraints() {
        return nameConstraints.get();
    }

    Optional<CertificatePolicies> policies() {
        return policies.get();
    }

    List<PolicyMapping> policyMappings() {
        return policyMappings.get().orElse(List.of());
    }

    Optional<PolicyConstraints> policyConstraints() {
        return policyConstraints.get();
    }

    /** SkipCerts of inhibitAnyPolicy (RFC 5280 4.2.1.14). */
    Optional<Integer> inhibitAnyPolicy() {
        return inhibitAnyPolicy.get();
    }

    /** False if both name a key of the issuer and the names differ: then the other certificate is an unlikely issuer. */
    boolean mayBeIssuedBy(Node other) {
        Optional<String> wanted = authorityKey().flatMap(AuthorityKeyIdentifier::keyIdentifier);
        Optional<String> offered = other.subjectKey();
        return wanted.isEmpty() || offered.isEmpty() || wanted.equals(offered);
    }

    /** Same subject and same key: the same CA to RFC 5280, whatever else the certificates say. */
    boolean isSameEntity(Node other) {
        return subject().matches(other.subject()) && key().equals(other.key());
    }

    private static <T> Supplier<Optional<T>> once(Supplier<Optional<T>> accessor) {
        return new Supplier<>() {
            private Optional<T> value = Optional.empty();
            private boolean known;

            @Override
            public Optional<T> get() {
                if (!known) {
                    value = read(accessor);
                    known = true;
                }
                return value;
            }
        };
    }

    private static <T> Optional<T> read(Supplier<Optional<T>> accessor) {
        try {
            return accessor.get();
        } catch (MalformedCertificateException reportedAsEncoding) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return certificate.toString();
    }
}
