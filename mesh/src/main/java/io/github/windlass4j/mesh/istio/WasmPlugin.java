package io.github.windlass4j.mesh.istio;

import io.github.windlass4j.manifest.object.Resource;
import java.util.List;

/**
 * A view of a WasmPlugin: code that a proxy loads.
 *
 * @param resource the object
 */
public record WasmPlugin(Resource resource) implements IstioObject {
    /** What names the kind. */
    public static final IstioKind<WasmPlugin> KIND =
            new IstioKind<>(IstioKind.EXTENSIONS, "WasmPlugin", List.of("v1alpha1"), WasmPlugin::new);

    /**
     * What it applies to.
     *
     * @return its selector
     */
    public PolicyTarget target() {
        return new PolicyTarget(spec());
    }
}
