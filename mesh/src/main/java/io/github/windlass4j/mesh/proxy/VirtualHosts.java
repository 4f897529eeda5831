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

    /** A full name and the shorter ones that DNS completes to it from the proxy's namespace. */
    private void addNames(String host, List<String> domains, List<String> shortened) {
        domains.add(host);
        if (!host.endsWith(cluster)) {
            return;
        }
        String local = host.substring(0, host.length() - cluster.length());
        int dot = local.indexOf('.');
        if (dot < 0) {
            return;
        }
        int first = domains.size();
        if (local.substring(dot + 1).equals(proxy.namespace())) {
            domains.add(local.substring(0, dot));
        }
        domains.add(local + ".svc");
        domains.add(local);
        shortened.addAll(domains.subList(first, domains.size()));
    }
}
