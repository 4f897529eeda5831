package io.github.windlass4j.core.chain;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.PublicKeyInfo;
import io.github.windlass4j.core.internal.signature.SignatureCheck;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers which key made which certificate's signature, so that each pair is verified once. It holds answers only, which
 * never grow stale; the least recently used one makes room. Safe to share between threads.
 */
public final class SignatureMemo {
    /** Own choice: ten times the signature budget of one validation, about 300 kB. */
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

    private final Map<Pair, SignatureCheck> answers;

    private SignatureMemo(int most) {
        this.answers = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Pair, SignatureCheck> eldest) {
                return size() > most;
            }
        };
    }

    /** An empty memo that keeps {@link #STANDARD_SIZE} answers. */
    public static SignatureMemo standard() {
        return bounded(STANDARD_SIZE);
    }

    /** An empty memo that keeps at most this many answers. */
    public static SignatureMemo bounded(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("most: " + most + " (want >= 1)");
        }
        return new SignatureMemo(most);
    }

    /** Number of answers that it holds. */
    public int size() {
        synchronized (answers) {
            return answers.size();
        }
    }

    Optional<SignatureCheck> recall(Certificate certificate, PublicKeyInfo key) {
        synchronized (answers) {
            return Optional.ofNullable(answers.get(new Pair(certificate, key)));
        }
    }

    void keep(Certificate certificate, PublicKeyInfo key, SignatureCheck answer) {
        synchronized (answers) {
            answers.put(new Pair(certificate, key), answer);
        }
    }

    @Override
    public String toString() {
        return "SignatureMemo[" + size() + "]";
    }
}
