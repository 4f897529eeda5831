package io.github.windlass4j.gateway.agc;

import io.github.windlass4j.manifest.object.Resource;
import java.util.List;

/**
 * A view of an ApplicationLoadBalancer: an Application Gateway for Containers that the controller makes and removes.
 *
 * @param resource the object
 */
public record ApplicationLoadBalancer(Resource resource) implements AgcObject {
    /** What names the kind. */
    public static final String KIND = "ApplicationLoadBalancer";

    /**
     * The subnets that the gateway is connected to.
     *
     * @return resource IDs in order
     */
    public List<String> associations() {
        return resource.spec().texts("associations");
    }

    /** {@code ApplicationLoadBalancer namespace/name}. */
    @Override
    public String toString() {
        return ref().toString();
    }
}
