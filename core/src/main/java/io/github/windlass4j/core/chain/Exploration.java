package io.github.windlass4j.core.chain;

import io.github.windlass4j.core.internal.Count;
import java.time.Instant;
import java.util.List;

/**
 * What a validation looked at.
 *
 * @param at the instant of validation, whole seconds
 * @param candidates every explored path: valid ones first, then by how near they came
 * @param complete false if a budget stopped the search before every path was seen
 * @param work what it cost
 */
public record Exploration(Instant at, List<Candidate> candidates, boolean complete, Work work) {
    /** Copies the candidates. */
    public Exploration {
        candidates = List.copyOf(candidates);
    }

    @Override
    public String toString() {
        return Count.of(candidates.size(), "path") + " at " + at + (complete ? "" : ", not all of them") + "; " + work;
    }
}
