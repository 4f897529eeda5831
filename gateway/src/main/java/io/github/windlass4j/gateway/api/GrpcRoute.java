package io.github.windlass4j.gateway.api;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Resource;
import java.util.ArrayList;
import java.util.List;

/**
 * A view of a GRPCRoute: rules that match calls and say where they go.
 *
 * @param resource the object
 */
public record GrpcRoute(Resource resource) implements Route {
    /** What names the kind. */
    public static final String KIND = "GRPCRoute";

    @Override
    public List<GrpcRule> rules() {
        List<GrpcRule> rules = new ArrayList<>();
        for (Fields rule : resource.spec().list("rules")) {
            rules.add(new GrpcRule(rule, rules.size()));
        }
        return List.copyOf(rules);
    }

    /** {@code GRPCRoute namespace/name}. */
    @Override
    public String toString() {
        return ref().toString();
    }
}
