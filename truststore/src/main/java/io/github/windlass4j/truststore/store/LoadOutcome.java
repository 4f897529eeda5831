package io.github.windlass4j.truststore.store;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.internal.Count;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a {@link Loader} makes of a trust store file. */
public sealed interface LoadOutcome {
    /**
     * The file loads.
     *
     * @param certificates what the software then takes as trusted, in its order
     * @param ofKeys the first certificate of the chain of each private key, which a trust manager of JSSE trusts as well
     */
    record Loaded(List<Certificate> certificates, List<Certificate> ofKeys) implements LoadOutcome {
        /** Copies the collections. */
        public Loaded {
            certificates = List.copyOf(certificates);
            ofKeys = List.copyOf(ofKeys);
        }

        /** A file without private keys. */
        public Loaded(List<Certificate> certificates) {
            this(certificates, List.of());
        }

        @Override
        public String toString() {
            return Count.of(certificates.size(), "certificate");
        }
    }

    /**
     * The file does not load, and nothing of it is trusted.
     *
     * @param exception the class of the exception that the program sees, or {@code OpenSSL}
     * @param message its text, as far as it does not depend on parsing details; may be empty
     */
    record Failed(String exception, String message) implements LoadOutcome {
        static Failed of(Exception e) {
            return new Failed(e.getClass().getName(), String.valueOf(e.getMessage()));
        }

        @Override
        public String toString() {
            return exception + ": " + message;
        }
    }

    /** Case analysis. */
    default <R> R fold(Function<? super Loaded, ? extends R> onLoaded, Function<? super Failed, ? extends R> onFailed) {
        return this instanceof Loaded loaded ? onLoaded.apply(loaded) : onFailed.apply((Failed) this);
    }

    /** What is trusted afterwards: the loaded certificates, none after a failure. */
    default List<Certificate> certificates() {
        return fold(Loaded::certificates, failed -> List.of());
    }

    /**
     * What a client that verifies with the file trusts: the certificates, and with JSSE also the head of each private key's
     * chain (TrustStoreUtil.java). None at all is an outcome too, and for JSSE the cause of "the trustAnchors parameter must
     * be non-empty".
     */
    default List<Certificate> anchors() {
        return fold(
                loaded -> Stream.concat(loaded.certificates().stream(), loaded.ofKeys().stream())
                        .distinct()
                        .toList(),
                failed -> List.of());
    }
}
