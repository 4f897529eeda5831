package io.github.windlass4j.mesh.proxy;

import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.mesh.internal.registry.Registry;
import io.github.windlass4j.mesh.internal.registry.RuleBook;
import io.github.windlass4j.mesh.internal.registry.SidecarScope;
import io.github.windlass4j.mesh.istio.Mesh;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * A control plane's view of a mesh: services, endpoints and rules, read once and asked often. What it works out for one
 * namespace is kept, so that the second question costs less than the first; answers do not depend on the order of questions.
 */
public final class Control {
    private final Mesh mesh;
    private final Registry registry;
    private final RuleBook rules;
    private final Map<String, SidecarScope> scopes = new ConcurrentHashMap<>();

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

    Registry registry() {
        return registry;
    }

    RuleBook rules() {
        return rules;
    }

    SidecarScope scope(Proxy proxy) {
        if (proxy.role() == Proxy.Role.GATEWAY) {
            return scopes.computeIfAbsent(
                    "gateway " + proxy.namespace(),
                    unknown -> SidecarScope.ofGateway(mesh, registry, rules, proxy.namespace()));
        }
        String key = SidecarScope.select(mesh, proxy.namespace(), proxy.labels())
                .map(sidecar -> sidecar.ref().toString())
                .orElse("");
        return scopes.computeIfAbsent(
                "sidecar " + proxy.namespace() + " " + key,
                unknown -> SidecarScope.of(mesh, registry, rules, proxy.namespace(), proxy.labels()));
    }
}
