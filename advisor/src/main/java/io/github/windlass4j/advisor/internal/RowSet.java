package io.github.windlass4j.advisor.internal;

/** Rows of a table that may match in a state, in the order of the table. */
final class RowSet {
    private final int[] possible;
    private final boolean gap;
    private final int split;

    /**
     * @param possible rows whose condition is not false; kept, not copied
     * @param gap whether it may be that no row matches
     * @param split variable on which the first undecided row depends; -1 if nothing is undecided
     */
    RowSet(int[] possible, boolean gap, int split) {
        this.possible = possible;
        this.gap = gap;
        this.split = split;
    }

    boolean decided() {
        return split < 0;
    }

    int[] possible() {
        return possible;
    }

    boolean gap() {
        return gap;
    }

    int split() {
        return split;
    }
}
