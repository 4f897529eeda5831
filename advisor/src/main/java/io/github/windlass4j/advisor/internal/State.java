package io.github.windlass4j.advisor.internal;

import org.jspecify.annotations.Nullable;

/** What each variable may still be, as bits, with the tables evaluated on it so far. */
public final class State {
    final long[] masks;
    private final @Nullable RowSet[] evaluated;

    State(long[] masks, int tables) {
        this.masks = masks;
        this.evaluated = new @Nullable RowSet[tables];
    }

    /** Returns a state in which one variable has only these values left. */
    public State narrowed(int variable, long mask) {
        long[] copy = masks.clone();
        copy[variable] = mask;
        return new State(copy, evaluated.length);
    }

    /** Returns the values that a variable may still have, as bits. */
    public long mask(int variable) {
        return masks[variable];
    }

    RowSet rowsOf(TableNode table) {
        RowSet known = evaluated[table.index];
        if (known == null) {
            known = table.evaluate(this);
            evaluated[table.index] = known;
        }
        return known;
    }
}
