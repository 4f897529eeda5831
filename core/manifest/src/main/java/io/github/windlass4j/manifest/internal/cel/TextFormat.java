package io.github.windlass4j.manifest.internal.cel;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code text.format(list)} of cel-go's strings extension, version 1 (ext/formatting.go): numbers as in American English. */
final class TextFormat {
    private static final int PRECISION = 6;

    /** More digits than this nobody reads, and each costs. */
    private static final int MAX_PRECISION = 1_000;

    private static final String SUPERSCRIPTS = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079";

    private final String format;
    private final CelList args;
    private final Frame frame;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private TextFormat(String format, CelList args, Frame frame) {
        this.format = format;
        this.args = args;
        this.frame = frame;
    }

    /** Why a text cannot be made. */
    private static final class Unfit extends Exception {
        private static final long serialVersionUID = 1L;

        Unfit(String problem) {
            super(problem, null, false, false);
        }
    }

    static Object format(Object[] args, Frame frame) {
        if (!(args[0] instanceof String format && args[1] instanceof CelList values)) {
            return CelError.NO_OVERLOAD;
        }
        try {
            return new TextFormat(format, values, frame).text();
        } catch (Unfit e) {
            return new CelError(String.valueOf(e.getMessage()));
        }
    }

    private String text() throws Unfit {
        int next = 0;
        while (at < format.length()) {
            char c = format.charAt(at++);
            if (c != '%') {
                out.append(c);
            } else if (at < format.length() && format.charAt(at) == '%') {
                out.append('%');
                at++;
            } else {
                if (next >= args.size()) {
                    throw new Unfit("index " + next + " out of range");
                }
                if (at == format.length()) {
                    throw new Unfit("unexpected end of string");
                }
                String part = clause(args.get(next++));
                frame.build(part.length());
                out.append(part);
            }
        }
        return out.toString();
    }

    private String clause(Object value) throws Unfit {
        int precision = precision();
        char letter = format.charAt(at++);
        try {
            return switch (letter) {
                case 's' -> string(value);
                case 'd' -> decimal(value, "decimal clause can only be used on integers, was given ");
                case 'f' -> fixed(value, precision);
                case 'e' -> scientific(value, precision);
                case 'b' ->
                    value instanceof Boolean flag
                            ? flag ? "1" : "0"
                            : based(value, 2, "only integers and bools can be formatted as binary, was given ");
                case 'o' -> based(value, 8, "octal clause can only be used on integers, was given ");
                case 'x' -> hex(value);
                case 'X' -> hex(value).toUpperCase(Locale.ROOT);
                default -> throw new Unfit("");
            };
        } catch (Unfit e) {
            throw String.valueOf(e.getMessage()).isEmpty()
                    ? new Unfit("could not parse formatting clause: unrecognized formatting clause \"" + letter + "\"")
                    : new Unfit("error during formatting: " + e.getMessage());
        }
    }

    private int precision() throws Unfit {
        if (format.charAt(at) != '.') {
            return PRECISION;
        }
        int from = ++at;
        while (at < format.length() && format.charAt(at) >= '0' && format.charAt(at) <= '9') {
            at++;
        }
        String digits = format.substring(from, at);
        String problem = at == format.length()
                ? "could not find end of precision specifier"
                : digits.isEmpty()
                        ? "error while converting precision to integer: strconv.Atoi: parsing \"\": invalid syntax"
                        : digits.length() > 3 ? "precision " + digits + " exceeds maximum allowed precision 1000" : "";
        if (!problem.isEmpty() && !digits.equals(Integer.toString(MAX_PRECISION))) {
            throw new Unfit("could not parse formatting clause: error while parsing precision: " + problem);
        }
        return Integer.parseInt(digits);
    }

    private static Unfit unfit(String words, Object value) {
        return new Unfit(words + CelTypes.nameOf(value));
    }

    private static String string(Object value) throws Unfit {
        if (value instanceof CelError error) {
            throw new Unfit(error.message());
        }
        if (value instanceof CelList || value instanceof CelMap) {
            return literal(value);
        }
        String text = value instanceof CelNull ? "null" : value instanceof CelType type ? type.name() : plain(value);
        if (text == null && value instanceof CelBytes) {
            throw new Unfit(
                    "could not convert argument \"invalid UTF-8 in bytes, cannot convert to string\" to string");
        }
        if (text == null) {
            throw unfit(
                    "string clause can only be used on strings, bools, bytes, ints, doubles, maps, lists, types, durations,"
                            + " and timestamps, was given ",
                    value);
        }
        return text;
    }

    private static @Nullable String plain(Object value) {
        return value instanceof CelTypes.Named ? null : CelText.orNull(value);
    }

    /** A value as an expression would write it, inside of a list or map. */
    private static String literal(Object value) throws Unfit {
        if (value instanceof CelList list) {
            List<String> items = new ArrayList<>();
            for (int i = 0; i < list.size(); i++) {
                items.add(literal(list.get(i)));
            }
            return "[" + String.join(", ", items) + "]";
        }
        if (value instanceof CelMap map) {
            TreeMap<String, String> entries = new TreeMap<>();
            for (Object key : map.keys()) {
                if (key instanceof Double) {
                    throw new Unfit("no formatting function for map key of type double");
                }
                Object entry = map.find(key);
                entries.put(literal(key), entry == null ? "null" : literal(entry));
            }
            List<String> items = new ArrayList<>();
            entries.forEach((key, entry) -> items.add(key + ":" + entry));
            return "{" + String.join(", ", items) + "}";
        }
        if (value instanceof Double number) {
            return Double.isFinite(number)
                    ? new BigDecimal(number)
                            .setScale(PRECISION, RoundingMode.HALF_EVEN)
                            .toPlainString()
                    : GoEscapes.quote(CelText.decimal(number));
        }
        if (value instanceof CelTypes.Named || value instanceof CelOptional) {
            throw unfit("no formatting function for ", value);
        }
        String text = string(value);
        if (value instanceof String) {
            return GoEscapes.quote(text);
        }
        if (value instanceof CelBytes) {
            return "b" + GoEscapes.quote(text);
        }
        return value instanceof Instant
                ? "timestamp(" + GoEscapes.quote(text) + ")"
                : value instanceof CelDuration ? "duration(" + GoEscapes.quote(text) + ")" : text;
    }

    private static String decimal(Object value, String words) throws Unfit {
        if (value instanceof Long || value instanceof CelUint) {
            return CelText.of(value);
        }
        throw unfit(words, value);
    }

    private static String based(Object value, int base, String words) throws Unfit {
        if (value instanceof Long number) {
            return Long.toString(number, base);
        }
        if (value instanceof CelUint number) {
            return Long.toUnsignedString(number.bits(), base);
        }
        throw unfit(words, value);
    }

    private static String hex(Object value) throws Unfit {
        byte[] bytes = value instanceof CelBytes raw
                ? raw.bytes()
                : value instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : null;
        if (bytes == null) {
            return based(value, 16, "only integers, byte buffers, and strings can be formatted as hex, was given ");
        }
        StringBuilder digits = new StringBuilder();
        for (byte one : bytes) {
            digits.append(String.format("%02x", one));
        }
        return digits.toString();
    }

    private static double real(Object value, String words) throws Unfit {
        if (value instanceof Double number) {
            return number;
        }
        if ("NaN".equals(value)) {
            return Double.NaN;
        }
        if ("Infinity".equals(value) || "-Infinity".equals(value)) {
            return "Infinity".equals(value) ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        }
        throw unfit(words, value);
    }

    private static String fixed(Object value, int precision) throws Unfit {
        double number = real(value, "fixed-point clause can only be used on doubles, was given ");
        if (!Double.isFinite(number)) {
            return Double.isNaN(number) ? "NaN" : number > 0 ? "\u221e" : "-\u221e";
        }
        DecimalFormat english = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.US));
        english.setMinimumFractionDigits(precision);
        english.setMaximumFractionDigits(precision);
        english.setRoundingMode(RoundingMode.HALF_EVEN);
        return english.format(new BigDecimal(number));
    }

    /** What stands for the precision is the least width there (ext/formatting.go); six digits follow the point. */
    private static String scientific(Object value, int width) throws Unfit {
        double number = real(value, "scientific clause can only be used on doubles, was given ");
        String text = Double.isFinite(number) ? power(number) : fixed(value, PRECISION);
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    private static String power(double number) {
        BigDecimal rounded = new BigDecimal(number).round(new MathContext(PRECISION + 1, RoundingMode.HALF_EVEN));
        String[] parts =
                String.format(Locale.ROOT, "%." + PRECISION + "e", rounded).split("e", -1);
        StringBuilder power = new StringBuilder(parts[1].startsWith("-") ? "\u207b" : "");
        parts[1].chars().filter(c -> c >= '0' && c <= '9').forEach(c -> power.append(SUPERSCRIPTS.charAt(c - '0')));
        return parts[0] + "\u202f\u00d7\u202f10" + power;
    }
}
