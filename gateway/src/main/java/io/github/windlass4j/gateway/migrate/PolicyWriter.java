package io.github.windlass4j.gateway.migrate;

import static io.github.windlass4j.gateway.migrate.RuleDraft.object;

import io.github.windlass4j.gateway.agc.AgcFeature;
import io.github.windlass4j.gateway.agc.AgcProfile;
import io.github.windlass4j.gateway.agc.AgcSchemas;
import io.github.windlass4j.gateway.api.Gateway;
import io.github.windlass4j.gateway.api.GatewayObject;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.api.HttpRoute;
import io.github.windlass4j.gateway.api.Ingress;
import io.github.windlass4j.gateway.api.Listener;
import io.github.windlass4j.manifest.k8s.ConfigMap;
import io.github.windlass4j.manifest.k8s.Service;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Scalar;
import io.github.windlass4j.manifest.yaml.Sequence;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What stands beside routes: TLS and protocols of backends, and on Application Gateway for Containers its own policies. */
final class PolicyWriter {
    private static final String H2C = "kubernetes.io/h2c";

    private final GatewaySet set;
    private final MigrationTarget target;
    private final Gateway gateway;
    private final List<HttpRoute> routes;
    private final NginxConfig servers;
    private final Map<ObjectRef, Resource> written = new LinkedHashMap<>();

    /** @param objects what was produced, the Gateway first */
    PolicyWriter(GatewaySet set, MigrationTarget target, List<Resource> objects, NginxConfig servers) {
        this.set = set;
        this.gateway = new Gateway(objects.get(0));
        this.servers = servers;
        this.target = target;
        this.routes = objects.stream()
                .filter(resource -> resource.kind().equals(HttpRoute.KIND))
                .map(HttpRoute::new)
                .toList();
    }

    /** Policies of Ingresses, of which some are of the controller of Application Gateway. */
    List<Resource> write(List<Ingress> ingresses, Collection<Ingress> agic) {
        for (Ingress ingress : ingresses) {
            NginxSettings settings = agic.contains(ingress) ? NginxSettings.NONE : servers.settings(ingress);
            Map<String, String> azure = agic.contains(ingress) ? azure(ingress) : Map.of();
            Set<ObjectRef> services = services(ingress);
            for (ObjectRef service : services) {
                backend(settings, azure, service);
            }
            target.agc().ifPresent(profile -> {
                // A canary has no routes of its own: what it says of its backends is all that counts.
                if (agic.contains(ingress) || !NginxSettings.of(ingress).isCanary()) {
                    policies(profile, ingress, settings, azure);
                }
                services.forEach(service -> backendPolicies(profile, settings, azure, service));
            });
        }
        return List.copyOf(written.values());
    }

    /** What the annotations say to the controller of Application Gateway, without their prefix. */
    private static Map<String, String> azure(Ingress ingress) {
        Map<String, String> azure = new LinkedHashMap<>();
        ingress.resource().annotations().forEach((name, value) -> {
            if (name.startsWith(AgicSettings.PREFIX)) {
                azure.put(name.substring(AgicSettings.PREFIX.length()), value);
            }
        });
        return azure;
    }

    private static Set<ObjectRef> services(Ingress ingress) {
        Set<ObjectRef> services = new TreeSet<>(Comparator.comparing(ObjectRef::toString));
        ingress.rules()
                .forEach(rule -> rule.paths()
                        .forEach(path -> path.backend()
                                .flatMap(Ingress.Backend::service)
                                .ifPresent(name ->
                                        services.add(ObjectRef.core(Service.KIND, ingress.namespace(), name)))));
        return services;
    }

    private void backend(NginxSettings settings, Map<String, String> azure, ObjectRef service) {
        String protocol = settings.text("backend-protocol").orElse("HTTP");
        boolean azureTls = "https".equalsIgnoreCase(azure.get("backend-protocol"));
        if (protocol.equals("HTTPS") || protocol.equals("GRPCS") || azureTls) {
            if (target.agc().isPresent()) {
                agcTls(settings, service);
            } else if (BackendTls.of(settings).isPresent()) {
                standardTls(BackendTls.of(settings).get(), service);
            }
        }
        if (protocol.equals("GRPC") && target.agc().isEmpty()) {
            set.find(service).ifPresent(known -> put(withProtocol(known)));
        }
    }

    /** What a BackendTLSPolicy of Gateway API needs: it always verifies. */
    record BackendTls(String hostname, Optional<String> namespace, String secret) {
        static Optional<BackendTls> of(NginxSettings settings) {
            boolean verifies =
                    settings.text("proxy-ssl-verify").filter("on"::equals).isPresent();
            Optional<String> secret = settings.text("proxy-ssl-secret");
            Optional<String> hostname = settings.text("proxy-ssl-name");
            return verifies && secret.isPresent() && hostname.isPresent()
                    ? Optional.of(of(hostname.get(), secret.get()))
                    : Optional.empty();
        }

        private static BackendTls of(String hostname, String secret) {
            int slash = secret.indexOf('/');
            return new BackendTls(
                    hostname,
                    slash < 0 ? Optional.empty() : Optional.of(secret.substring(0, slash)),
                    secret.substring(slash + 1));
        }
    }

    private void standardTls(BackendTls tls, ObjectRef service) {
        put(
                GatewayObject.GROUP,
                "BackendTLSPolicy",
                service.name() + "-tls",
                service.namespace(),
                object(
                        "targetRefs", List.of(object("group", "", "kind", Service.KIND, "name", service.name())),
                        "validation",
                                object(
                                        "hostname", tls.hostname(),
                                        "caCertificateRefs",
                                                List.of(object(
                                                        "group",
                                                        "",
                                                        "kind",
                                                        ConfigMap.KIND,
                                                        "name",
                                                        authority(tls))))));
        set.secret(tls.namespace().orElse(service.namespace()), tls.secret())
                .flatMap(secret -> secret.value("ca.crt"))
                .ifPresent(pem -> put(Resource.of((Mapping) Node.of(object(
                        "apiVersion",
                        "v1",
                        "kind",
                        ConfigMap.KIND,
                        "metadata",
                        object("name", authority(tls), "namespace", service.namespace()),
                        "data",
                        object("ca.crt", new String(pem, StandardCharsets.UTF_8)))))));
    }

    /** Authorities stand in ConfigMaps; a Secret is what not every implementation reads. */
    private static String authority(BackendTls tls) {
        return tls.secret() + "-ca";
    }

    private void agcTls(NginxSettings settings, ObjectRef service) {
        Optional<String> name = settings.text("proxy-ssl-name");
        Map<String, Object> verify = BackendTls.of(settings)
                .map(tls -> object("caCertificateRef", object("name", tls.secret()), "subjectAltName", tls.hostname()))
                .orElse(null);
        agc("BackendTLSPolicy", service.name() + "-tls", service, object("sni", name.orElse(null), "verify", verify));
    }

    private Resource withProtocol(Resource service) {
        if (!(service.spec().node() instanceof Mapping spec)
                || !(spec.entries().get("ports") instanceof Sequence ports)) {
            return service;
        }
        List<Node> items = new ArrayList<>();
        for (Node port : ports.items()) {
            items.add(port instanceof Mapping entry ? entry.with("appProtocol", Scalar.of(H2C)) : port);
        }
        return service.with(Sequence.of(items), "spec", "ports");
    }

    private void policies(AgcProfile profile, Ingress ingress, NginxSettings settings, Map<String, String> azure) {
        Map<String, Object> affinity = affinity(settings, azure);
        Map<String, Object> timeouts = timeouts(profile, settings, azure);
        for (HttpRoute route : routes(ingress)) {
            if (affinity != null || timeouts != null) {
                agc(
                        "RoutePolicy",
                        route.name(),
                        route.ref(),
                        object("sessionAffinity", affinity, "timeouts", timeouts));
            }
            if (azure.containsKey("waf-policy-for-path")) {
                put(
                        AgcSchemas.GROUP,
                        "WebApplicationFirewallPolicy",
                        route.name(),
                        route.namespace(),
                        object(
                                "targetRef", reference(route.ref()),
                                "webApplicationFirewall", object("id", azure.get("waf-policy-for-path"))));
            }
        }
        settings.text("auth-tls-secret").ifPresent(secret -> clients(ingress, secret));
    }

    private void backendPolicies(
            AgcProfile profile, NginxSettings settings, Map<String, String> azure, ObjectRef service) {
        Map<String, Object> probe = probe(azure);
        if (!probe.isEmpty()) {
            agc("HealthCheckPolicy", service.name(), service, probe);
        }
        strategy(settings)
                .filter(strategy -> profile.supports(AgcFeature.LOAD_BALANCING_POLICY))
                .ifPresent(strategy -> put(
                        AgcSchemas.GROUP,
                        "BackendLoadBalancingPolicy",
                        service.name(),
                        service.namespace(),
                        object(
                                "targetRefs", List.of(object("targetRef", reference(service))),
                                "loadBalancing", object("strategy", strategy))));
    }

    /** What takes the place of a strategy of the controller. */
    static Optional<String> strategy(NginxSettings settings) {
        return settings.text("load-balance").flatMap(strategy -> switch (strategy) {
            case "round_robin" -> Optional.of("round-robin");
            case "ewma" -> Optional.of("least-request");
            default -> Optional.empty();
        });
    }

    private static @Nullable Map<String, Object> affinity(NginxSettings settings, Map<String, String> azure) {
        if ("true".equals(azure.get("cookie-based-affinity"))) {
            return object("affinityType", "managed-cookie");
        }
        if (settings.text("affinity").filter("cookie"::equals).isEmpty()) {
            return null;
        }
        Optional<String> name = settings.text("session-cookie-name");
        return name.isEmpty()
                ? object("affinityType", "managed-cookie")
                : object(
                        "affinityType",
                        "application-cookie",
                        "cookieName",
                        name.get(),
                        "cookieDuration",
                        settings.number("session-cookie-max-age").orElse(86_400) + "s");
    }

    /** A RoutePolicy carries the limit where this version of the controller reads none from routes. */
    private static @Nullable Map<String, Object> timeouts(
            AgcProfile profile, NginxSettings settings, Map<String, String> azure) {
        if (profile.supports(AgcFeature.ROUTE_TIMEOUTS)) {
            return null;
        }
        Optional<String> seconds = settings.text("proxy-read-timeout")
                .or(() -> Optional.ofNullable(azure.get("request-timeout")))
                .filter(AnnotationCatalog.Reads.POSITIVE::accepts);
        return seconds.map(limit -> object("routeTimeout", limit + "s")).orElse(null);
    }

    private static Map<String, Object> probe(Map<String, String> azure) {
        Map<String, Object> match = Optional.ofNullable(azure.get("health-probe-status-codes"))
                .map(PolicyWriter::ranges)
                .map(ranges -> object("statusCodes", ranges))
                .orElse(null);
        Map<String, Object> http = object(
                "host", azure.get("health-probe-hostname"), "path", azure.get("health-probe-path"), "match", match);
        return object(
                "interval", seconds(azure.get("health-probe-interval")),
                "timeout", seconds(azure.get("health-probe-timeout")),
                "unhealthyThreshold", number(azure.get("health-probe-unhealthy-threshold")),
                "port", number(azure.get("health-probe-port")),
                "http", http.isEmpty() ? null : http);
    }

    /** {@code 200-299, 401} as ranges; what is no number is left out. */
    private static List<Map<String, Object>> ranges(String codes) {
        List<Map<String, Object>> ranges = new ArrayList<>();
        for (String part : codes.split(",", -1)) {
            String[] ends = part.strip().split("-", -1);
            Integer start = number(ends[0].strip());
            Integer end = number(ends[ends.length - 1].strip());
            if (start != null && end != null) {
                ranges.add(object("start", start, "end", end));
            }
        }
        return ranges;
    }

    private static @Nullable Integer number(@Nullable String text) {
        return text != null && text.matches("[0-9]{1,9}") ? Integer.valueOf(text) : null;
    }

    private static @Nullable String seconds(@Nullable String text) {
        return number(text) == null ? null : text + "s";
    }

    private void clients(Ingress ingress, String secret) {
        Set<String> hosts = new TreeSet<>();
        ingress.rules().forEach(rule -> rule.host().ifPresent(host -> hosts.add(host.toLowerCase(Locale.ROOT))));
        hosts.addAll(NginxSettings.of(ingress).list("server-alias"));
        List<String> sections = gateway.listeners().stream()
                .filter(listener -> listener.protocol().equals("HTTPS")
                        && listener.hostname().filter(hosts::contains).isPresent())
                .map(Listener::name)
                .sorted()
                .toList();
        if (!sections.isEmpty()) {
            Map<String, Object> reference = reference(gateway.ref());
            reference.put("sectionNames", sections);
            put(
                    AgcSchemas.GROUP,
                    "FrontendTLSPolicy",
                    ingress.name(),
                    gateway.namespace(),
                    object(
                            "targetRef",
                            reference,
                            "default",
                            object("verify", object("caCertificateRef", secretRef(secret, ingress)))));
        }
    }

    /** {@code namespace/name}, or a name in the namespace of the Ingress, seen from the Gateway. */
    private Map<String, Object> secretRef(String secret, Ingress ingress) {
        int slash = secret.indexOf('/');
        String namespace = slash < 0 ? ingress.namespace() : secret.substring(0, slash);
        return object(
                "name",
                secret.substring(slash + 1),
                "namespace",
                namespace.equals(gateway.namespace()) ? null : namespace);
    }

    private List<HttpRoute> routes(Ingress ingress) {
        List<String> hosts = new ArrayList<>(AgicSettings.of(ingress).moreNames());
        ingress.rules().forEach(rule -> hosts.add(rule.host().orElse("")));
        return routes.stream()
                .filter(route -> route.namespace().equals(ingress.namespace()))
                .filter(route -> route.rules().stream()
                        .anyMatch(rule -> !rule.backendRefs().isEmpty()))
                .filter(route -> route.hostnames().isEmpty()
                        ? hosts.contains("")
                        : route.hostnames().stream().anyMatch(hosts::contains))
                .toList();
    }

    private void agc(String kind, String name, ObjectRef object, Map<String, Object> settings) {
        put(
                AgcSchemas.GROUP,
                kind,
                name,
                object.namespace(),
                object("targetRef", reference(object), "default", settings));
    }

    private static Map<String, Object> reference(ObjectRef object) {
        return object("group", object.group(), "kind", object.kind(), "name", object.name());
    }

    /** The first policy of a name stays: an object has one policy of a kind. */
    private void put(String group, String kind, String name, String namespace, Map<String, Object> spec) {
        put(Resource.of((Mapping) Node.of(object(
                "apiVersion",
                group + "/v1",
                "kind",
                kind,
                "metadata",
                object("name", name, "namespace", namespace),
                "spec",
                spec))));
    }

    private void put(Resource resource) {
        written.putIfAbsent(resource.ref(), resource);
    }
}
