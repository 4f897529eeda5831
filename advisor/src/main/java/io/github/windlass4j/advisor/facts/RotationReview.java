package io.github.windlass4j.advisor.facts;

import io.github.windlass4j.advisor.decide.Ratio;
import io.github.windlass4j.core.internal.Count;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a rotation went, computed from one row per service. Nothing is estimated: a row without a time takes no part. */
public final class RotationReview {
    /**
     * What one service went through.
     *
     * @param service name of the service
     * @param rotated when it first met the new chain
     * @param failed when connections began to fail; absent if they never did
     * @param detected when somebody or something noticed
     * @param resolved when connections worked again
     * @param validated when it was checked that all is well
     * @param before connections before the rotation
     * @param after connections after it
     */
    public record Row(
            String service,
            Instant rotated,
            @Nullable Instant failed,
            @Nullable Instant detected,
            @Nullable Instant resolved,
            @Nullable Instant validated,
            Attempts before,
            Attempts after) {
        /** Checks the components. */
        public Row {
            if (failed != null && failed.isBefore(rotated)) {
                throw new IllegalArgumentException(service + ": failed " + failed + " before rotated " + rotated);
            }
            if (detected != null && (failed == null || detected.isBefore(failed))) {
                throw new IllegalArgumentException(service + ": detected " + detected + " before failed " + failed);
            }
            if (resolved != null && (detected == null || resolved.isBefore(detected))) {
                throw new IllegalArgumentException(service + ": resolved " + resolved + " before detected " + detected);
            }
        }
    }

    /**
     * Connections in a stretch of time.
     *
     * @param total attempts, at least the failures
     * @param failures attempts that failed
     */
    public record Attempts(long total, long failures) {
        /** Checks the components. */
        public Attempts {
            if (failures < 0 || total < failures) {
                throw new IllegalArgumentException("failures: " + failures + " of " + total);
            }
        }
    }

    private final List<Row> rows;

    private RotationReview(List<Row> rows) {
        this.rows = List.copyOf(rows);
    }

    /** Reviews these services. */
    public static RotationReview of(List<Row> rows) {
        return new RotationReview(rows);
    }

    /** Returns the mean time from failure to detection, over the services where both are known. */
    public Optional<Duration> meanTimeToDetection() {
        return mean(Row::failed, Row::detected);
    }

    /** Returns the mean time from detection to resolution, over the services where both are known. */
    public Optional<Duration> meanTimeToResolution() {
        return mean(Row::detected, Row::resolved);
    }

    /** Returns the share of services that never failed; empty without services. */
    public Optional<Ratio> zeroDowntimeRate() {
        long untouched = rows.stream().filter(r -> r.failed() == null).count();
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(Ratio.of(untouched).over(Ratio.of(rows.size())));
    }

    /** Returns the time from the first rotation to the last validation; empty unless every service was validated. */
    public Optional<Duration> timeToValidation() {
        List<Instant> validated = times(Row::validated).toList();
        Optional<Instant> first = rows.stream().map(Row::rotated).min(Instant::compareTo);
        Optional<Instant> last = validated.stream().max(Instant::compareTo);
        return validated.size() == rows.size() && first.isPresent() && last.isPresent()
                ? Optional.of(Duration.between(first.get(), last.get()))
                : Optional.empty();
    }

    /** Returns failures over attempts before the rotation; empty without attempts. */
    public Optional<Ratio> failureRateBefore() {
        return rate(Row::before);
    }

    /** Returns failures over attempts after the rotation; empty without attempts. */
    public Optional<Ratio> failureRateAfter() {
        return rate(Row::after);
    }

    private Optional<Ratio> rate(Function<Row, Attempts> side) {
        long total = rows.stream().map(side).mapToLong(Attempts::total).sum();
        long failures = rows.stream().map(side).mapToLong(Attempts::failures).sum();
        return total == 0 ? Optional.empty() : Optional.of(Ratio.of(failures).over(Ratio.of(total)));
    }

    private Stream<Instant> times(Function<Row, @Nullable Instant> time) {
        return rows.stream().flatMap(r -> Stream.ofNullable(time.apply(r)));
    }

    private Optional<Duration> mean(Function<Row, @Nullable Instant> from, Function<Row, @Nullable Instant> to) {
        Duration sum = Duration.ZERO;
        int count = 0;
        for (Row row : rows) {
            Instant start = from.apply(row);
            Instant end = to.apply(row);
            if (start != null && end != null) {
                sum = sum.plus(Duration.between(start, end));
                count++;
            }
        }
        return count == 0 ? Optional.empty() : Optional.of(sum.dividedBy(count));
    }

    /** How many services. */
    @Override
    public String toString() {
        return "review of " + Count.of(rows.size(), "service");
    }
}
