package io.github.windlass4j.core.chain;

import io.github.windlass4j.core.cert.Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One path that was explored, from the leaf upwards, with everything that speaks against it.
 *
 * @param path leaf first; the last one is the anchor if {@code complete}; never empty
 * @param complete whether the path ends in an anchor
 * @param obstacles why it is not valid, most specific first; empty means valid
 * @param warnings what the profile only warns about, most specific first
 * @param policies the user-constrained policy set in dotted decimals (RFC 5280 6.1.6; anyPolicy is 2.5.29.32.0); empty if
 *     no policy is valid along the path
 */
public record Candidate(
        List<Certificate> path,
        boolean complete,
        List<Obstacle> obstacles,
        List<Obstacle> warnings,
        Set<String> policies) {
    /** Copies the collections and sorts obstacles and warnings. */
    public Candidate {
        if (path.isEmpty()) {
            throw new IllegalArgumentException("path: 0 certificates (want >= 1)");
        }
        path = List.copyOf(path);
        obstacles = ordered(obstacles);
        warnings = ordered(warnings);
        policies = Set.copyOf(policies);
    }

    private static List<Obstacle> ordered(List<Obstacle> some) {
        return some.isEmpty()
                ? List.of()
                : some.stream().distinct().sorted(Obstacle.BY_SPECIFICITY).toList();
    }

    /** True if the path ends in an anchor and nothing speaks against it. */
    public boolean isValid() {
        return complete && obstacles.isEmpty();
    }

    /** The certificate whose validation was asked for. */
    public Certificate leaf() {
        return path.get(0);
    }

    /** The anchor, if the path reaches one. */
    public Optional<Certificate> anchor() {
        return complete ? Optional.of(path.get(path.size() - 1)) : Optional.empty();
    }

    /** The subjects from leaf to top, joined with {@code <-}, and how it ends. */
    @Override
    public String toString() {
        String route = String.join(" <- ", path.stream().map(Obstacle::label).toList());
        return route + (isValid() ? " valid" : complete ? " " + obstacles : " (no anchor) " + obstacles);
    }
}
