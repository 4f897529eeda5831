package io.github.windlass4j.advisor.knowledge;

import io.github.windlass4j.core.knowledge.Omittable;
import io.github.windlass4j.core.knowledge.SourceRef;
import java.time.Duration;
import java.time.Period;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One thing to do.
 *
 * @param id name, unique in the plan
 * @param action what to do, for a human
 * @param owner who does it
 * @param when input to values under which the step is part of the plan; empty = always
 * @param gate what must hold before the next step starts
 * @param abort what, if it holds, sends the plan back to its first step
 * @param dwell how long to watch before the next step starts
 * @param every for a recurring step: the period
 * @param detail name to value: thresholds, percentages, tools; in the order written
 * @param because ids of the sources that advise it
 */
public record Step(
        String id,
        String action,
        String owner,
        @Omittable Map<String, Set<String>> when,
        @Omittable Map<String, Set<String>> gate,
        @Omittable Map<String, Set<String>> abort,
        @Omittable @Nullable Duration dwell,
        @Omittable @Nullable Period every,
        @Omittable Map<String, String> detail,
        @SourceRef List<String> because) {
    /** Checks the components and copies the collections. */
    public Step {
        if (owner.isBlank() || action.isBlank()) {
            throw new IllegalArgumentException("action and owner must not be blank");
        }
        if (every != null && (every.isZero() || every.isNegative())) {
            throw new IllegalArgumentException("every: " + every + " (want a period > 0)");
        }
        if (dwell != null && dwell.isNegative()) {
            throw new IllegalArgumentException("dwell: " + dwell + " (want >= 0)");
        }
        when = Collections.unmodifiableMap(new LinkedHashMap<>(when));
        gate = Collections.unmodifiableMap(new LinkedHashMap<>(gate));
        abort = Collections.unmodifiableMap(new LinkedHashMap<>(abort));
        detail = Collections.unmodifiableMap(new LinkedHashMap<>(detail));
        because = List.copyOf(because);
    }

    @Override
    public String toString() {
        return id + ": " + action;
    }
}
