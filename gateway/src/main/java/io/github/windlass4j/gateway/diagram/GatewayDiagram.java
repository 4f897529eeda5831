package io.github.windlass4j.gateway.diagram;

import io.github.windlass4j.core.report.Drawing;
import io.github.windlass4j.gateway.agc.AgcObject;
import io.github.windlass4j.gateway.agc.AgcPolicy;
import io.github.windlass4j.gateway.api.BackendRef;
import io.github.windlass4j.gateway.api.Gateway;
import io.github.windlass4j.gateway.api.GatewayObject;
import io.github.windlass4j.gateway.api.ListenerSet;
import io.github.windlass4j.gateway.api.ParentRef;
import io.github.windlass4j.gateway.api.Route;
import io.github.windlass4j.gateway.api.RouteFilter;
import io.github.windlass4j.gateway.api.RouteRule;
import io.github.windlass4j.gateway.attach.AttachedRoute;
import io.github.windlass4j.gateway.attach.Attachment;
import io.github.windlass4j.gateway.attach.BackendResolution;
import io.github.windlass4j.gateway.attach.Condition;
import io.github.windlass4j.gateway.attach.GatewayStatus;
import io.github.windlass4j.gateway.attach.ListenerSetStatus;
import io.github.windlass4j.gateway.attach.ListenerStatus;
import io.github.windlass4j.gateway.attach.PolicyStatus;
import io.github.windlass4j.gateway.attach.RouteStatus;
import io.github.windlass4j.gateway.diagram.Graph.Box;
import io.github.windlass4j.gateway.diagram.Graph.Column;
import io.github.windlass4j.gateway.diagram.Graph.Owner;
import io.github.windlass4j.manifest.k8s.Service;
import io.github.windlass4j.manifest.object.ObjectRef;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Draws what attaches to what under one controller. Equal manifests give equal pictures, whatever the order of their files.
 * Each object carries its owner by the roles of the specification: classes, Gateways and listeners are the platform team's,
 * routes and backends the application team's, a policy belongs to the owner of its target. Not drawn are Ingresses, grants,
 * and what belongs to other controllers.
 */
public final class GatewayDiagram {
    private final Attachment attachment;
    private final Graph graph = new Graph();
    private final Set<ObjectRef> orphans = new HashSet<>();

    private GatewayDiagram(Attachment attachment) {
        this.attachment = attachment;
    }

    /**
     * The picture.
     *
     * @param attachment what attaches to what
     * @return SVG, Mermaid and the same in words; a broken reference is a dashed arrow, what is wrong stands in the box. The
     *     words tell of everything; the SVG shows the first 1,000 objects and says how many more there are, and where there are
     *     more arrows or letters than Mermaid draws, there is no form for it
     */
    public static Drawing draw(Attachment attachment) {
        GatewayDiagram diagram = new GatewayDiagram(attachment);
        diagram.collect();
        String svg = new SvgWriter(diagram.graph, "Gateways and routes").svg();
        Drawing drawing = Drawing.of("Gateways and routes", svg, diagram.graph.text());
        return MermaidWriter.write(diagram.graph).map(drawing::withMermaid).orElse(drawing);
    }

    private void collect() {
        attachment.classes().forEach(one -> problems(classBox(one.gatewayClass().name()), one.conditions()));
        attachment.gateways().forEach(this::gateway);
        attachment.listenerSets().forEach(this::listenerSet);
        attachment.gatewaySet().listenerSets().forEach(this::orphan);
        attachment.routes().forEach(this::route);
        attachment.gatewaySet().routes().stream()
                .sorted(Comparator.comparing(route -> route.ref().toString()))
                .forEach(route -> route.parentRefs().forEach(parent -> missing(parent, route)));
        attachment.gateways().forEach(gateway -> gateway.listeners().forEach(this::attached));
        attachment.policies().forEach(this::policy);
        attachment
                .gatewaySet()
                .resources()
                .forEach(resource -> AgcObject.of(resource)
                        .filter(AgcPolicy.class::isInstance)
                        .map(AgcPolicy.class::cast)
                        .ifPresent(this::policy));
    }

    private Box classBox(String name) {
        return graph.box("class " + name, Column.CLASS, "GatewayClass", name, Owner.PLATFORM);
    }

    private static void problems(Box box, List<Condition> conditions) {
        for (Condition condition : conditions) {
            // Only some condition types tell good news when they are true.
            boolean bad = List.of("Conflicted", "OverlappingTLSConfig").contains(condition.type())
                    ? condition.status() == Condition.Status.TRUE
                    : condition.status() == Condition.Status.FALSE;
            if (bad) {
                box.problems().add(condition.type() + ": " + condition.reason());
            } else if (condition.status() == Condition.Status.UNKNOWN) {
                box.problems().add(condition.type() + " unknown: " + condition.reason());
            }
        }
    }

    private void gateway(GatewayStatus status) {
        Gateway gateway = status.gateway();
        Box owner = classBox(gateway.className());
        Box box = gateway(gateway.ref());
        problems(box, status.conditions());
        graph.arrow(owner, box, "", true);
        status.listeners().stream()
                .filter(listener -> listener.owner().ref().equals(gateway.ref()))
                .forEach(listener -> listener(box, listener));
    }

    private void listenerSet(ListenerSetStatus status) {
        ListenerSet more = status.listenerSet();
        Box box = object(more.ref(), Column.LISTENER_SET, Owner.PLATFORM);
        problems(box, status.conditions());
        graph.arrow(gateway(more.parentRef().target(more.namespace())), box, "", status.holds("Accepted"));
        status.listeners().forEach(listener -> listener(box, listener));
    }

    /** A ListenerSet whose Gateway nobody gave. */
    private void orphan(ListenerSet more) {
        ObjectRef gateway = more.parentRef().target(more.namespace());
        if (attachment.gatewaySet().find(gateway).isEmpty()) {
            orphans.add(more.ref());
            graph.arrow(absent(gateway), object(more.ref(), Column.LISTENER_SET, Owner.PLATFORM), "", false);
        }
    }

    private Box gateway(ObjectRef ref) {
        return object(ref, Column.GATEWAY, Owner.PLATFORM);
    }

    private Box absent(ObjectRef ref) {
        Box absent = parent(ref);
        absent.problems().add("not among the objects");
        return absent;
    }

    /** The box of what a route refers to: a Gateway, a ListenerSet, or a Service for requests inside the mesh. */
    private Box parent(ObjectRef ref) {
        return switch (ref.kind()) {
            case Service.KIND ->
                graph.box("mesh " + ref, Column.GATEWAY, "Service in the mesh", name(ref), Owner.APPLICATION);
            case ListenerSet.KIND -> object(ref, Column.LISTENER_SET, Owner.PLATFORM);
            default -> gateway(ref);
        };
    }

    private void listener(Box owner, ListenerStatus status) {
        Box box = graph.box(
                key(status),
                Column.LISTENER,
                "Listener " + status.listener().protocol() + " "
                        + status.listener().port(),
                status.listener().name()
                        + status.listener()
                                .hostname()
                                .map(host -> " for " + host)
                                .orElse(""),
                Owner.PLATFORM);
        problems(box, status.conditions());
        graph.arrow(owner, box, "", true);
    }

    private static String key(ListenerStatus status) {
        return "listener " + status.owner().ref() + "#" + status.listener().name();
    }

    private void attached(ListenerStatus listener) {
        graph.find(key(listener))
                .ifPresent(box -> listener.routes().stream()
                        .filter(AttachedRoute::accepted)
                        .forEach(route -> graph.arrow(
                                box, object(route.route().ref(), Column.ROUTE, Owner.APPLICATION), "", true)));
    }

    private void route(RouteStatus status) {
        Box box = object(status.route().ref(), Column.ROUTE, Owner.APPLICATION);
        for (RouteStatus.Parent parent : status.parents()) {
            problems(box, parent.conditions());
            boolean service = parent.parent().kind().equals(Service.KIND);
            // Listeners point at the routes that they take; a Service has none.
            if (service || !parent.isAccepted()) {
                graph.arrow(parent(parent.parent()), box, "", parent.isAccepted());
            }
        }
        for (RouteRule rule : status.route().rules()) {
            long whole =
                    rule.backendRefs().stream().mapToLong(BackendRef::weight).sum();
            for (BackendRef backend : rule.backendRefs()) {
                backend(box, status.backend(backend), share(backend, rule, whole));
                backend.filters().forEach(filter -> aside(box, status, filter));
            }
            rule.filters().forEach(filter -> aside(box, status, filter));
        }
    }

    /** Backends that requests are copied to, or that are asked about them. */
    private void aside(Box route, RouteStatus status, RouteFilter filter) {
        filter.mirror().ifPresent(mirror -> backend(route, status.backend(mirror.backendRef()), "mirror"));
        filter.externalAuth().ifPresent(backend -> backend(route, status.backend(backend), "authorization"));
    }

    /** A parent that nobody gave is no object with conditions: all that can be shown is that it is not there. */
    private void missing(ParentRef parent, Route route) {
        ObjectRef target = parent.target(route.namespace());
        boolean drawn = parent.isA(GatewayObject.GROUP, Gateway.KIND)
                || parent.isA(GatewayObject.GROUP, ListenerSet.KIND)
                || parent.isA("", Service.KIND);
        boolean absent = drawn && attachment.gatewaySet().find(target).isEmpty();
        if (absent || orphans.contains(target)) {
            Box box = absent ? absent(target) : parent(target);
            graph.arrow(box, object(route.ref(), Column.ROUTE, Owner.APPLICATION), "", false);
        }
    }

    private static String share(BackendRef backend, RouteRule rule, long whole) {
        if (rule.backendRefs().size() < 2 || whole == 0) {
            return "";
        }
        long percent = backend.weight() * 100L;
        return percent % whole == 0 ? percent / whole + "%" : backend.weight() + " of " + whole;
    }

    private void backend(Box route, BackendResolution resolution, String share) {
        ObjectRef target = resolution.target();
        String port = resolution.backendRef().port().isPresent()
                ? ":" + resolution.backendRef().port().getAsInt()
                : "";
        Box box = graph.box(
                "backend " + target.group() + "/" + target + port,
                Column.BACKEND,
                target,
                name(target) + port,
                Owner.APPLICATION);
        boolean holds = !(resolution instanceof BackendResolution.Broken);
        if (resolution instanceof BackendResolution.Broken broken) {
            box.problems().add(broken.reason());
        }
        graph.arrow(route, box, share, holds);
    }

    private void policy(PolicyStatus status) {
        Box box = object(status.policy().ref(), Column.POLICY, Owner.APPLICATION);
        problems(box, status.conditions());
        status.policy()
                .targetRefs()
                .forEach(target ->
                        target(box, target.reference().target(status.policy().namespace())));
    }

    private void policy(AgcPolicy policy) {
        boolean platform = policy.targets().stream()
                .anyMatch(target -> target.reference().kind().equals(Gateway.KIND));
        Box box = object(policy.ref(), Column.POLICY, platform ? Owner.PLATFORM : Owner.APPLICATION);
        for (AgcPolicy.Target target : policy.targets()) {
            ObjectRef written = target.reference().target(policy.ref().namespace());
            String group = written.kind().equals(Service.KIND) ? "" : GatewayObject.GROUP;
            target(box, new ObjectRef(group, written.kind(), written.namespace(), written.name()));
        }
    }

    /** A policy points at every box of its target: a Service has one for each port that is used. */
    private void target(Box policy, ObjectRef target) {
        graph.of(target).forEach(box -> graph.arrow(policy, box, "", true));
        if (graph.of(target).isEmpty() && attachment.gatewaySet().find(target).isEmpty()) {
            policy.problems().add("no " + target);
        }
    }

    private Box object(ObjectRef ref, Column column, Owner owner) {
        return graph.box(ref.group() + "/" + ref, column, ref, name(ref), owner);
    }

    private static String name(ObjectRef ref) {
        return ref.namespace().isEmpty() ? ref.name() : ref.namespace() + "/" + ref.name();
    }
}
