package io.github.windlass4j.gateway.route;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.gateway.api.Gateway;
import io.github.windlass4j.gateway.api.GatewayObject;
import io.github.windlass4j.gateway.api.HostnamePattern;
import io.github.windlass4j.gateway.api.Listener;
import io.github.windlass4j.gateway.attach.AttachedRoute;
import io.github.windlass4j.gateway.attach.Attachment;
import io.github.windlass4j.gateway.attach.Condition;
import io.github.windlass4j.gateway.attach.GatewayStatus;
import io.github.windlass4j.gateway.attach.ListenerStatus;
import io.github.windlass4j.gateway.route.RouteDecision.Refused.Refusal;
import io.github.windlass4j.gateway.route.Trace.Stage;
import io.github.windlass4j.gateway.route.Trace.Step;
import io.github.windlass4j.manifest.object.ObjectRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Decides where requests go, from manifests alone, as the specification of Gateway API has it. Compiled once, then
 * immutable; safe to share. Objects are read as version v1; {@link #findings()} names those of other versions that nobody
 * serves.
 */
public final class RouteSimulator {
    private final Map<ObjectRef, GatewayDoors> gateways;
    private final MeshEntry mesh;
    private final List<Finding> unreadable;

    RouteSimulator(Map<ObjectRef, GatewayDoors> gateways, MeshEntry mesh, List<Finding> unreadable) {
        this.gateways = gateways;
        this.mesh = mesh;
        this.unreadable = List.copyOf(unreadable);
    }

    /**
     * Compiles what attaches.
     *
     * @param attachment the manifests and what attaches to what under one controller
     * @return a simulator that knows no time: client certificates are not judged
     */
    public static RouteSimulator of(Attachment attachment) {
        return of(attachment, Optional.empty());
    }

    /**
     * Compiles what attaches.
     *
     * @param attachment the manifests and what attaches to what under one controller
     * @param at when the requests are made, for certificates that clients show
     * @return the simulator
     */
    public static RouteSimulator of(Attachment attachment, Instant at) {
        return of(attachment, Optional.of(at));
    }

    private static RouteSimulator of(Attachment attachment, Optional<Instant> at) {
        AttachedBackends backends = new AttachedBackends(attachment);
        Predicate<ObjectRef> stored =
                object -> attachment.gatewaySet().find(object).isPresent();
        RowCompiler compiler = new RowCompiler(backends, stored, attachment::droppedRules);
        ClientCheck clients = new ClientCertificates(attachment, at);
        Map<ObjectRef, GatewayDoors> gateways = new LinkedHashMap<>();
        for (GatewayStatus gateway : attachment.gateways()) {
            List<Door> doors = gateway.listeners().stream()
                    .map(listener -> door(listener, compiler))
                    .toList();
            gateways.put(
                    gateway.gateway().ref(), new GatewayDoors(gateway.gateway().ref(), doors, clients));
        }
        RowCompiler meshCompiler = new RowCompiler(backends.inMesh(), stored, attachment::droppedRules);
        MeshTables tables = new MeshTables(attachment.routes(), meshCompiler);
        List<Finding> unreadable = Stream.concat(
                        attachment.versionFindings().stream(),
                        Stream.of(compiler, meshCompiler).flatMap(one -> one.findings().stream()))
                .distinct()
                .toList();
        return new RouteSimulator(
                gateways, new MeshEntry(attachment.gatewaySet(), tables, backends::service), unreadable);
    }

    private static Door door(ListenerStatus status, RowCompiler compiler) {
        List<MatchRow> rows = new ArrayList<>();
        for (AttachedRoute attached : status.routes()) {
            List<String> names =
                    attached.hostnames().stream().map(HostnamePattern::toString).toList();
            rows.addAll(compiler.rows(attached.route(), names.isEmpty() ? List.of("") : names));
        }
        Listener listener = status.listener();
        String name = status.owner().ref() + ", listener \"" + listener.name() + "\"";
        return new Door(
                status.owner().ref(),
                listener,
                status.isServing()
                        ? Optional.empty()
                        : Optional.of(Stream.of("Accepted", "Programmed")
                                .flatMap(type -> status.condition(type).stream())
                                .filter(condition -> !condition.holds())
                                .map(Condition::toString)
                                .findFirst()
                                .orElse("it is not programmed")),
                status.gateway().tls().frontend(listener.port()),
                new MatchTable(name, Door.speaksHttp(listener), rows));
    }

    /**
     * What becomes of a request.
     *
     * @param request the request, with the Gateway or pod where it enters
     * @return the decision with its reasons
     */
    public RouteDecision decide(Request request) {
        List<Step> steps = new ArrayList<>();
        return land(request, steps).decide(request, steps);
    }

    Landing land(Request request, List<Step> steps) {
        if (request.entry() instanceof Request.Entry.Mesh pod) {
            return mesh.land(request, pod.namespace(), steps);
        }
        GatewayDoors doors = request.entry() instanceof Request.Entry.Gateway named
                ? gateways.get(gatewayRef(named))
                : gateways.size() == 1 ? gateways.values().iterator().next() : null;
        if (doors != null) {
            return doors.land(request, steps);
        }
        if (request.entry() instanceof Request.Entry.OnlyGateway) {
            String why = "the request names no Gateway, and the controller serves "
                    + (gateways.isEmpty() ? "none" : gateways.size());
            return new Landing.Decided(new RouteDecision.Unknown(why, new Trace(steps, false)));
        }
        steps.add(new Step(Stage.CONNECTION, request.entry().toString(), "no controller serves such a Gateway"));
        return Landing.refused(Refusal.CONNECTION, "there is no such Gateway", steps);
    }

    static ObjectRef gatewayRef(Request.Entry.Gateway entry) {
        return new ObjectRef(GatewayObject.GROUP, Gateway.KIND, entry.namespace(), entry.name());
    }

    /**
     * The rules that compete with each other, in the order of precedence. Rows for hosts that a more specific listener of
     * the port takes are left out (Listener, {@code hostname}); {@link #findings()} names them.
     *
     * @return a table for each listener, by Gateway and then in order of declaration, then one for each Service that
     *     routes attach to
     */
    public List<MatchTable> tables() {
        List<MatchTable> tables = new ArrayList<>();
        for (GatewayDoors doors : gateways.values()) {
            for (Door door : doors.doors()) {
                tables.add(door.table()
                        .keeping(row -> TableCheck.taker(doors, door, row).isEmpty()));
            }
        }
        tables.addAll(mesh.tables().all());
        return List.copyOf(tables);
    }

    /**
     * What is wrong with the rules as a whole: objects of a version that nobody serves, read as v1 (WL-GW-006), matches that cannot be read (WL-GR-0101), rules that never take a request
     * because others take all of theirs (0102) or because of a more specific listener (0103), and rules between which the
     * manifests do not decide (0104); 0105 says that a table is too large for that. Worked out anew by each call.
     *
     * @return the findings, table by table
     */
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>(unreadable);
        gateways.values().forEach(doors -> findings.addAll(TableCheck.unreachable(doors)));
        tables().forEach(table -> findings.addAll(TableCheck.of(table)));
        return List.copyOf(findings);
    }

    Map<ObjectRef, GatewayDoors> gateways() {
        return gateways;
    }

    MeshEntry mesh() {
        return mesh;
    }

    /** The tables. */
    @Override
    public String toString() {
        return "RouteSimulator" + tables();
    }
}
