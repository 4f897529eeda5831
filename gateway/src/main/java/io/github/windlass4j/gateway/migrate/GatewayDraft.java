package io.github.windlass4j.gateway.migrate;

import static io.github.windlass4j.gateway.migrate.RuleDraft.object;

import io.github.windlass4j.gateway.agc.AgcFeature;
import io.github.windlass4j.gateway.api.Gateway;
import io.github.windlass4j.gateway.api.GatewayObject;
import io.github.windlass4j.gateway.api.ListenerSet;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import java.util.ArrayList;
import java.util.HashMap;
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

    /** Most listeners of a Gateway or ListenerSet (Gateway API 1.6.1, maxItems of spec.listeners). */
    private static final int MOST_LISTENERS = 64;

    /** Most rules and host names of a route (maxItems of spec.rules and spec.hostnames of HTTPRoute). */
    private static final int MOST_PER_ROUTE = 16;

    private final MigrationTarget target;
    private final String namespace;
    private final boolean manyNamespaces;
    private final Map<String, Map<String, Object>> listeners = new LinkedHashMap<>();

    /** For each listener by its name where it stands among all. */
    private final Map<String, Integer> places = new HashMap<>();

    /** What stands for a host in names, no two hosts having the same. */
    private final Map<String, String> labels = new HashMap<>();

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
        List<List<Map<String, Object>>> parts = parts(List.copyOf(listeners.values()), MOST_LISTENERS);
        Map<String, Object> spec = object("gatewayClassName", target.gatewayClass(), "listeners", parts.get(0));
        if (parts.size() > 1) {
            spec.put("allowedListeners", object("namespaces", object("from", "Same")));
        }
        target.frontend()
                .ifPresent(name -> spec.put(
                        "addresses", List.of(object("type", "alb.networking.azure.io/alb-frontend", "value", name))));
        all.add(resource("Gateway", target.gatewayName(), namespace, target.annotations(), spec));
        for (int i = 1; i < parts.size(); i++) {
            Map<String, Object> more =
                    object("parentRef", object("name", target.gatewayName()), "listeners", parts.get(i));
            all.add(resource(ListenerSet.KIND, listenerSet(i), namespace, Map.of(), more));
        }
        foreignSecrets.forEach(secret -> all.add(grant(secret, parts.size() > 1)));
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
        String name = "https-" + label(host) + (port == 443 ? "" : "-" + port);
        return listener(name, host, port, "HTTPS", object("certificateRefs", List.of(certificate)));
    }

    /** A listener that passes TLS on; its section. */
    String passthrough(String host) {
        return listener("tls-" + label(host), host, 443, "TLS", object("mode", "Passthrough"));
    }

    private String listener(String name, String host, int port, String protocol, Map<String, Object> tls) {
        boolean sets = target.agc()
                .map(profile -> profile.supports(AgcFeature.LISTENER_SET))
                .orElse(true);
        if (!sets && !places.containsKey(name) && places.size() == MOST_LISTENERS) {
            losses.add(new Loss(
                    Loss.Aspect.LISTENERS,
                    host,
                    "/",
                    "a Gateway has " + MOST_LISTENERS
                            + " listeners at most, and there are no ListenerSets: write another"));
            return name;
        }
        places.putIfAbsent(name, places.size());
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

    /** For each namespace of the rules an HTTPRoute, or several where it would hold more than one can. */
    void httpRoutes(String host, String suffix, List<String> hostnames, List<RuleDraft> rules, List<String> sections) {
        Map<String, List<Map<String, Object>>> byNamespace = new TreeMap<>();
        rules.forEach(rule -> byNamespace
                .computeIfAbsent(rule.namespace(), unknown -> new ArrayList<>())
                .add(rule.toObject()));
        byNamespace.forEach((routeNamespace, written) -> {
            for (List<String> names : parts(hostnames, MOST_PER_ROUTE)) {
                List<String> own = sections.stream()
                        .filter(section -> names.size() == hostnames.size() || isFor(section, names))
                        .toList();
                parts(written, MOST_PER_ROUTE)
                        .forEach(some -> route("HTTPRoute", label(host) + suffix, routeNamespace, names, some, own));
            }
        });
    }

    private boolean isFor(String section, List<String> names) {
        Object host = listeners.getOrDefault(section, Map.of()).get("hostname");
        return host == null || names.contains(host.toString());
    }

    /** The list in parts of at most so many; an empty list is one part. */
    private static <T> List<List<T>> parts(List<T> all, int most) {
        List<List<T>> parts = new ArrayList<>();
        for (int from = 0; from == 0 || from < all.size(); from += most) {
            parts.add(List.copyOf(all.subList(from, Math.min(all.size(), from + most))));
        }
        return parts;
    }

    /** A route under a free name. */
    void route(
            String kind,
            String name,
            String routeNamespace,
            List<String> hostnames,
            List<Map<String, Object>> rules,
            List<String> sections) {
        List<String> there = sections.stream().filter(places::containsKey).toList();
        if (there.isEmpty()) {
            return;
        }
        Map<String, Object> spec =
                object("parentRefs", parents(routeNamespace, there), "hostnames", hostnames, "rules", rules);
        String free = name;
        for (int i = 2; !routeNames.add(free); i++) {
            free = name + "-" + i;
        }
        routes.add(resource(kind, free, routeNamespace, Map.of(), spec));
    }

    private List<Map<String, Object>> parents(String routeNamespace, List<String> sections) {
        List<Map<String, Object>> parents = new ArrayList<>();
        for (String section : sections) {
            int part = places.getOrDefault(section, 0) / MOST_LISTENERS;
            parents.add(object(
                    "kind",
                    part == 0 ? null : ListenerSet.KIND,
                    "name",
                    part == 0 ? target.gatewayName() : listenerSet(part),
                    "namespace",
                    routeNamespace.equals(namespace) ? null : namespace,
                    "sectionName",
                    section));
        }
        return parents;
    }

    private String listenerSet(int part) {
        return target.gatewayName() + "-" + (part + 1);
    }

    private Resource grant(ObjectRef secret, boolean sets) {
        List<Map<String, Object>> from = new ArrayList<>();
        for (String kind : sets ? List.of(Gateway.KIND, ListenerSet.KIND) : List.of(Gateway.KIND)) {
            from.add(object("group", GatewayObject.GROUP, "kind", kind, "namespace", namespace));
        }
        return resource(
                "ReferenceGrant",
                secret.name() + "-for-" + target.gatewayName(),
                secret.namespace(),
                Map.of(),
                object("from", from, "to", List.of(object("group", "", "kind", "Secret", "name", secret.name()))));
    }

    /** What stands for a host in names: different hosts can look alike without their dots. */
    String label(String host) {
        return labels.computeIfAbsent(host, unknown -> {
            String plain =
                    host.isEmpty() ? "all-hosts" : host.replace("*", "wildcard").replace('.', '-');
            String free = plain;
            for (int i = 2; labels.containsValue(free); i++) {
                free = plain + "-" + i;
            }
            return free;
        });
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
