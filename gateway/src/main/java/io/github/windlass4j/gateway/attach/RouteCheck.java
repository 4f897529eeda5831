package io.github.windlass4j.gateway.attach;

import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.api.GrpcRoute;
import io.github.windlass4j.gateway.api.HostnamePattern;
import io.github.windlass4j.gateway.api.HttpRoute;
import io.github.windlass4j.gateway.api.Listener;
import io.github.windlass4j.gateway.api.ParentRef;
import io.github.windlass4j.gateway.api.PlainRoute;
import io.github.windlass4j.gateway.api.Route;
import io.github.windlass4j.gateway.api.TlsRoute;
import io.github.windlass4j.manifest.k8s.Service;
import io.github.windlass4j.manifest.object.ObjectRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which listeners and Services a route may join, and what its status says at each parent. */
final class RouteCheck {
    private static final String NO_HOSTNAME = "NoMatchingListenerHostname";

    private final GatewaySet set;
    private final Controller controller;
    private final BackendCheck backends;
    private final Map<ObjectRef, List<ListenerDraft>> parents;
    private final List<ParentRef> defaults;
    private final Map<ObjectRef, List<AttachedRoute>> services;

    /** {@code parents}: listeners of every Gateway and ListenerSet of the controller; {@code services} is filled. */
    RouteCheck(
            GatewaySet set,
            Controller controller,
            BackendCheck backends,
            Map<ObjectRef, List<ListenerDraft>> parents,
            List<ParentRef> defaults,
            Map<ObjectRef, List<AttachedRoute>> services) {
        this.set = set;
        this.controller = controller;
        this.backends = backends;
        this.parents = parents;
        this.defaults = List.copyOf(defaults);
        this.services = services;
    }

    /** Empty when no parent of the route belongs to the controller. */
    Optional<RouteStatus> of(Route route) {
        List<BackendResolution> resolutions = backends.of(route);
        Condition resolved = resolved(resolutions);
        Optional<Condition> partial = ValueCheck.of(route, controller).partial().or(() -> partlyClosed(route));
        List<RouteStatus.Parent> statuses = new ArrayList<>();
        for (ParentRef parentRef : wanted(route)) {
            ObjectRef parent = parentRef.target(route.namespace());
            accepted(route, parentRef, parent)
                    .map(accepted -> new RouteStatus.Parent(parentRef, parent, conditions(accepted, partial, resolved)))
                    .ifPresent(statuses::add);
        }
        return statuses.isEmpty() ? Optional.empty() : Optional.of(new RouteStatus(route, statuses, resolutions));
    }

    /** PartiallyInvalid "MUST NOT be set if a Route is [...] not accepted" (RouteConditionPartiallyInvalid). */
    private static List<Condition> conditions(Condition accepted, Optional<Condition> partial, Condition resolved) {
        List<Condition> conditions = new ArrayList<>(List.of(accepted));
        partial.filter(one -> accepted.holds()).ifPresent(conditions::add);
        conditions.add(resolved);
        return conditions;
    }

    /**
     * Some rules ask for a permission that nobody can give, others do not: they stay and fail, and the route says so (the
     * specification's test HTTPRouteExternalAuthPartiallyInvalid, which takes any reason).
     */
    private Optional<Condition> partlyClosed(Route route) {
        List<List<BackendResolution.Broken>> closed = route.rules().stream()
                .map(rule -> backends.closed(route, rule))
                .filter(broken -> !broken.isEmpty())
                .toList();
        if (closed.isEmpty() || closed.size() == route.rules().size()) {
            return Optional.empty();
        }
        return Optional.of(new Condition(
                "PartiallyInvalid",
                Condition.Status.TRUE,
                reason(closed.get(0).get(0)),
                closed.stream()
                        .flatMap(List::stream)
                        .map(BackendResolution.Broken::cause)
                        .toList()));
    }

    private static String reason(BackendResolution.Broken broken) {
        return broken.reason().equals(BackendCheck.NO_PORT) ? "BackendNotFound" : broken.reason();
    }

    /** The parents that the route names, then the default Gateways that it asks for and does not name. */
    private List<ParentRef> wanted(Route route) {
        List<ParentRef> wanted = new ArrayList<>(route.parentRefs());
        if (route.usesDefaultGateways()) {
            Set<ObjectRef> named = new HashSet<>();
            wanted.forEach(parent -> named.add(parent.target(route.namespace())));
            defaults.stream()
                    .filter(parent -> !named.contains(parent.target(route.namespace())))
                    .forEach(wanted::add);
        }
        return wanted;
    }

    /** Empty for a parent that another controller answers for, or nobody. */
    private Optional<Condition> accepted(Route route, ParentRef parentRef, ObjectRef parent) {
        if (parents.containsKey(parent)) {
            return Optional.of(join(route, parentRef, parent, parents.getOrDefault(parent, List.of())));
        }
        if (!parentRef.isA("", Service.KIND) || !controller.has("Mesh")) {
            return Optional.empty();
        }
        return Optional.of(set.service(parent.namespace(), parent.name())
                .map(service -> join(route, parentRef, service))
                .orElseGet(() -> refused(route, parentRef, "NoMatchingParent", parent + " is not there")));
    }

    private Condition resolved(List<BackendResolution> resolutions) {
        boolean ports = !chooses(Controller.Choice.IGNORES_SERVICE_PORTS);
        List<BackendResolution.Broken> broken = resolutions.stream()
                .flatMap(one -> one.broken().stream())
                .filter(one -> ports || !one.reason().equals(BackendCheck.NO_PORT))
                .toList();
        if (broken.isEmpty()) {
            return Condition.ok("ResolvedRefs", "ResolvedRefs");
        }
        int told = chooses(Controller.Choice.TELLS_THE_LAST_BACKEND) ? broken.size() - 1 : 0;
        return Condition.not(
                "ResolvedRefs",
                reason(broken.get(told)),
                broken.stream().map(BackendResolution.Broken::cause).toList());
    }

    private Condition join(Route route, ParentRef parentRef, ObjectRef parent, List<ListenerDraft> listeners) {
        List<ListenerDraft> named = listeners.stream()
                .filter(draft -> parentRef
                                .sectionName()
                                .map(name -> name.equals(draft.listener.name()))
                                .orElse(true)
                        && parentRef.port().orElse(draft.listener.port()) == draft.listener.port())
                .toList();
        if (named.isEmpty()) {
            return refused(route, parentRef, "NoMatchingParent", parent + " has no such listener");
        }
        List<Cause> closed = new ArrayList<>();
        List<ListenerDraft> open = new ArrayList<>();
        for (ListenerDraft draft : named) {
            closed(draft, route).ifPresentOrElse(closed::add, () -> open.add(draft));
        }
        if (open.isEmpty()) {
            return Condition.not("Accepted", "NotAllowedByListeners", closed);
        }
        if (route instanceof PlainRoute
                && route.rules().size() > 1
                && !(route instanceof TlsRoute)
                && chooses(Controller.Choice.REFUSES_FURTHER_RULES)) {
            return refused(route, parentRef, "UnsupportedValue", controller + " takes one rule of a " + route.kind());
        }
        ValueCheck values = ValueCheck.of(route, controller);
        List<Cause> taken = new ArrayList<>();
        boolean attached = false;
        for (ListenerDraft draft : open) {
            attached |= attach(route, parentRef, draft, values, taken);
        }
        if (values.refusal().isPresent()) {
            return values.refusal().get();
        }
        if (attached) {
            return Condition.ok("Accepted", "Accepted");
        }
        if (!taken.isEmpty()) {
            return Condition.not("Accepted", NO_HOSTNAME, taken);
        }
        return refused(
                route,
                parentRef,
                NO_HOSTNAME,
                "no listener takes any of " + route.hostnames() + " (listeners: "
                        + open.stream().map(draft -> draft.listener.toString()).toList() + ")");
    }

    /** Why a listener takes no such route; empty if it does. */
    private Optional<Cause> closed(ListenerDraft draft, Route route) {
        Listener listener = draft.listener;
        if (!draft.supports(route)) {
            return Optional.of(
                    Cause.of(draft.owner, listener, "takes " + draft.supportedKinds + ", not " + route.kind()));
        }
        if (chooses(Controller.Choice.ASKS_HOSTS_BEFORE_NAMESPACES)
                && hostnames(route, listener).isEmpty()) {
            return Optional.empty();
        }
        Listener.AllowedRoutes allowed = listener.allowedRoutes();
        return allowsNamespace(draft, route.namespace())
                ? Optional.empty()
                : Optional.of(Cause.of(
                        draft.owner,
                        allowed,
                        "takes no routes of namespace " + route.namespace() + " (from " + allowed.from() + ")"));
    }

    /**
     * Attaches a route to a listener with which it shares a host.
     *
     * @param taken gets the reason if an older route of another kind has the hosts
     * @return whether the listener counts as one of the route's
     */
    private boolean attach(
            Route route, ParentRef parentRef, ListenerDraft draft, ValueCheck values, List<Cause> taken) {
        Optional<List<HostnamePattern>> names = hostnames(route, draft.listener);
        if (names.isEmpty()) {
            return false;
        }
        boolean accepted = values.refusal().isEmpty();
        AttachedRoute joining = new AttachedRoute(route, parentRef, names.get(), accepted);
        Optional<Route> holder =
                chooses(Controller.Choice.LETS_HTTP_AND_GRPC_SHARE_HOSTS) ? Optional.empty() : draft.holder(joining);
        if (holder.isPresent()) {
            String older = holder.get().ref().toString();
            taken.add(draft.cause("its hosts have an older route of another kind, " + older));
            return false;
        }
        if (values.isMatchable()) {
            draft.attach(joining);
        }
        if (accepted || chooses(Controller.Choice.COUNTS_ROUTES_WITH_UNSUPPORTED_VALUES)) {
            draft.count(route);
        }
        return true;
    }

    private boolean chooses(Controller.Choice choice) {
        return controller.chooses(choice);
    }

    private boolean allowsNamespace(ListenerDraft draft, String namespace) {
        Listener.AllowedRoutes allowed = draft.listener.allowedRoutes();
        return switch (allowed.from()) {
            case "All" -> true;
            case "Selector" ->
                allowed.selector().isPresent() && allowed.selector().matches(set.namespaceLabels(namespace));
            case "Same" -> draft.owner.namespace().equals(namespace);
            default -> false;
        };
    }

    /** The names that both take, empty for every name; nothing when they share none. */
    private static Optional<List<HostnamePattern>> hostnames(Route route, Listener listener) {
        boolean named = route instanceof HttpRoute || route instanceof GrpcRoute || route instanceof TlsRoute;
        Optional<HostnamePattern> own = listener.hostname().map(HostnamePattern::new);
        if (!named) {
            return Optional.of(List.of());
        }
        if (route.hostnames().isEmpty()) {
            return Optional.of(own.map(List::of).orElse(List.of()));
        }
        Set<HostnamePattern> shared = new LinkedHashSet<>();
        for (String text : route.hostnames()) {
            HostnamePattern name = new HostnamePattern(text);
            if (own.isEmpty()) {
                shared.add(name);
            } else {
                own.get().intersect(name).ifPresent(shared::add);
            }
        }
        return shared.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(shared));
    }

    /** A route for requests inside the mesh to a Service (GAMMA, GEP-1426). */
    private Condition join(Route route, ParentRef parentRef, Service service) {
        if (parentRef.port().isPresent()
                && !chooses(Controller.Choice.IGNORES_SERVICE_PORTS)
                && service.port(parentRef.port().getAsInt()).isEmpty()) {
            return refused(route, parentRef, "NoMatchingParent", service.ref() + " has no such port");
        }
        Optional<Condition> refusal = ValueCheck.of(route, controller).refusal();
        if (refusal.isPresent()) {
            return refusal.get();
        }
        List<AttachedRoute> routes = services.computeIfAbsent(service.ref(), unseen -> new ArrayList<>());
        routes.add(new AttachedRoute(
                route,
                parentRef,
                route.hostnames().stream().map(HostnamePattern::new).toList(),
                true));
        return Condition.ok("Accepted", "Accepted");
    }

    private static Condition refused(Route route, ParentRef parentRef, String reason, String text) {
        return Condition.not("Accepted", reason, Cause.of(route, parentRef, text));
    }
}
