package io.github.windlass4j.manifest.internal.cel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
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

    private static final Pattern LOOSE = Pattern.compile("([0-9]+)[\\t\\n\\f\\r ]*([A-Za-z\u00b5]+)");

    /** Words for units; what begins with the last of each is one too. */
    private static final Map<List<String>, Long> WORDS = Map.of(
            List.of("ns", "nano"), 1L,
            List.of("us", "\u00b5s", "micro"), 1_000L,
            List.of("ms", "milli"), 1_000_000L,
            List.of("s", "sec"), 1_000_000_000L,
            List.of("m", "min"), 60_000_000_000L,
            List.of("h", "hr", "hour"), 3_600_000_000_000L,
            List.of("d", "day"), 86_400_000_000_000L,
            List.of("w", "wk", "week"), 604_800_000_000_000L);

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

    /** What OpenAPI's format takes beside that: numbers with units in words, anywhere in the text (strfmt, ParseDuration). */
    public static @Nullable Long parseLoosely(String text) {
        Long exact = parse(text);
        if (exact != null) {
            return exact;
        }
        boolean found = false;
        long total = 0;
        Matcher part = LOOSE.matcher(text);
        while (part.find()) {
            String digits = part.group(1);
            // Beyond this Go's Atoi refuses the whole text.
            if (new BigDecimal(digits).compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
                return null;
            }
            String unit = part.group(2).toLowerCase(Locale.ROOT);
            for (Map.Entry<List<String>, Long> known : WORDS.entrySet()) {
                List<String> names = known.getKey();
                if (names.contains(unit) || unit.startsWith(names.get(names.size() - 1))) {
                    found = true;
                    total += Long.parseLong(digits) * known.getValue();
                }
            }
        }
        return found ? (Long) total : null;
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
