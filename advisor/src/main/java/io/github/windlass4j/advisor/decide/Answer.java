package io.github.windlass4j.advisor.decide;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a table or catalogue answers under the facts at hand.
 *
 * @param id id of the table or catalogue
 * @param possible every outcome that some completion of the facts has, in the order of the table; never empty
 * @param exact whether {@code possible} is complete; if the search was stopped by its cap, it holds at least these
 */
public record Answer(String id, List<Possibility> possible, boolean exact) {
    /** Copies the collections. */
    public Answer {
        possible = List.copyOf(possible);
    }

    /** Returns the outcome that every completion of the facts has, if there is one. */
    public Optional<Possibility> necessary() {
        return exact && possible.size() == 1 ? Optional.of(possible.get(0)) : Optional.empty();
    }

    /** Tells whether whatever is still unknown cannot change the answer. */
    public boolean isDecided() {
        return necessary().isPresent();
    }

    /** Returns the values of one output over all possible outcomes, each once. */
    public Set<String> possible(String output) {
        Set<String> result = new LinkedHashSet<>();
        possible.forEach(outcome -> result.addAll(outcome.values(output)));
        return result;
    }

    /** Returns the value of one output, if every possible outcome has this one value. */
    public Optional<String> value(String output) {
        Set<String> values = possible(output);
        boolean everywhere = possible.stream().noneMatch(o -> o.values(output).isEmpty());
        return exact && everywhere && values.size() == 1 ? values.stream().findFirst() : Optional.empty();
    }

    /** The decided possibility; else all of them, as {@code one of: ... | ...}. */
    @Override
    public String toString() {
        String all = possible.stream().map(Possibility::toString).collect(Collectors.joining(" | "));
        return isDecided() ? all : "one of: " + all + (exact ? "" : " | ...");
    }
}
