package io.github.windlass4j.advisor.knowledge;

import io.github.windlass4j.core.knowledge.Omittable;
import io.github.windlass4j.core.knowledge.SourceRef;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted of an option, and when.
 *
 * @param id name that reasons carry
 * @param when input to values under which the need exists; empty = always
 * @param capability capability of the options
 * @param strength whether an option without it is out, or only worse
 * @param atLeast lowest level that satisfies a {@link Strength#MUST}; absent = {@link Level#CONDITIONAL}
 * @param weight importance of a {@link Strength#SHOULD}; absent = 1
 * @param everyMember for combinations: whether each member counts by itself, so that the worst level decides, not the best
 * @param because ids of the sources from which the need follows
 */
public record Need(
        String id,
        @Omittable Map<String, Set<String>> when,
        String capability,
        Strength strength,
        @Omittable @Nullable Level atLeast,
        @Omittable @Nullable BigDecimal weight,
        @Omittable boolean everyMember,
        @SourceRef List<String> because) {
    /** How much a need counts. */
    public enum Strength {
        /** An option that does not satisfy it is excluded. */
        MUST,
        /** Adds weight times level to the score of an option. */
        SHOULD
    }

    /** Checks the components and copies the collections. */
    public Need {
        when = Collections.unmodifiableMap(new LinkedHashMap<>(when));
        because = List.copyOf(because);
        if (weight != null && weight.signum() <= 0) {
            throw new IllegalArgumentException("weight: " + weight + " (want > 0)");
        }
    }

    /** Returns a need without which an option is out. */
    public static Need must(
            String id, Map<String, Set<String>> when, String capability, Level atLeast, String because) {
        return new Need(id, when, capability, Strength.MUST, atLeast, null, false, List.of(because));
    }

    /** Returns a need that adds to the score. */
    public static Need should(
            String id, Map<String, Set<String>> when, String capability, BigDecimal weight, String because) {
        return new Need(id, when, capability, Strength.SHOULD, null, weight, false, List.of(because));
    }

    /** Returns the lowest level that satisfies the need. */
    public Level threshold() {
        return Objects.requireNonNullElse(atLeast, Level.CONDITIONAL);
    }

    /** Returns the importance, one if not stated. */
    public BigDecimal importance() {
        return Objects.requireNonNullElse(weight, BigDecimal.ONE);
    }
}
