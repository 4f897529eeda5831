package io.github.windlass4j.advisor.explain;

import java.util.List;

/**
 * All smallest changes of known facts that give another answer.
 *
 * @param changes all of one size, in the order of the questions; empty if no change of known facts gives another answer
 * @param complete whether every candidate of that size was tried
 */
public record Counterfactuals(List<Counterfactual> changes, boolean complete) {
    /** Copies the collections. */
    public Counterfactuals {
        changes = List.copyOf(changes);
    }
}
