package io.github.windlass4j.gateway.attach;

import io.github.windlass4j.gateway.api.GatewayClass;
import java.util.List;

/**
 * The predicted status of a GatewayClass of the controller.
 *
 * @param gatewayClass the class
 * @param conditions the condition Accepted; SupportedVersion depends on the installed definitions and is not predicted
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
