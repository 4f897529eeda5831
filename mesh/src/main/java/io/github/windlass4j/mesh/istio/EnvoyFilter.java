package io.github.windlass4j.mesh.istio;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Resource;
import java.util.List;
import java.util.Map;

/**
 * A view of an EnvoyFilter: patches to what Istio generates.
 *
 * @param resource the object
 */
public record EnvoyFilter(Resource resource) implements IstioObject {
    /** What names the kind. */
    public static final IstioKind<EnvoyFilter> KIND =
            new IstioKind<>(IstioKind.NETWORKING, "EnvoyFilter", List.of("v1alpha3"), EnvoyFilter::new);

    /**
     * The pods it is for.
     *
     * @return their labels; empty for all pods of the namespace (of the mesh, in the root namespace)
     */
    public Map<String, String> workloadLabels() {
        return spec().child("workloadSelector").textMap("labels");
    }

    /**
     * The patches.
     *
     * @return fields of each patch ({@code applyTo}, {@code match}, {@code patch}) in order
     */
    public List<Fields> configPatches() {
        return spec().list("configPatches");
    }
}
