package io.github.windlass4j.core.chain;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.PublicKeyInfo;
import io.github.windlass4j.core.cert.SignatureInfo;
import io.github.windlass4j.core.internal.signature.SignatureCheck;
import io.github.windlass4j.core.internal.signature.Signatures;
import io.github.windlass4j.core.internal.signature.Verifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The signatures of one validation, those of CRLs and OCSP responses among them: each with each key once, as many as the
 * budget allows.
 */
final class SignatureChecks implements Verifier {
    private record Pair(SignatureInfo signature, PublicKeyInfo key) {}

    /** Own choice: as many answers are compared one by one before a memo is made. */
    private static final int FEW = 8;

    private record Answer(Certificate certificate, PublicKeyInfo key, SignatureCheck check) {}

    private @Nullable SignatureMemo memo;
    private final List<Answer> answers = new ArrayList<>(2);
    private Map<Pair, SignatureCheck> ofRevocationData = Map.of();
    private final int most;
    private int done;
    private boolean exhausted;

    SignatureChecks(ChainRequest request) {
        this.memo = request.memo().orElse(null);
        this.most = request.budget().signatures();
    }

    /** Whether the key made the certificate's signature; empty if the budget does not allow to look. */
    Optional<SignatureCheck> verify(Node node, PublicKeyInfo key) {
        Optional<SignatureCheck> known = recall(node.certificate(), key);
        if (known.isPresent()) {
            return known;
        }
        Optional<SignatureCheck> answer = count(node.certificate().signature(), key);
        if (answer.isPresent()) {
            keep(node.certificate(), key, answer.get());
        }
        return answer;
    }

    private Optional<SignatureCheck> recall(Certificate certificate, PublicKeyInfo key) {
        if (memo != null) {
            return memo.recall(certificate, key);
        }
        for (Answer answer : answers) {
            if (answer.certificate().equals(certificate) && answer.key().equals(key)) {
                return Optional.of(answer.check());
            }
        }
        return Optional.empty();
    }

    private void keep(Certificate certificate, PublicKeyInfo key, SignatureCheck check) {
        SignatureMemo many = memo;
        if (many == null && answers.size() < FEW) {
            answers.add(new Answer(certificate, key, check));
            return;
        }
        if (many == null) {
            many = SignatureMemo.standard();
            for (Answer answer : answers) {
                many.keep(answer.certificate(), answer.key(), answer.check());
            }
            memo = many;
        }
        many.keep(certificate, key, check);
    }

    @Override
    public Optional<SignatureCheck> verify(SignatureInfo signature, PublicKeyInfo key) {
        Pair pair = new Pair(signature, key);
        Optional<SignatureCheck> answer =
                Optional.ofNullable(ofRevocationData.get(pair)).or(() -> count(signature, key));
        answer.ifPresent(check -> keep(pair, check));
        return answer;
    }

    private void keep(Pair pair, SignatureCheck check) {
        if (ofRevocationData.isEmpty()) {
            ofRevocationData = new HashMap<>();
        }
        ofRevocationData.put(pair, check);
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
