package io.github.windlass4j.gateway.route;

import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.api.GrpcRoute;
import io.github.windlass4j.gateway.api.HttpRoute;
import io.github.windlass4j.gateway.api.TlsRoute;
import io.github.windlass4j.gateway.route.RouteDecision.Refused.Refusal;
import io.github.windlass4j.gateway.route.Trace.Stage;
import io.github.windlass4j.gateway.route.Trace.Step;
import io.github.windlass4j.manifest.k8s.Service;
import io.github.windlass4j.manifest.object.ObjectRef;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Requests from pods of a mesh: to the Service that the host names, by the routes that attach to it. */
final class MeshEntry {
    private final GatewaySet set;
    private final MeshTables tables;
    private final BiFunction<Service, Service.Port, BackendResolver.Resolved> plain;

    /** @param plain what a Service's port leads to when no route says anything */
    MeshEntry(GatewaySet set, MeshTables tables, BiFunction<Service, Service.Port, BackendResolver.Resolved> plain) {
        this.set = set;
        this.tables = tables;
        this.plain = plain;
    }

    /** All Services of the set, reached by name or by routes. */
    Set<ObjectRef> services() {
        Set<ObjectRef> services = new HashSet<>(tables.services());
        set.ofKind("", Service.KIND).forEach(service -> services.add(service.ref()));
        return services;
    }

    /** The ports of a Service that it or its routes name. */
    Set<Integer> portsOf(ObjectRef service) {
        Set<Integer> ports = new HashSet<>(tables.portsOf(service));
        ports.removeIf(port -> port < 0);
        set.service(service.namespace(), service.name())
                .ifPresent(found -> found.ports().forEach(port -> ports.add(port.port())));
        return ports;
    }

    MeshTables tables() {
        return tables;
    }

    Landing land(Request request, String namespace, List<Step> steps) {
        ObjectRef named = serviceOf(request.host(), namespace);
        boolean udp = request.transport() == Request.Transport.UDP;
        Optional<Service> service = set.service(named.namespace(), named.name());
        if (service.isEmpty()) {
            String why = "the host \"" + request.host() + "\" names no Service that is given";
            return new Landing.Decided(new RouteDecision.Unknown(why, new Trace(steps, false)));
        }
        Optional<Service.Port> port = service.get().port(request.port());
        if (port.isEmpty()) {
            steps.add(new Step(Stage.CONNECTION, named.toString(), "has no port " + request.port()));
            return Landing.refused(Refusal.CONNECTION, "the Service has no such port", steps);
        }
        MatchTable table = tables.table(named, request.port(), udp, namespace);
        if (table != null && applies(table, request.transport())) {
            steps.add(new Step(Stage.CONNECTION, named.toString(), "takes the request by " + table.name()));
            return new Landing.AtTable(table, "", request.port());
        }
        steps.add(new Step(Stage.CONNECTION, named.toString(), "no route attaches, the Service itself is reached"));
        BackendResolver.Resolved itself = plain.apply(service.get(), port.get());
        Target target = new Target(itself.backend(), 1, List.of(), itself.failure());
        RuleAction action = new RuleAction(List.of(), List.of(target), Delivery.PLAIN);
        MatchRow itselfOnly = new MatchRow(
                "",
                named,
                Instant.MAX,
                0,
                -1,
                Match.EVERYTHING,
                action,
                Location.of(service.get().resource().origin()));
        return new Landing.AtTable(new MatchTable(named.toString(), true, List.of(itselfOnly)), "", request.port());
    }

    /** A route only sees what a proxy in between can read: nothing inside TLS, which the client itself began. */
    private static boolean applies(MatchTable table, Request.Transport transport) {
        return switch (table.kind()) {
            case HttpRoute.KIND, GrpcRoute.KIND -> transport == Request.Transport.HTTP;
            case TlsRoute.KIND -> transport.isTls();
            default -> true;
        };
    }

    /** Names as cluster DNS has them: {@code name}, {@code name.namespace}, {@code name.namespace.svc...}. */
    static ObjectRef serviceOf(String host, String clientNamespace) {
        String[] labels = host.split("\\.", -1);
        boolean known = labels.length < 3 || labels[2].equals("svc");
        return ObjectRef.core(Service.KIND, labels.length > 1 ? labels[1] : clientNamespace, known ? labels[0] : host);
    }
}
