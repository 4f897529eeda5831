package io.github.windlass4j.mesh.proxy;

import java.util.List;

/**
 * Hosts with the same routes.
 *
 * @param name its name
 * @param domains hosts and patterns; {@code *} takes all
 * @param routes in order
 * @param redirectsToTls whether plaintext is sent to HTTPS
 */
record VirtualHost(String name, List<String> domains, List<Route> routes, boolean redirectsToTls) {
    VirtualHost(String name, List<String> domains, List<Route> routes) {
        this(name, domains, routes, false);
    }
}
