package io.github.windlass4j.gateway.attach;

import io.github.windlass4j.gateway.api.BackendRef;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.api.GrpcRoute;
import io.github.windlass4j.gateway.api.HttpRoute;
import io.github.windlass4j.gateway.api.Route;
import io.github.windlass4j.gateway.api.RouteFilter;
import io.github.windlass4j.gateway.api.RouteRule;
import io.github.windlass4j.gateway.api.UdpRoute;
import io.github.windlass4j.manifest.k8s.Service;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.manifest.object.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Follows the backend references of routes. */
final class BackendCheck {
    static final String NO_PORT = "PortNotFound";
    private static final String NOT_FOUND = "BackendNotFound";

    /** Backends outside the cluster, of the Gateway API's experimental group (GEP-3539). */
    private static final String EXTERNAL = "XBackend";

    private final GatewaySet set;
    private final Grants grants;
    private final Controller controller;

    BackendCheck(GatewaySet set, Grants grants, Controller controller) {
        this.set = set;
        this.grants = grants;
        this.controller = controller;
    }

    /**
     * Every reference of the route in document order: of each rule its filters' first, then its backends and their filters'.
     */
    List<BackendResolution> of(Route route) {
        List<BackendResolution> all = new ArrayList<>();
        for (RouteRule rule : route.rules()) {
            filters(route, rule.filters(), all);
            for (BackendRef backend : rule.backendRefs()) {
                all.add(follow(route, backend));
                filters(route, backend.filters(), all);
            }
        }
        return all;
    }

    /** Whom the filters of a rule ask for permission in vain: its requests fail, whatever its backends are. */
    List<BackendResolution.Broken> closed(Route route, RouteRule rule) {
        return Stream.concat(
                        rule.filters().stream(),
                        rule.backendRefs().stream().flatMap(backend -> backend.filters().stream()))
                .flatMap(filter -> filter.externalAuth().stream())
                .flatMap(backend -> follow(route, backend).broken().stream())
                .toList();
    }

    private void filters(Route route, List<RouteFilter> filters, List<BackendResolution> all) {
        for (RouteFilter filter : filters) {
            filter.mirror().ifPresent(mirror -> all.add(follow(route, mirror.backendRef())));
            filter.externalAuth().ifPresent(backend -> all.add(follow(route, backend)));
        }
    }

    private BackendResolution follow(Route route, BackendRef backend) {
        ObjectRef target = backend.target(route.namespace());
        if (!controller.backends().contains(target.group() + "/" + target.kind())) {
            return broken(route, backend, "InvalidKind", target.kind() + " is no kind of backend");
        }
        // Inside the mesh a route may send requests on to the very Service that it is for (GEP-1324, consumer routes).
        boolean own = route.parentRefs().stream()
                .anyMatch(parent -> parent.target(route.namespace()).equals(target));
        Optional<Cause> refusal = own ? Optional.empty() : grants.refusal(route, backend.reference());
        if (refusal.isPresent()) {
            return new BackendResolution.Broken(backend, target, "RefNotPermitted", refusal.get());
        }
        boolean isService = target.group().isEmpty() && target.kind().equals(Service.KIND);
        return isService ? service(route, backend, target) : foreign(route, backend, target);
    }

    /** A backend of another kind: of its ports only an XBackend's is known, otherwise the reference's own counts. */
    private BackendResolution foreign(Route route, BackendRef backend, ObjectRef target) {
        Optional<Resource> other = set.find(target);
        if (other.isEmpty()) {
            return broken(route, backend, NOT_FOUND, target + " is not there");
        }
        OptionalInt only = target.kind().equals(EXTERNAL)
                ? other.get().spec().child("port").int32("port")
                : OptionalInt.empty();
        boolean anotherPort = only.isPresent() && backend.port().isPresent() && !only.equals(backend.port());
        return anotherPort
                ? broken(route, backend, NOT_FOUND, target + " has only port " + only.getAsInt())
                : new BackendResolution.Foreign(backend, target);
    }

    private BackendResolution service(Route route, BackendRef backend, ObjectRef target) {
        Optional<Service> service = set.service(target.namespace(), target.name());
        if (service.isEmpty()) {
            return broken(route, backend, NOT_FOUND, target + " is not there");
        }
        if (backend.port().isEmpty()) {
            return broken(route, backend, NO_PORT, "no port (want one of " + target + ")");
        }
        int number = backend.port().getAsInt();
        String transport = route instanceof UdpRoute ? "UDP" : "TCP";
        Optional<Service.Port> found = service.get().ports().stream()
                .filter(port -> port.port() == number && port.protocol().equals(transport))
                .findFirst();
        if (found.isEmpty()) {
            return broken(route, backend, NO_PORT, target + " has no " + transport + " port " + number);
        }
        String spoken = found.get().appProtocol().orElse("");
        return speaks(route, spoken)
                ? new BackendResolution.Found(backend, service.get(), found.get())
                : broken(
                        route,
                        backend,
                        "UnsupportedProtocol",
                        target + " speaks " + spoken + " at port " + number + ", to which " + controller
                                + " sends no requests of a " + route.kind());
    }

    /** Whether the route's requests can go over a protocol of KEP-3726; of others, and where none is named, nothing is known: they count as fit. */
    private boolean speaks(Route route, String appProtocol) {
        boolean requests = route instanceof HttpRoute;
        boolean calls = route instanceof GrpcRoute;
        return switch (appProtocol) {
            case "kubernetes.io/h2c" -> !requests || controller.has("HTTPRouteBackendProtocolH2C");
            case "kubernetes.io/ws", "kubernetes.io/wss" ->
                !calls && (!requests || controller.has("HTTPRouteBackendProtocolWebSocket"));
            default -> true;
        };
    }

    private static BackendResolution broken(Route route, BackendRef backend, String reason, String text) {
        return new BackendResolution.Broken(
                backend, backend.target(route.namespace()), reason, Cause.of(route, backend, text));
    }
}
