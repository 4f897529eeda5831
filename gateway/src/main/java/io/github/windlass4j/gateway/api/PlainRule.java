package io.github.windlass4j.gateway.api;

import io.github.windlass4j.manifest.object.Fields;
import java.util.ArrayList;
import java.util.List;

/**
 * A rule that matches everything its listener and host names let through: all that TLS, TCP and UDP routes know.
 *
 * @param fields the rule's fields
 * @param index place among the route's rules, from 0
 */
public record PlainRule(Fields fields, int index) implements RouteRule {
    static List<PlainRule> all(Fields spec) {
        List<PlainRule> rules = new ArrayList<>();
        for (Fields rule : spec.list("rules")) {
            rules.add(new PlainRule(rule, rules.size()));
        }
        return List.copyOf(rules);
    }
}
