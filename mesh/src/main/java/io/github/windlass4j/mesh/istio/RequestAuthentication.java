package io.github.windlass4j.mesh.istio;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Resource;
import java.util.List;

/**
 * A view of a RequestAuthentication: which tokens are understood.
 *
 * @param resource the object
 */
public record RequestAuthentication(Resource resource) implements IstioObject {
    /** What names the kind. */
    public static final IstioKind<RequestAuthentication> KIND = new IstioKind<>(
            IstioKind.SECURITY, "RequestAuthentication", List.of("v1", "v1beta1"), RequestAuthentication::new);

    /**
     * What it applies to.
     *
     * @return its selector
     */
    public PolicyTarget target() {
        return new PolicyTarget(spec());
    }

    /**
     * The issuers.
     *
     * @return fields of each rule ({@code issuer}, {@code jwksUri}, ...) in order
     */
    public List<Fields> jwtRules() {
        return spec().list("jwtRules");
    }
}
