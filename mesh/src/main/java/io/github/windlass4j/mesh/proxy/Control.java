package io.github.windlass4j.mesh.proxy;

import io.github.windlass4j.manifest.k8s.IpRange;
import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.mesh.internal.registry.Endpoint;
import io.github.windlass4j.mesh.internal.registry.MeshService;
import io.github.windlass4j.mesh.internal.registry.Registry;
import io.github.windlass4j.mesh.internal.registry.RuleBook;
import io.github.windlass4j.mesh.internal.registry.SidecarScope;
import io.github.windlass4j.mesh.istio.DestinationRule;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.MtlsMode;
import io.github.windlass4j.mesh.istio.TrafficPolicy;
import io.github.windlass4j.mesh.mtls.PeerPolicy;
import io.github.windlass4j.mesh.mtls.ServiceMode;
import io.github.windlass4j.mesh.mtls.TlsOrigination;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A control plane's view of a mesh: services, endpoints and rules, read once and asked often. What it works out for one
 * namespace is kept, so that the second question costs less than the first; answers do not depend on the order of questions.
 */
public final class Control {
    private final Mesh mesh;
    private final Registry registry;
    private final RuleBook rules;
    private final Map<String, SidecarScope> scopes = new ConcurrentHashMap<>();
    private final Map<String, RouteTable> tables = new ConcurrentHashMap<>();
    private final Map<String, OutboundListeners.OfPort> listeners = new ConcurrentHashMap<>();
    private final Map<PodGroup, PeerPolicy> policies = new ConcurrentHashMap<>();
    private volatile @Nullable Map<String, String> allocated;

    /** Pods that no policy can tell apart. */
    private record PodGroup(String namespace, Map<String, String> labels) {}

    private Control(Mesh mesh, Registry registry, RuleBook rules) {
        this.mesh = mesh;
        this.registry = registry;
        this.rules = rules;
    }

    /**
     * Reads a mesh.
     *
     * @param mesh the objects
     * @param sidecar which workloads' pods have a proxy
     * @return the view
     */
    public static Control of(Mesh mesh, Predicate<Workload> sidecar) {
        Ingresses ingresses = Ingresses.of(mesh);
        return new Control(mesh, Registry.of(mesh, sidecar), RuleBook.of(mesh, ingresses.rules()));
    }

    /**
     * The objects.
     *
     * @return the mesh
     */
    public Mesh mesh() {
        return mesh;
    }

    /**
     * What the PeerAuthentications say about some pods, worked out once.
     *
     * @param namespace of the pods
     * @param labels of the pods
     * @return the policy
     */
    public PeerPolicy policy(String namespace, Map<String, String> labels) {
        return policies.computeIfAbsent(
                new PodGroup(namespace, labels), pods -> PeerPolicy.of(mesh, pods.namespace, pods.labels));
    }

    /**
     * Where a client's cluster leads.
     *
     * @param client the proxy that has the cluster
     * @param cluster such as {@code outbound|80||catalog.shop.svc.cluster.local}
     * @return the place; empty when the proxy has no such cluster
     */
    public Optional<Upstream> upstream(Proxy client, String cluster) {
        String[] parts = cluster.split("\\|", -1);
        if (parts.length != 4 || !parts[0].equals("outbound")) {
            return Optional.empty();
        }
        return scope(client)
                .service(parts[3])
                .flatMap(service -> upstream(service, Integer.parseInt(parts[1]), parts[2], Optional.of(client)));
    }

    /**
     * A port of a service as somebody without a proxy finds it: no rule applies, and DNS follows ExternalName.
     *
     * @param host full name
     * @param port number of its port
     * @return the place; empty for an unknown service or port
     */
    public Optional<Upstream> upstream(String host, int port) {
        return registry.byNamespace(resolved(host)).values().stream()
                .flatMap(service -> upstream(service, port, "", Optional.empty()).stream())
                .findFirst();
    }

    /**
     * Whether a name is that of a service, or of a pod behind a headless one.
     *
     * @param host full name
     * @return true if it leads to something among the objects
     */
    public boolean knows(String host) {
        return !registry.byNamespace(resolved(host)).isEmpty();
    }

    /**
     * The service that has an address.
     *
     * @param address an IP address
     * @return its full name; empty for a name, and for an address that no service has
     */
    public Optional<String> hostAt(String address) {
        return IpRange.isAddress(address)
                ? registry.services().stream()
                        .filter(service -> service.address().equals(address))
                        .map(MeshService::host)
                        .findFirst()
                : Optional.empty();
    }

    /**
     * The Service with a virtual address that a name leads to: nobody answers there on ports that it does not have.
     *
     * @param host full name
     * @return the Service; empty for headless ones and for other names
     */
    public Optional<ObjectRef> virtual(String host) {
        return registry.byNamespace(resolved(host)).values().stream()
                .filter(service -> service.kubernetes() && service.resolution() == MeshService.Resolution.ENDPOINTS)
                .map(MeshService::origin)
                .findFirst();
    }

    /**
     * The address that DNS gives for a service.
     *
     * @param host full name
     * @return its virtual address; that of its pods for a headless one, the name itself for an unknown one
     */
    public String address(String host) {
        String name = resolved(host);
        return registry.byNamespace(name).values().stream()
                .findFirst()
                .map(service ->
                        service.address().equals(MeshService.UNSPECIFIED) ? podAddress(service) : service.address())
                .orElse(name);
    }

    /**
     * What stands for the address of a service's pods.
     *
     * @param host full name
     * @return an address if a manifest states one, else a name for it
     */
    public String podAddress(String host) {
        String name = resolved(host);
        return registry.byNamespace(name).values().stream()
                .findFirst()
                .map(this::podAddress)
                .orElse(name);
    }

    /** What is left when every ExternalName has been followed; names in a circle lead nowhere and stay. */
    private String resolved(String host) {
        String name = host;
        Set<String> seen = new HashSet<>();
        while (seen.add(name)) {
            Optional<String> target = registry.byNamespace(name).values().stream()
                    .flatMap(service -> service.target().stream())
                    .findFirst();
            if (target.isEmpty()) {
                return serviceOf(name);
            }
            name = target.get();
        }
        return name;
    }

    /** The pods of a headless Service have names below the Service's. */
    private String serviceOf(String name) {
        String parent = name.substring(name.indexOf('.') + 1);
        boolean pod = registry.byNamespace(name).isEmpty()
                && registry.byNamespace(parent).values().stream()
                        .anyMatch(service ->
                                service.kubernetes() && service.resolution() == MeshService.Resolution.PASSTHROUGH);
        return pod ? parent : name;
    }

    private String podAddress(MeshService service) {
        return service.ports().stream()
                .flatMap(port -> registry.endpoints(service, port).stream())
                .map(Endpoint::address)
                .filter(address -> !address.isEmpty())
                .findFirst()
                .orElse(ProxySimulator.podOf(service));
    }

    private Optional<Upstream> upstream(MeshService service, int number, String subset, Optional<Proxy> client) {
        Optional<MeshService.Port> port = service.port(number);
        List<DestinationRule> written = client.map(
                        proxy -> rules.destinationRules(proxy.namespace(), proxy.labels(), service))
                .orElse(List.of());
        Optional<Map<String, String>> labels = subset.isEmpty() ? Optional.of(Map.of()) : labels(written, subset);
        if (port.isEmpty() || labels.isEmpty()) {
            return Optional.empty();
        }
        Optional<TlsOrigination.Written> tls = TlsOrigination.written(written, subset, number);
        List<Upstream.Server> servers = servers(service, port.get(), labels.get(), tls);
        boolean passthrough =
                service.resolution() == MeshService.Resolution.PASSTHROUGH || isPassthrough(written, number);
        MtlsMode mode = ServiceMode.infer(
                mesh,
                service.namespace(),
                passthrough,
                servers.stream().map(Upstream.Server::mutualTls).toList());
        String serverName = "outbound_." + number + "_." + subset + "_." + service.host();
        Optional<TlsOrigination> asked = client.flatMap(proxy -> TlsOrigination.of(
                        tls,
                        mesh.config().isAutoMtls(),
                        service.external(),
                        mode,
                        serverName,
                        List.of(),
                        Optional.empty())
                .map(origination -> readsSecrets(proxy, written) ? origination : origination.ofAnySidecar(tls)));
        return Optional.of(new Upstream(
                service.host(),
                number,
                subset,
                service.origin(),
                service.external(),
                passthrough,
                asked,
                tls.flatMap(found -> author(written, subset, found)),
                servers));
    }

    private static Optional<Map<String, String>> labels(List<DestinationRule> written, String subset) {
        return written.stream()
                .flatMap(rule -> rule.subset(subset).stream())
                .findFirst()
                .map(DestinationRule.Subset::labels);
    }

    private List<Upstream.Server> servers(
            MeshService service,
            MeshService.Port port,
            Map<String, String> labels,
            Optional<TlsOrigination.Written> tls) {
        List<Upstream.Server> servers = new ArrayList<>();
        for (Endpoint endpoint : registry.endpoints(service, port)) {
            if (endpoint.labels().entrySet().containsAll(labels.entrySet())) {
                PeerPolicy policy = policy(endpoint.namespace(), endpoint.labels());
                servers.add(new Upstream.Server(
                        endpoint.address(),
                        endpoint.port(),
                        endpoint.namespace(),
                        endpoint.labels(),
                        endpoint.mutualTls(),
                        TlsOrigination.isMutual(tls, endpoint.mutualTls(), policy, endpoint.port()),
                        endpoint.workload()));
            }
        }
        boolean anywhere = service.resolution() == MeshService.Resolution.PASSTHROUGH && !service.kubernetes();
        return servers.isEmpty() && anywhere ? List.of(original(service, port)) : servers;
    }

    /** Connections to a ServiceEntry that states no endpoint go where the client wanted. */
    private static Upstream.Server original(MeshService service, MeshService.Port port) {
        return new Upstream.Server(
                service.host(), port.number(), service.namespace(), Map.of(), false, false, Optional.empty());
    }

    private static boolean readsSecrets(Proxy proxy, List<DestinationRule> written) {
        return proxy.role() == Proxy.Role.GATEWAY
                || written.stream().anyMatch(rule -> !rule.workloadSelector().isEmpty());
    }

    /** The one of several rules whose settings count. */
    private static Optional<ObjectRef> author(
            List<DestinationRule> written, String subset, TlsOrigination.Written found) {
        boolean ofSubset = found.field().startsWith("spec.subsets[");
        return written.stream()
                .filter(rule -> ofSubset
                        ? rule.subset(subset).isPresent()
                        : rule.trafficPolicy().isPresent())
                .findFirst()
                .map(DestinationRule::ref);
    }

    private static boolean isPassthrough(List<DestinationRule> written, int port) {
        return written.stream()
                .map(DestinationRule::trafficPolicy)
                .filter(TrafficPolicy::isPresent)
                .findFirst()
                .map(policy -> policy.port(port).orElse(policy))
                .map(policy -> policy.fields().child("loadBalancer").text("simple", ""))
                .filter("PASSTHROUGH"::equals)
                .isPresent();
    }

    Registry registry() {
        return registry;
    }

    RuleBook rules() {
        return rules;
    }

    SidecarScope scope(Proxy proxy) {
        boolean gateway = proxy.role() == Proxy.Role.GATEWAY;
        return scopes.computeIfAbsent(
                key(proxy),
                unknown -> gateway
                        ? SidecarScope.ofGateway(mesh, registry, rules, proxy.namespace())
                        : SidecarScope.of(mesh, registry, rules, proxy.namespace(), proxy.labels()));
    }

    /** A table of a sidecar; proxies with one scope share it unless labels of the client make a difference. */
    RouteTable table(Proxy proxy, OutboundRoutes routes, String name) {
        return tables.computeIfAbsent(outboundKey(proxy) + " " + name, unknown -> routes.table(name));
    }

    /** The listeners of a sidecar on one port, shared as tables are; no proxy listens on its own addresses. */
    OutboundListeners.OfPort listeners(Proxy proxy, int port, IntFunction<OutboundListeners.OfPort> build) {
        return listeners.computeIfAbsent(
                outboundKey(proxy) + " " + proxy.addresses() + " " + port, unknown -> build.apply(port));
    }

    /** What {@link AddressAllocation} gives; two threads may both work it out, to the same end. */
    Map<String, String> allocatedAddresses() {
        Map<String, String> known = allocated;
        if (known == null) {
            known = AddressAllocation.of(registry);
            allocated = known;
        }
        return known;
    }

    private String outboundKey(Proxy proxy) {
        String labels = scope(proxy).dependsOnLabels() ? new TreeMap<>(proxy.labels()).toString() : "";
        return key(proxy) + " " + proxy.allocatesAddresses() + " " + labels;
    }

    private String key(Proxy proxy) {
        String sidecar = proxy.role() == Proxy.Role.GATEWAY
                ? ""
                : SidecarScope.select(mesh, proxy.namespace(), proxy.labels())
                        .map(found -> found.ref().toString())
                        .orElse("");
        return proxy.role() + " " + proxy.namespace() + " " + sidecar;
    }

    /** The mesh that it configures. */
    @Override
    public String toString() {
        return "control plane of " + mesh;
    }
}
