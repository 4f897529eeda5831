package io.github.windlass4j.core.chain;

import io.github.windlass4j.core.cert.PublicKeyInfo;
import io.github.windlass4j.core.internal.signature.SignatureCheck;
import io.github.windlass4j.core.internal.signature.Signatures;
import java.util.Optional;

/** The signatures of one validation: each pair of certificate and key once, as many as the budget allows. */
final class SignatureChecks {
    private final SignatureMemo memo;
    private final int most;
    private int done;
    private boolean exhausted;

    SignatureChecks(ChainRequest request) {
        this.memo = request.memo().orElseGet(SignatureMemo::standard);
        this.most = request.budget().signatures();
    }

    /** Whether the key made the certificate's signature; empty if the budget does not allow to look. */
    Optional<SignatureCheck> verify(Node node, PublicKeyInfo key) {
        Optional<SignatureCheck> known = memo.recall(node.certificate(), key);
        if (known.isPresent()) {
            return known;
        }
        if (done >= most) {
            exhausted = true;
            return Optional.empty();
        }
        done++;
        SignatureCheck answer = Signatures.verify(node.certificate().signature(), key);
        memo.keep(node.certificate(), key, answer);
        return Optional.of(answer);
    }

    /** True if the certificate's own key made its signature; false if the budget does not allow to look. */
    boolean isSelfSigned(Node node) {
        return node.isSelfIssued()
                && verify(node, node.key()).map(SignatureCheck::isValid).orElse(false);
    }

    int done() {
        return done;
    }

    boolean isExhausted() {
        return exhausted;
    }
}
