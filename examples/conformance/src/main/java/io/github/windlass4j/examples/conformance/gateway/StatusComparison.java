package io.github.windlass4j.examples.conformance.gateway;

import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.gateway.api.ParentRef;
import io.github.windlass4j.gateway.attach.Attachment;
import io.github.windlass4j.gateway.attach.Conditioned;
import io.github.windlass4j.gateway.attach.GatewayStatus;
import io.github.windlass4j.gateway.attach.ListenerSetStatus;
import io.github.windlass4j.gateway.attach.ListenerStatus;
import io.github.windlass4j.gateway.attach.PolicyStatus;
import io.github.windlass4j.gateway.attach.RouteStatus;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.manifest.yaml.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** A status as an implementation wrote it against the predicted one: type, status and reason of each condition. */
final class StatusComparison {
    private final Attachment attachment;

    /** Types and reasons that the specification does not define, with the reason why each is left out. */
    private final JsonNode foreign;

    private final Map<String, Object> differences = new LinkedHashMap<>();
    private int compared;
    private int agreed;

    StatusComparison(Attachment attachment, String implementation) {
        this.attachment = attachment;
        this.foreign = Resources.json("not-in-the-specification.json").get(implementation);
    }

    void object(String kind, String namespace, String name, JsonNode status) {
        ObjectRef ref = new ObjectRef("gateway.networking.k8s.io", kind, namespace, name);
        String where = kind + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
        switch (kind) {
            case "GatewayClass" ->
                conditions(
                        where,
                        status,
                        attachment.classes().stream()
                                .filter(one -> one.gatewayClass().name().equals(name))
                                .findFirst());
            case "Gateway" -> gateway(where, status, attachment.gateway(namespace, name));
            case "ListenerSet" -> {
                Optional<ListenerSetStatus> found = attachment.listenerSets().stream()
                        .filter(one -> one.listenerSet().ref().equals(ref))
                        .findFirst();
                conditions(where, status, found);
                listeners(where, status, found.map(ListenerSetStatus::listeners).orElse(List.of()));
            }
            case "BackendTLSPolicy" -> policy(where, status, ref);
            default -> route(where, status, ref);
        }
    }

    private void gateway(String where, JsonNode status, Optional<GatewayStatus> found) {
        conditions(where, status, found);
        listeners(where, status, found.map(GatewayStatus::ownListeners).orElse(List.of()));
        if (status.has("attachedListenerSets")) {
            equal(
                    where + " attachedListenerSets",
                    status.get("attachedListenerSets").asInt(),
                    found.map(GatewayStatus::attachedListenerSets).orElse(0));
        }
    }

    private void policy(String where, JsonNode status, ObjectRef ref) {
        Optional<PolicyStatus> found = attachment.policies().stream()
                .filter(one -> one.policy().ref().equals(ref))
                .findFirst();
        for (JsonNode ancestor : status.path("ancestors")) {
            if (isOurs(ancestor)) {
                String name = ancestor.get("ancestorRef").path("name").asString("");
                conditions(where + " at " + name, ancestor, found);
            }
        }
    }

    private void route(String where, JsonNode status, ObjectRef ref) {
        for (JsonNode parent : status.path("parents")) {
            if (isOurs(parent)) {
                JsonNode parentRef = parent.get("parentRef");
                conditions(where + " at " + parentRef, parent, parent(ref, parentRef));
            }
        }
    }

    /** Parents that another controller serves are another controller's. */
    private boolean isOurs(JsonNode part) {
        String kind = part.path("parentRef").path("kind").asString("");
        return !foreign.has(kind)
                && part.path("controllerName")
                        .asString("")
                        .equals(attachment.controller().name());
    }

    private Optional<RouteStatus.Parent> parent(ObjectRef route, JsonNode wanted) {
        ParentRef ref = new ParentRef(
                Fields.of(Yaml.read(wanted.toString(), "case.json").get(0).root()));
        return attachment.route(route).stream()
                .flatMap(one -> one.parents().stream())
                .filter(one -> one.parent().equals(ref.target(route.namespace()))
                        && one.parentRef().sectionName().equals(ref.sectionName())
                        && one.parentRef().port().equals(ref.port()))
                .findFirst();
    }

    private void listeners(String where, JsonNode status, List<ListenerStatus> found) {
        for (JsonNode wanted : status.path("listeners")) {
            String name = wanted.get("name").asString();
            Optional<ListenerStatus> listener = found.stream()
                    .filter(one -> one.listener().name().equals(name))
                    .findFirst();
            String at = where + " listener " + name;
            conditions(at, wanted, listener);
            equal(
                    at + " attachedRoutes",
                    wanted.get("attachedRoutes").asInt(),
                    listener.map(ListenerStatus::attachedRoutes).orElse(0));
            TreeSet<String> kinds = new TreeSet<>();
            wanted.path("supportedKinds")
                    .forEach(kind -> kinds.add(kind.get("kind").asString()));
            TreeSet<String> own = new TreeSet<>();
            listener.ifPresent(one -> one.supportedKinds().forEach(kind -> own.add(kind.kind())));
            equal(at + " supportedKinds", kinds, own);
        }
    }

    private void conditions(String where, JsonNode status, Optional<? extends Conditioned> found) {
        List<String> types = new ArrayList<>();
        for (JsonNode condition : status.path("conditions")) {
            String type = condition.get("type").asString();
            String reason = condition.get("reason").asString();
            types.add(type);
            if (!foreign.has(type)
                    && !foreign.has(reason)
                    && !foreign.has(type + "/" + reason)
                    && !(where.contains(" listener ") && foreign.has("listener " + type + "/" + reason))) {
                equal(
                        where + " " + type,
                        condition.get("status").asString() + " " + reason,
                        found.flatMap(one -> one.condition(type))
                                .map(own -> own.status() + " " + own.reason())
                                .orElse("none"));
            }
        }
        // A conflict that only we see is a difference too.
        found.flatMap(one -> one.condition("Conflicted"))
                .filter(own -> own.holds() && !types.isEmpty() && !types.contains(own.type()))
                .ifPresent(own -> equal(where + " " + own.type(), "none", own.status() + " " + own.reason()));
    }

    private void equal(String what, Object expected, Object actual) {
        compared++;
        if (expected.equals(actual)) {
            agreed++;
        } else {
            differences.put(what, "expected " + expected + ", was " + actual);
        }
    }

    Answer answer() {
        return new Answer(differences, differences.isEmpty(), agreed + " of " + compared + " agree");
    }
}
