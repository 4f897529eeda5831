package io.github.windlass4j.advisor.knowledge;

import io.github.windlass4j.core.knowledge.Omittable;
import io.github.windlass4j.core.knowledge.SourceRef;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of a table: if every named input has one of the named values, the outputs are these.
 *
 * @param when input to accepted values; an input that is not named accepts every value
 * @param then output to value
 * @param because ids of the sources that state it
 * @param topics topics whose claims a reader should see beside this row
 * @param from first day on which the row holds
 * @param until last day on which it holds
 */
public record Row(
        @Omittable Map<String, Set<String>> when,
        Map<String, String> then,
        @SourceRef List<String> because,
        @Omittable List<String> topics,
        @Omittable @Nullable LocalDate from,
        @Omittable @Nullable LocalDate until) {
    /** Copies the collections. */
    public Row {
        when = Collections.unmodifiableMap(new LinkedHashMap<>(when));
        then = Collections.unmodifiableMap(new LinkedHashMap<>(then));
        because = List.copyOf(because);
        topics = List.copyOf(topics);
    }

    /** Returns a row that always holds. */
    public static Row of(Map<String, Set<String>> when, Map<String, String> then, String... because) {
        return new Row(when, then, List.of(because), List.of(), null, null);
    }

    /** Tells whether the row holds on this day; both ends count as inside. */
    public boolean holdsOn(LocalDate day) {
        return (from == null || !day.isBefore(from)) && (until == null || !day.isAfter(until));
    }
}
