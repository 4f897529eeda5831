package io.github.windlass4j.truststore.rotation;

import java.util.Objects;

/**
 * One step of a roll-out.
 *
 * @param when at which point of the rotation
 * @param what the instruction
 */
public record RollOutStep(When when, String what) {
    /** Checks the components. */
    public RollOutStep {
        Objects.requireNonNull(when);
        Objects.requireNonNull(what);
    }

    /** The points of a rotation, in order. */
    public enum When {
        /** Before any server presents a new chain. */
        BEFORE("before"),
        /** When servers begin to present new chains. */
        DURING("during"),
        /** When no server presents an old chain any more. */
        AFTER_LAST_OLD_CHAIN("after the last old chain is gone");

        private final String words;

        When(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    @Override
    public String toString() {
        return when + ": " + what;
    }
}
