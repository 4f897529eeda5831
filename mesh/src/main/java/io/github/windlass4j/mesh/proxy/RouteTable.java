package io.github.windlass4j.mesh.proxy;

import io.github.windlass4j.core.internal.Count;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Where requests go by their Host, in Envoy's order: the name itself, the longest ending, the longest beginning, all. */
public final class RouteTable {
    private final String name;
    private final List<VirtualHost> hosts;
    private final Map<String, VirtualHost> byName;
    private final Map<String, VirtualHost> patterns = new HashMap<>();
    private final boolean hasPatterns;
    /** Hosts and patterns that a dot at the end does not hide. */
    private final Set<String> absolute;

    RouteTable(String name, List<VirtualHost> hosts) {
        this(name, hosts, Set.of());
    }

    /**
     * A table in which some names may end in a dot.
     *
     * @param name under which a listener asks for it
     * @param hosts the virtual hosts
     * @param absolute those of their domains that take requests for the absolute name too
     */
    RouteTable(String name, List<VirtualHost> hosts, Set<String> absolute) {
        this.name = name;
        this.absolute = absolute;
        this.hosts = List.copyOf(hosts);
        this.byName = new HashMap<>(hosts.size() * 8);
        for (VirtualHost host : hosts) {
            for (String domain : host.domains()) {
                boolean pattern = domain.startsWith("*") || domain.endsWith("*");
                (pattern ? patterns : byName).putIfAbsent(domain.toLowerCase(Locale.ROOT), host);
            }
        }
        hasPatterns = !Set.of("*").containsAll(patterns.keySet());
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

    Optional<VirtualHost> host(String requested) {
        int colon = requested.lastIndexOf(':');
        // Ports do not count. Only in brackets an IPv6 address can have one, and it keeps them.
        boolean hasPort = requested.startsWith("[") ? requested.indexOf(']') < colon : requested.indexOf(':') == colon;
        String host = (colon > 0 && hasPort ? requested.substring(0, colon) : requested).toLowerCase(Locale.ROOT);
        VirtualHost named = host.endsWith(".") ? ofAbsolute(host.substring(0, host.length() - 1)) : byName.get(host);
        if (named != null) {
            return Optional.of(named);
        }
        return Optional.ofNullable(byPattern(host));
    }

    /** Names as they are, patterns of services and those for the pods of a headless one; the dot is left out already. */
    private @Nullable VirtualHost ofAbsolute(String host) {
        return absolute.contains(host)
                ? byName.get(host)
                : byEnding(
                        host,
                        ending -> absolute.contains("*" + ending)
                                || (ending.startsWith(".") && absolute.contains(ending.substring(1))));
    }

    private @Nullable VirtualHost byEnding(String host, Predicate<String> counts) {
        for (int from = 1; hasPatterns && from < host.length(); from++) {
            String ending = host.substring(from);
            VirtualHost found = counts.test(ending) ? patterns.get("*" + ending) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** The longest ending, else the longest beginning, else whatever takes everything. */
    private @Nullable VirtualHost byPattern(String host) {
        VirtualHost ending = byEnding(host, any -> true);
        if (ending != null) {
            return ending;
        }
        for (int to = host.length() - 1; hasPatterns && to > 0; to--) {
            VirtualHost beginning = patterns.get(host.substring(0, to) + "*");
            if (beginning != null) {
                return beginning;
            }
        }
        return patterns.get("*");
    }

    /** Its name and how many virtual hosts it has. */
    @Override
    public String toString() {
        return "routes " + name + ": " + Count.of(hosts.size(), "virtual host");
    }
}
