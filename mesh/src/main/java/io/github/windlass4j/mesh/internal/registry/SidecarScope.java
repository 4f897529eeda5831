package io.github.windlass4j.mesh.internal.registry;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.yaml.Scalar;
import io.github.windlass4j.mesh.internal.registry.VirtualRule.Semantics;
import io.github.windlass4j.mesh.internal.registry.VirtualRule.Target;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.MeshConfig;
import io.github.windlass4j.mesh.istio.Protocol;
import io.github.windlass4j.mesh.istio.Sidecar;
import io.github.windlass4j.mesh.istio.VirtualService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one proxy knows of the mesh (pilot/pkg/model/sidecar.go): all that is exported to its namespace, or what a Sidecar
 * leaves of it.
 */
public final class SidecarScope {
    private static final String DYNAMIC_DNS = "ALLOW_ANY_DYNAMIC_DNS";

    private final Optional<Sidecar> sidecar;
    private final String namespace;
    private final List<Egress> egress;
    private final Map<String, MeshService> services;
    private final String outboundPolicy;
    private final Optional<Target> egressProxy;
    private final boolean dependsOnLabels;

    /**
     * One listener for outgoing traffic, or all the ports that no other one names.
     *
     * @param port what it is limited to, if it is
     * @param bind the address it is limited to, empty for none
     * @param services what it knows
     * @param virtualRules the VirtualServices about them
     * @param wildcards host of a service to the VirtualService whose pattern is the most specific for it
     * @param byPort number of a port to the services that have it
     */
    public record Egress(
            Optional<MeshService.Port> port,
            String bind,
            List<MeshService> services,
            List<VirtualRule> virtualRules,
            Map<String, VirtualRule> wildcards,
            Map<Integer, List<MeshService>> byPort) {}

    private SidecarScope(Optional<Sidecar> sidecar, String namespace, Mesh mesh, Registry registry, RuleBook rules) {
        this.sidecar = sidecar;
        this.namespace = namespace;
        List<Sidecar.Egress> written = sidecar.map(Sidecar::egress).orElse(List.of());
        this.egress = written.isEmpty()
                ? List.of(egress(null, List.of("*/*"), registry, rules))
                : written.stream()
                        .map(listener -> egress(listener, listener.hosts(), registry, rules))
                        .toList();
        this.services = imported(registry);
        this.dependsOnLabels = egress.stream()
                .flatMap(listener -> listener.virtualRules().stream())
                .anyMatch(VirtualRule::dependsOnLabels);
        this.outboundPolicy = sidecar.flatMap(Sidecar::outboundTrafficPolicy)
                .orElse(mesh.config().outboundTrafficPolicy());
        Fields proxy = sidecar.map(found -> found.spec().child("outboundTrafficPolicy", "egressProxy"))
                .orElse(Fields.of(Scalar.NULL));
        this.egressProxy = proxy.text("host")
                .map(host -> new Target(
                        mesh.resolve(host, namespace).value(),
                        proxy.text("subset", ""),
                        OptionalInt.of((int) proxy.child("port").whole("number").orElse(0)),
                        0));
    }

    /**
     * What a sidecar knows.
     *
     * @param mesh the objects
     * @param registry its services
     * @param rules its rules
     * @param namespace of the proxy
     * @param labels of the proxy
     * @return the scope
     */
    public static SidecarScope of(
            Mesh mesh, Registry registry, RuleBook rules, String namespace, Map<String, String> labels) {
        return new SidecarScope(select(mesh, namespace, labels), namespace, mesh, registry, rules);
    }

    /**
     * What a gateway's proxy knows: no Sidecar is for it.
     *
     * @param mesh the objects
     * @param registry its services
     * @param rules its rules
     * @param namespace of the proxy
     * @return the scope
     */
    public static SidecarScope ofGateway(Mesh mesh, Registry registry, RuleBook rules, String namespace) {
        return new SidecarScope(Optional.empty(), namespace, mesh, registry, rules);
    }

    /**
     * The Sidecar for a proxy: of its namespace and for its labels, else of its namespace, else of the root namespace.
     *
     * @param mesh the objects
     * @param namespace of the proxy
     * @param labels of the proxy
     * @return the oldest one that fits
     */
    public static Optional<Sidecar> select(Mesh mesh, String namespace, Map<String, String> labels) {
        List<Sidecar> own = mesh.in(Sidecar.KIND, namespace);
        Stream<Sidecar> selected = own.stream()
                .filter(candidate -> !candidate.workloadLabels().isEmpty()
                        && labels.entrySet()
                                .containsAll(candidate.workloadLabels().entrySet()));
        Stream<Sidecar> general = own.stream().filter(SidecarScope::isGeneral);
        Stream<Sidecar> root =
                mesh.in(Sidecar.KIND, mesh.rootNamespace()).stream().filter(SidecarScope::isGeneral);
        return Stream.of(selected, general, root).flatMap(found -> found).findFirst();
    }

    /**
     * The listeners for outgoing traffic; the last one is for all ports that no other one names.
     *
     * @return the listeners in order
     */
    public List<Egress> egress() {
        return egress;
    }

    /**
     * The listener that a port's routes come from.
     *
     * @param port of the listener
     * @return the first one for the port
     */
    public Optional<Egress> egressFor(int port) {
        return egress.stream()
                .filter(listener ->
                        listener.port().map(own -> own.number() == port).orElse(true))
                .findFirst();
    }

    /**
     * What the proxy accepts, when the Sidecar says it.
     *
     * @return the entries of {@code ingress}
     */
    public List<Fields> ingress() {
        return sidecar.map(Sidecar::ingress).orElse(List.of());
    }

    /**
     * Whether proxies with other labels have other routes.
     *
     * @return true if a VirtualService asks for labels of the client
     */
    public boolean dependsOnLabels() {
        return dependsOnLabels;
    }

    /**
     * A service that the proxy knows.
     *
     * @param host full name
     * @return the service, if known
     */
    public Optional<MeshService> service(String host) {
        return Optional.ofNullable(services.get(host));
    }

    /**
     * All services that the proxy knows.
     *
     * @return the services in order
     */
    public List<MeshService> services() {
        return List.copyOf(services.values());
    }

    /**
     * Whether traffic to unknown destinations is let through.
     *
     * @return true for ALLOW_ANY and {@value #DYNAMIC_DNS}
     */
    public boolean isAllowAny() {
        return outboundPolicy.equals(MeshConfig.ALLOW_ANY) || isDynamicDns();
    }

    /**
     * Whether the proxy looks up the Host of requests to unknown destinations itself.
     *
     * @return true for {@value #DYNAMIC_DNS}
     */
    public boolean isDynamicDns() {
        return outboundPolicy.equals(DYNAMIC_DNS);
    }

    /**
     * Where traffic to unknown destinations is sent instead.
     *
     * @return the destination, if one is written
     */
    public Optional<Target> egressProxy() {
        return egressProxy;
    }

    private static boolean isGeneral(Sidecar candidate) {
        return candidate.workloadLabels().isEmpty();
    }

    private Egress egress(Sidecar.@Nullable Egress written, List<String> hosts, Registry registry, RuleBook rules) {
        Map<String, List<String>> byNamespace = new LinkedHashMap<>();
        for (String entry : hosts) {
            int slash = entry.indexOf('/');
            if (slash > 0 && slash == entry.lastIndexOf('/')) {
                String owner = entry.substring(0, slash);
                byNamespace
                        .computeIfAbsent(owner.equals(".") ? namespace : owner, unknown -> new ArrayList<>())
                        .add(entry.substring(slash + 1));
            }
        }
        Optional<MeshService.Port> port = Optional.ofNullable(written)
                .filter(listener -> listener.port().isPresent())
                .map(listener -> new MeshService.Port(
                        listener.port().text("name", ""),
                        (int) listener.port().whole("number").orElse(0),
                        Protocol.parse(listener.port().text("protocol", "")),
                        ""));
        List<MeshService> known = services(byNamespace, port, registry);
        List<VirtualRule> virtualRules = virtualRules(byNamespace, rules);
        Map<Integer, List<MeshService>> byPort = new HashMap<>();
        for (MeshService service : known) {
            for (MeshService.Port own : service.ports()) {
                List<MeshService> having = byPort.computeIfAbsent(own.number(), unknown -> new ArrayList<>());
                // The last one is the same only when a service has the number twice.
                if (having.isEmpty() || !having.get(having.size() - 1).equals(service)) {
                    having.add(service);
                }
            }
        }
        return new Egress(
                port,
                written == null ? "" : written.bind(),
                known,
                virtualRules,
                wildcards(virtualRules, known),
                byPort);
    }

    private List<MeshService> services(
            Map<String, List<String>> hosts, Optional<MeshService.Port> port, Registry registry) {
        List<MeshService> imported = new ArrayList<>();
        List<String> anywhere = hosts.getOrDefault("*", List.of());
        for (MeshService service : registry.visible(namespace)) {
            List<String> own = hosts.getOrDefault(service.namespace(), List.of());
            List<String> patterns = isCovered(service.host(), own) ? own : anywhere;
            if (isCovered(service.host(), patterns)) {
                limited(aliased(service, patterns), port).ifPresent(imported::add);
            }
        }
        Map<String, MeshService> owner = new HashMap<>();
        for (MeshService service : imported) {
            owner.merge(service.host(), service, this::preferred);
        }
        // Those of one host in one namespace stay apart here: each of them has listeners of its own.
        imported.removeIf(service -> !service.namespace()
                .equals(owner.getOrDefault(service.host(), service).namespace()));
        return List.copyOf(imported);
    }

    /** Of two services with one host the one in the proxy's namespace, else the one of Kubernetes, else the first. */
    private MeshService preferred(MeshService first, MeshService next) {
        if (next.namespace().equals(namespace) || first.namespace().equals(namespace)) {
            return next.namespace().equals(namespace) ? next : first;
        }
        return next.kubernetes() && !first.kubernetes() ? next : first;
    }

    /** Several declarations of one host in one namespace add up their ports where all else is the same (canMergeServices). */
    private static MeshService merged(MeshService first, MeshService next) {
        if (first.kubernetes() || next.kubernetes()) {
            return first.kubernetes() ? first : next;
        }
        boolean alike = first.namespace().equals(next.namespace())
                && first.resolution() == next.resolution()
                && first.labels().equals(next.labels())
                && first.selector().equals(next.selector())
                && Set.copyOf(first.exportTo().entries())
                        .equals(Set.copyOf(next.exportTo().entries()));
        if (!alike) {
            return first;
        }
        List<MeshService.Port> ports = new ArrayList<>(first.ports());
        next.ports().stream()
                .filter(port -> first.port(port.number()).isEmpty())
                .forEach(ports::add);
        return first.withPorts(ports);
    }

    private static MeshService aliased(MeshService service, List<String> patterns) {
        return service.aliases().isEmpty()
                ? service
                : service.withAliases(service.aliases().stream()
                        .filter(alias -> isCovered(alias, patterns))
                        .toList());
    }

    private static Optional<MeshService> limited(MeshService service, Optional<MeshService.Port> port) {
        if (port.isEmpty() || port.get().number() == 0 || port.get().protocol() == Protocol.HTTP_PROXY) {
            return Optional.of(service);
        }
        return service.port(port.get().number()).map(own -> service.withPorts(List.of(own)));
    }

    private List<VirtualRule> virtualRules(Map<String, List<String>> hosts, RuleBook rules) {
        List<VirtualRule> imported = rules.virtualRules(namespace, VirtualService.MESH).stream()
                .filter(rule -> isImported(rule, hosts))
                .toList();
        // Routes of the Gateway API in the proxy's own namespace are the consumer's and come before the producer's.
        Predicate<VirtualRule> consumer = rule ->
                rule.semantics() == Semantics.GATEWAY && rule.namespace().equals(namespace);
        return Stream.concat(
                        imported.stream().filter(consumer), imported.stream().filter(consumer.negate()))
                .toList();
    }

    private static boolean isImported(VirtualRule rule, Map<String, List<String>> hosts) {
        return Stream.of(rule.namespace(), "*")
                .map(hosts::get)
                .filter(patterns -> patterns != null)
                .flatMap(List::stream)
                .anyMatch(pattern -> rule.hosts().stream().anyMatch(host -> isImported(rule, host, pattern)));
    }

    private static boolean isImported(VirtualRule rule, String host, String pattern) {
        boolean either = rule.semantics() != Semantics.GATEWAY && HostPatterns.covers(host, pattern);
        return either || HostPatterns.covers(pattern, host);
    }

    private static Map<String, VirtualRule> wildcards(List<VirtualRule> rules, List<MeshService> services) {
        Map<String, VirtualRule> byHost = new HashMap<>();
        rules.forEach(rule -> rule.hosts().forEach(host -> byHost.putIfAbsent(host, rule)));
        Map<String, VirtualRule> wildcards = new HashMap<>();
        if (!byHost.isEmpty()) {
            for (MeshService service : services) {
                VirtualRule found = HostPatterns.mostSpecific(service.host(), byHost);
                if (found != null) {
                    wildcards.put(service.host(), found);
                }
            }
        }
        return wildcards;
    }

    private Map<String, MeshService> imported(Registry registry) {
        Map<String, MeshService> imported = new LinkedHashMap<>();
        for (Egress listener : egress) {
            listener.services().forEach(service -> imported.merge(service.host(), service, SidecarScope::merged));
            // A VirtualService brings its destinations along.
            for (VirtualRule rule : listener.virtualRules()) {
                targets(rule).forEach(target -> {
                    Map<String, MeshService> candidates = registry.byNamespace(target.host());
                    MeshService found = candidates.containsKey(namespace)
                            ? candidates.get(namespace)
                            : candidates.entrySet().stream()
                                    .filter(entry -> registry.isVisible(entry.getValue(), namespace))
                                    .min(Map.Entry.comparingByKey())
                                    .map(Map.Entry::getValue)
                                    .orElse(null);
                    if (found != null) {
                        imported.putIfAbsent(found.host(), found);
                    }
                });
            }
        }
        return imported;
    }

    private static Stream<Target> targets(VirtualRule rule) {
        return Stream.of(
                        rule.http().stream().map(HttpRule::targets),
                        rule.tls().stream().map(VirtualRule.ConnectionRule::targets),
                        rule.tcp().stream().map(VirtualRule.ConnectionRule::targets))
                .flatMap(lists -> lists)
                .flatMap(List::stream);
    }

    private static boolean isCovered(String host, List<String> patterns) {
        for (String pattern : patterns) {
            if (HostPatterns.covers(pattern, host)) {
                return true;
            }
        }
        return false;
    }
}
