package io.github.windlass4j.manifest.internal.cel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Go's time.ParseDuration: {@code 1h30m}, {@code 1.5s}, {@code -10ms}. */
public final class GoDuration {
    private static final Pattern PART = Pattern.compile("([0-9]*)(?:\\.([0-9]*))?(ns|us|\u00b5s|\u03bcs|ms|s|m|h)");
    private static final Map<String, Long> UNITS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "\u00b5s", 1_000L,
            "\u03bcs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L);

    /** Longer numbers cannot be in range, whatever their unit. */
    private static final int MAX_LENGTH = 1_000;

    private GoDuration() {}

    /** Nanoseconds; null when the text is no duration or out of range. */
    public static @Nullable Long parse(String text) {
        boolean negative = text.startsWith("-");
        String rest = negative || text.startsWith("+") ? text.substring(1) : text;
        if (rest.equals("0")) {
            return 0L;
        }
        if (rest.isEmpty() || rest.length() > MAX_LENGTH) {
            return null;
        }
        Long single = single(rest);
        if (single != null) {
            return negative ? -single : single;
        }
        BigDecimal total = BigDecimal.ZERO;
        Matcher part = PART.matcher(rest);
        int at = 0;
        while (at < rest.length()) {
            part.region(at, rest.length());
            if (!part.lookingAt()) {
                return null;
            }
            String whole = part.group(1);
            String fraction = part.group(2) == null ? "" : part.group(2);
            if (whole.isEmpty() && fraction.isEmpty()) {
                return null;
            }
            BigDecimal number =
                    new BigDecimal((whole.isEmpty() ? "0" : whole) + (fraction.isEmpty() ? "" : "." + fraction));
            BigDecimal unit = BigDecimal.valueOf(UNITS.getOrDefault(part.group(3), 0L));
            total = total.add(number.multiply(unit).setScale(0, RoundingMode.DOWN));
            at = part.end();
        }
        BigDecimal signed = negative ? total.negate() : total;
        return signed.toBigInteger().bitLength() < Long.SIZE ? (Long) signed.longValue() : null;
    }

    /** A few digits with one unit, as nearly all durations are; null for any other. */
    private static @Nullable Long single(String text) {
        int digits = 0;
        long number = 0;
        while (digits < text.length() && digits < 6 && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            number = 10 * number + text.charAt(digits++) - '0';
        }
        Long unit = digits == 0 ? null : UNITS.get(text.substring(digits));
        return unit == null ? null : (Long) (number * unit);
    }
}
