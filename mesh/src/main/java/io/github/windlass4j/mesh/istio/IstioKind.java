package io.github.windlass4j.mesh.istio;

import io.github.windlass4j.manifest.object.Resource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One of Istio's kinds in all its versions: what to ask a {@link Mesh} for.
 *
 * @param group API group
 * @param kind kind
 * @param versions versions, the preferred one first
 * @param view makes the typed view
 * @param <T> the view
 */
public record IstioKind<T extends IstioObject>(
        String group, String kind, List<String> versions, Function<Resource, T> view) {
    static final String NETWORKING = "networking.istio.io";
    static final String SECURITY = "security.istio.io";
    static final String TELEMETRY = "telemetry.istio.io";
    static final String EXTENSIONS = "extensions.istio.io";

    /** Copies the versions. */
    public IstioKind {
        versions = List.copyOf(versions);
    }

    /**
     * All kinds of Istio's API.
     *
     * @return the kinds in the order of their names
     */
    public static List<IstioKind<?>> all() {
        return List.of(
                AuthorizationPolicy.KIND,
                DestinationRule.KIND,
                EnvoyFilter.KIND,
                Gateway.KIND,
                PeerAuthentication.KIND,
                ProxyConfig.KIND,
                RequestAuthentication.KIND,
                ServiceEntry.KIND,
                Sidecar.KIND,
                Telemetry.KIND,
                TrafficExtension.KIND,
                VirtualService.KIND,
                WasmPlugin.KIND,
                WorkloadEntry.KIND,
                WorkloadGroup.KIND);
    }

    /**
     * The kind of an object.
     *
     * @param resource any object
     * @return its kind; empty when it is none of Istio's
     */
    public static Optional<IstioKind<?>> of(Resource resource) {
        return all().stream().filter(kind -> kind.describes(resource)).findFirst();
    }

    /**
     * Whether an object is of this kind, in whatever version.
     *
     * @param resource any object
     * @return true if group and kind agree
     */
    public boolean describes(Resource resource) {
        return resource.kind().equals(kind) && resource.group().equals(group);
    }

    /**
     * The view of an object.
     *
     * @param resource any object
     * @return the view; empty for other kinds
     */
    public Optional<T> view(Resource resource) {
        return describes(resource) ? Optional.of(view.apply(resource)) : Optional.empty();
    }

    /** {@code kind.group}. */
    @Override
    public String toString() {
        return kind + "." + group;
    }
}
