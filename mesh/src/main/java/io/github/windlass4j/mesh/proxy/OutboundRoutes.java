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
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

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
        Optional<VirtualHosts> known = virtualHosts(port);
        List<VirtualHost> hosts = known.map(VirtualHosts::hosts).orElse(List.of());
        if (colon < 0) {
            List<VirtualHost> all = new ArrayList<>(hosts);
            all.add(catchAll());
            return new RouteTable(name, all, known.map(VirtualHosts::absolute).orElse(Set.of()));
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

    /** What TLS to a service names: the service itself, and the services that stand for it by all their names. */
    List<String> serverNames(MeshService service) {
        List<String> names = new ArrayList<>(List.of(service.host()));
        service.aliases().forEach(alias -> VirtualHosts.addNames(alias, cluster, proxy.namespace(), names));
        return names;
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

    private Optional<VirtualHosts> virtualHosts(int listenerPort) {
        Optional<SidecarScope.Egress> egress = scope.egressFor(listenerPort);
        if (egress.isEmpty()) {
            return Optional.empty();
        }
        SidecarScope.Egress listener = egress.get();
        boolean forwardProxy = listener.port()
                .filter(port -> port.protocol() == Protocol.HTTP_PROXY)
                .isPresent();
        int port = forwardProxy ? 0 : listenerPort;
        Map<String, MeshService> services = services(listener, port);
        List<Group> groups = new ArrayList<>();
        for (VirtualRule rule : listener.virtualRules()) {
            // On port 80 hosts that are nobody's service have routes too.
            if (port == 80 || matchesService(rule, services)) {
                groups.addAll(groups(rule, services, port, listener.wildcards()));
            }
        }
        groups.addAll(withoutRule(services.values(), groups));
        Set<String> full = new HashSet<>(groups.size() * 2);
        groups.forEach(group -> group.services.forEach(service -> full.add(service.host())));
        VirtualHosts table = new VirtualHosts(proxy, cluster, addresses, full, port);
        for (Group group : groups) {
            group.hosts.forEach(host -> table.add(host, group.port, group.routes));
            group.services.forEach(service -> table.add(service, group.port, group.routes));
        }
        return Optional.of(table);
    }

    /** The services of a listener by their hosts, each with the ports that the listener sees: 0 stands for all. */
    private static Map<String, MeshService> services(SidecarScope.Egress listener, int port) {
        Map<String, MeshService> services =
                new LinkedHashMap<>(listener.services().size() * 2);
        for (MeshService service : listener.services()) {
            if (port == 0) {
                services.put(service.host(), service);
            } else {
                service.port(port).ifPresent(own -> services.put(service.host(), only(service, own)));
            }
        }
        return services;
    }

    /** Services that no rule is about have one route each. */
    private static List<Group> withoutRule(Collection<MeshService> services, List<Group> ruled) {
        Set<String> known = new HashSet<>();
        ruled.forEach(group -> group.services.forEach(service -> known.add(service.host())));
        List<Group> groups = new ArrayList<>();
        for (MeshService service : services) {
            if (!known.contains(service.host()) && service.resolution() != Resolution.ALIAS) {
                service.ports().stream()
                        .filter(OutboundRoutes::isRouted)
                        .map(own -> new Group(
                                own.number(),
                                List.of(service),
                                List.of(),
                                List.of(Route.to(Clusters.outbound("", service.host(), own.number()), "default"))))
                        .forEach(groups::add);
            }
        }
        return groups;
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
                                .anyMatch(service -> HostPatterns.overlap(host, service)));
    }

    private List<Group> groups(
            VirtualRule rule, Map<String, MeshService> services, int port, Map<String, VirtualRule> wildcards) {
        List<Route> routes =
                Routes.of(rule, VirtualService.MESH, port, proxy, target -> Optional.ofNullable(services.get(target)));
        if (routes.isEmpty()) {
            return List.of();
        }
        List<String> strangers = new ArrayList<>();
        List<MeshService> matched = matched(rule, services, wildcards, strangers);
        if (rule.semantics() == Semantics.GATEWAY && matched.isEmpty()) {
            return List.of();
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

    /** The services that a rule is about, those that it names first; its hosts that are nobody's service are strangers. */
    private List<MeshService> matched(
            VirtualRule rule,
            Map<String, MeshService> services,
            Map<String, VirtualRule> wildcards,
            List<String> strangers) {
        List<MeshService> matched = new ArrayList<>();
        for (String host : rule.hosts()) {
            if (!host.startsWith("*")) {
                Optional.ofNullable(services.get(host)).ifPresentOrElse(matched::add, () -> strangers.add(host));
            }
        }
        boolean byName = rule.semantics() == Semantics.GATEWAY;
        for (String pattern : rule.hosts()) {
            if (pattern.startsWith("*")) {
                List<MeshService> covered = byName
                        ? List.of()
                        : services.values().stream()
                                .filter(service -> HostPatterns.overlap(pattern, service.host()))
                                .toList();
                covered.stream()
                        .filter(service -> wins(rule, service, wildcards))
                        .forEach(matched::add);
                if (covered.isEmpty()) {
                    strangers.add(pattern);
                }
            }
        }
        if (byName) {
            matched.removeIf(service -> !service.namespace().equals(rule.namespace())
                    && !proxy.namespace().equals(rule.namespace()));
        }
        return matched;
    }

    /** Of several rules with patterns around a service the most specific one counts. */
    private static boolean wins(VirtualRule rule, MeshService service, Map<String, VirtualRule> wildcards) {
        VirtualRule winner = wildcards.get(service.host());
        return winner != null && winner.key().equals(rule.key());
    }
}
