package io.github.windlass4j.core.chain;

import static java.util.Objects.requireNonNull;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.ExtendedKeyUsage;
import io.github.windlass4j.core.cert.MalformedCertificateException;
import io.github.windlass4j.core.chain.engine.Answer;
import io.github.windlass4j.core.chain.openssl.OpensslEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What {@code X509Chain.Build} of .NET says on Linux, where it lets OpenSSL build the chain and adds checks of its own: only
 * self-issued certificates of a custom trust store are anchors, its others are merely tried as intermediates, first without and
 * then with the certificates that were sent; no security level; every certificate of the path, the root too, must allow the
 * purpose. On Windows and macOS .NET asks the platform, which is not modelled.
 *
 * <p>Written after OpenSslX509ChainProcessor and CertificatePolicyChain of dotnet/runtime as read on 2026-11-22; it was not
 * held against a running .NET. Not modelled: stores in the user's home, and issuers that .NET downloads ({@code caIssuers})
 * when none fits. Hosts are no business of this class, and wishes that it has no input for are warnings of the accepted path.
 *
 * @param openssl the OpenSSL below
 */
public record DotnetProfile(OpensslProfile.Version openssl) implements EmulatedProfile {
    /** Checks that there is a version. */
    public DotnetProfile {
        requireNonNull(openssl);
    }

    /** {@code .NET on OpenSSL 3.0}. */
    @Override
    public String name() {
        return ".NET on OpenSSL " + openssl;
    }

    @Override
    public ChainVerdict validate(ChainRequest request) {
        EmulationInputs inputs = new EmulationInputs(request);
        List<Certificate> roots = new ArrayList<>();
        List<Certificate> untrusted = new ArrayList<>();
        for (Certificate anchor : request.anchors()) {
            boolean selfIssued =
                    Arrays.equals(anchor.subject().encoded(), anchor.issuer().encoded());
            (selfIssued ? roots : untrusted).add(anchor);
        }
        ChainVerdict verdict = build(request, untrusted, roots, inputs);
        if (verdict instanceof ChainVerdict.Rejected rejected
                && rejected.obstacles().stream().anyMatch(obstacle -> obstacle.rule() == Rule.ISSUER_UNKNOWN)) {
            untrusted.addAll(request.intermediates());
            verdict = build(request, untrusted, roots, inputs);
        }
        return inputs.withUnheardWishes(verdict.fold(trusted -> withPurpose(trusted, request), rejected -> rejected));
    }

    private ChainVerdict build(
            ChainRequest request, List<Certificate> untrusted, List<Certificate> roots, EmulationInputs inputs) {
        OpensslEngine engine = new OpensslEngine(new OpensslEngine.Settings(
                false,
                OpensslProfile.NO_SECURITY_LEVEL,
                openssl == OpensslProfile.Version.V3_5,
                Purpose.ANY,
                Optional.empty(),
                Optional.empty(),
                request.leafAt(),
                OpensslProfile.MAX_DEPTH,
                inputs.signatures()));
        return engine.verify(request.leaf(), untrusted, roots, request.at());
    }

    private static ChainVerdict withPurpose(ChainVerdict.Trusted trusted, ChainRequest request) {
        List<Certificate> path = trusted.path();
        Optional<String> purpose = request.purpose().oid();
        for (int i = 0; purpose.isPresent() && i < path.size(); i++) {
            if (!allows(path.get(i), purpose.get())) {
                Answer answer = new Answer(request.at());
                List<Obstacle> reason = List.of(Answer.obstacle(
                        i == 0 ? Rule.LEAF_PURPOSE_MISSING : Rule.CA_PURPOSE_MISSING,
                        i,
                        path.get(i),
                        ".NET says NotValidForUsage: its extended key usages do not hold " + purpose.get(),
                        "that usage, anyExtendedKeyUsage, or no such extension",
                        "reissue the certificate"));
                answer.refused(path, true, reason);
                return answer.rejected(reason, trusted.exploration().work());
            }
        }
        return trusted;
    }

    private static boolean allows(Certificate certificate, String purpose) {
        try {
            return certificate
                    .extensions()
                    .extendedKeyUsage()
                    .map(usage -> usage.contains(purpose) || usage.contains(ExtendedKeyUsage.ANY))
                    .orElse(true);
        } catch (MalformedCertificateException unreadable) {
            return false;
        }
    }
}
