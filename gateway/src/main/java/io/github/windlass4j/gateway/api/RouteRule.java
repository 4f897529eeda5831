package io.github.windlass4j.gateway.api;

import io.github.windlass4j.manifest.object.View;
import java.util.List;
import java.util.Optional;

/** One rule of a route of any kind. */
public sealed interface RouteRule extends View permits HttpRule, GrpcRule, PlainRule {
    /**
     * The place among the route's rules.
     *
     * @return index from 0
     */
    int index();

    /**
     * The rule's own name.
     *
     * @return {@code name}, if it has one
     */
    default Optional<String> name() {
        return fields().text("name").filter(name -> !name.isEmpty());
    }

    /**
     * Where requests go.
     *
     * @return the references in order, also those with weight 0
     */
    default List<BackendRef> backendRefs() {
        return BackendRef.all(fields());
    }

    /**
     * What happens to requests and responses of the whole rule.
     *
     * @return the filters in order; always empty for TLS, TCP and UDP
     */
    default List<RouteFilter> filters() {
        return RouteFilter.all(fields());
    }
}
