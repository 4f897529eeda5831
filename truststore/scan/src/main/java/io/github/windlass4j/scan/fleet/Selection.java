package io.github.windlass4j.scan.fleet;

import java.util.Arrays;

/** The certificates of a store that matter to one chain, in its order. Stores with equal selections get equal answers. */
final class Selection {
    private final int[] numbers;
    private final boolean others;

    /**
     * A selection.
     *
     * @param numbers in the order of the store; not copied
     * @param others whether nothing of the store matters although it is not empty
     */
    Selection(int[] numbers, boolean others) {
        this.numbers = numbers;
        this.others = others;
    }

    int size() {
        return numbers.length;
    }

    int number(int index) {
        return numbers[index];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Selection that && others == that.others && Arrays.equals(numbers, that.numbers);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(numbers) * 2 + (others ? 1 : 0);
    }
}
