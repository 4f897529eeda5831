package io.github.windlass4j.gateway.api;

import io.github.windlass4j.manifest.object.Resource;
import java.util.List;

/**
 * A view of a ListenerSet: listeners that another team adds to a Gateway.
 *
 * @param resource the object
 */
public record ListenerSet(Resource resource) implements GatewayObject {
    /** What names the kind. */
    public static final String KIND = "ListenerSet";

    /**
     * The Gateway that gets the listeners.
     *
     * @return {@code spec.parentRef}
     */
    public Reference parentRef() {
        return Reference.of(resource.spec().child("parentRef"), GROUP, Gateway.KIND);
    }

    /**
     * The listeners.
     *
     * @return the listeners in order
     */
    public List<Listener> listeners() {
        return Listener.all(resource.spec());
    }

    /** {@code ListenerSet namespace/name}. */
    @Override
    public String toString() {
        return ref().toString();
    }
}
