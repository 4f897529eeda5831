package io.github.windlass4j.gateway.migrate;

import io.github.windlass4j.core.internal.Count;
import io.github.windlass4j.gateway.route.Request;
import java.util.List;
import java.util.Optional;

/**
 * What comparing an Ingress with the objects produced from it found.
 *
 * @param requests how many requests were asked on both sides
 * @param differences where the outcomes differ, each with the loss that it comes from
 * @param notLookedAt what the comparison does not see
 */
public record MigrationProof(int requests, List<Difference> differences, List<String> notLookedAt) {
    /** Copies the lists. */
    public MigrationProof {
        differences = List.copyOf(differences);
        notLookedAt = List.copyOf(notLookedAt);
    }

    /**
     * A request with two outcomes.
     *
     * @param request the request
     * @param before what the Ingress does
     * @param after what the produced objects do
     * @param loss the reported loss that it comes from; empty for a difference that nothing explains
     */
    public record Difference(Request request, Outcome before, Outcome after, Optional<Loss> loss) {
        /** One line. */
        @Override
        public String toString() {
            return request.method() + " " + request.transport() + " " + request.authority() + request.target() + " "
                    + request.headers() + ": " + before + " before, " + after + " after"
                    + loss.map(known -> " (" + known + ")").orElse(" (unexplained)");
        }
    }

    /**
     * The differences that no reported loss accounts for: what the migration changes without saying so.
     *
     * @return the differences in order; empty for a proof that holds
     */
    public List<Difference> unexplained() {
        return differences.stream()
                .filter(difference -> difference.loss().isEmpty())
                .toList();
    }

    /**
     * Whether nothing is unexplained. A proof that holds may have differences: each then comes from a loss that is reported.
     *
     * @return true if every difference comes from a loss that is reported
     */
    public boolean holds() {
        return unexplained().isEmpty();
    }

    /** {@code holds over 40 requests: 3 are answered differently, each because of a loss that is reported}. */
    @Override
    public String toString() {
        return (holds() ? "holds" : "does not hold") + " over " + Count.of(requests, "request") + ": " + summary();
    }

    /** How many requests are answered differently, and whether losses account for them. */
    String summary() {
        int open = unexplained().size();
        if (differences.isEmpty()) {
            return "none is answered differently";
        }
        return differences.size() + (differences.size() == 1 ? " is" : " are") + " answered differently, "
                + (open == 0
                        ? "each because of a loss that is reported"
                        : open + " of them for no reason that is reported");
    }
}
