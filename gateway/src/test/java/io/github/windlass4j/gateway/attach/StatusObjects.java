package io.github.windlass4j.gateway.attach;

import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.manifest.object.Manifests;

/** Objects around one Gateway in one line each, and what is told of them. */
final class StatusObjects {
    static final Controller CONTROLLER =
            Controller.named("example.com/controller").accepting("edge");
    static final Authority ROOT = Mint.seeded(3).root("Root");

    private StatusObjects() {}

    static Attachment attach(String... documents) {
        return attach(CONTROLLER, documents);
    }

    static Attachment attach(Controller controller, String... documents) {
        return Attachment.of(GatewaySet.of(Manifests.read(String.join("\n---\n", documents), "set.yaml")), controller);
    }

    static String gateway(String spec) {
        return object("Gateway", "infra", "edge", "gatewayClassName: edge, " + spec);
    }

    static String object(String kind, String namespace, String name, String spec) {
        return "apiVersion: gateway.networking.k8s.io/v1\nkind: %s\nmetadata: {name: %s, namespace: %s}\nspec: {%s}"
                .formatted(kind, name, namespace, spec);
    }

    static String core(String kind, String namespace, String name, String rest) {
        return "apiVersion: v1\nkind: %s\nmetadata: {name: %s, namespace: %s}\n%s"
                .formatted(kind, name, namespace, rest);
    }

    static String listener(String name, int port, String protocol, String more) {
        return "{name: %s, port: %d, protocol: %s%s}"
                .formatted(name, port, protocol, more.isEmpty() ? "" : ", " + more);
    }

    static String route(String kind, String more) {
        return object(kind, "store", "shop", "parentRefs: [{name: edge, namespace: infra}], " + more);
    }

    static String authority(String name) {
        return core(
                "ConfigMap",
                "infra",
                name,
                "data: {ca.crt: " + quoted(ROOT.certificate().toPem()) + "}");
    }

    static String quoted(String text) {
        return '"' + text.replace("\n", "\\n") + '"';
    }

    static String told(Conditioned status, String type) {
        return status.condition(type)
                .map(one -> one.status() + " " + one.reason())
                .orElse("-");
    }

    static GatewayStatus edge(Attachment attachment) {
        return attachment.gateway("infra", "edge").orElseThrow();
    }

    static ListenerStatus listener(Attachment attachment, int index) {
        return edge(attachment).listeners().get(index);
    }

    static String accepted(Attachment attachment) {
        return told(attachment.routes().get(0).parents().get(0), "Accepted");
    }

    static Condition acceptance(Attachment attachment) {
        return attachment.routes().get(0).parents().get(0).condition("Accepted").orElseThrow();
    }

    static String resolved(Attachment attachment) {
        return told(attachment.routes().get(0).parents().get(0), "ResolvedRefs");
    }
}
