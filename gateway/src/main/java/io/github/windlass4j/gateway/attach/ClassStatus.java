package io.github.windlass4j.gateway.attach;

import io.github.windlass4j.gateway.api.GatewayClass;
import java.util.List;

/**
 * The predicted status of a GatewayClass of the controller.
 *
 * @param gatewayClass the class
 * @param conditions the condition Accepted, and beside it, where it holds and CustomResourceDefinitions of the Gateway API are
 *     among the objects, SupportedVersion: that is False where one of them has no bundle version, and Unknown for a version of
 *     which nothing tells whether the controller recognizes it. A controller may refuse a class for its definitions' versions;
 *     Accepted is predicted for one that serves it as well as it can
 */
public record ClassStatus(GatewayClass gatewayClass, List<Condition> conditions) implements Conditioned {
    /** Copies the conditions. */
    public ClassStatus {
        conditions = List.copyOf(conditions);
    }

    /** The class and its conditions. */
    @Override
    public String toString() {
        return gatewayClass + " " + conditions;
    }
}
