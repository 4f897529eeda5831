package io.github.windlass4j.manifest.internal.cel;

import io.github.windlass4j.manifest.internal.cel.Functions.Registry;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The standard library: size, conversions, durations, times, optionals. */
final class CoreFunctions {
    /** First instant that is no longer in range: the year 10000 (cel-spec, timestamps). */
    private static final long MAX_SECOND = 253_402_300_800L;

    private static final long MIN_SECOND = -62_135_596_800L;

    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]+");

    /** What Go's ParseFloat takes, but for hexadecimal numbers and the names of infinity and NaN. */
    private static final Pattern REAL = Pattern.compile("[+-]?(([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?"
            + "|0[xX]([0-9a-fA-F]+\\.?[0-9a-fA-F]*|\\.[0-9a-fA-F]+)[pP][+-]?[0-9]+)");

    /** Names of the zone database that Java takes for abbreviations. */
    private static final Map<String, String> FIXED_ZONES = Map.of("EST", "-05:00", "MST", "-07:00", "HST", "-10:00");

    private CoreFunctions() {}

    static void register(Registry registry) {
        registry.global("size", 1, (a, f) -> size(a[0])).method("size", 1, (a, f) -> size(a[0]));
        registry.global("int", 1, (a, f) -> toInt(a[0]))
                .global("uint", 1, (a, f) -> toUint(a[0]))
                .global("double", 1, (a, f) -> toDouble(a[0]))
                .global("string", 1, (a, f) -> toText(a[0]))
                .global("bool", 1, (a, f) -> toBool(a[0]))
                .global("bytes", 1, (a, f) -> toBytes(a[0]))
                .global("dyn", 1, (a, f) -> a[0])
                .global("type", 1, (a, f) -> new CelType(CelTypes.nameOf(a[0])))
                .global("duration", 1, (a, f) -> toDuration(a[0]))
                .global("timestamp", 1, (a, f) -> toTimestamp(a[0]));
        times(registry);
        optionals(registry);
    }

    private static void times(Registry registry) {
        field(registry, "getFullYear", ChronoField.YEAR, 0);
        field(registry, "getMonth", ChronoField.MONTH_OF_YEAR, -1);
        field(registry, "getDayOfYear", ChronoField.DAY_OF_YEAR, -1);
        field(registry, "getDayOfMonth", ChronoField.DAY_OF_MONTH, -1);
        field(registry, "getDate", ChronoField.DAY_OF_MONTH, 0);
        span(registry, "getHours", ChronoField.HOUR_OF_DAY, 3_600_000_000_000L);
        span(registry, "getMinutes", ChronoField.MINUTE_OF_HOUR, 60_000_000_000L);
        span(registry, "getSeconds", ChronoField.SECOND_OF_MINUTE, 1_000_000_000L);
        span(registry, "getMilliseconds", ChronoField.MILLI_OF_SECOND, 1_000_000L);
        // Sunday is 0 in CEL and 7 in ISO 8601.
        registry.method("getDayOfWeek", 1, (a, f) -> weekday(a[0], null));
        registry.method("getDayOfWeek", 2, (a, f) -> weekday(a[0], a[1]));
    }

    private static Object weekday(Object time, @Nullable Object zone) {
        Object day = get(time, zone, ChronoField.DAY_OF_WEEK, 0);
        return day instanceof Long number ? number % 7 : day;
    }

    private static void field(Registry registry, String name, ChronoField field, long offset) {
        registry.method(name, 1, (a, f) -> get(a[0], null, field, offset));
        registry.method(name, 2, (a, f) -> get(a[0], a[1], field, offset));
    }

    private static void span(Registry registry, String name, ChronoField field, long unit) {
        registry.method(
                name,
                1,
                (a, f) -> a[0] instanceof CelDuration d ? (Object) (d.nanos() / unit) : get(a[0], null, field, 0));
        registry.method(name, 2, (a, f) -> get(a[0], a[1], field, 0));
    }

    private static Object get(Object time, @Nullable Object zone, ChronoField field, long offset) {
        if (!(time instanceof Instant instant) || (zone != null && !(zone instanceof String))) {
            return CelError.NO_OVERLOAD;
        }
        Object place = zone == null ? ZoneOffset.UTC : zone((String) zone);
        if (place instanceof Long minutes) {
            return ZonedDateTime.ofInstant(instant.plusSeconds(minutes * 60), ZoneOffset.UTC)
                            .getLong(field)
                    + offset;
        }
        return place instanceof ZoneId id
                ? (Object) (ZonedDateTime.ofInstant(instant, id).getLong(field) + offset)
                : place;
    }

    /** As cel-go reads it: hours and minutes where there is a colon, else a name of the zone database. */
    private static Object zone(String name) {
        int colon = name.indexOf(':');
        if (colon >= 0) {
            return offset(name, name.substring(0, colon), name.substring(colon + 1));
        }
        if (name.isEmpty() || name.equals("UTC") || name.equals("Local")) {
            return ZoneOffset.UTC;
        }
        String fixed = FIXED_ZONES.get(name);
        try {
            ZoneId id = ZoneId.of(fixed == null ? name : fixed);
            if (fixed != null || (!(id instanceof ZoneOffset) && id.getId().equals(name))) {
                return id;
            }
        } catch (DateTimeException unknown) {
            // The words are the same for what is no name at all.
        }
        return new CelError("unknown time zone " + name);
    }

    /** Minutes to the east: Java's own offsets end at 18 hours. */
    private static Object offset(String name, String hours, String minutes) {
        for (String part : List.of(hours, minutes)) {
            if (!WHOLE.matcher(part).matches() || part.length() > 9) {
                return new CelError("strconv.Atoi: parsing " + GoEscapes.quote(part) + ": invalid syntax");
            }
        }
        int hour = Integer.parseInt(hours);
        int minute = Integer.parseInt(minutes);
        if (hour < -23 || hour > 23) {
            return new CelError("timezone offset hours out of range [-23, 23]: " + name);
        }
        if (minute < 0 || minute > 59) {
            return new CelError("timezone offset minutes out of range [0, 59]: " + name);
        }
        return hour * 60L + (name.startsWith("-") ? -minute : minute);
    }

    private static void optionals(Registry registry) {
        registry.global("optional.none", 0, (a, f) -> CelOptional.NONE)
                .global("optional.of", 1, (a, f) -> new CelOptional(a[0]))
                .global("optional.ofNonZeroValue", 1, (a, f) -> isZero(a[0]) ? CelOptional.NONE : new CelOptional(a[0]))
                .method(
                        "hasValue",
                        1,
                        (a, f) -> a[0] instanceof CelOptional o ? (Object) (o.value() != null) : CelError.NO_OVERLOAD)
                .method("value", 1, (a, f) -> {
                    if (!(a[0] instanceof CelOptional optional)) {
                        return CelError.NO_OVERLOAD;
                    }
                    Object value = optional.value();
                    return value == null ? new CelError("optional.none() dereference") : value;
                });
    }

    private static boolean isZero(Object value) {
        return value == CelNull.NULL
                || (value instanceof Boolean flag && !flag)
                || (value instanceof Number number && number.doubleValue() == 0)
                || (value instanceof CelUint unsigned && unsigned.bits() == 0)
                || (value instanceof CelDuration span && span.nanos() == 0)
                || (size(value) instanceof Long size && size == 0);
    }

    static Object size(Object value) {
        if (value instanceof String text) {
            return (long) text.codePointCount(0, text.length());
        }
        if (value instanceof CelList list) {
            return (long) list.size();
        }
        if (value instanceof CelMap map) {
            return (long) map.size();
        }
        return value instanceof CelBytes bytes ? (Object) (long) bytes.size() : CelError.NO_OVERLOAD;
    }

    private static Object toInt(Object value) {
        if (value instanceof Long) {
            return value;
        }
        if (value instanceof CelUint unsigned) {
            return unsigned.bits() < 0 ? new CelError("integer overflow") : (Object) unsigned.bits();
        }
        if (value instanceof Double real) {
            return real.isNaN() || real <= -0x1p63 || real >= 0x1p63
                    ? new CelError("integer overflow")
                    : (Object) real.longValue();
        }
        if (value instanceof Instant time) {
            return time.getEpochSecond();
        }
        if (value instanceof CelDuration span) {
            return span.nanos();
        }
        if (value instanceof String text) {
            // Go takes ASCII digits only.
            try {
                return WHOLE.matcher(text).matches() ? Long.parseLong(text) : CelError.conversion(value, "int");
            } catch (NumberFormatException outOfRange) {
                return CelError.conversion(value, "int");
            }
        }
        return CelError.NO_OVERLOAD;
    }

    private static Object toUint(Object value) {
        if (value instanceof CelUint) {
            return value;
        }
        if (value instanceof Long number) {
            return number < 0 ? new CelError("unsigned integer overflow") : new CelUint(number);
        }
        if (value instanceof Double real) {
            return real.isNaN() || real < 0 || real >= 0x1p64
                    ? new CelError("unsigned integer overflow")
                    : new CelUint(new BigDecimal(real).toBigInteger().longValue());
        }
        if (value instanceof String text) {
            try {
                return text.startsWith("+") || !WHOLE.matcher(text).matches()
                        ? CelError.conversion(value, "uint")
                        : new CelUint(Long.parseUnsignedLong(text));
            } catch (NumberFormatException e) {
                return CelError.conversion(value, "uint");
            }
        }
        return CelError.NO_OVERLOAD;
    }

    private static Object toDouble(Object value) {
        if (value instanceof Long || value instanceof Double) {
            return ((Number) value).doubleValue();
        }
        if (value instanceof CelUint unsigned) {
            return new BigDecimal(Long.toUnsignedString(unsigned.bits())).doubleValue();
        }
        if (value instanceof String text) {
            return real(text);
        }
        return CelError.NO_OVERLOAD;
    }

    /** Go's ParseFloat, which knows infinity and no number by name; a number that is too large is none. */
    private static Object real(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        if (name.equals("nan")) {
            return Double.NaN;
        }
        boolean signed = name.startsWith("+") || name.startsWith("-");
        String plain = signed ? name.substring(1) : name;
        if (plain.equals("inf") || plain.equals("infinity")) {
            return name.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        double number = REAL.matcher(text).matches() ? Double.parseDouble(text) : Double.POSITIVE_INFINITY;
        return Double.isInfinite(number) ? CelError.conversion(text, "double") : (Object) number;
    }

    private static Object toText(Object value) {
        String text = CelText.orNull(value);
        return text != null
                ? text
                : value instanceof CelBytes
                        ? new CelError("invalid UTF-8 in bytes, cannot convert to string")
                        : CelError.NO_OVERLOAD;
    }

    private static Object toBool(Object value) {
        if (value instanceof Boolean) {
            return value;
        }
        if (value instanceof String text) {
            return switch (text) {
                case "1", "t", "T", "TRUE", "true", "True" -> true;
                case "0", "f", "F", "FALSE", "false", "False" -> false;
                default -> CelError.conversion(value, "bool");
            };
        }
        return CelError.NO_OVERLOAD;
    }

    private static Object toBytes(Object value) {
        return value instanceof CelBytes
                ? value
                : value instanceof String text
                        ? new CelBytes(text.getBytes(StandardCharsets.UTF_8))
                        : CelError.NO_OVERLOAD;
    }

    private static Object toDuration(Object value) {
        if (value instanceof CelDuration) {
            return value;
        }
        if (value instanceof Long nanos) {
            return new CelDuration(nanos);
        }
        if (value instanceof String text) {
            Long nanos = GoDuration.parse(text);
            return nanos == null ? CelError.conversion(value, CelTypes.DURATION) : new CelDuration(nanos);
        }
        return CelError.NO_OVERLOAD;
    }

    private static Object toTimestamp(Object value) {
        if (value instanceof Instant) {
            return value;
        }
        if (value instanceof Long seconds) {
            return seconds < MIN_SECOND || seconds >= MAX_SECOND
                    ? new CelError("timestamp overflow")
                    : Instant.ofEpochSecond(seconds);
        }
        if (value instanceof String text) {
            try {
                Instant time = OffsetDateTime.parse(text).toInstant();
                return time.getEpochSecond() < MIN_SECOND ? new CelError("timestamp overflow") : time;
            } catch (DateTimeException e) {
                return CelError.conversion(value, CelTypes.TIMESTAMP);
            }
        }
        return CelError.NO_OVERLOAD;
    }
}
