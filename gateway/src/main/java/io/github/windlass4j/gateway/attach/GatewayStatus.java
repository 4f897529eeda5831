package io.github.windlass4j.gateway.attach;

import io.github.windlass4j.gateway.api.Gateway;
import java.util.List;

/**
 * The predicted status of a Gateway.
 *
 * @param gateway the Gateway
 * @param conditions the conditions: Accepted, Programmed, ResolvedRefs, and InsecureFrontendValidationMode where it holds
 * @param listeners the Gateway's own listeners in order, then those of its ListenerSets in order of precedence (older first,
 *     then by namespace and name)
 * @param attachedListenerSets how many ListenerSets add at least one accepted listener
 */
public record GatewayStatus(
        Gateway gateway, List<Condition> conditions, List<ListenerStatus> listeners, int attachedListenerSets)
        implements Conditioned {
    /** Copies the lists. */
    public GatewayStatus {
        conditions = List.copyOf(conditions);
        listeners = List.copyOf(listeners);
    }

    /**
     * The listeners that the Gateway itself declares.
     *
     * @return the listeners in order
     */
    public List<ListenerStatus> ownListeners() {
        return listeners.stream()
                .filter(listener -> listener.owner().ref().equals(gateway.ref()))
                .toList();
    }

    /** The Gateway and its conditions. */
    @Override
    public String toString() {
        return gateway + " " + conditions;
    }
}
