package io.github.windlass4j.truststore.store;

import io.github.windlass4j.core.cert.Certificate;
import java.util.List;
import java.util.function.Function;

/** What a {@link Loader} makes of a trust store file. */
public sealed interface LoadOutcome {
    /**
     * The file loads.
     *
     * @param certificates what the software then trusts, in its order; empty is an outcome too, and for JSSE the cause of
     *     "the trustAnchors parameter must be non-empty"
     */
    record Loaded(List<Certificate> certificates) implements LoadOutcome {
        /** Copies the collections. */
        public Loaded {
            certificates = List.copyOf(certificates);
        }

        @Override
        public String toString() {
            return certificates.size() + " certificates";
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
}
