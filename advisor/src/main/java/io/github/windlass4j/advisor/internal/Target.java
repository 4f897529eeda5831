package io.github.windlass4j.advisor.internal;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that has one result in every complete state. A result is a list of numbers: rows, options, truth. */
public interface Target {
    /** Results compare number by number. */
    Comparator<List<Integer>> ORDER = (a, b) -> {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int c = Integer.compare(a.get(i), b.get(i));
            if (c != 0) {
                return c;
            }
        }
        return Integer.compare(a.size(), b.size());
    };

    /**
     * What can be said in one state without looking at its completions.
     *
     * @param result the only possible result, if it is known
     * @param superset results of which every possible one is a member, if such a list is known
     * @param split variable to look at next; meaningless with a result
     */
    record Glimpse(@Nullable List<Integer> result, @Nullable List<List<Integer>> superset, int split) {
        static Glimpse decided(List<Integer> result) {
            return new Glimpse(result, null, -1);
        }

        static Glimpse open(int split) {
            return new Glimpse(null, null, split);
        }
    }

    /** Looks once. */
    Glimpse glimpse(State state);
}
