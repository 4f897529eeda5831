package io.github.windlass4j.mesh.internal;

import io.github.windlass4j.manifest.regex.Regex;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;

/** Durations as Prometheus reads and writes them (common, model.ParseDuration): {@code 1d12h}, largest unit first. */
public final class Durations {
    private static final Regex FORM = Regex.compile(
            "(?:([0-9]+)y)?(?:([0-9]+)w)?(?:([0-9]+)d)?(?:([0-9]+)h)?" + "(?:([0-9]+)m)?(?:([0-9]+)s)?(?:([0-9]+)ms)?");

    private static final long DAY = 86_400_000L;
    private static final List<Unit> UNITS = List.of(
            new Unit("y", 365 * DAY, true),
            new Unit("w", 7 * DAY, true),
            new Unit("d", DAY, false),
            new Unit("h", 3_600_000L, false),
            new Unit("m", 60_000L, false),
            new Unit("s", 1_000L, false),
            new Unit("ms", 1L, false));

    /** Go keeps nanoseconds in 64 bits. */
    private static final BigInteger LONGEST = BigInteger.valueOf(Long.MAX_VALUE / 1_000_000);

    /** {@code onlyWhole}: the unit is written only when nothing smaller is left. */
    private record Unit(String name, long milliseconds, boolean onlyWhole) {}

    private Durations() {}

    /**
     * Reads a duration.
     *
     * @param text such as {@code 30s}, {@code 1m30s} or {@code 0}
     * @return the duration
     * @throws IllegalArgumentException when Prometheus would refuse the text
     */
    public static Duration parse(String text) {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        if (text.isEmpty()) {
            throw new IllegalArgumentException("empty duration (want such as 30s)");
        }
        Regex.Match match = FORM.whole(text)
                .orElseThrow(
                        () -> new IllegalArgumentException("\"" + text + "\" is no duration (want such as 1m30s)"));
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i < UNITS.size(); i++) {
            BigInteger count = new BigInteger(match.group(i + 1).orElse("0"));
            sum = sum.add(count.multiply(BigInteger.valueOf(UNITS.get(i).milliseconds())));
        }
        if (sum.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("duration \"" + text + "\" is out of range (want <= 292 years)");
        }
        return Duration.ofMillis(sum.longValue());
    }

    /**
     * Writes a duration.
     *
     * @param duration not negative; what is less than a millisecond is left out
     * @return the shortest form, such as {@code 1m30s}
     */
    public static String format(Duration duration) {
        long left = duration.toMillis();
        if (left == 0) {
            return "0s";
        }
        StringBuilder out = new StringBuilder();
        for (Unit unit : UNITS) {
            if (left / unit.milliseconds() > 0 && !(unit.onlyWhole() && left % unit.milliseconds() != 0)) {
                out.append(left / unit.milliseconds()).append(unit.name());
                left %= unit.milliseconds();
            }
        }
        return out.toString();
    }
}
