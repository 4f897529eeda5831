package io.github.windlass4j.gateway.attach;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A predicted condition of an object's status.
 *
 * @param type type of the condition ("Accepted")
 * @param status whether it holds
 * @param reason the specification's reason ("NoMatchingParent")
 * @param causes what led to it, each with object and field; empty where nothing stands against the condition
 */
public record Condition(String type, Status status, String reason, List<Cause> causes) {
    /** Copies the causes. */
    public Condition {
        causes = List.copyOf(causes);
    }

    static Condition ok(String type, String reason) {
        return new Condition(type, Status.TRUE, reason, List.of());
    }

    static Condition not(String type, String reason, List<Cause> causes) {
        return new Condition(type, Status.FALSE, reason, causes);
    }

    static Condition not(String type, String reason, Cause cause) {
        return not(type, reason, List.of(cause));
    }

    /** Whether a condition holds. */
    public enum Status {
        /** It holds. */
        TRUE("True"),
        /** It does not. */
        FALSE("False"),
        /** The manifests do not tell. */
        UNKNOWN("Unknown");

        private final String text;

        Status(String text) {
            this.text = text;
        }

        /** As manifests write it. */
        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * Whether the condition holds.
     *
     * @return true for {@link Status#TRUE}
     */
    public boolean holds() {
        return status == Status.TRUE;
    }

    /**
     * The condition's own words.
     *
     * @return the causes, or the reason when there are none
     */
    public String message() {
        return causes.isEmpty() ? reason : causes.stream().map(Cause::toString).collect(Collectors.joining("; "));
    }

    /** {@code Accepted=False (NoMatchingParent): causes}. */
    @Override
    public String toString() {
        return type + "=" + status + " (" + reason + ")" + (causes.isEmpty() ? "" : ": " + message());
    }
}
