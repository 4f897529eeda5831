package io.github.windlass4j.gateway.route;

import java.util.List;

/**
 * What a rule does with the requests it takes. Two rules with equal actions treat a request alike, whatever their names.
 *
 * @param filters of the rule, in order
 * @param targets its backends, in order
 * @param delivery time limits, repetitions and sessions
 */
record RuleAction(List<FilterStep> filters, List<Target> targets, Delivery delivery) {
    RuleAction {
        filters = List.copyOf(filters);
        targets = List.copyOf(targets);
    }

    long totalWeight() {
        return targets.stream().mapToLong(Target::weight).sum();
    }

    @Override
    public String toString() {
        for (FilterStep filter : filters) {
            if (filter instanceof FilterStep.Redirect redirect) {
                return "redirect " + redirect.status();
            }
        }
        return targets.isEmpty() ? "no backend" : targets.toString();
    }
}
