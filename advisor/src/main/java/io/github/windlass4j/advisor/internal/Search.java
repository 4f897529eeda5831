package io.github.windlass4j.advisor.internal;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds every result that some completion of a state has: look once in Kleene's logic, and only where that is undecided
 * try each value of the one variable on which the first undecided condition depends.
 */
public final class Search {
    private final Target target;
    private final int cap;
    private final Set<List<Integer>> results = new TreeSet<>(Target.ORDER);
    private int visited;
    private boolean exact = true;

    /**
     * What a search found.
     *
     * @param results every possible result, in order; if not exact, at least these
     * @param exact whether the search was finished within its cap
     * @param visited number of states looked at
     */
    public record Found(Set<List<Integer>> results, boolean exact, int visited) {}

    private Search(Target target, int cap) {
        this.target = target;
        this.cap = cap;
    }

    /** Runs a search that looks at no more than {@code cap} states. */
    public static Found run(Target target, State state, int cap) {
        Search search = new Search(target, cap);
        search.visit(state);
        return new Found(search.results, search.exact, search.visited);
    }

    private void visit(State state) {
        if (++visited > cap) {
            exact = false;
            return;
        }
        Target.Glimpse glimpse = target.glimpse(state);
        if (glimpse.result() != null) {
            results.add(glimpse.result());
            return;
        }
        if (glimpse.superset() != null && results.containsAll(glimpse.superset())) {
            return;
        }
        for (long rest = state.mask(glimpse.split()); rest != 0 && exact; rest &= rest - 1) {
            visit(state.narrowed(glimpse.split(), Long.lowestOneBit(rest)));
        }
    }
}
