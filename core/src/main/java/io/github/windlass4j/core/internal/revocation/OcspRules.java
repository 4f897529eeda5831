package io.github.windlass4j.core.internal.revocation;

import io.github.windlass4j.core.cert.AccessDescription;
import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.DistinguishedName;
import io.github.windlass4j.core.cert.ExtendedKeyUsage;
import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.cert.Extensions;
import io.github.windlass4j.core.cert.MalformedCertificateException;
import io.github.windlass4j.core.cert.SignatureInfo;
import io.github.windlass4j.core.internal.Hex;
import io.github.windlass4j.core.internal.signature.SignatureCheck;
import io.github.windlass4j.core.internal.signature.Verifier;
import io.github.windlass4j.core.revocation.MalformedRevocationException;
import io.github.windlass4j.core.revocation.OcspAnswer;
import io.github.windlass4j.core.revocation.OcspAnswer.Outcome;
import io.github.windlass4j.core.revocation.OcspResponse;
import io.github.windlass4j.core.revocation.RevocationPolicy;
import io.github.windlass4j.core.revocation.RevocationStatus;
import io.github.windlass4j.core.revocation.SingleResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** OCSP processing of RFC 6960 3.2: CertID, freshness, and the responder's right to answer. */
public final class OcspRules {
    /** The signed certificate timestamps of RFC 6962 3.3, which say nothing about revocation. */
    private static final String TIMESTAMPS = "1.3.6.1.4.1.11129.2.4.5";

    /** Echo of the request's nonce (RFC 6960 4.4.1), which only the asker can check. */
    private static final String NONCE = "1.3.6.1.5.5.7.48.1.2";

    private static final Set<String> PROCESSED = Set.of(TIMESTAMPS, NONCE);

    /** Digests of CertID: RFC 5019 2.1.1 and RFC 6960 4.3. */
    private static final Set<String> DIGESTS = Set.of("SHA-1", "SHA-256", "SHA-384", "SHA-512");

    private final Instant at;
    private final RevocationPolicy policy;
    private final Verifier verifier;
    private final Function<Certificate, RevocationStatus> responders;

    /**
     * @param verifier for the signatures of responses and responders
     * @param responders the status of a responder's own certificate; asked only where RFC 6960 4.2.2.2.1 lets it be asked
     */
    public OcspRules(
            Instant at,
            RevocationPolicy policy,
            Verifier verifier,
            Function<Certificate, RevocationStatus> responders) {
        this.at = at;
        this.policy = policy;
        this.verifier = verifier;
        this.responders = responders;
    }

    /** What the response says of a certificate of this issuer. */
    public OcspAnswer answer(OcspResponse response, Certificate certificate, Certificate issuer) {
        if (response.status() != OcspResponse.Status.SUCCESSFUL) {
            return unknown(Outcome.ERROR_RESPONSE, "the responder answered " + response.status());
        }
        OcspResponse.Content content;
        try {
            content = response.content();
        } catch (MalformedRevocationException unreadable) {
            return unknown(Outcome.MALFORMED, String.valueOf(unreadable.getMessage()));
        }
        Optional<String> critical = unknownCritical(content.extensions());
        if (critical.isPresent()) {
            return unknown(Outcome.UNKNOWN_CRITICAL_EXTENSION, "critical extension " + critical.get());
        }
        if (content.producedAt().isBefore(certificate.notBefore())
                || content.producedAt().isAfter(certificate.notAfter())) {
            return unknown(
                    Outcome.BAD_PRODUCED_AT, "signed " + content.producedAt() + ", when the certificate was not valid");
        }
        OcspAnswer answer = strictest(content, certificate, issuer);
        return answer.outcome() == Outcome.PROVIDED ? signed(response, content, issuer, answer) : answer;
    }

    private OcspAnswer strictest(OcspResponse.Content content, Certificate certificate, Certificate issuer) {
        OcspAnswer best = unknown(Outcome.NO_MATCHING_RESPONSE, "nothing about this certificate");
        for (SingleResponse single : content.answers()) {
            if (!isAbout(single, certificate, issuer)) {
                continue;
            }
            Optional<String> critical = unknownCritical(single.extensions());
            if (critical.isPresent()) {
                return unknown(Outcome.UNKNOWN_CRITICAL_EXTENSION, "critical extension " + critical.get());
            }
            Optional<String> stale = Freshness.defect(single.thisUpdate(), single.nextUpdate(), at, policy);
            if (stale.isPresent()) {
                if (best.outcome() != Outcome.PROVIDED) {
                    best = unknown(Outcome.NOT_CURRENT, stale.get());
                }
            } else if (best.outcome() != Outcome.PROVIDED || rank(single.status()) > rank(best.status())) {
                best = new OcspAnswer(single.status(), Outcome.PROVIDED);
            }
        }
        return best;
    }

    /** Of several answers about one certificate, revoked counts before unknown, and unknown before good. */
    private static int rank(RevocationStatus status) {
        return status.<Integer>fold(good -> 0, revoked -> 2, unknown -> 1);
    }

    private static boolean isAbout(SingleResponse single, Certificate certificate, Certificate issuer) {
        if (!single.serialNumber().equals(certificate.serialNumber()) || !DIGESTS.contains(single.hashAlgorithm())) {
            return false;
        }
        byte[] name = certificate.issuer().encoded();
        byte[] key = issuer.publicKey().keyBytes();
        return single.issuerNameHash().equals(digest(single.hashAlgorithm(), name))
                && single.issuerKeyHash().equals(digest(single.hashAlgorithm(), key));
    }

    private static String digest(String algorithm, byte[] bytes) {
        return Hex.of(Hex.digest(algorithm, bytes, 0, bytes.length));
    }

    /** RFC 6960 4.2.2.2: the CA itself, or a responder that the CA has certified for this. */
    private OcspAnswer signed(
            OcspResponse response, OcspResponse.Content content, Certificate issuer, OcspAnswer answer) {
        String why = "no certificate of the responder at hand";
        if (isResponder(content, issuer)) {
            Optional<String> defect = unsigned(response, issuer);
            if (defect.isEmpty()) {
                return answer;
            }
            why = "the issuer: " + defect.get();
        }
        for (Certificate delegate : response.certificates()) {
            if (isResponder(content, delegate)) {
                Optional<String> defect = delegateDefect(delegate, issuer).or(() -> unsigned(response, delegate));
                if (defect.isEmpty()) {
                    return answer;
                }
                why = "responder " + delegate.subject() + ": " + defect.get();
            }
        }
        return unknown(Outcome.PROVIDED, why);
    }

    private Optional<String> unsigned(OcspResponse response, Certificate signer) {
        return misfit(response.signature().orElseThrow(), signer, "the signature does not fit its key");
    }

    private Optional<String> misfit(SignatureInfo signature, Certificate signer, String otherwise) {
        return verifier.verify(signature, signer.publicKey())
                .map(check -> check.isValid() ? Optional.<String>empty() : Optional.of(otherwise))
                .orElse(Optional.of(SignatureCheck.NO_BUDGET));
    }

    private static boolean isResponder(OcspResponse.Content content, Certificate certificate) {
        Optional<DistinguishedName> name = content.responderName();
        if (name.isPresent()) {
            return name.get().matches(certificate.subject());
        }
        byte[] key = certificate.publicKey().keyBytes();
        return content.responderKeyHash().equals(Optional.of(digest("SHA-1", key)));
    }

    private Optional<String> delegateDefect(Certificate delegate, Certificate issuer) {
        String foreign = "not certified by the CA that issued the certificate";
        if (!delegate.issuer().matches(issuer.subject())) {
            return Optional.of(foreign);
        }
        if (!delegate.isValidAt(at)) {
            return Optional.of("not valid at " + at);
        }
        try {
            Optional<ExtendedKeyUsage> usage = delegate.extensions().extendedKeyUsage();
            if (usage.filter(purposes -> purposes.contains(ExtendedKeyUsage.OCSP_SIGNING))
                    .isEmpty()) {
                return Optional.of("extendedKeyUsage without OCSPSigning");
            }
            return misfit(delegate.signature(), issuer, foreign).or(() -> revoked(delegate));
        } catch (MalformedCertificateException unreadable) {
            return Optional.of(String.valueOf(unreadable.getMessage()));
        }
    }

    /**
     * RFC 6960 4.2.2.2.1: a responder with id-pkix-ocsp-nocheck is trusted as long as its certificate lives; one that names
     * where its status is to be had must be known to be good where that is required; of one that says neither, what is known
     * counts, and nothing need be known.
     */
    private Optional<String> revoked(Certificate delegate) {
        if (delegate.extensions().contains(Extension.OCSP_NO_CHECK)) {
            return Optional.empty();
        }
        return responders
                .apply(delegate)
                .fold(
                        good -> Optional.empty(),
                        revoked -> Optional.of("itself revoked " + revoked.since()),
                        unknown -> policy.mode() == RevocationPolicy.Mode.REQUIRE && namesItsStatus(delegate)
                                ? Optional.of("its own status is unknown: " + String.join("; ", unknown.reasons()))
                                : Optional.empty());
    }

    private static boolean namesItsStatus(Certificate delegate) {
        return delegate.extensions().crlDistributionPoints().isPresent()
                || delegate.extensions().authorityInformationAccess().orElse(List.of()).stream()
                        .anyMatch(access -> access.method().equals(AccessDescription.OCSP));
    }

    private static Optional<String> unknownCritical(Extensions extensions) {
        return extensions.all().stream()
                .filter(extension -> extension.critical() && !PROCESSED.contains(extension.oid()))
                .map(Extension::oid)
                .findFirst();
    }

    private static OcspAnswer unknown(Outcome outcome, String why) {
        return new OcspAnswer(new RevocationStatus.Unknown(List.of(why)), outcome);
    }
}
