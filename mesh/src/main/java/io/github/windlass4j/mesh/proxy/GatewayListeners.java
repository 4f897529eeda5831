package io.github.windlass4j.mesh.proxy;

import io.github.windlass4j.mesh.internal.registry.HostPatterns;
import io.github.windlass4j.mesh.internal.registry.MeshService;
import io.github.windlass4j.mesh.internal.registry.VirtualRule;
import io.github.windlass4j.mesh.internal.registry.VirtualRule.ConnectionMatch;
import io.github.windlass4j.mesh.internal.registry.VirtualRule.ConnectionRule;
import io.github.windlass4j.mesh.istio.DestinationRule;
import io.github.windlass4j.mesh.istio.Gateway;
import io.github.windlass4j.mesh.istio.Protocol;
import io.github.windlass4j.mesh.proxy.FilterChain.Match;
import io.github.windlass4j.mesh.proxy.FilterChain.Termination;
import io.github.windlass4j.mesh.proxy.MergedGateways.Server;
import io.github.windlass4j.mesh.proxy.MergedGateways.ServerPort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The listeners of a gateway's proxy (pilot/pkg/networking/core/gateway.go). */
final class GatewayListeners {
    private static final List<String> ISTIO_ALPN =
            List.of("istio", "istio-peer-exchange", "istio-http/1.0", "istio-http/1.1", "istio-h2");

    private final Control control;
    private final Proxy proxy;
    private final MergedGateways merged;
    /** Server names that a listener has already: {@code port/bind/name}. */
    private final Map<String, Boolean> serverNames = new HashMap<>();

    private GatewayListeners(Control control, Proxy proxy) {
        this.control = control;
        this.proxy = proxy;
        List<GatewayServer> undated =
                new ArrayList<>(Ingresses.of(control.mesh()).servers());
        List<GatewayServer> dated = new ArrayList<>();
        for (Gateway gateway : control.mesh().all(Gateway.KIND)) {
            boolean hasDate = gateway.resource().creationTimestamp().isPresent();
            (hasDate ? dated : undated).addAll(GatewayServer.of(gateway));
        }
        undated.sort(Comparator.comparing(GatewayServer::gateway).thenComparing(GatewayServer::namespace));
        undated.addAll(dated);
        this.merged = MergedGateways.of(undated, proxy, ProxySimulator.targets(control, proxy));
    }

    static List<Listener> build(Control control, Proxy proxy) {
        return new GatewayListeners(control, proxy).build();
    }

    private List<Listener> build() {
        Map<String, List<FilterChain>> byName = new LinkedHashMap<>();
        Map<String, ServerPort> ports = new LinkedHashMap<>();
        for (Map.Entry<ServerPort, List<Server>> entry : merged.servers().entrySet()) {
            ServerPort port = entry.getKey();
            String address = port.bind().isEmpty() ? OutboundListeners.ANY : port.bind();
            String name = Listener.name(address, port.number());
            ports.putIfAbsent(name, port);
            byName.computeIfAbsent(name, unknown -> new ArrayList<>()).addAll(chains(port, entry.getValue()));
        }
        List<Listener> listeners = new ArrayList<>();
        byName.forEach((name, chains) -> {
            ServerPort port = ports.get(name);
            // A listener without any chain is not made at all.
            if (!chains.isEmpty() && port != null) {
                String address = port.bind().isEmpty() ? OutboundListeners.ANY : port.bind();
                listeners.add(new Listener(name, address, port.number(), List.copyOf(chains), null, false));
            }
        });
        return listeners;
    }

    private List<FilterChain> chains(ServerPort port, List<Server> servers) {
        if (Protocol.parse(port.protocol()).isHttp()) {
            String table = servers.get(0).routeName();
            return List.of(FilterChain.requests("", Match.ALL, null, false, () -> table(table)));
        }
        List<FilterChain> chains = new ArrayList<>();
        for (Server server : servers) {
            GatewayServer written = server.written();
            Optional<GatewayServer.Tls> tls = written.tls();
            if (written.routesRequests() && tls.isPresent()) {
                Match match = new Match(0, List.of(), names(written.serverNames()), "", List.of());
                chains.add(FilterChain.requests(
                        "", match, termination(tls.get()), false, () -> table(server.routeName())));
            } else if (tls.isEmpty() || !tls.get().passesThrough()) {
                connections(server)
                        .ifPresent(clusters -> chains.add(FilterChain.bytes(
                                "",
                                new Match(
                                        0,
                                        List.of(),
                                        tls.isPresent() ? names(written.serverNames()) : List.of(),
                                        "",
                                        List.of()),
                                tls.map(GatewayListeners::termination).orElse(null),
                                clusters)));
            } else if (tls.get().mode().equals("AUTO_PASSTHROUGH")) {
                chains.addAll(automatic(written));
            } else {
                chains.addAll(byServerName(port, server));
            }
        }
        return chains;
    }

    private static List<String> names(List<String> names) {
        return names.contains("*") ? List.of() : names;
    }

    private static Termination termination(GatewayServer.Tls tls) {
        return Termination.of(tls.mode(), tls.certificate());
    }

    private List<VirtualRule> rules(GatewayServer server) {
        return control.rules().virtualRules(proxy.namespace(), server.key());
    }

    private static boolean isForHosts(VirtualRule rule, GatewayServer server) {
        return server.hostsFor(rule.namespace()).stream()
                .anyMatch(host -> rule.hosts().stream().anyMatch(own -> HostPatterns.overlap(host, own)));
    }

    private Optional<List<String>> connections(Server server) {
        GatewayServer written = server.written();
        for (VirtualRule rule : rules(written)) {
            if (isForHosts(rule, written)) {
                for (ConnectionRule connections : rule.tcp()) {
                    boolean applies = connections.matches().isEmpty()
                            || connections.matches().stream().anyMatch(match -> applies(match, written));
                    if (applies && !connections.targets().isEmpty()) {
                        return Optional.of(clusters(connections, written.port()));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean applies(ConnectionMatch match, GatewayServer server) {
        return (match.scope().port() == 0 || match.scope().port() == server.port())
                && (match.scope().gateways().isEmpty()
                        || match.scope().gateways().contains(server.key()));
    }

    private List<String> clusters(ConnectionRule rule, int port) {
        return Clusters.outbound(rule.targets(), port, this::service);
    }

    private Optional<MeshService> service(String host) {
        return control.scope(proxy).service(host);
    }

    private List<FilterChain> byServerName(ServerPort port, Server server) {
        GatewayServer written = server.written();
        List<FilterChain> chains = new ArrayList<>();
        for (VirtualRule rule : rules(written)) {
            if (!isForHosts(rule, written)) {
                continue;
            }
            for (ConnectionRule connections : rule.tls()) {
                for (ConnectionMatch match : connections.matches()) {
                    if (!connections.targets().isEmpty() && applies(match, written) && areFree(match, port)) {
                        chains.add(FilterChain.bytes(
                                "",
                                new Match(0, List.of(), names(match.serverNames()), "", List.of()),
                                null,
                                clusters(connections, written.port())));
                    }
                }
            }
        }
        return chains;
    }

    /** Envoy refuses two chains for one name: the second rule is skipped. */
    private boolean areFree(ConnectionMatch match, ServerPort port) {
        String prefix = port.number() + "/" + port.bind() + "/";
        if (match.serverNames().stream().anyMatch(name -> serverNames.containsKey(prefix + name))) {
            return false;
        }
        match.serverNames().forEach(name -> serverNames.put(prefix + name, true));
        return true;
    }

    /** Connections between clusters: the server name is that of a cluster. */
    private List<FilterChain> automatic(GatewayServer server) {
        List<FilterChain> chains = new ArrayList<>();
        for (MeshService service : control.scope(proxy).services()) {
            boolean wanted = !service.external()
                    && server.serverNames().stream().anyMatch(name -> HostPatterns.covers(name, service.host()));
            if (wanted) {
                List<String> subsets = subsets(service);
                for (MeshService.Port port : service.ports()) {
                    if (port.protocol() != Protocol.UDP) {
                        for (String subset : subsets) {
                            String cluster = "outbound_." + port.number() + "_." + subset + "_." + service.host();
                            Match match = new Match(0, List.of(), List.of(cluster), "", ISTIO_ALPN);
                            chains.add(FilterChain.bytes("", match, null, List.of(cluster)));
                        }
                    }
                }
            }
        }
        return chains;
    }

    /** All of a service, then its subsets by name. */
    private List<String> subsets(MeshService service) {
        Stream<String> written = control.rules().destinationRules(proxy.namespace(), proxy.labels(), service).stream()
                .flatMap(rule -> rule.subsets().stream())
                .map(DestinationRule.Subset::name);
        return Stream.concat(Stream.of(""), written).distinct().toList();
    }

    private RouteTable table(String name) {
        List<Server> servers = merged.byRouteName(name);
        Map<String, Building> hosts = new LinkedHashMap<>();
        for (Server server : servers) {
            GatewayServer written = server.written();
            boolean redirects =
                    written.tls().filter(GatewayServer.Tls::redirects).isPresent();
            for (VirtualRule rule : rules(written)) {
                List<String> common = HostPatterns.common(written.hostsFor(rule.namespace()), rule.hosts());
                List<Route> routes = common.isEmpty()
                        ? List.of()
                        : Routes.of(rule, written.key(), written.port(), proxy, host -> visible(rule, host));
                if (!routes.isEmpty()) {
                    common.forEach(host -> building(hosts, host, written).add(routes, redirects));
                }
            }
            if (redirects) {
                written.hosts().forEach(host -> building(hosts, host, written).add(List.of(), true));
            }
        }
        List<VirtualHost> virtualHosts = new ArrayList<>();
        hosts.forEach((host, building) -> virtualHosts.add(building.build(host)));
        if (virtualHosts.isEmpty()) {
            int port = servers.isEmpty() ? 0 : servers.get(0).written().port();
            virtualHosts.add(new VirtualHost("blackhole:" + port, List.of("*"), List.of()));
        }
        return new RouteTable(name, virtualHosts);
    }

    private Optional<MeshService> visible(VirtualRule rule, String host) {
        return Optional.ofNullable(control.registry().byNamespace(host).get(rule.namespace()))
                .filter(service -> control.registry().isVisible(service, proxy.namespace()))
                .or(() -> service(host));
    }

    private static Building building(Map<String, Building> hosts, String host, GatewayServer server) {
        return hosts.computeIfAbsent(host.toLowerCase(Locale.ROOT), unknown -> new Building(server.port()));
    }

    /** A virtual host in the making: several VirtualServices add their routes. */
    private static final class Building {
        private final int port;
        private final List<Route> routes = new ArrayList<>();
        private boolean redirects;

        Building(int port) {
            this.port = port;
        }

        void add(List<Route> more, boolean redirect) {
            routes.addAll(more);
            redirects |= redirect;
        }

        VirtualHost build(String host) {
            return new VirtualHost(host + ":" + port, List.of(host), Routes.sorted(routes), redirects);
        }
    }
}
