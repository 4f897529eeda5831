package io.github.windlass4j.gateway.build;

import io.github.windlass4j.gateway.api.Route;
import java.util.function.UnaryOperator;

/**
 * What routes of all kinds have in common.
 *
 * @param <V> view of the route
 * @param <B> the builder itself
 */
public abstract class RouteBuilder<V extends Route, B extends RouteBuilder<V, B>> extends ObjectBuilder<V, B> {
    RouteBuilder(String kind, String namespace, String name) {
        super(kind, namespace, name);
    }

    /**
     * Attaches to all listeners of a Gateway that take the route.
     *
     * @param gatewayNamespace its namespace, empty for the own one
     * @param gateway its name
     * @return this builder
     */
    public B parent(String gatewayNamespace, String gateway) {
        return parent(gatewayNamespace, gateway, parent -> parent);
    }

    /**
     * Attaches to a part of a Gateway, to a ListenerSet or to a Service.
     *
     * @param parentNamespace namespace of the parent, empty for the own one
     * @param parent its name
     * @param changes section, port, kind
     * @return this builder
     */
    public B parent(String parentNamespace, String parent, UnaryOperator<ParentBuilder> changes) {
        return add("parentRefs", made(new ParentBuilder(parentNamespace, parent), changes));
    }

    /**
     * Takes requests for a host name; not for TCP and UDP.
     *
     * @param hostname exact or wildcard name
     * @return this builder
     */
    public B hostname(String hostname) {
        return add("hostnames", hostname);
    }
}
