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
import java.util.List;

/**
 * Draws what attaches to what under one controller. Equal manifests give equal pictures, whatever the order of their files.
 * Each object carries its owner by the roles of the specification: classes, Gateways and listeners are the platform team's,
 * routes and backends the application team's, a policy belongs to the owner of its target.
 */
public final class GatewayDiagram {
    private final Attachment attachment;
    private final Graph graph = new Graph();

    private GatewayDiagram(Attachment attachment) {
        this.attachment = attachment;
    }

    /**
     * The picture.
     *
     * @param attachment what attaches to what
     * @return SVG, Mermaid and the same in words; a broken reference is a dashed arrow, what is wrong stands in the box
     */
    public static Drawing draw(Attachment attachment) {
        GatewayDiagram diagram = new GatewayDiagram(attachment);
        diagram.collect();
        GraphWriter writer = new GraphWriter(diagram.graph, "Gateways and routes");
        return Drawing.of("Gateways and routes", writer.svg(), diagram.graph.text())
                .withMermaid(writer.mermaid());
    }

    private void collect() {
        attachment.classes().forEach(one -> problems(classBox(one.gatewayClass().name()), one.conditions()));
        attachment.gateways().forEach(this::gateway);
        attachment.listenerSets().forEach(this::listenerSet);
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
        Box box = object(gateway.ref(), Column.GATEWAY, Owner.PLATFORM);
        problems(box, status.conditions());
        graph.arrow(owner, box, "", true);
        status.listeners().stream()
                .filter(listener -> listener.owner().ref().equals(gateway.ref()))
                .forEach(listener -> listener(box, listener));
    }

    private void listenerSet(ListenerSetStatus status) {
        Box box = object(status.listenerSet().ref(), Column.GATEWAY, Owner.PLATFORM);
        problems(box, status.conditions());
        status.listeners().forEach(listener -> listener(box, listener));
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
        if (!graph.has(key(listener))) {
            return;
        }
        Box box = graph.box(key(listener), Column.LISTENER, "", "", Owner.PLATFORM);
        for (AttachedRoute route : listener.routes()) {
            if (route.accepted()) {
                graph.arrow(box, object(route.route().ref(), Column.ROUTE, Owner.APPLICATION), "", true);
            }
        }
    }

    private void route(RouteStatus status) {
        Box box = object(status.route().ref(), Column.ROUTE, Owner.APPLICATION);
        for (RouteStatus.Parent parent : status.parents()) {
            problems(box, parent.conditions());
            if (!parent.isAccepted() && parent.parentRef().isA(GatewayObject.GROUP, Gateway.KIND)) {
                graph.arrow(object(parent.parent(), Column.GATEWAY, Owner.PLATFORM), box, "", false);
            }
        }
        for (RouteRule rule : status.route().rules()) {
            long whole =
                    rule.backendRefs().stream().mapToLong(BackendRef::weight).sum();
            for (BackendRef backend : rule.backendRefs()) {
                backend(box, status.backend(backend), share(backend, rule, whole));
            }
        }
    }

    /** A parent that nobody gave is no object with conditions: all that can be shown is that it is not there. */
    private void missing(ParentRef parent, Route route) {
        ObjectRef target = parent.target(route.namespace());
        boolean drawn =
                parent.isA(GatewayObject.GROUP, Gateway.KIND) || parent.isA(GatewayObject.GROUP, ListenerSet.KIND);
        if (drawn && attachment.gatewaySet().find(target).isEmpty()) {
            Box absent = object(target, Column.GATEWAY, Owner.PLATFORM);
            absent.problems().add("not among the objects");
            graph.arrow(absent, object(route.ref(), Column.ROUTE, Owner.APPLICATION), "", false);
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
                "backend " + target + port, Column.BACKEND, target.kind(), name(target) + port, Owner.APPLICATION);
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
        boolean found = false;
        for (Box box : graph.boxes()) {
            boolean same = box.kind().equals(target.kind())
                    && (box.name().equals(name(target)) || box.name().startsWith(name(target) + ":"));
            if (same) {
                graph.arrow(policy, box, "", true);
                found = true;
            }
        }
        if (!found && attachment.gatewaySet().find(target).isEmpty()) {
            policy.problems().add("no " + target);
        }
    }

    private Box object(ObjectRef ref, Column column, Owner owner) {
        return graph.box(ref.group() + "/" + ref, column, ref.kind(), name(ref), owner);
    }

    private static String name(ObjectRef ref) {
        return ref.namespace().isEmpty() ? ref.name() : ref.namespace() + "/" + ref.name();
    }
}
