package io.github.windlass4j.mesh.proxy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Where requests go by their Host, in Envoy's order: the name itself, the longest ending, the longest beginning, all. */
public final class RouteTable {
    private final String name;
    private final List<VirtualHost> hosts;

    RouteTable(String name, List<VirtualHost> hosts) {
        this.name = name;
        this.hosts = List.copyOf(hosts);
    }

    /**
     * The name under which a listener asks for it.
     *
     * @return such as {@code 80}, {@code host:80} or {@code http.80}
     */
    public String name() {
        return name;
    }

    /**
     * The clusters behind each domain.
     *
     * @return domain to the clusters of its routes in order; several of one route are one after another
     */
    public Map<String, List<String>> clusters() {
        Map<String, List<String>> clusters = new LinkedHashMap<>();
        for (VirtualHost host : hosts) {
            List<String> targets = host.routes().stream()
                    .flatMap(route -> route.clusters().stream())
                    .toList();
            host.domains().forEach(domain -> clusters.put(domain, targets));
        }
        return clusters;
    }

    List<VirtualHost> hosts() {
        return hosts;
    }

    Optional<VirtualHost> host(String requested) {
        int colon = requested.lastIndexOf(':');
        // Ports do not count; an IPv6 address keeps its brackets.
        String host = (colon > 0 && requested.indexOf(']') < colon && requested.indexOf(':') == colon
                        ? requested.substring(0, colon)
                        : requested)
                .toLowerCase(Locale.ROOT);
        VirtualHost best = null;
        int rank = -1;
        for (VirtualHost candidate : hosts) {
            for (String written : candidate.domains()) {
                int found = rank(written.toLowerCase(Locale.ROOT), host);
                if (found > rank) {
                    best = candidate;
                    rank = found;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** How specific a domain is for a host, -1 when it does not take it. */
    private static int rank(String domain, String host) {
        if (domain.equals(host)) {
            return Integer.MAX_VALUE;
        }
        if (domain.equals("*")) {
            return 0;
        }
        int length = domain.length();
        if (length == 0 || host.length() < length) {
            return -1;
        }
        if (domain.startsWith("*")) {
            return host.endsWith(domain.substring(1)) ? (1 << 16) + length : -1;
        }
        return domain.endsWith("*") && host.startsWith(domain.substring(0, length - 1)) ? length : -1;
    }
}
