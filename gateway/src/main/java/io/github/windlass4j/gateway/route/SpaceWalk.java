package io.github.windlass4j.gateway.route;

import io.github.windlass4j.core.report.Progress;
import io.github.windlass4j.gateway.route.Request.Transport;
import io.github.windlass4j.gateway.route.TrafficDifference.Move;
import io.github.windlass4j.manifest.object.ObjectRef;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Visits every class of requests that two simulators could treat differently: entry by entry, host by host. */
final class SpaceWalk {
    /** Classes looked at before the comparison stops and says so; a thousand rules without common headers need fewer. */
    private static final int CLASSES = 200_000;

    private static final String OTHER_HOST = "host.invalid";
    private static final String OTHER_NAMESPACE = "another-namespace";
    private static final Comparator<ObjectRef> BY_NAME =
            Comparator.comparing(ObjectRef::namespace).thenComparing(ObjectRef::name);

    private final RouteSimulator before;
    private final RouteSimulator after;
    private final List<Move> moves = new ArrayList<>();
    private final Set<String> notCompared = new LinkedHashSet<>();
    private final Progress progress;
    private int left = CLASSES;
    private long done;

    SpaceWalk(RouteSimulator before, RouteSimulator after, Progress progress) {
        this.before = before;
        this.after = after;
        this.progress = progress;
    }

    TrafficDifference run() {
        Set<ObjectRef> gateways = new TreeSet<>(BY_NAME);
        gateways.addAll(before.gateways().keySet());
        gateways.addAll(after.gateways().keySet());
        Set<ObjectRef> services = new TreeSet<>(BY_NAME);
        services.addAll(before.mesh().services());
        services.addAll(after.mesh().services());
        boolean all = walk(gateways, this::walkGateway) && walk(services, this::walkService);
        if (all && left <= 0) {
            notCompared.add("the rest: more than " + CLASSES + " classes of requests");
        }
        return new TrafficDifference(moves, new ArrayList<>(notCompared));
    }

    /** False if it was stopped before the end. */
    private boolean walk(Set<ObjectRef> places, Consumer<ObjectRef> visit) {
        for (ObjectRef place : places) {
            if (!progress.next(place.toString(), done++)) {
                notCompared.add("the rest, from " + place + ": stopped before the end, as was told");
                return false;
            }
            visit.accept(place);
        }
        return true;
    }

    private void walkGateway(ObjectRef gateway) {
        Map<Integer, List<Door>> byPort = new TreeMap<>();
        for (RouteSimulator side : List.of(before, after)) {
            GatewayDoors doors = side.gateways().get(gateway);
            if (doors != null) {
                doors.doors()
                        .forEach(door -> byPort.computeIfAbsent(door.listener().port(), port -> new ArrayList<>())
                                .add(door));
            }
        }
        Request.Entry.Gateway entry = new Request.Entry.Gateway(gateway.namespace(), gateway.name());
        byPort.forEach((port, doors) -> {
            for (Transport transport : Transport.values()) {
                Request base = base(transport).at(entry).withPort(port);
                walkNames(
                        base,
                        transport + " at " + entry + " port " + port,
                        request -> request.entry().equals(entry)
                                && request.port() == port
                                && request.transport() == transport,
                        names(doors, transport));
            }
            compareClientChecks(entry, port);
        });
    }

    /** The host names that tell requests of a transport apart; none where no listener speaks it. */
    private static Set<Probe> names(List<Door> doors, Transport transport) {
        Set<Probe> names = new LinkedHashSet<>();
        for (Door door : doors) {
            boolean tls = !door.listener().protocol().equals("HTTP");
            if (transport == Transport.HTTP ? !tls : (transport.isTls() && tls)) {
                names.add(Probe.host(door.hostname()));
                door.table().rows().forEach(row -> names.add(Probe.host(row.hostname())));
            }
        }
        names.removeIf(probe -> probe.text().isEmpty());
        return names;
    }

    /** Certificates that a client shows are not made up here. */
    private void compareClientChecks(Request.Entry.Gateway entry, int port) {
        List<Set<Optional<?>>> checks = new ArrayList<>();
        for (RouteSimulator side : List.of(before, after)) {
            Set<Optional<?>> here = new HashSet<>();
            GatewayDoors doors = side.gateways().get(RouteSimulator.gatewayRef(entry));
            if (doors != null) {
                doors.doors().stream()
                        .filter(door -> door.listener().port() == port)
                        .map(Door::clients)
                        .filter(Optional::isPresent)
                        .forEach(here::add);
            }
            checks.add(here);
        }
        if (!checks.get(0).equals(checks.get(1))) {
            notCompared.add(
                    "requests at " + entry + " port " + port + " with a client certificate: it is checked differently");
        }
    }

    private static Request base(Transport transport) {
        return switch (transport) {
            case HTTP -> Request.get("http:///");
            case HTTPS -> Request.get("https:///");
            case TLS -> Request.tls("", 0);
            case TCP -> Request.tcp(0);
            case UDP -> Request.udp(0);
        };
    }

    private void walkService(ObjectRef service) {
        Set<Integer> ports = new TreeSet<>();
        Set<String> namespaces = new TreeSet<>(Set.of(service.namespace(), OTHER_NAMESPACE));
        for (RouteSimulator side : List.of(before, after)) {
            ports.addAll(side.mesh().portsOf(service));
            namespaces.addAll(side.mesh().tables().consumers());
        }
        for (int port : ports) {
            for (String namespace : namespaces) {
                for (Transport transport : Transport.values()) {
                    Request base = base(transport)
                            .fromPod(namespace)
                            .withAuthority(service.name() + "." + service.namespace())
                            .withPort(port);
                    Predicate<Request> enters = request -> request.port() == port
                            && request.transport() == transport
                            && request.entry() instanceof Request.Entry.Mesh pod
                            && (namespaces.contains(pod.namespace()) ? pod.namespace() : OTHER_NAMESPACE)
                                    .equals(namespace)
                            && MeshEntry.serviceOf(request.host(), pod.namespace())
                                    .equals(service);
                    String text = transport + " from " + namespace + " to " + service + " port " + port;
                    walkRules(base, text, enters, Map.of());
                }
            }
        }
    }

    private void walkNames(Request base, String entrance, Predicate<Request> enters, Set<Probe> names) {
        Transport transport = base.transport();
        Dimension hosts = new Dimension(
                "host", transport.isHttp() ? names : Set.of(), SpaceWalk::askedHost, false, List.of(OTHER_HOST));
        Dimension servers = new Dimension(
                "server name", transport.isTls() ? names : Set.of(), Request::sni, true, List.of(OTHER_HOST));
        for (Dimension.Cell host : hosts.cells()) {
            for (Dimension.Cell server : servers.cells()) {
                Request named =
                        transport.isHttp() ? base.withAuthority(host.members().get(0)) : base;
                if (transport.isTls()) {
                    boolean same = transport.isHttp() && host.answers().equals(server.answers());
                    named = named.withSni(same ? named.host() : server.members().get(0));
                }
                Map<Dimension, BitSet> cells = new LinkedHashMap<>();
                cells.put(hosts, host.answers());
                cells.put(servers, server.answers());
                walkRules(named, entrance, enters, cells);
            }
        }
    }

    /** Without host header the server name of the connection counts. */
    private static Optional<String> askedHost(Request request) {
        return Optional.of(request.authority().isEmpty() ? request.sni().orElse("") : request.host());
    }

    private void walkRules(Request base, String entrance, Predicate<Request> enters, Map<Dimension, BitSet> cells) {
        if (left <= 0) {
            return;
        }
        Landing first = before.land(base, new ArrayList<>());
        Landing second = after.land(base, new ArrayList<>());
        RuleWalk walk = new RuleWalk(rows(first), rows(second), base, left);
        boolean sameFloor = floor(first, base).equals(floor(second, base)) && port(first) == port(second);
        walk.run(sameFloor, (answers, witnesses) -> {
            Map<Dimension, BitSet> all = new LinkedHashMap<>(cells);
            all.putAll(answers);
            compare(new RequestClass(entrance, enters, all), witnesses);
        });
        left -= walk.visited();
        walk.incomplete().forEach(what -> notCompared.add(entrance + ": " + what));
    }

    /** The first witness that is treated differently makes a move of its class. */
    private void compare(RequestClass requests, List<Request> witnesses) {
        Set<List<Trace.Step>> unknown = new LinkedHashSet<>();
        for (Request witness : witnesses) {
            RouteDecision one = before.decide(witness);
            RouteDecision other = after.decide(witness);
            if (!one.effect().equals(other.effect())) {
                moves.add(new Move(requests, witness, one, other));
                break;
            }
            if (!one.trace().unknown().equals(other.trace().unknown())) {
                unknown.add(one.trace().unknown());
                unknown.add(other.trace().unknown());
            }
        }
        if (!unknown.isEmpty()) {
            notCompared.add(requests + ": " + unknown);
        }
    }

    private static List<MatchRow> rows(Landing landing) {
        return landing instanceof Landing.AtTable here ? here.table().rowsFor(here.host()) : List.of();
    }

    /** What happens when no row takes a request. */
    private static RouteDecision floor(Landing landing, Request request) {
        return landing instanceof Landing.AtTable here
                ? new Landing.AtTable(new MatchTable("", here.table().isHttp(), List.of()), "", here.port())
                        .decide(request, new ArrayList<>())
                        .effect()
                : landing.decide(request, new ArrayList<>()).effect();
    }

    private static int port(Landing landing) {
        return landing instanceof Landing.AtTable here ? here.port() : -1;
    }
}
