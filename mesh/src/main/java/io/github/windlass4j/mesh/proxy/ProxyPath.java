package io.github.windlass4j.mesh.proxy;

import java.util.List;
import java.util.Optional;

/**
 * The way of a connection through a proxy, up to where it ended.
 *
 * @param obstacle what ended it; empty when it was forwarded or answered
 * @param listener name of the listener, empty when there was none
 * @param filterChain name of the filter chain; many have none
 * @param routeConfig name of the table of routes, empty for connections without requests and for incoming ones
 * @param virtualHost name of the virtual host, empty when there was none
 * @param route name of the route, empty when there was none
 * @param clusters where it goes: one cluster, or several by weight; empty when it goes nowhere
 * @param authority the Host that the request is given, if another one
 * @param endsTls whether the filter chain ended TLS
 */
public record ProxyPath(
        Optional<Obstacle> obstacle,
        String listener,
        String filterChain,
        String routeConfig,
        String virtualHost,
        String route,
        List<String> clusters,
        Optional<String> authority,
        boolean endsTls) {
    /** The cluster that sends a connection to where it was going, unchanged. */
    public static final String PASSTHROUGH = "PassthroughCluster";

    /** The cluster that sends a request to whatever address its Host has. */
    public static final String DYNAMIC_DNS = "AllowAnyDynamicDNSCluster";

    /** The cluster that ends all connections. */
    public static final String BLACK_HOLE = "BlackHoleCluster";

    /** The cluster for incoming connections to ports that no Service names. */
    public static final String INBOUND_PASSTHROUGH = "InboundPassthroughCluster";

    /** What can end a connection in a proxy. */
    public enum Obstacle {
        /** The proxy does not listen there. */
        NO_LISTENER("no listener"),
        /** No filter chain takes it: the proxy closes the connection. */
        NO_FILTER_CHAIN("no filter chain matches; the connection is closed"),
        /** Several filter chains take it: Envoy refuses such a configuration. */
        SEVERAL_FILTER_CHAINS("several filter chains match"),
        /** Plaintext where TLS is expected. */
        NOT_TLS("plaintext where the filter chain expects TLS"),
        /** TLS with the wrong certificate, or with none. */
        NOT_MUTUAL_TLS("TLS without the client certificate that the filter chain expects"),
        /** Bytes that are not what the filter chain decodes. */
        PROTOCOL("bytes that are not HTTP where the filter chain decodes HTTP"),
        /** A path that cannot be normalized; the client gets 400. */
        BAD_PATH("a path that cannot be normalized"),
        /** No virtual host has the request's Host. */
        NO_VIRTUAL_HOST("no virtual host for the Host"),
        /** No route of the virtual host takes the request. */
        NO_ROUTE("no route takes the request"),
        /** The client is sent to HTTPS. */
        TLS_REDIRECT("redirected to HTTPS");

        private final String text;

        Obstacle(String text) {
            this.text = text;
        }

        /**
         * What it means.
         *
         * @return a few words
         */
        public String text() {
            return text;
        }
    }

    /** Copies the clusters. */
    public ProxyPath {
        clusters = List.copyOf(clusters);
    }

    static ProxyPath start() {
        return new ProxyPath(Optional.empty(), "", "", "", "", "", List.of(), Optional.empty(), false);
    }

    /**
     * The one cluster that it goes to.
     *
     * @return its name; empty when it goes nowhere, or to several by weight
     */
    public String cluster() {
        return clusters.size() == 1 ? clusters.get(0) : "";
    }

    ProxyPath ended(Obstacle by) {
        return new ProxyPath(
                Optional.of(by), listener, filterChain, routeConfig, virtualHost, route, clusters, authority, endsTls);
    }

    ProxyPath through(Listener taken) {
        return new ProxyPath(
                obstacle, taken.name(), filterChain, routeConfig, virtualHost, route, clusters, authority, endsTls);
    }

    ProxyPath through(FilterChain taken) {
        return new ProxyPath(
                obstacle,
                listener,
                taken.name(),
                routeConfig,
                virtualHost,
                route,
                clusters,
                authority,
                taken.termination() != null);
    }

    ProxyPath routed(String table) {
        return new ProxyPath(obstacle, listener, filterChain, table, virtualHost, route, clusters, authority, endsTls);
    }

    ProxyPath at(VirtualHost taken) {
        return new ProxyPath(
                obstacle, listener, filterChain, routeConfig, taken.name(), route, clusters, authority, endsTls);
    }

    ProxyPath by(Route taken) {
        return new ProxyPath(
                obstacle,
                listener,
                filterChain,
                routeConfig,
                virtualHost,
                taken.name(),
                taken.clusters(),
                taken.authority(),
                endsTls);
    }

    ProxyPath to(List<String> targets) {
        return new ProxyPath(
                obstacle, listener, filterChain, routeConfig, virtualHost, route, targets, authority, endsTls);
    }

    /** {@code listener 0.0.0.0_80, virtual host a:80 -> outbound|80||a}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        part(text, "listener ", listener);
        part(text, "filter chain ", filterChain);
        part(text, "routes ", routeConfig);
        part(text, "virtual host ", virtualHost);
        part(text, "route ", route);
        text.append(clusters.isEmpty() ? "" : " -> " + String.join(", ", clusters));
        obstacle.ifPresent(by -> text.append(": ").append(by.text()));
        return text.toString();
    }

    private static void part(StringBuilder text, String label, String value) {
        if (!value.isEmpty()) {
            text.append(text.length() == 0 ? "" : ", ").append(label).append(value);
        }
    }
}
