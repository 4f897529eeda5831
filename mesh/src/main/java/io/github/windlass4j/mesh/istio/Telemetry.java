package io.github.windlass4j.mesh.istio;

import io.github.windlass4j.manifest.object.Resource;
import java.util.List;

/**
 * A view of a Telemetry: which metrics, logs and traces proxies write.
 *
 * @param resource the object
 */
public record Telemetry(Resource resource) implements IstioObject {
    /** What names the kind. */
    public static final IstioKind<Telemetry> KIND =
            new IstioKind<>(IstioKind.TELEMETRY, "Telemetry", List.of("v1", "v1alpha1"), Telemetry::new);

    /**
     * What it applies to.
     *
     * @return its selector
     */
    public PolicyTarget target() {
        return new PolicyTarget(spec());
    }
}
