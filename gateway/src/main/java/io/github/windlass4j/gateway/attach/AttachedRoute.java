package io.github.windlass4j.gateway.attach;

import io.github.windlass4j.gateway.api.HostnamePattern;
import io.github.windlass4j.gateway.api.ParentRef;
import io.github.windlass4j.gateway.api.Route;
import java.util.List;

/**
 * A route that takes part in a listener.
 *
 * @param route the route; its rules are in their own order
 * @param parentRef the reference that led here
 * @param hostnames the names that both listener and route take, in the route's order; empty takes every name
 * @param accepted false if it is attached though its status says UnsupportedValue: a filter of it cannot be done, and a
 *     filter is not skipped, so requests of its rule fail
 */
public record AttachedRoute(Route route, ParentRef parentRef, List<HostnamePattern> hostnames, boolean accepted) {
    /** Copies the names. */
    public AttachedRoute {
        hostnames = List.copyOf(hostnames);
    }

    /** {@code HTTPRoute store/shop [shop.example.com]}. */
    @Override
    public String toString() {
        return route + (hostnames.isEmpty() ? "" : " " + hostnames);
    }
}
