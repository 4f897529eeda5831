package io.github.windlass4j.gateway.migrate;

import static io.github.windlass4j.gateway.migrate.RuleDraft.object;

import io.github.windlass4j.gateway.api.GatewayObject;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A Gateway while its listeners and routes come together, and what is lost on the way. */
final class GatewayDraft {
    private static final String VERSION = GatewayObject.GROUP + "/v1";

    private final MigrationTarget target;
    private final String namespace;
    private final boolean manyNamespaces;
    private final Map<String, Map<String, Object>> listeners = new LinkedHashMap<>();
    private final List<Resource> routes = new ArrayList<>();
    private final Set<String> routeNames = new TreeSet<>();
    private final Set<ObjectRef> foreignSecrets = new LinkedHashSet<>();
    private final Set<Loss> losses = new LinkedHashSet<>();

    /**
     * An empty Gateway.
     *
     * @param namespaces those of the Ingresses; the Gateway lives in the first
     */
    GatewayDraft(MigrationTarget target, Set<String> namespaces) {
        this.target = target;
        this.namespace = namespaces.isEmpty() ? "default" : new TreeSet<>(namespaces).first();
        this.manyNamespaces = namespaces.size() > 1;
    }

    MigrationTarget target() {
        return target;
    }

    Set<Loss> losses() {
        return losses;
    }

    boolean isEmpty() {
        return routes.isEmpty();
    }

    /** The objects; none where nothing is served. */
    List<Resource> write() {
        if (routes.isEmpty()) {
            return List.of();
        }
        List<Resource> all = new ArrayList<>();
        Map<String, Object> spec =
                object("gatewayClassName", target.gatewayClass(), "listeners", List.copyOf(listeners.values()));
        target.frontend()
                .ifPresent(name -> spec.put(
                        "addresses", List.of(object("type", "alb.networking.azure.io/alb-frontend", "value", name))));
        all.add(resource("Gateway", target.gatewayName(), namespace, target.annotations(), spec));
        foreignSecrets.forEach(secret -> all.add(grant(secret)));
        all.addAll(routes);
        return List.copyOf(all);
    }

    /** A listener for every host without TLS; its section. */
    String plain(int port) {
        return listener(port == 80 ? "http" : "http-" + port, "", port, "HTTP", Map.of());
    }

    /** A listener for one host, or for all with an empty name; its section. */
    String tls(String host, ObjectRef secret, int port) {
        Map<String, Object> certificate = object("name", secret.name());
        if (!secret.namespace().equals(namespace)) {
            certificate.put("namespace", secret.namespace());
            foreignSecrets.add(secret);
        }
        String name = tlsSection(host) + (port == 443 ? "" : "-" + port);
        return listener(name, host, port, "HTTPS", object("certificateRefs", List.of(certificate)));
    }

    /** A listener that passes TLS on; its section. */
    String passthrough(String host) {
        return listener("tls-" + label(host), host, 443, "TLS", object("mode", "Passthrough"));
    }

    private String listener(String name, String host, int port, String protocol, Map<String, Object> tls) {
        listeners.putIfAbsent(
                name,
                object(
                        "name",
                        name,
                        "hostname",
                        host.isEmpty() ? null : host,
                        "port",
                        port,
                        "protocol",
                        protocol,
                        "tls",
                        tls.isEmpty() ? null : tls,
                        "allowedRoutes",
                        object("namespaces", object("from", manyNamespaces ? "All" : "Same"))));
        return name;
    }

    /** One HTTPRoute for each namespace of the rules. */
    void httpRoutes(String host, String suffix, List<String> hostnames, List<RuleDraft> rules, List<String> sections) {
        Map<String, List<Map<String, Object>>> byNamespace = new TreeMap<>();
        rules.forEach(rule -> byNamespace
                .computeIfAbsent(rule.namespace(), unknown -> new ArrayList<>())
                .add(rule.toObject()));
        byNamespace.forEach((routeNamespace, written) ->
                route("HTTPRoute", label(host) + suffix, routeNamespace, hostnames, written, sections));
    }

    /** A route under a free name. */
    void route(
            String kind,
            String name,
            String routeNamespace,
            List<String> hostnames,
            List<Map<String, Object>> rules,
            List<String> sections) {
        Map<String, Object> spec =
                object("parentRefs", parents(routeNamespace, sections), "hostnames", hostnames, "rules", rules);
        String free = name;
        for (int i = 2; !routeNames.add(free); i++) {
            free = name + "-" + i;
        }
        routes.add(resource(kind, free, routeNamespace, Map.of(), spec));
    }

    private List<Map<String, Object>> parents(String routeNamespace, List<String> sections) {
        List<Map<String, Object>> parents = new ArrayList<>();
        for (String section : sections) {
            parents.add(object(
                    "name",
                    target.gatewayName(),
                    "namespace",
                    routeNamespace.equals(namespace) ? null : namespace,
                    "sectionName",
                    section));
        }
        return parents;
    }

    private Resource grant(ObjectRef secret) {
        return resource(
                "ReferenceGrant",
                secret.name() + "-for-" + target.gatewayName(),
                secret.namespace(),
                Map.of(),
                object(
                        "from",
                        List.of(object("group", GatewayObject.GROUP, "kind", "Gateway", "namespace", namespace)),
                        "to",
                        List.of(object("group", "", "kind", "Secret", "name", secret.name()))));
    }

    /** Name of the listener that serves a host name over TLS. */
    static String tlsSection(String host) {
        return "https-" + label(host);
    }

    static String label(String host) {
        return host.isEmpty() ? "all-hosts" : host.replace("*", "wildcard").replace('.', '-');
    }

    private static Resource resource(
            String kind, String name, String namespace, Map<String, String> annotations, Map<String, Object> spec) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", name);
        metadata.put("namespace", namespace);
        if (!annotations.isEmpty()) {
            metadata.put("annotations", annotations);
        }
        String version = kind.equals("ReferenceGrant") ? GatewayObject.GROUP + "/v1beta1" : VERSION;
        return Resource.of(
                (Mapping) Node.of(object("apiVersion", version, "kind", kind, "metadata", metadata, "spec", spec)));
    }
}
