package io.github.windlass4j.mesh.aks;

import io.github.windlass4j.core.knowledge.Omittable;
import io.github.windlass4j.core.knowledge.SourceRef;
import java.time.LocalDate;
import java.util.List;

/**
 * Which EnvoyFilters the add-on takes from a day on.
 *
 * @param from first day
 * @param types types that are let in; {@code *} = all; empty = none
 * @param isSupported whether Microsoft helps with those that are let in
 * @param source where this is stated
 */
public record EnvoyFilterRule(
        LocalDate from,
        @Omittable List<String> types,
        boolean isSupported,
        @SourceRef String source) {
    /** Copies the list. */
    public EnvoyFilterRule {
        types = List.copyOf(types);
    }

    /**
     * What it says to a type.
     *
     * @param type such as {@code Lua}
     * @return SUPPORTED, ALLOWED (let in without support) or BLOCKED
     */
    public FieldSupport support(String type) {
        if (!types.contains("*") && !types.contains(type)) {
            return FieldSupport.BLOCKED;
        }
        return isSupported ? FieldSupport.SUPPORTED : FieldSupport.ALLOWED;
    }
}
