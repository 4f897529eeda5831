package io.github.windlass4j.core.chain.openssl;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.chain.Obstacle;
import io.github.windlass4j.core.chain.Purpose;
import io.github.windlass4j.core.chain.Rule;
import io.github.windlass4j.core.chain.Work;
import io.github.windlass4j.core.chain.engine.Answer;
import io.github.windlass4j.core.chain.engine.SignedBy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code X509_verify_cert}: builds one chain, judges it, and that is the verdict. */
public final class OpensslEngine {
    /**
     * What a caller of OpenSSL sets, or its version decides.
     *
     * @param partialChain {@code X509_V_FLAG_PARTIAL_CHAIN}
     * @param securityLevel 0 to 5; {@code openssl verify} without {@code -auth_level} has none, which is 0
     * @param parsesUrls URI constraints are compared with the host that {@code OSSL_parse_url} finds (3.2 and later)
     * @param purpose {@link Purpose#SERVER_AUTH} or {@link Purpose#CLIENT_AUTH}; anything else = no purpose is asked for
     * @param hostName for {@code X509_check_host}
     * @param hostAddress for {@code X509_check_ip}
     * @param leafAt the date for which the leaf's own dates are judged; OpenSSL has one date for all
     * @param maxDepth CAs between leaf and anchor
     * @param signatures who signed what
     */
    public record Settings(
            boolean partialChain,
            int securityLevel,
            boolean parsesUrls,
            Purpose purpose,
            Optional<String> hostName,
            Optional<byte[]> hostAddress,
            Instant leafAt,
            int maxDepth,
            SignedBy signatures) {}

    private final Settings settings;

    public OpensslEngine(Settings settings) {
        this.settings = settings;
    }

    /** {@code sent} and {@code store} in their order, which matters. */
    public ChainVerdict verify(Certificate leaf, List<Certificate> sent, List<Certificate> store, Instant at) {
        SeenCertificate target = new SeenCertificate(leaf);
        List<SeenCertificate> untrusted =
                sent.stream().map(SeenCertificate::new).toList();
        // The handshake message is read as a whole; in a store such a certificate fits nobody.
        for (SeenCertificate certificate :
                Stream.concat(Stream.of(target), untrusted.stream()).toList()) {
            if (!certificate.isLoadable()) {
                return notLoaded(certificate.certificate(), at);
            }
        }
        PathBuilder builder = new PathBuilder(
                target,
                untrusted,
                store.stream().map(SeenCertificate::new).toList(),
                settings.partialChain(),
                settings.maxDepth(),
                at);
        @Nullable ChainError failure = builder.build();
        List<SeenCertificate> chain = builder.chain();
        List<Certificate> path =
                chain.stream().map(SeenCertificate::certificate).toList();
        Answer answer = new Answer(at);
        if (failure != null) {
            int top = chain.size() - 1;
            List<Obstacle> reason = List.of(
                    obstacle(new Complaint(failure, top, top(failure, path.get(top)), expectedOf(failure)), path));
            answer.refused(path, false, reason);
            return answer.rejected(reason, new Work(0, builder.steps(), 0));
        }
        ChainChecks checks = new ChainChecks(settings, chain, at);
        List<Complaint> complaints = checks.run();
        Work work = new Work(chain.size() - 1, builder.steps(), checks.nameComparisons());
        if (complaints.isEmpty()) {
            return answer.accepted(path, List.of(), Set.of(), work);
        }
        List<Obstacle> reasons = complaints.stream()
                .map(complaint -> obstacle(complaint, path))
                .sorted(Obstacle.BY_SPECIFICITY)
                .toList();
        answer.refused(path, true, reasons);
        return answer.rejected(reasons, work);
    }

    private static ChainVerdict notLoaded(Certificate certificate, Instant at) {
        List<Obstacle> reason = List.of(Answer.obstacle(
                Rule.MALFORMED_EXTENSION,
                0,
                certificate,
                "OpenSSL says \"Unable to load certificate file\": a name with a value that it cannot read",
                "names of strings that are text",
                "reissue the certificate"));
        Answer answer = new Answer(at);
        answer.refused(List.of(certificate), false, reason);
        return answer.rejected(reason, new Work(0, 0, 0));
    }

    private static String top(ChainError failure, Certificate top) {
        return switch (failure) {
            case SELF_SIGNED_LEAF, SELF_SIGNED_IN_CHAIN -> "the chain ends in a self-signed certificate";
            case CHAIN_TOO_LONG -> "the chain goes on";
            case UNREADABLE -> "extensions or a key that OpenSSL cannot read";
            default -> "nobody by the name " + top.issuer() + " fits";
        };
    }

    private static String expectedOf(ChainError failure) {
        return switch (failure) {
            case SELF_SIGNED_LEAF, SELF_SIGNED_IN_CHAIN -> "the very same certificate in the trust store";
            case CHAIN_TOO_LONG -> "an anchor within the depth limit";
            case UNREADABLE -> "a certificate that OpenSSL can read";
            case UNABLE_TO_GET_ISSUER ->
                "a self-signed anchor above the trusted certificate, as no partial chain is allowed";
            default -> "an issuer among the certificates sent or in the trust store";
        };
    }

    private static Obstacle obstacle(Complaint complaint, List<Certificate> path) {
        return Answer.obstacle(
                complaint.rule(),
                complaint.index(),
                path.get(complaint.index()),
                "OpenSSL says \"" + complaint.text() + "\": " + complaint.found(),
                complaint.expected(),
                complaint.fix());
    }
}
