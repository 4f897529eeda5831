package io.github.windlass4j.advisor.knowledge;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Steps in their order.
 *
 * @param id name that callers refer to
 * @param title what the plan achieves, for a human
 * @param steps at least one, with distinct ids
 */
public record Plan(String id, String title, List<Step> steps) {
    /** Checks the components and copies the collections. */
    public Plan {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("steps: 0 (want >= 1)");
        }
        Set<String> ids = new HashSet<>();
        for (Step step : steps) {
            if (!ids.add(step.id())) {
                throw new IllegalArgumentException("step \"" + step.id() + "\" given twice");
            }
        }
    }

    @Override
    public String toString() {
        return id + ": " + title;
    }
}
