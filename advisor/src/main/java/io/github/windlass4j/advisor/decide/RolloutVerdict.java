package io.github.windlass4j.advisor.decide;

import io.github.windlass4j.advisor.knowledge.Step;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a roll-out does after a step, given what was observed. */
public sealed interface RolloutVerdict {
    /**
     * The gate is open.
     *
     * @param next the step that comes now; absent after the last one
     */
    record Proceed(@Nullable Step next) implements RolloutVerdict {
        @Override
        public String toString() {
            return next == null ? "proceed: that was the last step" : "proceed to " + next.id();
        }
    }

    /**
     * Stay where you are.
     *
     * @param reasons what is missing: an observation, a value, time; never empty
     */
    record Hold(List<String> reasons) implements RolloutVerdict {
        /** Copies the collections. */
        public Hold {
            reasons = List.copyOf(reasons);
        }

        @Override
        public String toString() {
            return "hold: " + String.join("; ", reasons);
        }
    }

    /**
     * Go back to where the plan began.
     *
     * @param reasons what was observed; never empty
     */
    record Rollback(List<String> reasons) implements RolloutVerdict {
        /** Copies the collections. */
        public Rollback {
            reasons = List.copyOf(reasons);
        }

        @Override
        public String toString() {
            return "roll back: " + String.join("; ", reasons);
        }
    }

    /** Case analysis that the compiler checks for completeness. */
    default <R> R fold(
            Function<? super Proceed, ? extends R> onProceed,
            Function<? super Hold, ? extends R> onHold,
            Function<? super Rollback, ? extends R> onRollback) {
        if (this instanceof Proceed proceed) {
            return Objects.requireNonNull(onProceed.apply(proceed));
        }
        if (this instanceof Hold hold) {
            return Objects.requireNonNull(onHold.apply(hold));
        }
        return Objects.requireNonNull(onRollback.apply((Rollback) this));
    }
}
