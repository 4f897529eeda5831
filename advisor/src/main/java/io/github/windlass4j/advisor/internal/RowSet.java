package io.github.windlass4j.advisor.internal;

/**
 * Rows of a table that may match in a state, in the order of the table.
 *
 * @param possible rows whose condition is not false
 * @param certain for each of them, whether it is true
 * @param gap whether it may be that no row matches
 * @param split variable on which the first undecided row depends; -1 if nothing is undecided
 */
record RowSet(int[] possible, boolean[] certain, boolean gap, int split) {
    boolean decided() {
        return split < 0;
    }
}
