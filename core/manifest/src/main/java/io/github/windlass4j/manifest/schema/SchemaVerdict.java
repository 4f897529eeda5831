package io.github.windlass4j.manifest.schema;

import io.github.windlass4j.manifest.yaml.Mapping;
import java.util.List;
import java.util.function.Function;

/** What the API server would say to an object. */
public sealed interface SchemaVerdict {
    /**
     * The object is stored.
     *
     * @param stored what is stored: unknown fields dropped, defaults filled in, no status on creation
     * @param dropped paths of fields that the schema does not know; {@code kubectl} warns of them
     * @param unchecked rules that this library could not evaluate, each with the reason: not looked at, so not passed
     */
    record Accepted(Mapping stored, List<String> dropped, List<String> unchecked) implements SchemaVerdict {
        /** Copies the lists. */
        public Accepted {
            dropped = List.copyOf(dropped);
            unchecked = List.copyOf(unchecked);
        }

        @Override
        public String toString() {
            return "accepted" + (dropped.isEmpty() ? "" : " without " + dropped);
        }
    }

    /**
     * The object is refused.
     *
     * @param errors why, in the server's order where that is defined; never empty
     * @param dropped paths of fields that the schema does not know
     * @param unchecked rules that this library could not evaluate, each with the reason
     */
    record Rejected(List<FieldError> errors, List<String> dropped, List<String> unchecked) implements SchemaVerdict {
        /** Copies the lists. */
        public Rejected {
            errors = List.copyOf(errors);
            dropped = List.copyOf(dropped);
            unchecked = List.copyOf(unchecked);
        }

        @Override
        public String toString() {
            return "rejected: " + errors;
        }
    }

    /**
     * The server does not have this kind in this version.
     *
     * @param apiVersion apiVersion of the object
     * @param kind kind of the object
     */
    record NoMatch(String apiVersion, String kind) implements SchemaVerdict {
        /**
         * The server's words.
         *
         * @return one sentence
         */
        public String message() {
            return "no matches for kind \"" + kind + "\" in version \"" + apiVersion + "\"";
        }

        @Override
        public String toString() {
            return message();
        }
    }

    /**
     * Case analysis.
     *
     * @param onAccepted asked when the object is stored
     * @param onRejected asked when it is refused
     * @param onNoMatch asked when the kind is unknown
     * @param <R> type of the answer
     * @return the answer
     */
    default <R> R fold(
            Function<? super Accepted, ? extends R> onAccepted,
            Function<? super Rejected, ? extends R> onRejected,
            Function<? super NoMatch, ? extends R> onNoMatch) {
        if (this instanceof Accepted accepted) {
            return onAccepted.apply(accepted);
        }
        return this instanceof Rejected rejected ? onRejected.apply(rejected) : onNoMatch.apply((NoMatch) this);
    }

    /**
     * Whether the object is stored.
     *
     * @return true for {@link Accepted}
     */
    default boolean isAccepted() {
        return this instanceof Accepted;
    }

    /**
     * The complaints.
     *
     * @return empty unless {@link Rejected}
     */
    default List<FieldError> errors() {
        return List.of();
    }

    /**
     * Fields that the schema does not know.
     *
     * @return paths; empty for {@link NoMatch}
     */
    default List<String> dropped() {
        return List.of();
    }

    /**
     * Rules that could not be evaluated.
     *
     * @return each with its reason; empty for {@link NoMatch}
     */
    default List<String> unchecked() {
        return List.of();
    }
}
