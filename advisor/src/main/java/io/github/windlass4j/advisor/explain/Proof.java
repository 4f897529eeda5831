package io.github.windlass4j.advisor.explain;

import io.github.windlass4j.advisor.decide.Truth;
import java.util.List;

/**
 * A statement and what it rests on.
 *
 * @param statement the statement
 * @param holds whether it holds
 * @param sources ids of the sources that state the rule; empty for facts
 * @param because what it rests on, in the order in which it was looked at
 */
public record Proof(String statement, Truth holds, List<String> sources, List<Proof> because) {
    /** Copies the collections. */
    public Proof {
        sources = List.copyOf(sources);
        because = List.copyOf(because);
    }

    @Override
    public String toString() {
        return statement + ": " + holds;
    }
}
