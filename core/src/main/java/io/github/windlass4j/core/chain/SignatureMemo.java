package io.github.windlass4j.core.chain;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.PublicKeyInfo;
import io.github.windlass4j.core.internal.signature.SignatureCheck;
import java.util.Optional;

/**
 * Remembers which key made which certificate's signature, so that each pair is verified once, and the last chains that a rule
 * profile trusted, so that the same question about the same chain is answered without work, also for another host that the
 * leaf names and beside other anchors that no path could end in. A verdict is given again only if everything that it rests on
 * is the same, and each certificate within its dates; one that looks at revocation never is.
 * Bounded: what was used least recently makes room. Safe to share between threads.
 */
public final class SignatureMemo {
    /** Own choice: ten times the signature budget of one validation, about 300 kB beside the certificates. */
    public static final int STANDARD_SIZE = 1_000;

    private record Pair(Certificate certificate, PublicKeyInfo key) {
        // Written out, as what a record derives costs a JVM milliseconds when it is called first.
        @Override
        public boolean equals(Object other) {
            return other instanceof Pair that && certificate.equals(that.certificate) && key.equals(that.key);
        }

        @Override
        public int hashCode() {
            return 31 * certificate.hashCode() + key.hashCode();
        }
    }

    private final Recent<Pair, SignatureCheck> answers;
    private final KeptVerdicts verdicts = new KeptVerdicts();

    private SignatureMemo(int most) {
        this.answers = new Recent<>(most);
    }

    /** An empty memo that keeps {@link #STANDARD_SIZE} signatures. */
    public static SignatureMemo standard() {
        return bounded(STANDARD_SIZE);
    }

    /** An empty memo that keeps at most this many signatures. */
    public static SignatureMemo bounded(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("most: " + most + " (want >= 1)");
        }
        return new SignatureMemo(most);
    }

    /** Number of signatures that it can tell of. */
    public int size() {
        return answers.size();
    }

    Optional<SignatureCheck> recall(Certificate certificate, PublicKeyInfo key) {
        return Optional.ofNullable(answers.recall(new Pair(certificate, key)));
    }

    void keep(Certificate certificate, PublicKeyInfo key, SignatureCheck answer) {
        answers.keep(new Pair(certificate, key), answer);
    }

    /** What was trusted before. */
    KeptVerdicts verdicts() {
        return verdicts;
    }

    @Override
    public String toString() {
        return "SignatureMemo[" + size() + "]";
    }
}
