package io.github.windlass4j.gateway.attach;

import io.github.windlass4j.gateway.api.Gateway;
import io.github.windlass4j.gateway.api.GatewayObject;
import io.github.windlass4j.gateway.api.GrpcRoute;
import io.github.windlass4j.gateway.api.HostnamePattern;
import io.github.windlass4j.gateway.api.HttpRoute;
import io.github.windlass4j.gateway.api.Listener;
import io.github.windlass4j.gateway.api.Route;
import io.github.windlass4j.manifest.object.ObjectRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A listener while its status is worked out: what was found so far. */
final class ListenerDraft {
    final Gateway gateway;
    final GatewayObject owner;
    final Listener listener;
    final List<Listener.Kind> supportedKinds = new ArrayList<>();
    final List<ServerCertificate> certificates = new ArrayList<>();

    /** Why the listener cannot be served as it is written; its reason goes into the condition Accepted. */
    private @Nullable Condition refusal;

    private @Nullable Condition unresolved;
    private @Nullable Condition conflict;
    private @Nullable Condition overlap;
    private boolean programmedAllTheSame;
    private final List<Cause> unserved = new ArrayList<>();
    private final Map<String, AttachedRoute> routes = new TreeMap<>();
    private final Set<ObjectRef> counted = new HashSet<>();

    ListenerDraft(Gateway gateway, GatewayObject owner, Listener listener) {
        this.gateway = gateway;
        this.owner = owner;
        this.listener = listener;
    }

    Cause cause(String text) {
        return Cause.of(owner, listener, text);
    }

    /** The first refusal counts. */
    void refuse(String reason, List<Cause> causes) {
        if (refusal == null) {
            refusal = Condition.not("Accepted", reason, causes);
        }
    }

    void refuse(String reason, Cause cause) {
        refuse(reason, List.of(cause));
    }

    /** References that lead nowhere; the first reason counts, all causes are told. */
    void unresolved(String reason, List<Cause> causes) {
        List<Cause> all = new ArrayList<>(unresolved == null ? List.of() : unresolved.causes());
        all.addAll(causes);
        unresolved = Condition.not("ResolvedRefs", unresolved == null ? reason : unresolved.reason(), all);
    }

    /** Nothing can be served although the listener itself is in order. */
    void cannotServe(List<Cause> causes) {
        unserved.addAll(causes);
    }

    /** That the listener is refused keeps it from nothing but the condition Accepted. */
    void programAllTheSame() {
        programmedAllTheSame = true;
    }

    void conflict(String reason, List<Cause> causes) {
        conflict = new Condition("Conflicted", Condition.Status.TRUE, reason, causes);
    }

    void overlap(String reason, List<Cause> causes) {
        overlap = new Condition("OverlappingTLSConfig", Condition.Status.TRUE, reason, causes);
    }

    void attach(AttachedRoute route) {
        ObjectRef ref = route.route().ref();
        routes.putIfAbsent(ref.kind() + "/" + ref.namespace() + "/" + ref.name(), route);
    }

    /** The status shows it in the number of attached routes. */
    void count(Route route) {
        counted.add(route.ref());
    }

    /**
     * The route that keeps another one away: HTTPRoutes and GRPCRoutes do not share a host of a listener (GRPCRouteSpec,
     * hostnames), and the first that attaches has it.
     */
    Optional<Route> holder(AttachedRoute joining) {
        return routes.values().stream()
                .filter(other -> other.accepted()
                        && isHttp(other.route())
                        && isHttp(joining.route())
                        && !other.route().kind().equals(joining.route().kind())
                        && shareHost(other.hostnames(), joining.hostnames()))
                .map(AttachedRoute::route)
                .findFirst();
    }

    private static boolean isHttp(Route route) {
        return route instanceof HttpRoute || route instanceof GrpcRoute;
    }

    private static boolean shareHost(List<HostnamePattern> some, List<HostnamePattern> others) {
        return some.isEmpty()
                || others.isEmpty()
                || some.stream()
                        .anyMatch(one -> others.stream()
                                .anyMatch(other -> one.intersect(other).isPresent()));
    }

    boolean isRefused() {
        return refusal != null;
    }

    boolean isConflicted() {
        return conflict != null;
    }

    boolean isAccepted() {
        return refusal == null && conflict == null;
    }

    boolean isServing() {
        return isAccepted() && unserved.isEmpty();
    }

    boolean isResolved() {
        return unresolved == null;
    }

    Optional<HostnamePattern> hostname() {
        return listener.hostname().map(HostnamePattern::new);
    }

    boolean supports(Route route) {
        return supportedKinds.contains(Listener.Kind.of(route.kind()));
    }

    ListenerStatus finish() {
        List<Condition> conditions = new ArrayList<>();
        Condition collision = conflict;
        if (collision != null) {
            conditions.add(Condition.not("Accepted", collision.reason(), collision.causes()));
            conditions.add(collision);
            // Entries of ListenerSets repeat the reason of the conflict; a Gateway's own listeners say Invalid.
            boolean own = owner.ref().equals(gateway.ref());
            conditions.add(Condition.not("Programmed", own ? "Invalid" : collision.reason(), collision.causes()));
        } else {
            conditions.add(refusal == null ? Condition.ok("Accepted", "Accepted") : refusal);
            conditions.add(new Condition("Conflicted", Condition.Status.FALSE, "NoConflicts", List.of()));
            List<Cause> blocking =
                    new ArrayList<>(refusal == null || programmedAllTheSame ? List.of() : refusal.causes());
            blocking.addAll(unserved);
            conditions.add(
                    blocking.isEmpty()
                            ? Condition.ok("Programmed", "Programmed")
                            : Condition.not("Programmed", "Invalid", blocking));
        }
        conditions.add(unresolved == null ? Condition.ok("ResolvedRefs", "ResolvedRefs") : unresolved);
        if (overlap != null) {
            conditions.add(overlap);
        }
        return new ListenerStatus(
                gateway,
                owner,
                listener,
                conditions,
                supportedKinds,
                certificates,
                List.copyOf(routes.values()),
                counted.size());
    }
}
