package io.github.windlass4j.gateway.portability;

import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.manifest.yaml.Position;
import java.util.List;

/**
 * A feature of the specification (Gateway API v1.6.1, pkg/features) that an object needs, under the name that conformance
 * reports use.
 *
 * <p>Seen are features that stand in a manifest. Not visible there, and therefore never found:
 * {@code GatewayHTTPSListenerDetectMisdirectedRequests}, {@code HTTPRouteRetryConnectionError},
 * {@code MeshClusterIPMatching}. What manifests use and no feature names is {@link Untold}.
 *
 * @param feature name in the reports ({@code HTTPRouteHostRewrite})
 * @param profiles for a core feature the conformance profiles whose core tests tell of it, one of which is enough
 *     ({@code GATEWAY-HTTP}); empty for an extended feature, which reports name, and for a kind that nobody tests where it
 *     stands (a TCPRoute in the mesh)
 * @param object which object needs it
 * @param field where in the object, empty for the whole
 * @param at where in its text
 */
public record FeatureUse(String feature, List<String> profiles, ObjectRef object, String field, Position at) {
    /** Copies the list. */
    public FeatureUse {
        profiles = List.copyOf(profiles);
    }

    /**
     * What a set of objects needs.
     *
     * @param set the objects
     * @return each use, in the order of the objects
     */
    public static List<FeatureUse> all(GatewaySet set) {
        return new FeatureDetector(set).uses();
    }

    /**
     * Whether every implementation of a profile must have the feature.
     *
     * @return true for kinds (Gateway, Mesh, ReferenceGrant and the routes); false for what an implementation may lack
     */
    public boolean isCore() {
        return Profiles.CORE.contains(feature);
    }

    /** {@code HTTPRouteCORS by HTTPRoute shop/web spec.rules[0].filters[1]}. */
    @Override
    public String toString() {
        return feature + " by " + object + (field.isEmpty() ? "" : " " + field);
    }
}
