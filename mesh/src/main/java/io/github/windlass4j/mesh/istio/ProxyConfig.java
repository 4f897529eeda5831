package io.github.windlass4j.mesh.istio;

import io.github.windlass4j.manifest.object.Resource;
import java.util.List;

/**
 * A view of a ProxyConfig: how some pods' proxies are started.
 *
 * @param resource the object
 */
public record ProxyConfig(Resource resource) implements IstioObject {
    /** What names the kind. */
    public static final IstioKind<ProxyConfig> KIND =
            new IstioKind<>(IstioKind.NETWORKING, "ProxyConfig", List.of("v1beta1"), ProxyConfig::new);

    /**
     * What it applies to.
     *
     * @return its selector
     */
    public PolicyTarget target() {
        return new PolicyTarget(spec());
    }
}
