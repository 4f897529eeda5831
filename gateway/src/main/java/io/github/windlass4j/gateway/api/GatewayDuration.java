package io.github.windlass4j.gateway.api;

import io.github.windlass4j.manifest.object.Fields;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as GEP-2257 writes them: one to four numbers of at most five digits, each with h, m, s or ms. */
public final class GatewayDuration {
    private static final int MOST_HOURS = 99_999;

    private static final Pattern WHOLE = Pattern.compile("([0-9]{1,5}(h|ms|m|s)){1,4}");
    private static final Pattern PART = Pattern.compile("([0-9]{1,5})(h|ms|m|s)");

    private GatewayDuration() {}

    /** Empty when the field is absent or no such duration. */
    static Optional<Duration> of(Fields owner, String field) {
        return owner.text(field).filter(text -> WHOLE.matcher(text).matches()).map(GatewayDuration::sum);
    }

    /**
     * A duration as manifests write it.
     *
     * @param duration whole milliseconds, not negative
     * @return its hours, minutes, seconds and milliseconds, without those that are none ({@code 1m30s})
     * @throws IllegalArgumentException for parts of milliseconds, less than nothing or more than 99,999 hours
     */
    public static String text(Duration duration) {
        if (duration.isNegative() || duration.toNanosPart() % 1_000_000 != 0 || duration.toHours() > MOST_HOURS) {
            throw new IllegalArgumentException("duration " + duration
                    + " (want whole milliseconds, at least 0 and at most " + MOST_HOURS + " hours)");
        }
        String text = part(duration.toHours(), "h")
                + part(duration.toMinutesPart(), "m")
                + part(duration.toSecondsPart(), "s")
                + part(duration.toMillisPart(), "ms");
        return text.isEmpty() ? "0s" : text;
    }

    private static String part(long number, String unit) {
        return number == 0 ? "" : number + unit;
    }

    private static Duration sum(String text) {
        Duration sum = Duration.ZERO;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            long number = Long.parseLong(part.group(1));
            sum = sum.plus(
                    switch (part.group(2)) {
                        case "h" -> Duration.ofHours(number);
                        case "m" -> Duration.ofMinutes(number);
                        case "s" -> Duration.ofSeconds(number);
                        default -> Duration.ofMillis(number);
                    });
        }
        return sum;
    }
}
