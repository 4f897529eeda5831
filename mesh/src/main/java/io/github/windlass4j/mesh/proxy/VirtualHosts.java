package io.github.windlass4j.mesh.proxy;

import io.github.windlass4j.mesh.internal.registry.MeshService;
import io.github.windlass4j.mesh.internal.registry.MeshService.Resolution;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** The virtual hosts of a sidecar's table in the making: each name and each domain belongs to the first who claims it. */
final class VirtualHosts {
    private final Proxy proxy;
    private final String cluster;
    private final Function<MeshService, String> addresses;
    private final Set<String> full;
    private final int listenerPort;
    private final Set<String> names;
    private final Set<String> taken;
    private final List<VirtualHost> hosts = new ArrayList<>();
    private final Set<String> aliases = new HashSet<>();

    /**
     * An empty table.
     *
     * @param proxy whose it is
     * @param cluster how names of the cluster's services end
     * @param addresses what stands for a service's address
     * @param full the full names of all services of the table
     * @param listenerPort the port of the listener; 0 for one that sees all ports
     */
    VirtualHosts(
            Proxy proxy, String cluster, Function<MeshService, String> addresses, Set<String> full, int listenerPort) {
        this.proxy = proxy;
        this.cluster = cluster;
        this.addresses = addresses;
        this.full = full;
        this.listenerPort = listenerPort;
        this.names = new HashSet<>(full.size() * 2);
        this.taken = new HashSet<>(full.size() * 8);
    }

    List<VirtualHost> hosts() {
        return hosts;
    }

    /** The full names, which may end in a dot (httproute.go, GenerateAltVirtualHosts; since Istio 1.27). */
    Set<String> absolute() {
        if (aliases.isEmpty()) {
            return full;
        }
        Set<String> all = new HashSet<>(full);
        all.addAll(aliases);
        return all;
    }

    /** A host that is nobody's service. */
    void add(String host, int port, List<Route> routes) {
        if (isNew(host, port, routes)) {
            add(host, port, routes, new ArrayList<>(List.of(host)), List.of());
        }
    }

    void add(MeshService service, int port, List<Route> routes) {
        if (!isNew(service.host(), port, routes)) {
            return;
        }
        List<String> domains = new ArrayList<>(5);
        List<String> shortened = new ArrayList<>(3);
        addNames(service.host(), domains, shortened);
        service.aliases().forEach(alias -> addNames(alias, domains, shortened));
        aliases.addAll(service.aliases());
        if (service.resolution() == Resolution.PASSTHROUGH && service.kubernetes()) {
            List.copyOf(domains).forEach(domain -> domains.add("*." + domain));
        }
        String address = addresses.apply(service);
        if (!address.equals(MeshService.UNSPECIFIED)) {
            domains.add(address);
        }
        add(service.host(), port, routes, domains, shortened);
    }

    private boolean isNew(String host, int port, List<Route> routes) {
        return names.add(host + ":" + port) && !routes.isEmpty() && (listenerPort == 0 || port == listenerPort);
    }

    private void add(String host, int port, List<Route> routes, List<String> domains, List<String> shortened) {
        if (listenerPort == 0) {
            withPort(domains, port);
        }
        // A short name that is another host's full one belongs to that one.
        domains.removeIf(candidate -> (shortened.contains(candidate) && full.contains(candidate))
                || !taken.add(candidate.toLowerCase(Locale.ROOT)));
        if (!domains.isEmpty()) {
            hosts.add(new VirtualHost(host + ":" + port, domains, routes));
        }
    }

    /** A forward proxy sees all ports on one listener: only port 80 can do without its number. */
    private static void withPort(List<String> domains, int port) {
        List<String> numbered =
                domains.stream().map(domain -> domain + ":" + port).toList();
        if (port != 80) {
            domains.clear();
        }
        domains.addAll(numbered);
    }

    private void addNames(String host, List<String> domains, List<String> shortened) {
        int full = domains.size() + 1;
        addNames(host, cluster, proxy.namespace(), domains);
        shortened.addAll(domains.subList(full, domains.size()));
    }

    /**
     * A full name and the shorter ones that DNS completes to it from a namespace.
     *
     * @param host full name
     * @param cluster how names of the cluster's services end
     * @param namespace of the proxy
     * @param names the full name is added to them, then the shorter ones
     */
    static void addNames(String host, String cluster, String namespace, List<String> names) {
        names.add(host);
        int end = host.length() - cluster.length();
        int dot = host.indexOf('.');
        if (!host.endsWith(cluster) || dot < 0 || dot >= end) {
            return;
        }
        String local = host.substring(0, end);
        if (local.substring(dot + 1).equals(namespace)) {
            names.add(local.substring(0, dot));
        }
        names.add(local + ".svc");
        names.add(local);
    }
}
