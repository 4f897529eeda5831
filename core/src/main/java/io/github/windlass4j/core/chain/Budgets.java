package io.github.windlass4j.core.chain;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.internal.Count;
import java.util.ArrayList;
import java.util.List;

/** Which limits of a {@link Budget} were reached, as obstacles that say what was explored until then. */
final class Budgets {
    private static final String FIX = "send fewer certificates, or raise the budget";

    private Budgets() {}

    /** Limits that the input alone exceeds. */
    static List<Obstacle> ofInput(Node leaf, ChainRequest request) {
        Budget budget = request.budget();
        List<Certificate> intermediates = request.intermediates();
        if (intermediates.size() > budget.certificates()) {
            return List.of(exceeded(
                    leaf,
                    Count.of(intermediates.size(), "certificate") + " besides leaf and anchors",
                    budget.certificates()));
        }
        long bytes = request.leaf().size();
        for (Certificate certificate : intermediates) {
            bytes += certificate.size();
        }
        return bytes > budget.bytes()
                ? List.of(exceeded(leaf, bytes + " bytes of certificates", budget.bytes()))
                : List.of();
    }

    /** Limits that stopped the search. */
    static List<Obstacle> ofSearch(
            Node leaf, ChainRequest request, Work work, boolean signatures, boolean steps, boolean depth) {
        Budget budget = request.budget();
        if (!signatures && !steps && !depth) {
            return List.of();
        }
        List<Obstacle> spent = new ArrayList<>();
        String explored = "; explored with " + work;
        if (signatures) {
            spent.add(exceeded(leaf, "the signature checks are used up" + explored, budget.signatures()));
        }
        if (steps) {
            spent.add(exceeded(leaf, "the build steps are used up" + explored, budget.steps()));
        }
        if (depth) {
            spent.add(exceeded(leaf, "names lead on beyond the longest path" + explored, budget.depth()));
        }
        return spent;
    }

    /** Against a path that the search reached when no signature check was left for it. */
    static Violation unverified(Budget budget) {
        return violation("there were not enough signature checks left for this path", budget.signatures());
    }

    private static Obstacle exceeded(Node leaf, String found, long most) {
        return violation(found, most).at(0, leaf);
    }

    private static Violation violation(String found, long most) {
        return new Violation(Rule.BUDGET_EXCEEDED, found, "at most " + most, FIX);
    }
}
