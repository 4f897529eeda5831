package io.github.windlass4j.gateway.portability;

import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.manifest.yaml.Position;
import java.util.List;

/**
 * A feature of the specification that an object needs, under the name that conformance reports use.
 *
 * <p>Seen are features that stand in a manifest. Not visible there, and therefore never found:
 * {@code GatewayHTTPSListenerDetectMisdirectedRequests}, {@code HTTPRouteRetryConnectionError},
 * {@code MeshClusterIPMatching}.
 *
 * @param feature name in the reports ({@code HTTPRouteHostRewrite}); a kind alone names what every implementation of that
 *     kind must have
 * @param object which object needs it
 * @param field where in the object, empty for the whole
 * @param at where in its text
 */
public record FeatureUse(String feature, ObjectRef object, String field, Position at) {
    /**
     * What a set of objects needs.
     *
     * @param set the objects
     * @return each use, in the order of the objects
     */
    public static List<FeatureUse> all(GatewaySet set) {
        return new FeatureDetector(set).uses();
    }

    /** {@code HTTPRouteCORS by HTTPRoute shop/web spec.rules[0].filters[1]}. */
    @Override
    public String toString() {
        return feature + " by " + object + (field.isEmpty() ? "" : " " + field);
    }
}
