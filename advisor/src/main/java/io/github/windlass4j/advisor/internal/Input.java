package io.github.windlass4j.advisor.internal;

/** Where a condition looks for the values that something may have. */
abstract class Input {
    final String name;

    Input(String name) {
        this.name = name;
    }

    abstract long mask(State state);

    /** Returns the variable to ask about next when the mask has more than one bit. */
    abstract int split(State state);

    static final class OfVariable extends Input {
        final int variable;

        OfVariable(String name, int variable) {
            super(name);
            this.variable = variable;
        }

        @Override
        long mask(State state) {
            return state.masks[variable];
        }

        @Override
        int split(State state) {
            return variable;
        }
    }

    /** A topic: its claims resolve to the same set in every state. */
    static final class Constant extends Input {
        private final long mask;

        Constant(String name, long mask) {
            super(name);
            this.mask = mask;
        }

        @Override
        long mask(State state) {
            return mask;
        }

        @Override
        int split(State state) {
            throw new IllegalStateException(name + " cannot be asked about");
        }
    }

    static final class OfTable extends Input {
        final TableNode table;
        private final int column;

        OfTable(String name, TableNode table, int column) {
            super(name);
            this.table = table;
            this.column = column;
        }

        @Override
        long mask(State state) {
            return table.columnMask(state.rowsOf(table), column);
        }

        @Override
        int split(State state) {
            return state.rowsOf(table).split();
        }
    }
}
