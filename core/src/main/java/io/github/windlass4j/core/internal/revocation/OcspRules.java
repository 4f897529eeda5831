package io.github.windlass4j.core.internal.revocation;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.DistinguishedName;
import io.github.windlass4j.core.cert.ExtendedKeyUsage;
import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.cert.Extensions;
import io.github.windlass4j.core.cert.MalformedCertificateException;
import io.github.windlass4j.core.internal.Hex;
import io.github.windlass4j.core.internal.signature.Signatures;
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

/** OCSP processing of RFC 6960 3.2: CertID, freshness, and the responder's right to answer. */
public final class OcspRules {
    /** The signed certificate timestamps of RFC 6962 3.3, which say nothing about revocation. */
    private static final String TIMESTAMPS = "1.3.6.1.4.1.11129.2.4.5";

    /** Echo of the request's nonce (RFC 6960 4.4.1), which only the asker can check. */
    private static final String NONCE = "1.3.6.1.5.5.7.48.1.2";

    private static final Set<String> PROCESSED = Set.of(TIMESTAMPS, NONCE);

    /** Digests of CertID: RFC 5019 2.1.1 and RFC 6960 4.3. */
    private static final Set<String> DIGESTS = Set.of("SHA-1", "SHA-256", "SHA-384", "SHA-512");

    private OcspRules() {}

    /** What the response says of a certificate of this issuer. */
    public static OcspAnswer answer(
            OcspResponse response, Certificate certificate, Certificate issuer, Instant at, RevocationPolicy policy) {
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
        OcspAnswer answer = strictest(content, certificate, issuer, at, policy);
        return answer.outcome() == Outcome.PROVIDED ? signed(response, content, issuer, at, answer) : answer;
    }

    private static OcspAnswer strictest(
            OcspResponse.Content content,
            Certificate certificate,
            Certificate issuer,
            Instant at,
            RevocationPolicy policy) {
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
    private static OcspAnswer signed(
            OcspResponse response, OcspResponse.Content content, Certificate issuer, Instant at, OcspAnswer answer) {
        if (isResponder(content, issuer) && fits(response, issuer)) {
            return answer;
        }
        String why = "no certificate of the responder at hand";
        for (Certificate delegate : response.certificates()) {
            if (isResponder(content, delegate)) {
                Optional<String> defect = delegateDefect(delegate, issuer, at);
                if (defect.isEmpty() && fits(response, delegate)) {
                    return answer;
                }
                why = "responder " + delegate.subject() + ": " + defect.orElse("the signature does not fit its key");
            }
        }
        return unknown(Outcome.PROVIDED, why);
    }

    private static boolean fits(OcspResponse response, Certificate signer) {
        return response.signature()
                .filter(signature ->
                        Signatures.verify(signature, signer.publicKey()).isValid())
                .isPresent();
    }

    private static boolean isResponder(OcspResponse.Content content, Certificate certificate) {
        Optional<DistinguishedName> name = content.responderName();
        if (name.isPresent()) {
            return name.get().matches(certificate.subject());
        }
        byte[] key = certificate.publicKey().keyBytes();
        return content.responderKeyHash().equals(Optional.of(digest("SHA-1", key)));
    }

    /** Whether the responder itself is revoked is not asked: its certificate is meant to be short-lived (4.2.2.2.1). */
    private static Optional<String> delegateDefect(Certificate delegate, Certificate issuer, Instant at) {
        if (!delegate.issuer().matches(issuer.subject())
                || !Signatures.verify(delegate.signature(), issuer.publicKey()).isValid()) {
            return Optional.of("not certified by the CA that issued the certificate");
        }
        if (!delegate.isValidAt(at)) {
            return Optional.of("not valid at " + at);
        }
        try {
            return delegate.extensions()
                            .extendedKeyUsage()
                            .filter(usage -> usage.contains(ExtendedKeyUsage.OCSP_SIGNING))
                            .isPresent()
                    ? Optional.empty()
                    : Optional.of("extendedKeyUsage without OCSPSigning");
        } catch (MalformedCertificateException unreadable) {
            return Optional.of(String.valueOf(unreadable.getMessage()));
        }
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
