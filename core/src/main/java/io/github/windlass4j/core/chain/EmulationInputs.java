package io.github.windlass4j.core.chain;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.engine.SignedBy;
import io.github.windlass4j.core.chain.jsse.JdkSettings;
import io.github.windlass4j.core.internal.signature.SignatureCheck;
import io.github.windlass4j.core.internal.signature.Signatures;
import io.github.windlass4j.core.revocation.RevocationPolicy;
import java.util.ArrayList;
import java.util.List;

/** What the emulations share with the rule engine: verified signatures, and the policy processing of RFC 5280. */
final class EmulationInputs {
    private final ChainRequest request;
    private final SignatureMemo memo;

    EmulationInputs(ChainRequest request) {
        this.request = request;
        this.memo = request.memo().orElseGet(SignatureMemo::standard);
    }

    /** Each pair once; unlike the rule engine without a limit, since the engines have none. */
    SignedBy signatures() {
        return (certificate, key) -> memo.recall(certificate, key)
                .orElseGet(() -> {
                    SignatureCheck answer = Signatures.verify(certificate.signature(), key);
                    memo.keep(certificate, key, answer);
                    return answer;
                })
                .isValid();
    }

    /** RFC 5280 6.1.2 to 6.1.5, nothing of the anchor's counts. */
    JdkSettings.PolicyCheck policies(PolicyInputs inputs) {
        return path -> violations(path, inputs);
    }

    /**
     * The verdict with a warning for each wish that no engine has an input for: an acceptance must not look as if the wish
     * had been granted.
     */
    ChainVerdict withUnheardWishes(ChainVerdict verdict) {
        List<Obstacle> unheard = new ArrayList<>();
        unheard(
                unheard,
                !request.revocationPolicy().equals(RevocationPolicy.IGNORE),
                Rule.REVOCATION_UNKNOWN,
                "revocation");
        unheard(unheard, !request.distrusted().isEmpty(), Rule.DISTRUSTED, "distrusted certificates");
        unheard(unheard, !request.mailboxes().isEmpty(), Rule.MAILBOX_NOT_NAMED, "expected mailboxes");
        if (unheard.isEmpty() || !(verdict instanceof ChainVerdict.Trusted trusted)) {
            return verdict;
        }
        Candidate accepted = trusted.accepted();
        unheard.addAll(accepted.warnings());
        Candidate warned = new Candidate(accepted.path(), true, List.of(), unheard, accepted.policies());
        List<Candidate> candidates = new ArrayList<>(trusted.candidates());
        candidates.set(candidates.indexOf(accepted), warned);
        Exploration seen = trusted.exploration();
        return new ChainVerdict.Trusted(warned, new Exploration(seen.at(), candidates, seen.complete(), seen.work()));
    }

    private void unheard(List<Obstacle> warnings, boolean wished, Rule rule, String wish) {
        if (wished) {
            warnings.add(Obstacle.at(
                    0,
                    request.leaf(),
                    rule,
                    "the emulation does not look at " + wish,
                    "a profile that does",
                    "ask a rule profile for " + wish));
        }
    }

    private static List<Obstacle> violations(List<Certificate> path, PolicyInputs inputs) {
        List<Node> nodes = path.stream().map(Node::new).toList();
        PathFindings findings = new PathFindings(nodes, Profile.RFC5280_PATH);
        PolicyRules.check(nodes, Profile.RFC5280_PATH, inputs, findings);
        return findings.candidate().obstacles();
    }
}
