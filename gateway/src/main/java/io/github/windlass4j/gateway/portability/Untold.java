package io.github.windlass4j.gateway.portability;

import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.manifest.yaml.Position;
import java.util.List;

/**
 * What an object uses and no conformance report tells of: parts that the specification leaves to implementations, and parts
 * for which Gateway API v1.6.1 has no feature name. Objects of other API groups are not looked at.
 *
 * @param what the part in words ("a regular expression for paths")
 * @param object which object uses it
 * @param field where in the object, empty for the whole
 * @param at where in its text
 */
public record Untold(String what, ObjectRef object, String field, Position at) {
    /**
     * What a set of objects uses beyond all reports.
     *
     * @param set the objects
     * @return each use, in the order of the objects
     */
    public static List<Untold> all(GatewaySet set) {
        return new UntoldDetector(set).all();
    }

    /** {@code an ExtensionRef filter by HTTPRoute shop/web spec.rules[0].filters[1]}. */
    @Override
    public String toString() {
        return what + " by " + object + (field.isEmpty() ? "" : " " + field);
    }
}
