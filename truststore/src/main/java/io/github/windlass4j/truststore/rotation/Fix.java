package io.github.windlass4j.truststore.rotation;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The smallest change that keeps a client connecting through a rotation. It never weakens the sslmode, the factory or the
 * host check.
 */
public sealed interface Fix {
    /** The fix in a few words. */
    String message();

    /** What to do, as {@link #message} says it; empty if nothing needs doing or whether is not known. */
    default Optional<String> remedy() {
        return Optional.of(message());
    }

    /** Nothing has to change. */
    record NotNeeded() implements Fix {
        @Override
        public String message() {
            return "none needed";
        }

        @Override
        public Optional<String> remedy() {
            return Optional.empty();
        }

        @Override
        public String toString() {
            return message();
        }
    }

    /** Whether something has to change is not known, because what the client does is not. */
    record NotKnown() implements Fix {
        @Override
        public String message() {
            return "not known, as long as what the client does is not known";
        }

        @Override
        public Optional<String> remedy() {
            return Optional.empty();
        }

        @Override
        public String toString() {
            return message();
        }
    }

    /**
     * Changes that were tried on the model: with all of them the client connects to every chain of tomorrow, verified, and
     * still to today's if it did; with fewer it does not.
     *
     * @param changes what to do; never empty
     * @param alternatives other sets of as many changes that also work, the better first
     * @param horizon how long it then works
     */
    record Proved(List<Change> changes, List<List<Change>> alternatives, Horizon horizon) implements Fix {
        /** Checks the components and copies the collections. */
        public Proved {
            changes = List.copyOf(changes);
            alternatives = alternatives.stream().map(List::copyOf).toList();
            if (changes.isEmpty()) {
                throw new IllegalArgumentException("changes: 0 (want >= 1)");
            }
        }

        @Override
        public String message() {
            return changes.stream().map(Change::message).collect(Collectors.joining("; and "));
        }

        @Override
        public String toString() {
            return message();
        }
    }

    /**
     * Anchors that would be needed; their bytes are not at hand, so that nothing is proved.
     *
     * @param anchors any one of them, by fingerprint; never empty
     */
    record Named(List<KnownAnchor> anchors) implements Fix {
        /** Copies the collections. */
        public Named {
            anchors = List.copyOf(anchors);
        }

        @Override
        public String message() {
            return "not proved, its bytes are not at hand: add "
                    + anchors.stream()
                            .map(a -> a.subject() + " (SHA-256 " + a.sha256() + ", ends " + a.notAfter() + "; "
                                    + a.source() + ")")
                            .collect(Collectors.joining(" or "));
        }

        @Override
        public String toString() {
            return message();
        }
    }

    /**
     * No change of this client within reach helps.
     *
     * @param reason why, and what was tried
     */
    record None(String reason) implements Fix {
        @Override
        public String message() {
            return "none found: " + reason;
        }

        @Override
        public String toString() {
            return message();
        }
    }
}
