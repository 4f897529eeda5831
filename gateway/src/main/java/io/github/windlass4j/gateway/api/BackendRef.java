package io.github.windlass4j.gateway.api;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.manifest.object.View;
import java.util.List;
import java.util.OptionalInt;

/**
 * Where a share of the requests goes: a Service, or another kind that the controller knows.
 *
 * @param fields the reference's fields
 */
public record BackendRef(Fields fields) implements View {
    static List<BackendRef> all(Fields rule) {
        return rule.list("backendRefs").stream().map(BackendRef::new).toList();
    }

    /**
     * The referenced object as a reference.
     *
     * @return group (core when absent), kind (Service when absent), namespace, name
     */
    public Reference reference() {
        return Reference.of(fields, "", "Service");
    }

    /**
     * The object that is meant.
     *
     * @param routeNamespace namespace of the route
     * @return its identity
     */
    public ObjectRef target(String routeNamespace) {
        return reference().target(routeNamespace);
    }

    /**
     * The port of the Service, not of its pods.
     *
     * @return port number; empty is legal only for other kinds
     */
    public OptionalInt port() {
        return fields.int32("port");
    }

    /**
     * The share of requests.
     *
     * @return share relative to the sum of the rule's weights, 1 when absent
     */
    public int weight() {
        return fields.int32("weight").orElse(1);
    }

    /**
     * What happens to requests of this backend only.
     *
     * @return the filters in order
     */
    public List<RouteFilter> filters() {
        return RouteFilter.all(fields);
    }

    /** {@code Service namespace/name:8080, weight 9}. */
    @Override
    public String toString() {
        return reference() + (port().isPresent() ? ":" + port().getAsInt() : "") + ", weight " + weight();
    }
}
