package io.github.windlass4j.manifest.internal.cel;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Values as texts, the way {@code string(x)} and Go print them. */
final class CelText {
    private static final long SECOND = 1_000_000_000L;

    private CelText() {}

    static String of(Object value) {
        String text = orNull(value);
        return text == null ? value.toString() : text;
    }

    /** Null where CEL has no conversion to a string. */
    static @Nullable String orNull(Object value) {
        if (value instanceof String || value instanceof Long || value instanceof Boolean || value instanceof Instant) {
            return value.toString();
        }
        if (value instanceof CelUint number) {
            return Long.toUnsignedString(number.bits());
        }
        if (value instanceof Double number) {
            return decimal(number);
        }
        if (value instanceof CelDuration duration) {
            return seconds(duration.nanos());
        }
        if (value instanceof CelBytes bytes) {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes.bytes()))
                        .toString();
            } catch (CharacterCodingException e) {
                return null;
            }
        }
        return value instanceof IpAddress || value instanceof NetworkFunctions.Cidr ? value.toString() : null;
    }

    /** Go's FormatFloat(x, 'g', -1, 64). */
    static String decimal(double number) {
        if (Double.isNaN(number)) {
            return "NaN";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "+Inf" : "-Inf";
        }
        BigDecimal digits = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        if (digits.signum() == 0) {
            return 1 / number < 0 ? "-0" : "0";
        }
        int exponent = digits.precision() - digits.scale() - 1;
        if (exponent >= -4 && exponent < 6) {
            return digits.toPlainString();
        }
        String all = digits.unscaledValue().abs().toString();
        String mantissa = all.length() == 1 ? all : all.charAt(0) + "." + all.substring(1);
        int size = Math.abs(exponent);
        return (digits.signum() < 0 ? "-" : "")
                + mantissa
                + (exponent < 0 ? "e-" : "e+")
                + (size < 10 ? "0" : "")
                + size;
    }

    private static String seconds(long nanos) {
        String text = new BigDecimal(nanos)
                .divide(new BigDecimal(SECOND))
                .stripTrailingZeros()
                .toPlainString();
        return text + "s";
    }
}
