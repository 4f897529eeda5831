package io.github.windlass4j.manifest.yaml;

import io.github.windlass4j.manifest.internal.GoBase64;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a plain scalar means to Kubernetes: the YAML 1.1 rules of go-yaml v2 (resolve.go), then the conversion to JSON of
 * sigs.k8s.io/yaml. Dates and base-60 numbers stay text, {@code 1.0} becomes the whole number 1.
 */
@SuppressWarnings("ReferenceEquality") // NULL is a mark: there is one.
final class ScalarRules {
    private static final String PREFIX = "tag:yaml.org,2002:";
    private static final Object NULL = new Object();
    private static final Map<String, Object> WORDS = new HashMap<>();

    static {
        for (String word : List.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON")) {
            WORDS.put(word, true);
        }
        for (String word : List.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF")) {
            WORDS.put(word, false);
        }
        for (String word : List.of("~", "null", "Null", "NULL")) {
            WORDS.put(word, NULL);
        }
        for (String word : List.of(".nan", ".NaN", ".NAN")) {
            WORDS.put(word, Double.NaN);
        }
        for (String word : List.of(".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF")) {
            WORDS.put(word, Double.POSITIVE_INFINITY);
        }
        for (String word : List.of("-.inf", "-.Inf", "-.INF")) {
            WORDS.put(word, Double.NEGATIVE_INFINITY);
        }
    }

    /** Linear: each part is a run of one character class. */
    private static final Pattern FLOAT =
            Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?", Pattern.DOTALL);

    /** allowedTimestampFormats of go-yaml v2's resolve.go: a date alone, with T and zoned time, with a blank and time. */
    private static final Pattern TIMESTAMP = Pattern.compile("(?<year>[0-9]{4})-(?<month>[0-9]{1,2})-(?<day>[0-9]{1,2})"
            + "(((?<zoned>[Tt])| +)(?<hour>[0-9]{1,2}):(?<minute>[0-9]{1,2}):(?<second>[0-9]{1,2})([.,][0-9]+)?"
            + "(?<zone>Z|[-+][0-9]{2}:[0-9]{2})?)?");

    static final BigInteger UINT64_MAX = BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);

    /** From here on Go writes a float with an exponent (encoding/json, floatEncoder). */
    private static final double EXPONENT_FROM = 1e21;

    private ScalarRules() {}

    /** A problem with a scalar, in go-yaml's words. */
    static final class BadScalar extends Exception {
        private static final long serialVersionUID = 1L;

        BadScalar(String message) {
            super(message, null, false, false);
        }
    }

    /** Value of a scalar as a mapping's value: String, Long, BigInteger, Double, Boolean or null. */
    static @Nullable Object value(@Nullable String tag, boolean plain, String text) throws BadScalar {
        Object resolved = resolve(tag, plain, text);
        if (resolved instanceof Double number) {
            if (number.isNaN() || number.isInfinite()) {
                throw new BadScalar("json: unsupported value: " + goFloat(number));
            }
            return wholeIfIntegral(number);
        }
        return resolved == NULL ? null : resolved;
    }

    /** Text of a scalar as a key: JSON names are texts, so numbers and booleans turn into their own spelling. */
    static String key(@Nullable String tag, boolean plain, String text) throws BadScalar {
        Object resolved = resolve(tag, plain, text);
        if (resolved instanceof Double number) {
            // The spelling is that of 32 bits, in which a large float is infinite.
            float spelled = number.floatValue();
            return Float.isNaN(spelled)
                    ? ".nan"
                    : Float.isInfinite(spelled) ? (spelled > 0 ? ".inf" : "-.inf") : goShort(spelled);
        }
        if (resolved == NULL || resolved instanceof BigInteger) {
            throw new BadScalar("unsupported map key: " + (resolved == NULL ? "null" : text)
                    + " (want a text, an integer of 64 bits, a float or a boolean)");
        }
        return resolved.toString();
    }

    private static Object resolve(@Nullable String tag, boolean plain, String text) throws BadScalar {
        if (tag == null) {
            return plain ? plain(text) : text;
        }
        switch (tag) {
            case PREFIX + "int", PREFIX + "float", PREFIX + "bool", PREFIX + "null" -> {
                return tagged(tag.substring(PREFIX.length()), plain(text), text);
            }
            case PREFIX + "timestamp" -> {
                return isTimestamp(text) ? text : tagged("timestamp", plain(text), text);
            }
            case PREFIX + "binary" -> {
                try {
                    return text(GoBase64.decode(text));
                } catch (IllegalArgumentException e) {
                    throw new BadScalar("!!binary value contains invalid base64 data");
                }
            }
            default -> {
                return text;
            }
        }
    }

    /** As Go's encoding/json writes a text: one replacement for each octet that is no UTF-8. */
    private static String text(byte[] octets) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(octets);
        CharBuffer out = CharBuffer.allocate(octets.length);
        while (decoder.decode(in, out, true).isError()) {
            in.get();
            out.put('\uFFFD');
        }
        return out.flip().toString();
    }

    /** Whether Go's time.Parse takes it in one of allowedTimestampFormats; it stays a text all the same. */
    private static boolean isTimestamp(String text) {
        Matcher parts = TIMESTAMP.matcher(text);
        if (!parts.matches() || (parts.group("zone") != null) != (parts.group("zoned") != null)) {
            return false;
        }
        try {
            LocalDate.of(number(parts, "year"), number(parts, "month"), number(parts, "day"));
            LocalTime.of(number(parts, "hour"), number(parts, "minute"), number(parts, "second"));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static int number(Matcher parts, String group) {
        String digits = parts.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static Object tagged(String want, Object resolved, String text) throws BadScalar {
        String have = resolved == NULL
                ? "null"
                : resolved instanceof Boolean
                        ? "bool"
                        : resolved instanceof Double ? "float" : resolved instanceof Number ? "int" : "str";
        if (have.equals(want)) {
            return resolved;
        }
        if (want.equals("float") && resolved instanceof Long whole) {
            return whole.doubleValue();
        }
        throw new BadScalar("cannot decode !!" + have + " `" + text + "` as a !!" + want);
    }

    private static Object plain(String text) {
        if (text.isEmpty()) {
            return NULL;
        }
        Object word = WORDS.get(text);
        if (word != null) {
            return word;
        }
        char first = text.charAt(0);
        if (first == '.') {
            return FLOAT.matcher(text).matches() ? floatOrText(text, text) : text;
        }
        if (first != '+' && first != '-' && (first < '0' || first > '9')) {
            return text;
        }
        String digits = text.replace("_", "");
        Object whole = integer(digits);
        if (whole != null) {
            return whole;
        }
        return FLOAT.matcher(digits).matches() ? floatOrText(digits, text) : text;
    }

    private static Object floatOrText(String digits, String text) {
        double number = Double.parseDouble(digits);
        // Go's ParseFloat reports a range error here and go-yaml then keeps the text.
        return Double.isInfinite(number) ? text : (Object) number;
    }

    /** Go's ParseInt and ParseUint with base 0: 0x, 0o, 0b and a leading 0 choose the base. Null when it is no integer. */
    private static @Nullable Object integer(String text) {
        boolean negative = text.startsWith("-");
        String rest = negative || text.startsWith("+") ? text.substring(1) : text;
        int base = 10;
        String digits = rest;
        if (rest.length() > 1 && rest.charAt(0) == '0') {
            char mark = Character.toLowerCase(rest.charAt(1));
            base = mark == 'x' ? 16 : mark == 'b' ? 2 : 8;
            digits = rest.substring(mark == 'x' || mark == 'b' || mark == 'o' ? 2 : 1);
        }
        if (digits.isEmpty() || digits.length() > Long.SIZE + 1 + leadingZeros(digits)) {
            return null;
        }
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c > 'f' || Character.digit(c, base) < 0) {
                return null;
            }
        }
        BigInteger number = new BigInteger(digits, base);
        BigInteger signed = negative ? number.negate() : number;
        if (signed.bitLength() < Long.SIZE) {
            return signed.longValue();
        }
        // ParseUint takes no sign.
        return digits.length() + (base == 10 ? 0 : 1) <= text.length()
                        && Character.isDigit(text.charAt(0))
                        && number.compareTo(UINT64_MAX) <= 0
                ? number
                : null;
    }

    private static int leadingZeros(String digits) {
        int zeros = 0;
        while (zeros < digits.length() && digits.charAt(zeros) == '0') {
            zeros++;
        }
        return zeros;
    }

    /** Go's JSON encoder writes an integral float below 1e21 without a point, so the API server reads an integer. */
    static Object wholeIfIntegral(double number) {
        if (number != Math.rint(number) || Math.abs(number) >= EXPONENT_FROM) {
            return number;
        }
        BigInteger whole = new BigDecimal(Double.toString(number)).toBigInteger();
        return whole.bitLength() < Long.SIZE ? (Object) whole.longValue() : whole;
    }

    /** Go's FormatFloat with 'g' and the shortest digits of a 32-bit float, the spelling of a float key. */
    private static String goShort(double number) {
        if (number == 0) {
            return 1 / number < 0 ? "-0" : "0";
        }
        BigDecimal digits = shortest((float) number);
        int exponent = digits.precision() - digits.scale() - 1;
        if (exponent >= -4 && exponent < 6) {
            return digits.toPlainString();
        }
        String all = digits.unscaledValue().abs().toString();
        String mantissa = all.length() == 1 ? all : all.charAt(0) + "." + all.substring(1);
        String sign = exponent < 0 ? "-" : "+";
        int size = Math.abs(exponent);
        return (digits.signum() < 0 ? "-" : "") + mantissa + "e" + sign + (size < 10 ? "0" : "") + size;
    }

    /** Before JDK 19 Float.toString gives more digits than tell the number. */
    private static BigDecimal shortest(float number) {
        BigDecimal exact = new BigDecimal(number);
        int precision = 1;
        while (exact.round(new MathContext(precision)).floatValue() != number) {
            precision++;
        }
        return exact.round(new MathContext(precision)).stripTrailingZeros();
    }

    private static String goFloat(double number) {
        return Double.isNaN(number) ? "NaN" : number > 0 ? "+Inf" : "-Inf";
    }
}
