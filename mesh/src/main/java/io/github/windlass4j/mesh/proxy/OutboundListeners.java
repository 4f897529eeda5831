package io.github.windlass4j.mesh.proxy;

import io.github.windlass4j.manifest.k8s.IpRange;
import io.github.windlass4j.mesh.internal.registry.Endpoint;
import io.github.windlass4j.mesh.internal.registry.HostPatterns;
import io.github.windlass4j.mesh.internal.registry.MeshService;
import io.github.windlass4j.mesh.internal.registry.MeshService.Resolution;
import io.github.windlass4j.mesh.internal.registry.Registry;
import io.github.windlass4j.mesh.internal.registry.SidecarScope;
import io.github.windlass4j.mesh.internal.registry.VirtualRule;
import io.github.windlass4j.mesh.internal.registry.VirtualRule.ConnectionMatch;
import io.github.windlass4j.mesh.internal.registry.VirtualRule.ConnectionRule;
import io.github.windlass4j.mesh.internal.registry.VirtualRule.Target;
import io.github.windlass4j.mesh.istio.Protocol;
import io.github.windlass4j.mesh.istio.VirtualService;
import io.github.windlass4j.mesh.proxy.FilterChain.Match;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The listeners of a sidecar for outgoing traffic to one port (pilot/pkg/networking/core/listener.go and tls.go). */
final class OutboundListeners {
    static final int PORT = 15001;
    static final String NAME = "virtualOutbound";
    static final String ANY = "0.0.0.0";

    private static final List<String> PLAIN_HTTP = List.of("http/1.1", "h2c");

    private static final Set<Protocol> SERVER_FIRST = Set.of(Protocol.MONGO, Protocol.MYSQL);

    private final Proxy proxy;
    private final SidecarScope scope;
    private final Registry registry;
    private final OutboundRoutes routes;
    private final Function<String, RouteTable> tables;
    private final Function<MeshService, String> addresses;
    private final int port;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Set<String> locked = new HashSet<>();

    /**
     * A listener in the making; its protocol, undeclared where the proxy looks at the first bytes, decides what happens when
     * another service wants the same address.
     */
    private static final class Entry {
        private final List<FilterChain> chains;
        private Protocol protocol;

        Entry(List<FilterChain> chains, Protocol protocol) {
            this.chains = new ArrayList<>(chains);
            this.protocol = protocol;
        }
    }

    OutboundListeners(
            Proxy proxy,
            SidecarScope scope,
            Registry registry,
            OutboundRoutes routes,
            Function<String, RouteTable> tables,
            Function<MeshService, String> addresses,
            int port) {
        this.proxy = proxy;
        this.scope = scope;
        this.registry = registry;
        this.routes = routes;
        this.tables = tables;
        this.addresses = addresses;
        this.port = port;
    }

    /**
     * The listeners on a port.
     *
     * @param byAddress those that services have
     * @param everythingElse the one for the rest
     */
    record OfPort(Map<String, Listener> byAddress, Listener everythingElse) {
        /** The one that takes connections to an address. */
        Listener at(String address) {
            Listener own = byAddress.get(address);
            return own != null ? own : byAddress.getOrDefault(ANY, everythingElse);
        }
    }

    OfPort build() {
        for (SidecarScope.Egress egress : scope.egress()) {
            if (egress.port().isEmpty()) {
                // A listener that a Sidecar names is not touched by the one for all other ports.
                locked.addAll(entries.keySet());
                for (MeshService service : egress.byPort().getOrDefault(port, List.of())) {
                    service.port(port).ifPresent(own -> addToAll(egress, service, own));
                }
            } else if (egress.port().get().number() == port) {
                egress.services()
                        .forEach(service -> add(
                                egress.bind(), egress, service, egress.port().get()));
            }
        }
        Map<String, Listener> listeners = new HashMap<>();
        entries.forEach((address, entry) -> listeners.put(address, listener(address, entry)));
        return new OfPort(listeners, everythingElse());
    }

    private Listener everythingElse() {
        List<FilterChain> chains = new ArrayList<>();
        chains.add(FilterChain.bytes(
                NAME + "-blackhole", Match.of(PORT, "", List.of()), null, List.of(ProxyPath.BLACK_HOLE)));
        if (scope.isDynamicDns()) {
            RouteTable table = new RouteTable(NAME, List.of(routes.catchAll()));
            chains.add(FilterChain.requests(
                    NAME + "-catchall-http", Match.of(0, FilterChain.RAW, PLAIN_HTTP), null, true, () -> table));
        }
        FilterChain bytes = FilterChain.bytes(NAME + "-catchall-tcp", Match.ALL, null, List.of(unknown()));
        return new Listener(NAME, ANY, PORT, List.copyOf(chains), bytes, false);
    }

    private String unknown() {
        return !scope.isAllowAny()
                ? ProxyPath.BLACK_HOLE
                : scope.egressProxy()
                        .map(target -> Clusters.outbound(target, Optional.empty(), 0))
                        .orElse(ProxyPath.PASSTHROUGH);
    }

    private Listener listener(String address, Entry entry) {
        FilterChain all = null;
        List<FilterChain> chains = new ArrayList<>();
        for (FilterChain chain : entry.chains) {
            if (chain.match().isAll()) {
                all = chain;
            } else {
                chains.add(chain);
            }
        }
        String name = Listener.name(address, port);
        if (all != null && chains.isEmpty()) {
            return new Listener(name, address, port, List.of(all), null, false);
        }
        FilterChain fallback =
                all != null ? all : FilterChain.bytes("PassthroughFilterChain", Match.ALL, null, List.of(unknown()));
        return new Listener(name, address, port, List.copyOf(chains), fallback, false);
    }

    private void addToAll(SidecarScope.Egress egress, MeshService service, MeshService.Port own) {
        boolean headless = egress.bind().isEmpty()
                && service.resolution() == Resolution.PASSTHROUGH
                && addresses.apply(service).equals(ANY)
                && !own.protocol().isHttp();
        if (!headless) {
            add(egress.bind(), egress, service, own);
            return;
        }
        // Without an address of the service its pods' addresses are listened on, one by one.
        List<Endpoint> endpoints = registry.endpoints(service, own);
        if (!service.kubernetes() && endpoints.isEmpty() && service.selector().isEmpty()) {
            add("", egress, service, own);
        }
        for (Endpoint endpoint : endpoints) {
            String address = endpoint.address().isEmpty() ? ProxySimulator.podOf(service) : endpoint.address();
            if (!proxy.addresses().contains(address)) {
                add(address, egress, service, own);
            }
        }
    }

    /** Where a service listens: an address, or a range of which the listener for all addresses takes care. */
    private record Place(String address, String prefix) {}

    private void add(String bind, SidecarScope.Egress egress, MeshService service, MeshService.Port own) {
        if (service.resolution() == Resolution.ALIAS) {
            return;
        }
        Place place = place(bind, service, own);
        if (locked.contains(place.address)) {
            return;
        }
        Protocol protocol = own.protocol();
        if (protocol == Protocol.HTTP_PROXY) {
            FilterChain all = requests(service, own, place.address, Match.ALL);
            entries.putIfAbsent(place.address, new Entry(List.of(all), protocol));
        } else if (protocol.isHttp()) {
            addRequests(place.address, service, own);
        } else if (protocol.isTcp()) {
            addConnections(place, egress, service, own);
        } else if (protocol == Protocol.UNDECLARED) {
            addSniffed(place, egress, service, own);
        }
    }

    private Place place(String bind, MeshService service, MeshService.Port own) {
        if (!bind.isEmpty()) {
            return new Place(bind, "");
        }
        if (own.protocol().isHttp()) {
            return new Place(ANY, "");
        }
        String address = addresses.apply(service);
        return address.contains("/") ? new Place(ANY, address) : new Place(address, "");
    }

    private void addRequests(String address, MeshService service, MeshService.Port own) {
        Entry current = entries.get(address);
        if (current != null && (!current.protocol.isTcp() || isServerFirst(current, own))) {
            return;
        }
        boolean shared = address.equals(ANY);
        Match match = shared ? Match.of(0, FilterChain.RAW, PLAIN_HTTP) : Match.ALL;
        List<FilterChain> chains = List.of(requests(service, own, address, match));
        if (current == null) {
            entries.put(address, new Entry(chains, shared ? Protocol.UNDECLARED : own.protocol()));
        } else {
            merge(current, chains, Protocol.UNDECLARED);
        }
    }

    private void addConnections(Place place, SidecarScope.Egress egress, MeshService service, MeshService.Port own) {
        Entry current = entries.get(place.address);
        if (current == null) {
            entries.put(place.address, new Entry(connections(egress, service, own, place), own.protocol()));
        } else if (!isServerFirst(current, own)) {
            Protocol protocol = current.protocol.isHttp() ? Protocol.UNDECLARED : current.protocol;
            merge(current, connections(egress, service, own, place), protocol);
        }
    }

    private void addSniffed(Place place, SidecarScope.Egress egress, MeshService service, MeshService.Port own) {
        Entry current = entries.get(place.address);
        if (current != null && (current.protocol == Protocol.UNDECLARED || isServerFirst(current, own))) {
            return;
        }
        List<FilterChain> chains = new ArrayList<>(connections(egress, service, own, place));
        chains.add(requests(service, own, place.address, Match.of(0, FilterChain.RAW, PLAIN_HTTP)));
        if (current == null || current.protocol.isHttp()) {
            entries.put(place.address, new Entry(chains, Protocol.UNDECLARED));
        } else {
            merge(current, chains, Protocol.UNDECLARED);
        }
    }

    /** Databases whose servers speak first share a listener with their like alone (isConflictWithWellKnownPort). */
    private static boolean isServerFirst(Entry current, MeshService.Port own) {
        return current.protocol != own.protocol()
                && (SERVER_FIRST.contains(current.protocol) || SERVER_FIRST.contains(own.protocol()));
    }

    /** Chains that Envoy could not tell from those that are there already are left out. */
    private static void merge(Entry current, List<FilterChain> incoming, Protocol protocol) {
        for (FilterChain chain : incoming) {
            if (current.chains.stream().noneMatch(own -> own.match().conflictsWith(chain.match()))) {
                current.chains.add(chain);
            }
        }
        current.protocol = protocol;
    }

    private FilterChain requests(MeshService service, MeshService.Port own, String address, Match match) {
        boolean single = own.protocol() == Protocol.UNDECLARED && !address.equals(ANY);
        String table = single ? service.host() + ":" + own.number() : Integer.toString(own.number());
        return FilterChain.requests("", match, null, false, () -> tables.apply(table));
    }

    private List<FilterChain> connections(
            SidecarScope.Egress egress, MeshService service, MeshService.Port own, Place place) {
        Stream<VirtualRule> rules = egress.virtualRules().stream()
                .filter(rule -> rule.hosts().stream().anyMatch(host -> HostPatterns.overlap(host, service.host())));
        return own.protocol().isTls()
                ? tls(rules.flatMap(rule -> rule.tls().stream()).toList(), service, own, place)
                : tcp(rules.flatMap(rule -> rule.tcp().stream()).toList(), service, own, place.prefix);
    }

    private List<FilterChain> tls(List<ConnectionRule> rules, MeshService service, MeshService.Port own, Place place) {
        List<FilterChain> chains = new ArrayList<>();
        Set<List<List<String>>> handled = new HashSet<>();
        List<String> prefixes = prefixes(place.prefix);
        for (ConnectionRule rule : rules) {
            for (ConnectionMatch match : rule.matches()) {
                if (applies(match, own)) {
                    // Subnets that a condition asks for stay with those after it that ask for none.
                    prefixes = match.subnets().isEmpty() ? prefixes : match.subnets();
                    if (handled.add(List.of(match.serverNames(), match.subnets()))) {
                        chains.add(chain(match.serverNames(), prefixes, clusters(rule, own)));
                    }
                }
            }
        }
        if (!chains.isEmpty()) {
            return chains;
        }
        // Where several services share an address the server name tells them apart.
        String address = addresses.apply(service);
        boolean shared = address.contains("/") || (place.address.equals(ANY) && address.equals(ANY));
        return List.of(
                chain(shared ? routes.serverNames(service) : List.of(), prefixes, List.of(cluster(service, own))));
    }

    private List<FilterChain> tcp(
            List<ConnectionRule> rules, MeshService service, MeshService.Port own, String prefix) {
        List<FilterChain> chains = new ArrayList<>();
        for (ConnectionRule rule : rules) {
            List<ConnectionMatch> applying =
                    rule.matches().stream().filter(match -> applies(match, own)).toList();
            boolean all = rule.matches().isEmpty()
                    || applying.stream().anyMatch(match -> match.subnets().isEmpty());
            List<String> subnets = all
                    ? prefixes(prefix)
                    : applying.stream()
                            .flatMap(match -> match.subnets().stream())
                            .toList();
            if (all || !subnets.isEmpty()) {
                chains.add(chain(List.of(), subnets, clusters(rule, own)));
            }
            boolean nothingLeft =
                    all || (!subnets.isEmpty() && Set.copyOf(subnets).equals(Set.copyOf(prefixes(prefix))));
            if (nothingLeft) {
                return chains;
            }
        }
        chains.add(chain(List.of(), prefixes(prefix), List.of(cluster(service, own))));
        return chains;
    }

    private boolean applies(ConnectionMatch match, MeshService.Port own) {
        return match.scope().takes(VirtualService.MESH, own.number(), proxy.labels(), proxy.namespace());
    }

    /** A listener on a port that the service does not have leads to the service's only port. */
    private static String cluster(MeshService service, MeshService.Port own) {
        int number = service.ports().size() == 1 ? service.ports().get(0).number() : own.number();
        return Clusters.outbound("", service.host(), number);
    }

    private List<String> clusters(ConnectionRule rule, MeshService.Port own) {
        List<Target> targets = rule.targets();
        return targets.stream()
                .filter(target -> targets.size() == 1 || target.weight() > 0)
                .map(target -> Clusters.outbound(target, scope.service(target.host()), own.number()))
                .toList();
    }

    private static List<String> prefixes(String prefix) {
        return prefix.isEmpty() ? List.of() : List.of(prefix);
    }

    private static FilterChain chain(List<String> serverNames, List<String> subnets, List<String> clusters) {
        List<IpRange> prefixes = subnets.stream()
                .map(IpRange::parse)
                .flatMap(Optional::stream)
                .filter(prefix -> prefix.prefix() > 0)
                .toList();
        List<String> names = serverNames.contains("*") ? List.of() : serverNames;
        return FilterChain.bytes("", new Match(0, prefixes, names, "", List.of()), null, clusters);
    }
}
