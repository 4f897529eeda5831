package io.github.windlass4j.advisor.internal;

import io.github.windlass4j.advisor.decide.Truth;

/** A conjunction of "this input has one of these values", evaluated on sets of possible values. */
final class Condition {
    private final Input[] inputs;
    private final long[] accepted;

    Condition(Input[] inputs, long[] accepted) {
        this.inputs = inputs;
        this.accepted = accepted;
    }

    Truth evaluate(State state) {
        Truth result = Truth.TRUE;
        for (int i = 0; i < inputs.length; i++) {
            long mask = inputs[i].mask(state);
            if ((mask & accepted[i]) == 0) {
                return Truth.FALSE;
            }
            if ((mask & ~accepted[i]) != 0) {
                result = Truth.UNKNOWN;
            }
        }
        return result;
    }

    /** Returns the variable that the first undecided part depends on. */
    int split(State state) {
        for (int i = 0; i < inputs.length; i++) {
            if ((inputs[i].mask(state) & ~accepted[i]) != 0) {
                return inputs[i].split(state);
            }
        }
        throw new IllegalStateException("nothing is undecided");
    }
}
