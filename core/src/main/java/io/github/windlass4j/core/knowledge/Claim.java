package io.github.windlass4j.core.knowledge;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value with the source that states it and the days for which it is stated.
 *
 * @param value what is claimed
 * @param source id of the {@link Source}
 * @param from first day on which the statement holds; absent = always before {@code until}
 * @param until last day on which it holds; absent = no end known
 * @param reviewBy last day on which it may be repeated without looking again; absent = does not age
 * @param <T> type of the value
 */
public record Claim<T>(
        T value,
        @SourceRef String source,
        @Omittable @Nullable LocalDate from,
        @Omittable @Nullable LocalDate until,
        @Omittable @Nullable LocalDate reviewBy) {
    /** Checks the components. */
    public Claim {
        Objects.requireNonNull(value);
        Objects.requireNonNull(source);
        if (from != null && until != null && until.isBefore(from)) {
            throw new IllegalArgumentException("until: " + until + " (want >= from: " + from + ")");
        }
    }

    /** Returns a claim that holds on every day and does not age. */
    public static <T> Claim<T> of(T value, String source) {
        return new Claim<>(value, source, null, null, null);
    }

    /** Tells whether the statement holds on this day; both ends count as inside. */
    public boolean holdsOn(LocalDate day) {
        return (from == null || !day.isBefore(from)) && (until == null || !day.isAfter(until));
    }

    /** Tells whether nobody has confirmed the statement for this day: it is past {@code reviewBy}. */
    public boolean isStaleOn(LocalDate day) {
        return reviewBy != null && day.isAfter(reviewBy);
    }
}
