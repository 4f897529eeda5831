package io.github.windlass4j.core.revocation;

import io.github.windlass4j.core.cert.RevocationReason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What revocation data say about one certificate at one instant. */
public sealed interface RevocationStatus {
    /** It is not revoked. */
    record Good() implements RevocationStatus {
        @Override
        public <R> R fold(
                Function<? super Good, ? extends R> onGood,
                Function<? super Revoked, ? extends R> onRevoked,
                Function<? super Unknown, ? extends R> onUnknown) {
            return onGood.apply(this);
        }

        @Override
        public String toString() {
            return "good";
        }
    }

    /**
     * It is revoked.
     *
     * @param since when it was revoked
     * @param reason why, if that is told
     */
    record Revoked(Instant since, Optional<RevocationReason> reason) implements RevocationStatus {
        @Override
        public <R> R fold(
                Function<? super Good, ? extends R> onGood,
                Function<? super Revoked, ? extends R> onRevoked,
                Function<? super Unknown, ? extends R> onUnknown) {
            return onRevoked.apply(this);
        }

        @Override
        public String toString() {
            return "revoked since " + since
                    + reason.map(why -> " (" + why + ")").orElse("");
        }
    }

    /**
     * The data do not tell.
     *
     * @param reasons why each piece of data is of no use; never empty
     */
    record Unknown(List<String> reasons) implements RevocationStatus {
        /** Copies the list and checks that there is a reason. */
        public Unknown {
            reasons = List.copyOf(reasons);
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("reasons: 0 (want >= 1)");
            }
        }

        @Override
        public <R> R fold(
                Function<? super Good, ? extends R> onGood,
                Function<? super Revoked, ? extends R> onRevoked,
                Function<? super Unknown, ? extends R> onUnknown) {
            return onUnknown.apply(this);
        }

        @Override
        public String toString() {
            return "unknown: " + String.join("; ", reasons);
        }
    }

    /** Case analysis that the compiler checks for completeness on Java 17. */
    <R> R fold(
            Function<? super Good, ? extends R> onGood,
            Function<? super Revoked, ? extends R> onRevoked,
            Function<? super Unknown, ? extends R> onUnknown);
}
