package io.github.windlass4j.gateway.migrate;

import static io.github.windlass4j.gateway.migrate.RuleDraft.object;

import io.github.windlass4j.gateway.api.GatewayObject;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.migrate.Loss.Aspect;
import io.github.windlass4j.gateway.migrate.NginxConfig.Location;
import io.github.windlass4j.gateway.migrate.NginxConfig.Server;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** One Gateway with its listeners, and a route for each host name, namespace and listener. */
final class ObjectWriter {
    private static final String VERSION = GatewayObject.GROUP + "/v1";
    private static final String HTTP = "http";

    private final NginxConfig config;
    private final MigrationTarget target;
    private final FilterWriter filters;
    private final Set<Loss> losses = new LinkedHashSet<>();
    private final List<Map<String, Object>> listeners = new ArrayList<>();
    private final List<Resource> routes = new ArrayList<>();
    private final Set<String> routeNames = new TreeSet<>();
    private final Set<ObjectRef> foreignSecrets = new LinkedHashSet<>();
    private final String namespace;
    private final boolean manyNamespaces;

    ObjectWriter(GatewaySet set, NginxConfig config, MigrationTarget target) {
        this.config = config;
        this.target = target;
        this.filters = new FilterWriter(set, target);
        Set<String> namespaces = new TreeSet<>();
        config.servers().values().stream()
                .flatMap(server -> server.locations().stream())
                .map(location -> location.ingress().namespace())
                .filter(name -> !name.isEmpty())
                .forEach(namespaces::add);
        this.namespace =
                namespaces.isEmpty() ? "default" : namespaces.iterator().next();
        this.manyNamespaces = namespaces.size() > 1;
    }

    Set<Loss> losses() {
        return losses;
    }

    String namespace() {
        return namespace;
    }

    List<Resource> write() {
        listeners.add(object("name", HTTP, "port", 80, "protocol", "HTTP", "allowedRoutes", allowedRoutes()));
        config.servers().values().forEach(this::server);
        losses.add(new Loss(
                Aspect.OWN_CERTIFICATE,
                "",
                "/",
                "HTTPS to any other host is answered 404 with the controller's own certificate"));
        if (routes.isEmpty()) {
            config.servers()
                    .keySet()
                    .forEach(host ->
                            losses.add(new Loss(Aspect.NOT_SERVED, host, "/", "nothing is there to be served")));
            return List.of();
        }
        List<Resource> all = new ArrayList<>();
        Map<String, Object> spec = object("gatewayClassName", target.gatewayClass(), "listeners", listeners);
        target.frontend()
                .ifPresent(name -> spec.put(
                        "addresses", List.of(object("type", "alb.networking.azure.io/alb-frontend", "value", name))));
        all.add(resource("Gateway", target.gatewayName(), namespace, target.annotations(), spec));
        foreignSecrets.forEach(secret -> all.add(grant(secret)));
        all.addAll(routes);
        return List.copyOf(all);
    }

    private Map<String, Object> allowedRoutes() {
        return manyNamespaces
                ? object("namespaces", object("from", "All"))
                : Map.of("namespaces", object("from", "Same"));
    }

    private void server(Server server) {
        fallthrough(server);
        if (server.clashes()) {
            losses.add(new Loss(
                    Aspect.UNKNOWN_BEFORE, server.host(), "/", "nginx refuses two locations that are the same to it"));
        }
        boolean serves = server.locations().stream()
                .anyMatch(location -> location.backend().isPresent());
        List<RuleDraft> plain = new RuleWriter(server, false, filters, losses::add).write();
        if (plain.isEmpty() && !serves) {
            losses.add(new Loss(Aspect.OWN_CERTIFICATE, server.host(), "/", "HTTPS is answered 404 before"));
            return;
        }
        if (server.host().startsWith("*")) {
            losses.add(
                    new Loss(Aspect.WILDCARD, server.host(), "/", "stands for one label before, for any number after"));
        }
        List<String> sections = new ArrayList<>();
        boolean passed = server.passthrough() && passthrough(server);
        if (server.secret().isPresent() && !passed) {
            server.names()
                    .forEach(name ->
                            sections.add(tlsListener(name, server.secret().get())));
        } else if (!passed) {
            losses.add(new Loss(
                    Aspect.OWN_CERTIFICATE,
                    server.host(),
                    "/",
                    "HTTPS is served with the controller's own certificate; after, nothing listens"));
        }
        List<RuleDraft> secure =
                sections.isEmpty() ? plain : new RuleWriter(server, true, filters, losses::add).write();
        List<String> names = server.host().isEmpty() ? List.of() : server.names();
        if (secure.equals(plain)) {
            List<String> both = new ArrayList<>(sections);
            both.add(0, HTTP);
            routes(server, "", names, plain, both);
        } else {
            routes(server, "-http", names, plain, List.of(HTTP));
            routes(server, "", names, secure, sections);
        }
        server.wwwPartner().filter(name -> !config.servers().containsKey(name)).ifPresent(name -> www(server, name));
    }

    /** Names that also cover a host, with less of it: their rules may take what its own leave. */
    private void fallthrough(Server server) {
        int dot = server.host().indexOf('.', server.host().startsWith("*") ? 2 : 0);
        List<String> wider = new ArrayList<>();
        while (dot > 0) {
            wider.add("*" + server.host().substring(dot));
            dot = server.host().indexOf('.', dot + 1);
        }
        wider.add("");
        boolean covered = !server.host().isEmpty()
                && wider.stream()
                        .flatMap(name -> Stream.ofNullable(config.servers().get(name)))
                        .anyMatch(other -> other.locations().stream()
                                .anyMatch(location -> location.backend().isPresent()));
        if (covered) {
            losses.add(new Loss(
                    Aspect.HOST_FALLTHROUGH,
                    server.host(),
                    "/",
                    "a path that no rule takes is answered 404 before; after, a less specific name may take it"));
        }
    }

    /** A redirect from the other name, over HTTPS too if there is a certificate. */
    private void www(Server server, String name) {
        List<String> sections = new ArrayList<>();
        sections.add(HTTP);
        server.secret().ifPresent(secret -> sections.add(tlsListener(name, secret)));
        RuleDraft rule = RuleDraft.redirect(
                server.locations().get(0).ingress().namespace(),
                "PathPrefix",
                "/",
                object("hostname", server.host(), "statusCode", filters.redirect(RuleWriter.TLS_REDIRECT)));
        if (filters.redirect(RuleWriter.TLS_REDIRECT) != RuleWriter.TLS_REDIRECT) {
            losses.add(new Loss(Aspect.REDIRECT_CODE, name, "/", "redirects with 308 before"));
        }
        routes(server, "-www", List.of(name), List.of(rule), sections);
        if (server.secret().isEmpty()) {
            losses.add(new Loss(
                    Aspect.OWN_CERTIFICATE, name, "/", "HTTPS is served with the controller's own certificate before"));
        }
    }

    private String tlsListener(String host, ObjectRef secret) {
        String name = tlsSection(host);
        Map<String, Object> certificate = object("name", secret.name());
        if (!secret.namespace().equals(namespace)) {
            certificate.put("namespace", secret.namespace());
            foreignSecrets.add(secret);
        }
        listeners.add(object(
                "name",
                name,
                "hostname",
                host,
                "port",
                443,
                "protocol",
                "HTTPS",
                "tls",
                object("certificateRefs", List.of(certificate)),
                "allowedRoutes",
                allowedRoutes()));
        return name;
    }

    /** A listener that passes TLS through to the backend of the root location; plain HTTP keeps its routes. */
    private boolean passthrough(Server server) {
        Optional<Location> root = server.locations().stream()
                .filter(location ->
                        location.path().equals("/") && location.backend().isPresent())
                .findFirst();
        if (root.isEmpty() || server.host().isEmpty() || target.agc().isPresent()) {
            losses.add(new Loss(Aspect.PASSTHROUGH, server.host(), "/", "TLS is passed through before, and not after"));
            return false;
        }
        String name = "tls-" + label(server.host());
        listeners.add(object(
                "name",
                name,
                "hostname",
                server.host(),
                "port",
                443,
                "protocol",
                "TLS",
                "tls",
                object("mode", "Passthrough"),
                "allowedRoutes",
                allowedRoutes()));
        NginxConfig.Upstream backend = root.get().backend().orElseThrow();
        Map<String, Object> spec = object(
                "parentRefs",
                parents(root.get().ingress().namespace(), List.of(name)),
                "hostnames",
                List.of(server.host()),
                "rules",
                List.of(object(
                        "backendRefs",
                        List.of(object(
                                "name",
                                backend.service().name(),
                                "port",
                                backend.port().orElse(443))))));
        routes.add(resource(
                "TLSRoute",
                unique(label(server.host()) + "-tls"),
                root.get().ingress().namespace(),
                Map.of(),
                spec));
        return true;
    }

    private void routes(
            Server server, String suffix, List<String> hostnames, List<RuleDraft> rules, List<String> sections) {
        Map<String, List<Map<String, Object>>> byNamespace = new TreeMap<>();
        rules.forEach(rule -> byNamespace
                .computeIfAbsent(rule.namespace(), unknown -> new ArrayList<>())
                .add(rule.toObject()));
        byNamespace.forEach((routeNamespace, written) -> {
            Map<String, Object> spec =
                    object("parentRefs", parents(routeNamespace, sections), "hostnames", hostnames, "rules", written);
            String name = unique(label(server.host()) + suffix);
            routes.add(resource("HTTPRoute", name, routeNamespace, Map.of(), spec));
        });
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

    private String unique(String name) {
        String free = name;
        for (int i = 2; !routeNames.add(free); i++) {
            free = name + "-" + i;
        }
        return free;
    }

    /** Name of the listener that serves a host name over TLS. */
    static String tlsSection(String host) {
        return "https-" + label(host);
    }

    private static String label(String host) {
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
