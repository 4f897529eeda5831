package io.github.windlass4j.gateway.attach;

import io.github.windlass4j.gateway.api.ListenerSet;
import java.util.List;

/**
 * The predicted status of a ListenerSet.
 *
 * @param listenerSet the ListenerSet
 * @param conditions the conditions: Accepted and Programmed
 * @param listeners its listeners in order; empty when the Gateway does not take the ListenerSet
 */
public record ListenerSetStatus(ListenerSet listenerSet, List<Condition> conditions, List<ListenerStatus> listeners)
        implements Conditioned {
    /** Copies the lists. */
    public ListenerSetStatus {
        conditions = List.copyOf(conditions);
        listeners = List.copyOf(listeners);
    }

    /** The ListenerSet and its conditions. */
    @Override
    public String toString() {
        return listenerSet + " " + conditions;
    }
}
