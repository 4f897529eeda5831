package io.github.windlass4j.mesh.proxy;

import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.mesh.internal.registry.Endpoint;
import io.github.windlass4j.mesh.internal.registry.MeshService;
import io.github.windlass4j.mesh.internal.registry.Registry;
import io.github.windlass4j.mesh.internal.registry.SidecarScope;
import io.github.windlass4j.mesh.istio.PathNormalization;
import io.github.windlass4j.mesh.mtls.PeerPolicy;
import io.github.windlass4j.mesh.proxy.ProxyPath.Obstacle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Runs connections through the configuration that istiod would give one proxy. What it does not look at: EnvoyFilter,
 * WasmPlugin, TrafficExtension, weights, timeouts, and whether endpoints are healthy.
 */
public final class ProxySimulator {
    private final Control control;
    private final Proxy proxy;
    private final SidecarScope scope;

    private ProxySimulator(Control control, Proxy proxy) {
        this.control = control;
        this.proxy = proxy;
        this.scope = control.scope(proxy);
    }

    /**
     * The simulator of one proxy.
     *
     * @param control the mesh
     * @param proxy the proxy
     * @return the simulator
     */
    public static ProxySimulator of(Control control, Proxy proxy) {
        return new ProxySimulator(control, proxy);
    }

    /**
     * Runs a connection.
     *
     * @param connection the connection
     * @return its way, up to where it ended
     */
    public ProxyPath decide(Connection connection) {
        PathNormalization paths = control.mesh().config().pathNormalization();
        if (proxy.role() == Proxy.Role.GATEWAY) {
            return GatewayListeners.build(control, proxy).stream()
                    .filter(listener -> listener.port() == connection.port())
                    .filter(listener -> listener.address().equals(connection.address())
                            || listener.address().equals(OutboundListeners.ANY))
                    .min((one, other) -> Boolean.compare(
                            one.address().equals(OutboundListeners.ANY),
                            other.address().equals(OutboundListeners.ANY)))
                    .map(listener -> listener.run(connection, paths))
                    .orElseGet(() -> ProxyPath.start().ended(Obstacle.NO_LISTENER));
        }
        if (connection.redirected() || connection.port() == InboundListener.PORT) {
            return inbound().run(connection, paths);
        }
        return control.listeners(proxy, connection.port(), this::listeners)
                .at(connection.address())
                .run(connection, paths);
    }

    private OutboundListeners.OfPort listeners(int port) {
        return new OutboundListeners(proxy, scope, control.registry(), routes(), this::routes, this::address, port)
                .build();
    }

    /**
     * A table of routes of a sidecar.
     *
     * @param name {@code 80} for all HTTP of a port, {@code host:80} for the one service behind a sniffed port
     * @return the table
     */
    public RouteTable routes(String name) {
        return control.table(proxy, routes(), name);
    }

    /**
     * The address that a service has for this proxy.
     *
     * @param host full name
     * @return its virtual address; empty for an unknown host or a service without one
     */
    public Optional<String> address(String host) {
        return scope.service(host).map(this::address).filter(address -> !address.equals(MeshService.UNSPECIFIED));
    }

    /** What stands for the addresses of a headless service's pods when no manifest states them. */
    static String podOf(MeshService service) {
        return "pod of " + service.host();
    }

    private OutboundRoutes routes() {
        return new OutboundRoutes(proxy, scope, this::address, control.mesh().clusterDomain());
    }

    private String address(MeshService service) {
        return proxy.allocatesAddresses() && service.address().equals(MeshService.UNSPECIFIED)
                ? control.allocatedAddresses()
                        .getOrDefault(service.namespace() + "/" + service.host(), service.address())
                : service.address();
    }

    private Listener inbound() {
        PeerPolicy policy = control.policy(proxy.namespace(), proxy.labels());
        return InboundListener.build(proxy, scope, policy, targets(control, proxy));
    }

    /** The ports of services that lead to a proxy's own workload. */
    static List<ServiceTarget> targets(Control control, Proxy proxy) {
        Registry registry = control.registry();
        // Nothing but a selector can lead to a proxy without address.
        List<ServiceTarget> targets = proxy.addresses().isEmpty()
                ? proxy.workload()
                        .map(workload -> selected(registry, proxy, workload))
                        .orElse(List.of())
                : addressed(registry, proxy);
        return targets.stream()
                .sorted(Comparator.comparing(ServiceTarget::service, registry.oldestFirst()))
                .toList();
    }

    private static List<ServiceTarget> addressed(Registry registry, Proxy proxy) {
        List<ServiceTarget> targets = new ArrayList<>();
        for (MeshService service : registry.near(proxy.namespace())) {
            if (mayTarget(service, proxy)) {
                for (MeshService.Port port : service.ports()) {
                    registry.endpoints(service, port).stream()
                            .filter(endpoint -> isOwn(proxy, endpoint))
                            .findFirst()
                            .ifPresent(own -> targets.add(new ServiceTarget(service, port, own.port())));
                }
            }
        }
        return targets;
    }

    private static boolean isOwn(Proxy proxy, Endpoint endpoint) {
        Optional<ObjectRef> made = endpoint.workload().map(Workload::ref);
        return proxy.addresses().contains(endpoint.address())
                || (made.isPresent() && made.equals(proxy.workload().map(Workload::ref)));
    }

    private static List<ServiceTarget> selected(Registry registry, Proxy proxy, Workload workload) {
        List<ServiceTarget> targets = new ArrayList<>();
        for (MeshService service : registry.selecting(proxy.namespace(), proxy.labels())) {
            for (MeshService.Port port : service.ports()) {
                int target = Registry.targetPort(workload, port.target());
                if (target > 0) {
                    targets.add(new ServiceTarget(service, port, target));
                }
            }
        }
        return targets;
    }

    /** Spares the endpoints of services that select other pods. */
    private static boolean mayTarget(MeshService service, Proxy proxy) {
        return proxy.workload().isEmpty()
                || service.selector().isEmpty()
                || proxy.labels().entrySet().containsAll(service.selector().entrySet());
    }

    /** The proxy and who configures it. */
    @Override
    public String toString() {
        return proxy + " under the " + control;
    }
}
