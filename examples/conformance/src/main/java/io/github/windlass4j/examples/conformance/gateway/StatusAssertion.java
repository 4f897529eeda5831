package io.github.windlass4j.examples.conformance.gateway;

import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.gateway.attach.Attachment;
import io.github.windlass4j.gateway.attach.ClassStatus;
import io.github.windlass4j.gateway.attach.Condition;
import io.github.windlass4j.gateway.attach.Conditioned;
import io.github.windlass4j.gateway.attach.GatewayStatus;
import io.github.windlass4j.gateway.attach.ListenerSetStatus;
import io.github.windlass4j.gateway.attach.ListenerStatus;
import io.github.windlass4j.gateway.attach.PolicyStatus;
import io.github.windlass4j.gateway.attach.RouteStatus;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.manifest.object.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** One assertion about status: what was seen, and what of it is not as expected. */
final class StatusAssertion {
    private static final String OK = "as expected";

    private final JsonNode step;
    private final List<String> seen = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();

    private StatusAssertion(JsonNode step) {
        this.step = step;
    }

    static StatusAssertion of(JsonNode step) {
        return new StatusAssertion(step);
    }

    Answer ask(Attachment attachment) {
        String name = step.get("assert").asString();
        String kind = name.replaceFirst("(?:MustHave|Status|Listener|Listeners).*", "");
        String what = name.substring(name.indexOf("Must"));
        if (name.equals("RoutesAndParentMustBeAccepted")
                || (name.startsWith("GatewayAnd") && what.equals("MustBeAccepted"))) {
            accepted(attachment);
        } else if (name.startsWith("GWC") || name.startsWith("GatewayClass")) {
            gatewayClass(attachment, what);
        } else if (name.startsWith("ListenerSet")) {
            listenerSet(attachment, name);
        } else if (name.startsWith("Gateway")) {
            gateway(attachment, name);
        } else if (name.startsWith("BackendTLSPolicy")) {
            policy(attachment, what);
        } else {
            route(attachment, kind, what);
        }
        return new Answer(seen, wrong.isEmpty(), wrong.isEmpty() ? OK : String.join("; ", wrong));
    }

    private void accepted(Attachment attachment) {
        String parent = name(step.has("gw") ? step.get("gw") : step.get("resource"));
        List<ListenerStatus> listeners = findGateway(attachment, parent)
                .map(GatewayStatus::ownListeners)
                .or(() -> findListenerSet(attachment, parent).map(ListenerSetStatus::listeners))
                .orElse(List.of());
        if (listeners.isEmpty()) {
            wrong.add("no listeners of " + parent);
        }
        for (ListenerStatus listener : listeners) {
            for (String type : List.of("ResolvedRefs", "Accepted", "Programmed")) {
                expect(listener, listener.toString(), type, "True", "");
            }
        }
        for (JsonNode route : step.get("routeNNs")) {
            String name =
                    route.get("Namespace").asString() + "/" + route.get("Name").asString();
            parents(attachment, name, parent, "");
        }
    }

    private void parents(Attachment attachment, String route, String parent, String kind) {
        List<RouteStatus.Parent> found = at(attachment, route, parent, kind);
        if (found.isEmpty()) {
            wrong.add("no parent " + parent + " of " + route);
        }
        found.forEach(one -> expect(one, route, "Accepted", "True", ""));
    }

    /** {@code GWCMustHaveAcceptedConditionTrue} or {@code ...Any}, and {@code GatewayClassMustHaveLatestConditions}. */
    private void gatewayClass(Attachment attachment, String what) {
        String name =
                name(step.has("gwcName") ? step.get("gwcName") : step.has("gwc") ? step.get("gwc") : step.get("r"));
        ClassStatus status = attachment.classes().stream()
                .filter(one -> one.gatewayClass().name().equals(name.substring(name.lastIndexOf('/') + 1)))
                .findFirst()
                .orElseThrow();
        switch (what) {
            case "MustHaveLatestConditions" -> latest(status.gatewayClass().resource(), status);
            case "MustHaveAcceptedConditionTrue", "MustBeAccepted" -> expect(status, name, "Accepted", "True", "");
            case "MustHaveAcceptedConditionAny" -> {
                seen.add(status.toString());
                if (status.condition("Accepted").isEmpty()) {
                    wrong.add(status.toString());
                }
            }
            default -> throw new IllegalArgumentException(what);
        }
    }

    private void gateway(Attachment attachment, String assertion) {
        String name = name(step.has("gwNN") ? step.get("gwNN") : step.get("gwName"));
        GatewayStatus status = findGateway(attachment, name).orElseThrow();
        switch (assertion) {
            case "GatewayMustHaveCondition" -> expect(status, name, step.get("expectedCondition"));
            case "GatewayMustHaveLatestConditions" -> latest(status.gateway().resource(), status);
            case "GatewayMustHaveZeroRoutes" ->
                status.ownListeners().forEach(listener -> {
                    seen.add(listener.toString());
                    if (listener.attachedRoutes() > 0) {
                        wrong.add(listener.toString());
                    }
                });
            case "GatewayMustHaveAttachedListeners" -> {
                seen.add(status.attachedListenerSets() + " listener sets");
                if (status.attachedListenerSets() != step.get("expectedCount").asInt()) {
                    wrong.add(status.attachedListenerSets() + " listener sets");
                }
            }
            case "GatewayStatusMustHaveListeners" -> listeners(status.ownListeners());
            case "GatewayListenerMustHaveConditions", "GatewayListenersMustHaveConditions" ->
                named(status.ownListeners());
            case "GatewayListenerMustNotHaveCondition" ->
                absent(listener(status.ownListeners(), step.path("lName").asString("")));
            default -> throw new IllegalArgumentException(assertion);
        }
    }

    private void absent(ListenerStatus listener) {
        String type = step.get("conditionType").asString();
        seen.add(listener + ": " + listener.conditions());
        listener.condition(type).ifPresent(one -> wrong.add(listener + ": " + one));
    }

    private void listenerSet(Attachment attachment, String assertion) {
        String name = name(step.has("lsNN") ? step.get("lsNN") : step.get("lsName"));
        ListenerSetStatus status = findListenerSet(attachment, name).orElseThrow();
        switch (assertion) {
            case "ListenerSetMustHaveCondition" -> expect(status, name, step.get("expectedCondition"));
            case "ListenerSetMustHaveLatestConditions" ->
                latest(status.listenerSet().resource(), status);
            case "ListenerSetStatusMustHaveListeners" -> listeners(status.listeners());
            case "ListenerSetListenersMustHaveConditions" -> named(status.listeners());
            default -> throw new IllegalArgumentException(assertion);
        }
    }

    private void policy(Attachment attachment, String what) {
        JsonNode named = step.has("policyNN") ? step.get("policyNN") : step.get("r");
        PolicyStatus status = attachment.policies().stream()
                .filter(one -> isNamed(one.policy().ref(), named.asString()))
                .findFirst()
                .orElseThrow();
        if (what.equals("MustHaveLatestConditions")) {
            latest(status.policy().resource(), status);
        } else {
            String ancestor = step.get("gwNN").asString();
            if (status.ancestors().stream().noneMatch(one -> isNamed(one, ancestor))) {
                wrong.add("no ancestor " + ancestor + " in " + status.ancestors());
            }
            if (what.equals("MustHaveAcceptedConditionTrue")) {
                expect(status, status.policy().toString(), "Accepted", "True", "");
            } else {
                expect(status, status.policy().toString(), step.get("condition"));
            }
        }
    }

    private void route(Attachment attachment, String kind, String what) {
        String name = (step.has("routeNN")
                        ? step.get("routeNN")
                        : step.has("rNN") ? step.get("rNN") : step.get("routeName"))
                .asString();
        Optional<RouteStatus> status = attachment.routes().stream()
                .filter(one -> isOfKind(one, kind) && isNamed(one.route().ref(), name))
                .findFirst();
        switch (what) {
            case "MustHaveCondition", "MustHaveResolvedRefsConditionsTrue" -> {
                List<RouteStatus.Parent> at =
                        at(attachment, name, step.get("gwNN").asString(), kind);
                if (at.isEmpty()) {
                    wrong.add("no such parent");
                }
                boolean resolved = what.equals("MustHaveResolvedRefsConditionsTrue");
                for (RouteStatus.Parent parent : at) {
                    if (resolved) {
                        expect(parent, name, "ResolvedRefs", "True", "");
                    } else {
                        expect(parent, name, step.get("condition"));
                    }
                }
            }
            case "MustHaveNoAcceptedParents" ->
                status.ifPresent(one -> one.parents().forEach(parent -> {
                    seen.add(parent.toString());
                    if (parent.isAccepted()) {
                        wrong.add(parent.toString());
                    }
                }));
            case "MustHaveLatestConditions" ->
                status.orElseThrow()
                        .parents()
                        .forEach(parent -> latest(status.get().route().resource(), parent));
            case "MustHaveParents" -> {
                List<RouteStatus.Parent> parents =
                        status.map(RouteStatus::parents).orElse(List.of());
                if (parents.size() != step.get("parents").size()) {
                    wrong.add(parents.size() + " parents");
                }
                for (JsonNode wanted : step.get("parents")) {
                    JsonNode ref = wanted.get("parentRef");
                    String parent = ref.get("namespace").asString() + "/"
                            + ref.get("name").asString();
                    for (JsonNode condition : wanted.get("conditions")) {
                        at(attachment, name, parent, kind).forEach(one -> expect(one, name, condition));
                    }
                }
            }
            default -> throw new IllegalArgumentException(what);
        }
    }

    /** Some assertions are on routes of any kind: nothing, or {@code Route}, stands before what they say. */
    private static boolean isOfKind(RouteStatus status, String kind) {
        return kind.isEmpty() || kind.equals("Route") || status.route().kind().equals(kind);
    }

    private static List<RouteStatus.Parent> at(Attachment attachment, String route, String parent, String kind) {
        return attachment.routes().stream()
                .filter(one -> isOfKind(one, kind) && isNamed(one.route().ref(), route))
                .flatMap(one -> one.parents().stream())
                .filter(one -> isNamed(one.parent(), parent))
                .toList();
    }

    private void listeners(List<ListenerStatus> listeners) {
        if (listeners.size() != step.get("listeners").size()) {
            wrong.add(listeners.size() + " listeners");
        }
        for (JsonNode wanted : step.get("listeners")) {
            ListenerStatus listener = listener(listeners, wanted.get("name").asString());
            wanted.path("conditions").forEach(condition -> expect(listener, listener.toString(), condition));
            if (listener.attachedRoutes() != wanted.get("attachedRoutes").asInt()) {
                wrong.add(listener.toString());
            }
            List<String> kinds = listener.supportedKinds().stream()
                    .map(kind -> kind.group() + "/" + kind.kind())
                    .toList();
            seen.add(listener + " " + kinds);
            for (JsonNode kind : wanted.path("supportedKinds")) {
                if (!kinds.contains(
                        kind.get("group").asString() + "/" + kind.get("kind").asString())) {
                    wrong.add(kind + " is not among " + kinds);
                }
            }
        }
    }

    private void named(List<ListenerStatus> listeners) {
        List<String> names = new ArrayList<>();
        if (step.has("lName")) {
            names.add(step.get("lName").asString());
        } else {
            step.get("listenerNames").forEach(name -> names.add(name.asString()));
        }
        for (String name : names) {
            ListenerStatus listener = listener(listeners, name);
            step.get("conditions").forEach(condition -> expect(listener, listener.toString(), condition));
        }
    }

    private static ListenerStatus listener(List<ListenerStatus> listeners, String name) {
        return listeners.stream()
                .filter(one -> one.listener().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Predicted conditions are those of the generation that was looked at. */
    private void latest(Resource object, Conditioned status) {
        seen.add("generation " + object.generation() + " " + status.conditions());
        if (status.conditions().isEmpty()) {
            wrong.add("no conditions of " + object);
        }
    }

    private void expect(Conditioned status, String where, JsonNode wanted) {
        expect(
                status,
                where,
                wanted.get("type").asString(),
                wanted.get("status").asString(),
                wanted.path("reason").asString(""));
    }

    private void expect(Conditioned status, String where, String type, String wanted, String reason) {
        Optional<Condition> condition = status.condition(type);
        String found = where + ": " + condition.map(Condition::toString).orElse("no " + type);
        seen.add(found);
        if (condition.isEmpty()
                || !condition.get().status().toString().equals(wanted)
                || (!reason.isEmpty() && !condition.get().reason().equals(reason))) {
            wrong.add(found);
        }
    }

    private static Optional<GatewayStatus> findGateway(Attachment attachment, String name) {
        return attachment.gateways().stream()
                .filter(one -> isNamed(one.gateway().ref(), name))
                .findFirst();
    }

    private static Optional<ListenerSetStatus> findListenerSet(Attachment attachment, String name) {
        return attachment.listenerSets().stream()
                .filter(one -> isNamed(one.listenerSet().ref(), name))
                .findFirst();
    }

    /** Some steps name an object without its namespace. */
    private static boolean isNamed(ObjectRef ref, String name) {
        return name.equals(ref.namespace() + "/" + ref.name()) || name.equals(ref.name());
    }

    /** {@code gw://ns/name#listener}, {@code ref://Kind/ns/name} or {@code ns/name}. */
    private static String name(JsonNode handle) {
        return handle.asString()
                .replaceFirst("^gw://", "")
                .replaceFirst("^ref://[^/]+/", "")
                .replaceFirst("#.*", "");
    }
}
