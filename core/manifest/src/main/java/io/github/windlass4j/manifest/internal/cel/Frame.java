package io.github.windlass4j.manifest.internal.cel;

import org.jspecify.annotations.Nullable;

/** What one evaluation works on: variables by number, and the cost so far. */
final class Frame {
    private final @Nullable Object[] slots;
    private final long limit;
    private long cost;

    Frame(int slots, long limit) {
        this.slots = new Object[slots];
        this.limit = limit;
    }

    Object get(int slot) {
        Object value = slots[slot];
        return value == null ? new CelError("no such attribute(s)") : value;
    }

    void set(int slot, @Nullable Object value) {
        slots[slot] = value;
    }

    long cost() {
        return cost;
    }

    void spend(long units) {
        cost += units;
        if (cost > limit || cost < 0) {
            throw new OverBudget();
        }
    }

    /** Work over a text: a tenth of a unit per character (cel-go, common.StringTraversalCostFactor). */
    void traverse(long characters) {
        spend(1 + characters / 10);
    }

    /** Leaves the evaluator from any depth; caught where the evaluation started. */
    static final class OverBudget extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private OverBudget() {
            super("operation cancelled: actual cost limit exceeded", null, false, false);
        }
    }
}
