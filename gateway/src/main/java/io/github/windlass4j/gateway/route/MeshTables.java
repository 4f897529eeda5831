package io.github.windlass4j.gateway.route;

import io.github.windlass4j.gateway.api.GrpcRoute;
import io.github.windlass4j.gateway.api.HttpRoute;
import io.github.windlass4j.gateway.api.Route;
import io.github.windlass4j.gateway.api.TcpRoute;
import io.github.windlass4j.gateway.api.TlsRoute;
import io.github.windlass4j.gateway.api.UdpRoute;
import io.github.windlass4j.gateway.attach.RouteStatus;
import io.github.windlass4j.manifest.k8s.Service;
import io.github.windlass4j.manifest.object.ObjectRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The routes that attach to Services (GEP-1294). A route in the namespace of its Service is a producer's and holds for all
 * clients; one in another namespace is a consumer's and holds for clients there only, instead of the producer's. Host names
 * of such routes mean nothing.
 */
final class MeshTables {
    /** Only the first kind that attaches counts (GEP-1294, route types). */
    private static final List<String> KINDS = List.of(GrpcRoute.KIND, HttpRoute.KIND, TlsRoute.KIND, TcpRoute.KIND);

    private record Attached(Route route, OptionalInt port) {}

    private record Key(ObjectRef service, int port, boolean udp, String namespace) {}

    private static final int EVERY_OTHER_PORT = -1;

    private final Map<Key, MatchTable> tables = new LinkedHashMap<>();
    private final Map<ObjectRef, Set<Integer>> ports = new HashMap<>();

    MeshTables(List<RouteStatus> routes, RowCompiler compiler) {
        Map<ObjectRef, List<Attached>> byService = new HashMap<>();
        for (RouteStatus status : routes) {
            for (RouteStatus.Parent parent : status.parents()) {
                if (parent.isAccepted() && parent.parentRef().isA("", Service.KIND)) {
                    byService
                            .computeIfAbsent(parent.parent(), service -> new ArrayList<>())
                            .add(new Attached(status.route(), parent.parentRef().port()));
                }
            }
        }
        byService.keySet().stream()
                .sorted(Comparator.comparing(ObjectRef::namespace).thenComparing(ObjectRef::name))
                .forEach(service -> compile(service, byService.getOrDefault(service, List.of()), compiler));
    }

    private void compile(ObjectRef service, List<Attached> attached, RowCompiler compiler) {
        Set<Integer> named = new TreeSet<>(Set.of(EVERY_OTHER_PORT));
        attached.forEach(route -> route.port().ifPresent(named::add));
        ports.put(service, named);
        Map<Route, List<MatchRow>> rows = new HashMap<>();
        attached.forEach(route -> rows.computeIfAbsent(route.route(), one -> compiler.rows(one, List.of(""))));
        Set<String> namespaces = new TreeSet<>();
        attached.forEach(route -> namespaces.add(route.route().namespace()));
        for (int port : named) {
            for (String namespace : namespaces) {
                List<Route> here = attached.stream()
                        .filter(one -> one.route().namespace().equals(namespace))
                        .filter(one -> one.port().isEmpty() || one.port().getAsInt() == port)
                        .map(Attached::route)
                        .distinct()
                        .toList();
                add(new Key(service, port, false, namespace), ofFirstKind(here), rows);
                add(
                        new Key(service, port, true, namespace),
                        here.stream().filter(UdpRoute.class::isInstance).toList(),
                        rows);
            }
        }
    }

    private static List<Route> ofFirstKind(List<Route> routes) {
        return KINDS.stream()
                .map(kind -> routes.stream()
                        .filter(route -> route.kind().equals(kind))
                        .toList())
                .filter(ofKind -> !ofKind.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private void add(Key key, List<Route> routes, Map<Route, List<MatchRow>> rows) {
        if (!routes.isEmpty()) {
            String name = key.service()
                    + (key.port() == EVERY_OTHER_PORT ? "" : ":" + key.port())
                    + (key.namespace().equals(key.service().namespace()) ? "" : " for clients in " + key.namespace());
            List<MatchRow> all = new ArrayList<>();
            routes.forEach(route -> all.addAll(rows.getOrDefault(route, List.of())));
            boolean http = List.of(GrpcRoute.KIND, HttpRoute.KIND)
                    .contains(routes.get(0).kind());
            tables.put(key, new MatchTable(name, http, all));
        }
    }

    /** The table for requests of a client to a Service; null if no route says anything about them. */
    @Nullable
    MatchTable table(ObjectRef service, int port, boolean udp, String clientNamespace) {
        int known = ports.getOrDefault(service, Set.of()).contains(port) ? port : EVERY_OTHER_PORT;
        MatchTable consumers = tables.get(new Key(service, known, udp, clientNamespace));
        return consumers != null ? consumers : tables.get(new Key(service, known, udp, service.namespace()));
    }

    List<MatchTable> all() {
        return tables.values().stream().toList();
    }

    /** The Services that routes attach to. */
    Set<ObjectRef> services() {
        return Set.copyOf(ports.keySet());
    }

    /** The ports of a Service that routes tell apart. */
    Set<Integer> portsOf(ObjectRef service) {
        return ports.getOrDefault(service, Set.of());
    }

    /** The namespaces whose clients have routes of their own. */
    Set<String> consumers() {
        Set<String> namespaces = new TreeSet<>();
        tables.keySet().forEach(key -> namespaces.add(key.namespace()));
        return namespaces;
    }
}
