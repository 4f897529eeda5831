package io.github.windlass4j.core.chain;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.cert.MalformedCertificateException;
import io.github.windlass4j.core.cert.PublicKeyInfo;
import io.github.windlass4j.core.internal.revocation.CrlRules;
import io.github.windlass4j.core.internal.revocation.OcspRules;
import io.github.windlass4j.core.internal.revocation.Signer;
import io.github.windlass4j.core.internal.signature.Signatures;
import io.github.windlass4j.core.revocation.Crl;
import io.github.windlass4j.core.revocation.OcspAnswer;
import io.github.windlass4j.core.revocation.OcspResponse;
import io.github.windlass4j.core.revocation.RevocationPolicy;
import io.github.windlass4j.core.revocation.RevocationStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Revocation of every certificate of a path but the anchor: OCSP first, then CRLs. A CRL that another certificate than the
 * issuer's signed counts if that certificate has a valid path to the same anchor (RFC 5280 6.3.3 (f)). The CRLs also speak for
 * the responders that sign OCSP responses.
 */
final class RevocationRules {
    /** Own choice: a CRL signer whose own status hangs on a third signer's is as far as published designs go. */
    private static final int MOST_NESTED = 2;

    private final RuleProfile profile;
    private final ChainRequest request;
    private final SignatureChecks signatures;
    private final int nested;

    RevocationRules(RuleProfile profile, ChainRequest request, SignatureChecks signatures, int nested) {
        this.profile = profile;
        this.request = request;
        this.signatures = signatures;
        this.nested = nested;
    }

    /** Looks at a path whose signatures fit. */
    void check(PathFindings findings) {
        List<Node> path = findings.path();
        List<Signer> above = signers(path);
        for (int i = path.size() - 2; i >= 0; i--) {
            Certificate certificate = path.get(i).certificate();
            Certificate issuer = path.get(i + 1).certificate();
            List<Signer> signers =
                    above.subList(nested > 0 && i == 0 && tellsOfItself(certificate) ? 0 : i + 1, path.size());
            RevocationStatus status = status(path, signers, certificate, issuer, false);
            report(findings, i, status);
            if (status instanceof RevocationStatus.Good && anyUnnumbered()) {
                RevocationStatus strict = status(path, signers, certificate, issuer, true);
                if (strict instanceof RevocationStatus.Unknown unknown) {
                    findings.add(i, unknown(Rule.CRL_NUMBER_UNUSABLE, unknown.reasons()));
                }
            }
        }
    }

    /** Each certificate of the path with the key that RFC 5280 6.1.4 (d) to (f) leaves at its place. */
    private static List<Signer> signers(List<Node> path) {
        List<Signer> signers = new ArrayList<>();
        PublicKeyInfo key = path.get(path.size() - 1).key();
        for (int i = path.size() - 1; i >= 0; i--) {
            key = Signatures.inherit(path.get(i).key(), key);
            signers.add(0, new Signer(path.get(i).certificate(), key));
        }
        return signers;
    }

    /**
     * Whether the signer of a CRL is named by its own distribution points as the one who tells of it: then no CRL but its own
     * can, and that one counts, as in PKITS 4.14.30. RFC 5280 6.3.3 (f) does not say what a circle means.
     */
    private static boolean tellsOfItself(Certificate signer) {
        try {
            return signer.extensions().crlDistributionPoints().orElse(List.of()).stream()
                    .flatMap(point -> point.crlIssuer().stream())
                    .anyMatch(name -> name instanceof GeneralName.Directory directory
                            && directory.name().matches(signer.subject()));
        } catch (MalformedCertificateException reportedByTheEncodingRules) {
            return false;
        }
    }

    private RevocationStatus status(
            List<Node> path, List<Signer> above, Certificate certificate, Certificate issuer, boolean numbered) {
        CrlRules crls = crls(path, above, numbered);
        OcspRules ocsp = new OcspRules(request.at(), request.revocationPolicy(), signatures, crls::status);
        List<String> useless = new ArrayList<>();
        for (OcspResponse response : request.revocation().responses()) {
            OcspAnswer answer = ocsp.answer(response, certificate, issuer);
            if (!(answer.status() instanceof RevocationStatus.Unknown unknown)) {
                return answer.status();
            }
            useless.add(response + ": " + String.join("; ", unknown.reasons()));
        }
        if (request.revocation().crls().isEmpty() && !useless.isEmpty()) {
            return new RevocationStatus.Unknown(useless);
        }
        RevocationStatus status = crls.status(certificate);
        if (status instanceof RevocationStatus.Unknown unknown) {
            useless.addAll(unknown.reasons());
            return new RevocationStatus.Unknown(useless);
        }
        return status;
    }

    private CrlRules crls(List<Node> path, List<Signer> above, boolean numbered) {
        Node anchor = path.get(path.size() - 1);
        return new CrlRules(
                request.revocation().crls(),
                request.revocationPolicy(),
                request.at(),
                numbered,
                signatures,
                crl -> signersOf(crl, above, anchor));
    }

    private List<Signer> signersOf(Crl crl, List<Signer> above, Node anchor) {
        List<Signer> signers = new ArrayList<>(above.stream()
                .filter(signer -> signer.certificate().subject().matches(crl.issuer()))
                .toList());
        if (nested < MOST_NESTED) {
            for (Certificate other : request.intermediates()) {
                boolean known =
                        signers.stream().anyMatch(signer -> signer.certificate().equals(other));
                if (!known && other.subject().matches(crl.issuer()) && leadsTo(anchor, other)) {
                    signers.add(Signer.of(other));
                }
            }
        }
        return signers;
    }

    private boolean leadsTo(Node anchor, Certificate signer) {
        List<Certificate> presented = new ArrayList<>(List.of(signer));
        presented.addAll(request.intermediates());
        ChainRequest question = ChainRequest.of(presented)
                .anchors(List.of(anchor.certificate()))
                .at(request.at())
                .purpose(Purpose.ANY)
                .budget(request.budget())
                .revocation(request.revocation(), request.revocationPolicy())
                .firstPathOnly();
        return new PathFinder(profile, question, signatures, nested + 1)
                .validate()
                .isTrusted();
    }

    private void report(PathFindings findings, int index, RevocationStatus status) {
        Optional<Violation> violation = status.fold(
                good -> Optional.empty(),
                revoked -> Optional.of(new Violation(
                        Rule.REVOKED,
                        "revoked " + revoked.since()
                                + revoked.reason().map(reason -> ", " + reason).orElse(""),
                        "a certificate that is not",
                        "replace the certificate")),
                unknown -> Optional.of(unknown(unknown.reasons())));
        boolean required = request.revocationPolicy().mode() == RevocationPolicy.Mode.REQUIRE;
        violation.ifPresent(found -> {
            if (required || found.rule() == Rule.REVOKED) {
                findings.add(index, found);
            } else {
                findings.warn(index, found);
            }
        });
    }

    private boolean anyUnnumbered() {
        return request.revocation().crls().stream()
                .anyMatch(crl -> crl.number().isEmpty() || crl.extensions().isCritical(Extension.CRL_NUMBER));
    }

    private Violation unknown(List<String> reasons) {
        boolean crls = !request.revocation().crls().isEmpty();
        boolean responses = !request.revocation().responses().isEmpty();
        Rule rule = crls ? Rule.CRL_UNUSABLE : responses ? Rule.OCSP_UNUSABLE : Rule.REVOCATION_UNKNOWN;
        return unknown(rule, reasons);
    }

    private static Violation unknown(Rule rule, List<String> reasons) {
        List<String> shown = Set.copyOf(reasons).stream().sorted().limit(8).toList();
        return new Violation(
                rule,
                "revocation unknown: " + String.join("; ", shown),
                "revocation data that say the certificate is good",
                "provide current revocation data of the issuer, or do not require it");
    }
}
