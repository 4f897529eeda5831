package io.github.windlass4j.core.chain;

import io.github.windlass4j.core.cert.PublicKeyInfo;
import io.github.windlass4j.core.cert.SignatureInfo;
import io.github.windlass4j.core.internal.signature.SignatureCheck;
import io.github.windlass4j.core.internal.signature.Signatures;
import io.github.windlass4j.core.internal.signature.Verifier;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The signatures of one validation, those of CRLs and OCSP responses among them: each with each key once, as many as the
 * budget allows.
 */
final class SignatureChecks implements Verifier {
    private record Pair(SignatureInfo signature, PublicKeyInfo key) {}

    private final SignatureMemo memo;
    private final Map<Pair, SignatureCheck> ofRevocationData = new HashMap<>();
    private final int most;
    private int done;
    private boolean exhausted;

    SignatureChecks(ChainRequest request) {
        this.memo = request.memo().isPresent() ? request.memo().get() : SignatureMemo.standard();
        this.most = request.budget().signatures();
    }

    /** Whether the key made the certificate's signature; empty if the budget does not allow to look. */
    Optional<SignatureCheck> verify(Node node, PublicKeyInfo key) {
        Optional<SignatureCheck> known = memo.recall(node.certificate(), key);
        if (known.isPresent()) {
            return known;
        }
        Optional<SignatureCheck> answer = count(node.certificate().signature(), key);
        if (answer.isPresent()) {
            memo.keep(node.certificate(), key, answer.get());
        }
        return answer;
    }

    @Override
    public Optional<SignatureCheck> verify(SignatureInfo signature, PublicKeyInfo key) {
        Pair pair = new Pair(signature, key);
        Optional<SignatureCheck> answer =
                Optional.ofNullable(ofRevocationData.get(pair)).or(() -> count(signature, key));
        answer.ifPresent(check -> ofRevocationData.put(pair, check));
        return answer;
    }

    private Optional<SignatureCheck> count(SignatureInfo signature, PublicKeyInfo key) {
        if (done >= most) {
            exhausted = true;
            return Optional.empty();
        }
        done++;
        return Optional.of(Signatures.verify(signature, key));
    }

    /** True if the certificate's own key made its signature; false if the budget does not allow to look. */
    boolean isSelfSigned(Node node) {
        Optional<SignatureCheck> own = node.isSelfIssued() ? verify(node, node.key()) : Optional.empty();
        return own.isPresent() && own.get().isValid();
    }

    int done() {
        return done;
    }

    boolean isExhausted() {
        return exhausted;
    }
}
