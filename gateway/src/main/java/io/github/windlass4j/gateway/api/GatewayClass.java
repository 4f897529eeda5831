package io.github.windlass4j.gateway.api;

import io.github.windlass4j.manifest.object.Resource;
import java.util.Optional;

/**
 * A view of a GatewayClass: which controller implements Gateways of that class.
 *
 * @param resource the object
 */
public record GatewayClass(Resource resource) implements GatewayObject {
    /** What names the kind. */
    public static final String KIND = "GatewayClass";

    /**
     * The controller.
     *
     * @return {@code spec.controllerName}, empty when absent
     */
    public String controllerName() {
        return resource.spec().text("controllerName", "");
    }

    /**
     * The object with the class's parameters.
     *
     * @return the reference, if there is one
     */
    public Optional<Reference> parametersRef() {
        return Reference.in(resource.spec(), "parametersRef", "", "");
    }

    /** {@code GatewayClass name}. */
    @Override
    public String toString() {
        return ref().toString();
    }
}
