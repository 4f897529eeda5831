package io.github.windlass4j.advisor.decide;

import io.github.windlass4j.advisor.knowledge.Need;
import java.util.List;

/**
 * How one option of a catalogue stands.
 *
 * @param option id of the option
 * @param viable whether it satisfies every must, exact over all completions of the facts
 * @param worst lowest score it can have
 * @param best highest score it can have; equal to {@code worst} if nothing is open
 * @param reasons one for each need that exists or may exist, in the order of the needs
 */
public record Standing(String option, Truth viable, Ratio worst, Ratio best, List<Reason> reasons) {
    /**
     * How an option meets one need.
     *
     * @param need id of the need
     * @param strength whether an option without it is out, or only worse
     * @param applies whether the need exists
     * @param met whether the option satisfies it
     * @param levels levels that the option may have, lowest first
     */
    public record Reason(String need, Need.Strength strength, Truth applies, Truth met, List<String> levels) {
        /** Copies the collections. */
        public Reason {
            levels = List.copyOf(levels);
        }

        /** Tells whether this need alone excludes the option. */
        public boolean excludes() {
            return strength == Need.Strength.MUST && applies == Truth.TRUE && met == Truth.FALSE;
        }
    }

    /** Copies the collections. */
    public Standing {
        reasons = List.copyOf(reasons);
    }

    @Override
    public String toString() {
        return option + ": " + viable + ", " + worst + " to " + best;
    }
}
