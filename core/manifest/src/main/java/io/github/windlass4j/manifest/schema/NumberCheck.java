package io.github.windlass4j.manifest.schema;

import io.github.windlass4j.manifest.yaml.Node;
import java.math.BigDecimal;

/** Ranges of numbers (kube-openapi, numberValidator): a whole number is compared as one, a float as a float. */
final class NumberCheck {
    /** Go prints a float with an exponent from here on. */
    private static final double EXPONENT_FROM = 1e21;

    private NumberCheck() {}

    static void check(SchemaNode schema, Number number, Node node, FieldPath path, Complaints complaints) {
        range(schema, number, "Checked", path, node, complaints);
        boolean whole = number instanceof Long;
        double value = number.doubleValue();
        if (schema.multipleOf != null) {
            range(schema, schema.multipleOf, "MultipleOf", path, node, complaints);
            double factor = schema.multipleOf;
            boolean fits = (whole && factor >= 1)
                    ? number.longValue() % (long) factor == 0
                    : OpenApiCheck.isJsonInteger(factor < 1 ? 1 / factor * value : value / factor);
            if (!fits) {
                complaints.invalid(path, node, path + " in body should be a multiple of " + print(factor, whole));
            }
        }
        if (schema.minimum != null) {
            range(schema, schema.minimum, "Minimum boundary", path, node, complaints);
            double limit = schema.minimum;
            int order = whole ? Long.compare(number.longValue(), (long) limit) : Double.compare(value, limit);
            if (order < 0 || (schema.exclusiveMinimum && order == 0)) {
                String words = schema.exclusiveMinimum ? "greater than " : "greater than or equal to ";
                complaints.invalid(path, node, path + " in body should be " + words + print(limit, whole));
            }
        }
        if (schema.maximum != null) {
            range(schema, schema.maximum, "Maximum boundary", path, node, complaints);
            double limit = schema.maximum;
            int order = whole ? Long.compare(number.longValue(), (long) limit) : Double.compare(value, limit);
            if (order > 0 || (schema.exclusiveMaximum && order == 0)) {
                String words = schema.exclusiveMaximum ? "less than " : "less than or equal to ";
                complaints.invalid(path, node, path + " in body should be " + words + print(limit, whole));
            }
        }
    }

    /** Whether a number, or a limit, fits the type and format at all. */
    private static void range(
            SchemaNode schema, Number number, String what, FieldPath path, Node node, Complaints complaints) {
        boolean fits = switch (schema.type) {
            case "integer" -> fitsInteger(number, schema.format);
            default -> !schema.format.equals("float") || Math.abs(number.doubleValue()) <= Float.MAX_VALUE;
        };
        if (!fits) {
            String format = schema.format.isEmpty() ? " (default format)" : " with format " + schema.format;
            complaints.plain(what + " value must be of type " + schema.type + format + " in " + path, node);
        }
    }

    private static boolean fitsInteger(Number number, String format) {
        if (number instanceof Long whole) {
            return fits(whole, format);
        }
        if (number instanceof Double real && Math.abs(real) < 1L << 53 && real == Math.rint(real)) {
            return fits(real.longValue(), format);
        }
        BigDecimal exact = number instanceof Double real
                ? new BigDecimal(Double.toString(real))
                : new BigDecimal(number.toString());
        if (exact.stripTrailingZeros().scale() > 0) {
            return false;
        }
        int bits = exact.toBigInteger().bitLength();
        return switch (format) {
            case "int32" -> bits < Integer.SIZE;
            default -> bits < Long.SIZE;
        };
    }

    private static boolean fits(long number, String format) {
        return switch (format) {
            case "int32" -> number == (int) number;
            default -> true;
        };
    }

    /** Go's %v of an int64, or of a float64. */
    static String print(double limit, boolean whole) {
        if (whole) {
            return Long.toString((long) limit);
        }
        BigDecimal digits = new BigDecimal(Double.toString(limit)).stripTrailingZeros();
        int exponent = digits.precision() - digits.scale() - 1;
        if (digits.signum() == 0) {
            return "0";
        }
        if (exponent >= -4 && Math.abs(limit) < EXPONENT_FROM) {
            return digits.toPlainString();
        }
        String all = digits.unscaledValue().abs().toString();
        int size = Math.abs(exponent);
        return (digits.signum() < 0 ? "-" : "")
                + all.charAt(0)
                + (all.length() > 1 ? "." + all.substring(1) : "")
                + (exponent < 0 ? "e-" : "e+")
                + (size < 10 ? "0" : "")
                + size;
    }
}
