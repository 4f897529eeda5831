package io.github.windlass4j.mesh.proxy;

import io.github.windlass4j.mesh.internal.registry.HostPatterns;
import io.github.windlass4j.mesh.internal.registry.HttpRule;
import io.github.windlass4j.mesh.internal.registry.MeshService;
import io.github.windlass4j.mesh.internal.registry.MeshService.Resolution;
import io.github.windlass4j.mesh.internal.registry.SidecarScope;
import io.github.windlass4j.mesh.internal.registry.VirtualRule;
import io.github.windlass4j.mesh.internal.registry.VirtualRule.Semantics;
import io.github.windlass4j.mesh.istio.Protocol;
import io.github.windlass4j.mesh.istio.VirtualService;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The tables of routes of a sidecar (pilot/pkg/networking/core/httproute.go and route/route.go). */
final class OutboundRoutes {
    private final Proxy proxy;
    private final SidecarScope scope;
    private final Function<MeshService, String> addresses;
    private final String cluster;

    /** The hosts of one rule, or of one service without a rule, on one port. */
    private record Group(int port, List<MeshService> services, List<String> hosts, List<Route> routes) {}

    OutboundRoutes(Proxy proxy, SidecarScope scope, Function<MeshService, String> addresses, String clusterDomain) {
        this.proxy = proxy;
        this.scope = scope;
        this.addresses = addresses;
        this.cluster = ".svc." + clusterDomain;
    }

    /**
     * A table by its name: {@code 80} for all HTTP of a port, {@code host:80} for the one service behind a sniffed port.
     */
    RouteTable table(String name) {
        int colon = name.lastIndexOf(':');
        int port = Integer.parseInt(name.substring(colon + 1));
        List<VirtualHost> hosts = virtualHosts(port);
        if (colon < 0) {
            List<VirtualHost> all = new ArrayList<>(hosts);
            all.add(catchAll());
            return new RouteTable(name, all);
        }
        String service = name.substring(0, colon);
        List<VirtualHost> own =
                hosts.stream().filter(host -> host.domains().contains(service)).toList();
        return new RouteTable(
                name,
                own.size() == 1
                        ? List.of(new VirtualHost(
                                own.get(0).name(), List.of("*"), own.get(0).routes()))
                        : own);
    }

    /** Where requests with an unknown Host go. */
    VirtualHost catchAll() {
        if (!scope.isAllowAny()) {
            return new VirtualHost(
                    "block_all",
                    List.of("*"),
                    List.of(new Route(
                            "block_all", null, Semantics.ISTIO, HttpRule.Action.RESPOND, List.of(), Optional.empty())));
        }
        String cluster = scope.egressProxy()
                .map(target -> Clusters.outbound(target, Optional.empty(), 0))
                .orElse(scope.isDynamicDns() ? ProxyPath.DYNAMIC_DNS : ProxyPath.PASSTHROUGH);
        return new VirtualHost("allow_any", List.of("*"), List.of(Route.to(cluster, "allow_any")));
    }

    private List<VirtualHost> virtualHosts(int listenerPort) {
        SidecarScope.Egress listener = scope.egressFor(listenerPort).orElse(null);
        if (listener == null) {
            return List.of();
        }
        boolean forwardProxy = listener.port()
                .filter(port -> port.protocol() == Protocol.HTTP_PROXY)
                .isPresent();
        int port = forwardProxy ? 0 : listenerPort;
        Map<String, MeshService> services =
                new LinkedHashMap<>(listener.services().size() * 2);
        for (MeshService service : listener.services()) {
            if (port == 0) {
                services.put(service.host(), service);
            } else {
                service.port(port).ifPresent(own -> services.put(service.host(), only(service, own)));
            }
        }
        List<Group> groups = new ArrayList<>();
        for (VirtualRule rule : listener.virtualRules()) {
            // On port 80 hosts that are nobody's service have routes too.
            if (port == 80 || matchesService(rule, services)) {
                groups.addAll(groups(rule, services, port, listener.wildcards()));
            }
        }
        Set<String> ruled = new HashSet<>();
        groups.forEach(group -> group.services.forEach(service -> ruled.add(service.host())));
        for (MeshService service : services.values()) {
            if (!ruled.contains(service.host()) && service.resolution() != Resolution.ALIAS) {
                for (MeshService.Port own : service.ports()) {
                    if (isRouted(own)) {
                        Route route = Route.to(Clusters.outbound("", service.host(), own.number()), "default");
                        groups.add(new Group(own.number(), List.of(service), List.of(), List.of(route)));
                    }
                }
            }
        }
        return virtualHosts(groups, port);
    }

    private static MeshService only(MeshService service, MeshService.Port port) {
        return service.ports().size() == 1 ? service : service.withPorts(List.of(port));
    }

    private static boolean isRouted(MeshService.Port port) {
        return port.protocol().isHttp() || port.protocol() == Protocol.UNDECLARED;
    }

    private static boolean matchesService(VirtualRule rule, Map<String, MeshService> services) {
        return rule.hosts().stream()
                .anyMatch(host -> services.containsKey(host)
                        || services.keySet().stream()
                                .filter(service -> host.startsWith("*") || service.startsWith("*"))
                                .anyMatch(service ->
                                        HostPatterns.covers(host, service) || HostPatterns.covers(service, host)));
    }

    private List<Group> groups(
            VirtualRule rule, Map<String, MeshService> services, int port, Map<String, VirtualRule> wildcards) {
        List<Route> routes =
                Routes.of(rule, VirtualService.MESH, port, proxy, target -> Optional.ofNullable(services.get(target)));
        if (routes.isEmpty()) {
            return List.of();
        }
        List<String> strangers = new ArrayList<>();
        List<MeshService> matched = new ArrayList<>();
        for (String host : rule.hosts()) {
            if (host.startsWith("*")) {
                continue;
            }
            if (services.containsKey(host)) {
                matched.add(services.get(host));
            } else {
                strangers.add(host);
            }
        }
        for (String pattern : rule.hosts()) {
            if (!pattern.startsWith("*")) {
                continue;
            }
            if (rule.semantics() == Semantics.GATEWAY) {
                strangers.add(pattern);
                continue;
            }
            boolean known = false;
            for (MeshService service : services.values()) {
                if (HostPatterns.covers(pattern, service.host()) || HostPatterns.covers(service.host(), pattern)) {
                    known = true;
                    VirtualRule winner = wildcards.get(service.host());
                    if (winner != null && winner.key().equals(rule.key())) {
                        matched.add(service);
                    }
                }
            }
            if (!known) {
                strangers.add(pattern);
            }
        }
        if (rule.semantics() == Semantics.GATEWAY) {
            matched.removeIf(service -> !service.namespace().equals(rule.namespace())
                    && !proxy.namespace().equals(rule.namespace()));
            if (matched.isEmpty()) {
                return List.of();
            }
        }
        Map<Integer, List<MeshService>> byPort = new LinkedHashMap<>();
        for (MeshService service : matched) {
            service.ports().stream()
                    .filter(OutboundRoutes::isRouted)
                    .forEach(own -> byPort.computeIfAbsent(own.number(), unknown -> new ArrayList<>())
                            .add(service));
        }
        if (byPort.isEmpty() && port == 80) {
            byPort.put(80, List.of());
        }
        return byPort.entrySet().stream()
                .map(entry -> new Group(entry.getKey(), entry.getValue(), strangers, routes))
                .toList();
    }

    private List<VirtualHost> virtualHosts(List<Group> groups, int listenerPort) {
        Set<String> names = new HashSet<>(groups.size() * 2);
        Set<String> taken = new HashSet<>(groups.size() * 8);
        Set<String> full = new HashSet<>(groups.size() * 2);
        groups.forEach(group -> group.services.forEach(service -> full.add(service.host())));
        List<VirtualHost> hosts = new ArrayList<>();
        for (Group group : groups) {
            for (String host : group.hosts) {
                add(hosts, host, group, null, listenerPort, names, taken, full);
            }
            for (MeshService service : group.services) {
                add(hosts, service.host(), group, service, listenerPort, names, taken, full);
            }
        }
        return hosts;
    }

    private void add(
            List<VirtualHost> hosts,
            String host,
            Group group,
            @Nullable MeshService service,
            int listenerPort,
            Set<String> names,
            Set<String> taken,
            Set<String> full) {
        String name = host + ":" + group.port;
        if (!names.add(name) || group.routes.isEmpty() || (listenerPort != 0 && group.port != listenerPort)) {
            return;
        }
        List<String> domains = new ArrayList<>(5);
        List<String> shortened = new ArrayList<>(3);
        if (service == null) {
            domains.add(host);
        } else {
            addNames(service.host(), domains, shortened);
            service.aliases().forEach(alias -> addNames(alias, domains, shortened));
            if (service.resolution() == Resolution.PASSTHROUGH && service.kubernetes()) {
                List.copyOf(domains).forEach(domainName -> domains.add("*." + domainName));
            }
            String address = addresses.apply(service);
            if (!address.equals(MeshService.UNSPECIFIED)) {
                domains.add(address);
            }
        }
        if (listenerPort == 0) {
            withPort(domains, group.port);
        }
        // A short name that is another host's full one belongs to that one.
        domains.removeIf(candidate -> (shortened.contains(candidate) && full.contains(candidate))
                || !taken.add(candidate.toLowerCase(Locale.ROOT)));
        if (!domains.isEmpty()) {
            hosts.add(new VirtualHost(name, domains, group.routes));
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
