package io.github.windlass4j.gateway.agc;

import io.github.windlass4j.manifest.object.ObjectView;
import io.github.windlass4j.manifest.object.Resource;
import java.util.Optional;

/** An object of {@value AgcSchemas#GROUP}. */
public sealed interface AgcObject extends ObjectView permits ApplicationLoadBalancer, IngressExtension, AgcPolicy {
    /**
     * The view of an object.
     *
     * @param resource any object
     * @return the view; empty for objects of other groups and kinds
     */
    static Optional<AgcObject> of(Resource resource) {
        if (!resource.group().equals(AgcSchemas.GROUP)) {
            return Optional.empty();
        }
        return switch (resource.kind()) {
            case ApplicationLoadBalancer.KIND -> Optional.of(new ApplicationLoadBalancer(resource));
            case IngressExtension.KIND -> Optional.of(new IngressExtension(resource));
            case AgcBackendTlsPolicy.KIND -> Optional.of(new AgcBackendTlsPolicy(resource));
            case FrontendTlsPolicy.KIND -> Optional.of(new FrontendTlsPolicy(resource));
            case HealthCheckPolicy.KIND -> Optional.of(new HealthCheckPolicy(resource));
            case RoutePolicy.KIND -> Optional.of(new RoutePolicy(resource));
            case BackendLoadBalancingPolicy.KIND -> Optional.of(new BackendLoadBalancingPolicy(resource));
            case WebApplicationFirewallPolicy.KIND -> Optional.of(new WebApplicationFirewallPolicy(resource));
            default -> Optional.empty();
        };
    }
}
