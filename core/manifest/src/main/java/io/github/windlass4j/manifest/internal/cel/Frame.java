package io.github.windlass4j.manifest.internal.cel;

import org.jspecify.annotations.Nullable;

/** What one evaluation works on: variables by number, and the cost so far. */
final class Frame {
    /** Characters and items that calls may put together where their cost does not say how many: more than any rule reads. */
    static final long MAX_BUILT = 10_000_000;

    private final @Nullable Object[] slots;
    private final long limit;
    private long cost;
    private long built;

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

    /** Announces work and memory that the cost does not cover: Kubernetes bounds them when a definition is made. */
    void build(long size) {
        built += size;
        if (built > MAX_BUILT) {
            throw new OverBudget();
        }
    }

    /** Leaves the evaluator from any depth; caught where the evaluation started. */
    static final class OverBudget extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private OverBudget() {
            super("operation cancelled: actual cost limit exceeded", null, false, false);
        }
    }
}
