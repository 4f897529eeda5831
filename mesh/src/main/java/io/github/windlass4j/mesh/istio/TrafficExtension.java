package io.github.windlass4j.mesh.istio;

import io.github.windlass4j.manifest.object.Resource;
import java.util.List;

/**
 * A view of a TrafficExtension: code that a proxy loads, Wasm or Lua.
 *
 * @param resource the object
 */
public record TrafficExtension(Resource resource) implements IstioObject {
    /** What names the kind. */
    public static final IstioKind<TrafficExtension> KIND =
            new IstioKind<>(IstioKind.EXTENSIONS, "TrafficExtension", List.of("v1alpha1"), TrafficExtension::new);

    /**
     * What it applies to.
     *
     * @return its selector
     */
    public PolicyTarget target() {
        return new PolicyTarget(spec());
    }
}
