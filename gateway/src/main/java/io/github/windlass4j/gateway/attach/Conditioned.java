package io.github.windlass4j.gateway.attach;

import java.util.List;
import java.util.Optional;

/** Something whose status is told by conditions. */
public interface Conditioned {
    /**
     * The conditions.
     *
     * @return at most one of each type
     */
    List<Condition> conditions();

    /**
     * One condition.
     *
     * @param type its type
     * @return the condition, if it is set
     */
    default Optional<Condition> condition(String type) {
        return conditions().stream().filter(one -> one.type().equals(type)).findFirst();
    }

    /**
     * Whether a condition is set and holds.
     *
     * @param type its type
     * @return true if its status is True
     */
    default boolean holds(String type) {
        return condition(type).map(Condition::holds).orElse(false);
    }
}
