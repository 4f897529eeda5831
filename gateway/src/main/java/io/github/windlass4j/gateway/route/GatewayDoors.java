package io.github.windlass4j.gateway.route;

import io.github.windlass4j.gateway.route.RouteDecision.Refused.Refusal;
import io.github.windlass4j.gateway.route.Trace.Stage;
import io.github.windlass4j.gateway.route.Trace.Step;
import io.github.windlass4j.manifest.object.ObjectRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The listeners of one Gateway, its own and those of its ListenerSets, found by port and host name. Only the listener
 * with the most specific host name takes a request, even if none of its routes match (Gateway API, Listener).
 */
final class GatewayDoors {
    private final ObjectRef gateway;
    private final List<Door> doors;
    private final ClientCheck clients;
    private final Map<Integer, Port> ports = new HashMap<>();

    GatewayDoors(ObjectRef gateway, List<Door> doors, ClientCheck clients) {
        this.gateway = gateway;
        this.doors = List.copyOf(doors);
        this.clients = clients;
        Map<Integer, List<Door>> byPort = new HashMap<>();
        for (Door door : doors) {
            if (door.closed().isEmpty()) {
                byPort.computeIfAbsent(door.listener().port(), port -> new ArrayList<>())
                        .add(door);
            }
        }
        byPort.forEach((port, open) -> ports.put(port, new Port(open)));
    }

    /** The open listeners of one port, by what they speak. */
    private static final class Port {
        private final HostIndex<Door> http;
        private final HostIndex<Door> tls;
        private final HostIndex<Door> https;
        private final @Nullable Door tcp;
        private final @Nullable Door udp;
        private final boolean hasHttp;
        private final boolean hasTls;

        Port(List<Door> open) {
            this.http = index(open, List.of("HTTP"));
            this.tls = index(open, List.of("HTTPS", "TLS"));
            this.https = index(open, List.of("HTTPS"));
            this.tcp = first(open, "TCP");
            this.udp = first(open, "UDP");
            this.hasHttp = first(open, "HTTP") != null;
            this.hasTls = first(open, "HTTPS") != null || first(open, "TLS") != null;
        }

        private static HostIndex<Door> index(List<Door> doors, List<String> protocols) {
            return new HostIndex<>(
                    doors.stream()
                            .filter(door -> protocols.contains(door.listener().protocol()))
                            .toList(),
                    Door::hostname);
        }

        private static @Nullable Door first(List<Door> doors, String protocol) {
            return doors.stream()
                    .filter(door -> door.listener().protocol().equals(protocol))
                    .findFirst()
                    .orElse(null);
        }
    }

    ObjectRef gateway() {
        return gateway;
    }

    List<Door> doors() {
        return doors;
    }

    Landing land(Request request, List<Step> steps) {
        Port port = ports.get(request.port());
        if (port == null) {
            return refused(Refusal.CONNECTION, "no listener takes port " + request.port(), request, null, steps);
        }
        if (request.transport() == Request.Transport.UDP) {
            return port.udp == null
                    ? refused(Refusal.CONNECTION, "no listener takes UDP", request, null, steps)
                    : routed(port.udp, request, "", steps);
        }
        if (request.transport().isTls() && port.hasTls) {
            return overTls(port, request, steps);
        }
        if (request.transport() == Request.Transport.HTTP && port.hasHttp) {
            return most(port.http, request.host())
                    .map(door -> routed(door, request, request.host(), steps))
                    .orElseGet(() -> noHost(request, steps));
        }
        if (port.tcp != null) {
            return routed(port.tcp, request, "", steps);
        }
        String speaks = port.hasTls ? "TLS" : port.hasHttp ? "HTTP" : "UDP";
        return port.hasTls || port.hasHttp
                ? refused(Refusal.CLOSED, "the port speaks " + speaks, request, null, steps)
                : refused(Refusal.CONNECTION, "the port only takes UDP", request, null, steps);
    }

    private Landing overTls(Port port, Request request, List<Step> steps) {
        Door named = most(port.tls, request.sni().orElse("")).orElse(null);
        if (named == null) {
            return refused(
                    Refusal.TLS,
                    request.sni()
                            .map(name -> "no listener takes the server name " + name)
                            .orElse("no listener takes a handshake without server name"),
                    request,
                    null,
                    steps);
        }
        Optional<String> unfit = clients.refuses(named, request, steps);
        if (unfit.isPresent()) {
            return refused(Refusal.TLS, unfit.get(), request, named, steps);
        }
        if (!named.speaksHttp()) {
            return routed(named, request, request.sni().orElse(""), steps);
        }
        if (request.transport() == Request.Transport.TLS) {
            return refused(Refusal.CLOSED, "the listener expects HTTP", request, named, steps);
        }
        String host = request.authority().isEmpty() ? request.sni().orElse("") : request.host();
        Door meant = most(port.https, host).orElse(null);
        if (meant == null) {
            return noHost(request, steps);
        }
        if (named.equals(meant)) {
            return routed(named, request, host, steps);
        }
        steps.add(new Step(
                Stage.LISTENER,
                meant.toString(),
                "the host " + host + " belongs here, but the connection was made to " + named));
        return Landing.answered(request, 421, "the connection was made for another host", steps);
    }

    private static Optional<Door> most(HostIndex<Door> index, String host) {
        List<List<Door>> groups = index.covering(host);
        return groups.isEmpty() ? Optional.empty() : Optional.of(groups.get(0).get(0));
    }

    private Landing routed(Door door, Request request, String host, List<Step> steps) {
        others(door, request, host, steps);
        steps.add(new Step(
                Stage.LISTENER,
                door.toString(),
                "takes " + request.transport() + " on port " + request.port()
                        + (door.hostname().isEmpty() ? "" : " for " + door.hostname())));
        return new Landing.AtTable(door.table(), host, request.port());
    }

    private Landing noHost(Request request, List<Step> steps) {
        others(null, request, request.host(), steps);
        return Landing.answered(request, 404, "no listener takes the host", steps);
    }

    private Landing refused(Refusal refusal, String why, Request request, @Nullable Door chosen, List<Step> steps) {
        others(chosen, request, request.sni().orElse(request.host()), steps);
        steps.add(new Step(Stage.CONNECTION, gateway.toString(), why));
        return Landing.refused(refusal, why, steps);
    }

    /** Why the other listeners do not take the request. */
    private void others(@Nullable Door chosen, Request request, String host, List<Step> steps) {
        for (Door door : doors) {
            if (!door.equals(chosen)) {
                steps.add(new Step(Stage.LISTENER, door.toString(), whyNot(door, chosen, request, host)));
            }
        }
    }

    private static String whyNot(Door door, @Nullable Door chosen, Request request, String host) {
        if (door.closed().isPresent()) {
            return "takes no traffic: " + door.closed().get();
        }
        if (door.listener().port() != request.port()) {
            return "is for port " + door.listener().port();
        }
        if (!HostIndex.covers(door.hostname(), host)) {
            return "is for " + door.hostname();
        }
        if (chosen == null
                || !chosen.listener().protocol().equals(door.listener().protocol())) {
            return "speaks " + door.listener().protocol();
        }
        return "is less specific" + (door.hostname().isEmpty() ? "" : " (" + door.hostname() + ")");
    }
}
