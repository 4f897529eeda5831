package io.github.windlass4j.core.hostname;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether a certificate speaks for a host, and through which name, or why none of its names does. */
public sealed interface HostVerdict {
    /** Most names that a message lists. */
    int MAX_NAMES_IN_MESSAGE = 10;

    /**
     * It does.
     *
     * @param host what was asked for
     * @param presented the name that matched, with its kind: {@code DNS:*.example.test}
     */
    record Matched(ServerName host, String presented) implements HostVerdict {
        @Override
        public <R> R fold(
                Function<? super Matched, ? extends R> onMatched,
                Function<? super Mismatched, ? extends R> onMismatched) {
            return onMatched.apply(this);
        }

        @Override
        public String message() {
            return presented + " speaks for " + host;
        }

        @Override
        public String toString() {
            return message();
        }
    }

    /**
     * It does not.
     *
     * @param host what was asked for
     * @param checks every name looked at, in the certificate's order, the common name last; empty if it has none at all
     * @param refusal why the host itself or the extension could not be compared; empty if names were compared
     */
    record Mismatched(ServerName host, List<NameCheck> checks, Optional<String> refusal) implements HostVerdict {
        /** Copies the list. */
        public Mismatched {
            checks = List.copyOf(checks);
        }

        @Override
        public <R> R fold(
                Function<? super Matched, ? extends R> onMatched,
                Function<? super Mismatched, ? extends R> onMismatched) {
            return onMismatched.apply(this);
        }

        /** The most specific reason among the names, which is the one to tell first. */
        public Optional<NameCheck> closest() {
            return checks.stream().min(Comparator.comparing(NameCheck::reason));
        }

        @Override
        public String message() {
            if (refusal.isPresent()) {
                return "no name was compared with " + host + ": " + refusal.get();
            }
            if (checks.isEmpty()) {
                return "the certificate names no host at all; wanted " + host;
            }
            String names = checks.stream()
                    .limit(MAX_NAMES_IN_MESSAGE)
                    .map(NameCheck::toString)
                    .collect(Collectors.joining(", "));
            int more = checks.size() - MAX_NAMES_IN_MESSAGE;
            return "no name speaks for " + host + ": " + names + (more > 0 ? " and " + more + " more" : "");
        }

        @Override
        public String toString() {
            return message();
        }
    }

    /** What was asked for. */
    ServerName host();

    /** One sentence with the names. */
    String message();

    /** True for {@link Matched}. */
    default boolean matches() {
        return this instanceof Matched;
    }

    /** Case analysis that the compiler checks for completeness on Java 17. */
    <R> R fold(
            Function<? super Matched, ? extends R> onMatched, Function<? super Mismatched, ? extends R> onMismatched);
}
