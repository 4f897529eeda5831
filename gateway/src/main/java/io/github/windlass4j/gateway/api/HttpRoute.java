package io.github.windlass4j.gateway.api;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Mapping;
import java.util.ArrayList;
import java.util.List;

/**
 * A view of an HTTPRoute: rules that match requests and say where they go.
 *
 * @param resource the object
 */
public record HttpRoute(Resource resource) implements Route {
    /** What names the kind. */
    public static final String KIND = "HTTPRoute";

    /** {@inheritDoc} A route without rules has the one that the API server fills in: it matches every path. */
    @Override
    public List<HttpRule> rules() {
        if (!resource.spec().has("rules")) {
            return List.of(new HttpRule(Fields.of(Mapping.empty()), 0));
        }
        List<HttpRule> rules = new ArrayList<>();
        for (Fields rule : resource.spec().list("rules")) {
            rules.add(new HttpRule(rule, rules.size()));
        }
        return List.copyOf(rules);
    }

    /** {@code HTTPRoute namespace/name}. */
    @Override
    public String toString() {
        return ref().toString();
    }
}
