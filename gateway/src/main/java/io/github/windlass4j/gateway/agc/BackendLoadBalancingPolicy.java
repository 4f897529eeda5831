package io.github.windlass4j.gateway.agc;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Resource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A view of a BackendLoadBalancingPolicy: how requests are spread over the pods of Services.
 *
 * @param resource the object
 */
public record BackendLoadBalancingPolicy(Resource resource) implements AgcPolicy {
    /** What names the kind. */
    public static final String KIND = "BackendLoadBalancingPolicy";

    @Override
    public Set<String> targetKinds() {
        return Set.of("Service");
    }

    @Override
    public List<Target> targets() {
        return resource.spec().list("targetRefs").stream()
                .map(entry -> new Target(entry.child("targetRef")))
                .toList();
    }

    @Override
    public Fields settings() {
        return resource.spec();
    }

    /**
     * The way of spreading.
     *
     * @return such as {@code least-request}; empty when the controller decides
     */
    public Optional<String> strategy() {
        return settings().child("loadBalancing").text("strategy");
    }

    /**
     * How long a new pod is spared.
     *
     * @return the duration as written; empty without slow start
     */
    public Optional<String> slowStartWindow() {
        return settings().child("loadBalancing", "slowStart").text("window");
    }

    /** {@code BackendLoadBalancingPolicy namespace/name}. */
    @Override
    public String toString() {
        return ref().toString();
    }
}
