package io.github.windlass4j.core.chain;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.engine.SignedBy;
import io.github.windlass4j.core.chain.jsse.JdkSettings;
import io.github.windlass4j.core.internal.signature.SignatureCheck;
import io.github.windlass4j.core.internal.signature.Signatures;
import java.util.List;

/** What the emulations share with the rule engine: verified signatures, and the policy processing of RFC 5280. */
final class EmulationInputs {
    private final SignatureMemo memo;

    EmulationInputs(ChainRequest request) {
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

    private static List<Obstacle> violations(List<Certificate> path, PolicyInputs inputs) {
        List<Node> nodes = path.stream().map(Node::new).toList();
        PathFindings findings = new PathFindings(nodes, Profile.RFC5280_PATH);
        PolicyRules.check(nodes, Profile.RFC5280_PATH, inputs, findings);
        return findings.candidate().obstacles();
    }
}
