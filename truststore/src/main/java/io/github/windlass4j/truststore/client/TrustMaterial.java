package io.github.windlass4j.truststore.client;

import io.github.windlass4j.core.internal.Count;
import io.github.windlass4j.truststore.store.Loader;
import io.github.windlass4j.truststore.store.TrustStore;
import java.util.List;
import java.util.Objects;

/**
 * What is known about one of the places where a client looks for trust anchors. A place of which nothing is known makes
 * the verdict {@link ConnectVerdict.Unknown} as soon as it matters, and only then.
 */
public sealed interface TrustMaterial {
    /**
     * The place holds this store.
     *
     * @param store its content
     * @param loaders how the client's runtime opens it; empty = the way of the driver (a keystore with the right
     *     password, a PEM file with the certificate reader), otherwise one loader
     */
    record Present(TrustStore store, List<Loader> loaders) implements TrustMaterial {
        /** Checks the components and copies the collections. */
        public Present {
            Objects.requireNonNull(store);
            loaders = List.copyOf(loaders);
            if (loaders.size() > 1) {
                throw new IllegalArgumentException("loaders: " + loaders.size() + " (want 0 or 1)");
            }
        }

        @Override
        public String toString() {
            return store.origin() + ", " + Count.of(store.certificates().size(), "certificate");
        }
    }

    /** There is no such file or store. */
    record Absent() implements TrustMaterial {
        @Override
        public String toString() {
            return "absent";
        }
    }

    /**
     * It is there and cannot be read.
     *
     * @param reason what stands in the way, as reading it said
     */
    record Unreadable(String reason) implements TrustMaterial {
        /** Checks the components. */
        public Unreadable {
            Objects.requireNonNull(reason);
        }

        @Override
        public String toString() {
            return "unreadable: " + reason;
        }
    }

    /** Nothing is known about it. */
    record NotAtHand() implements TrustMaterial {
        @Override
        public String toString() {
            return "not at hand";
        }
    }

    /** A place that holds this store. */
    static TrustMaterial of(TrustStore store) {
        return new Present(store, List.of());
    }

    /** A place that holds this store, opened in this way: another keystore type, without its password. */
    static TrustMaterial of(TrustStore store, Loader loader) {
        return new Present(store, List.of(loader));
    }

    /** A place that holds nothing. */
    static TrustMaterial absent() {
        return new Absent();
    }

    /** A place whose content cannot be read. */
    static TrustMaterial unreadable(String reason) {
        return new Unreadable(reason);
    }

    /** A place of which nothing is known. */
    static TrustMaterial notAtHand() {
        return new NotAtHand();
    }
}
