package io.github.windlass4j.advisor.explain;

import io.github.windlass4j.advisor.decide.Possibility;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A smallest change of known facts that gives another answer.
 *
 * @param change question to the value it would have to have
 * @param becomes possible outcomes after the change
 */
public record Counterfactual(Map<String, String> change, List<Possibility> becomes) {
    /** Copies the collections. */
    public Counterfactual {
        change = Collections.unmodifiableMap(new TreeMap<>(change));
        becomes = List.copyOf(becomes);
    }

    @Override
    public String toString() {
        return change + " -> " + becomes;
    }
}
