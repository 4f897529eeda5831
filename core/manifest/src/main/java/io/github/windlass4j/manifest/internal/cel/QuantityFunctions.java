package io.github.windlass4j.manifest.internal.cel;

import io.github.windlass4j.manifest.internal.cel.Functions.Registry;
import io.github.windlass4j.manifest.internal.cel.SemverFunctions.Semver;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Kubernetes quantities such as {@code 1.5Gi} (k8s.io/apimachinery/pkg/api/resource). */
final class QuantityFunctions {
    private static final Pattern FORM = Pattern.compile(
            "([+-]?)0*+([0-9]*)(?:\\.([0-9]*))?(Ki|Mi|Gi|Ti|Pi|Ei|n|u|m|k|M|G|T|P|E|[eE][+-]?[0-9]{1,3})?");

    /** Powers of ten and of two. */
    private static final Map<String, Integer> DECIMAL =
            Map.of("n", -9, "u", -6, "m", -3, "k", 3, "M", 6, "G", 9, "T", 12, "P", 15, "E", 18);

    private static final Map<String, Integer> BINARY =
            Map.of("Ki", 10, "Mi", 20, "Gi", 30, "Ti", 40, "Pi", 50, "Ei", 60);

    /** Digits that an amount kept as an integer may have, written with a decimal and with a binary unit (quantity.go). */
    private static final int DECIMAL_DIGITS = 18;

    private static final int BINARY_DIGITS = 14;

    /** Places behind the point: smaller parts are rounded up. */
    private static final int NANO = 9;

    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    /** Longer texts are no amounts anyone means, and would cost more than their length. */
    private static final int MAX_LENGTH = 200;

    private QuantityFunctions() {}

    /**
     * An amount; equal when the amounts are, however they are written. Kubernetes keeps most as an integer of 64 bits and a
     * power of ten, others as a decimal number; no decimal number passes for an integer.
     */
    static final class Quantity implements CelTypes.Named {
        private final BigDecimal amount;
        private final boolean scaled;
        private final String source;

        Quantity(BigDecimal amount, boolean scaled, String source) {
            this.amount = amount;
            this.scaled = scaled;
            this.source = source;
        }

        @Override
        public String typeName() {
            return "kubernetes.Quantity";
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Quantity that && amount.compareTo(that.amount) == 0;
        }

        @Override
        public int hashCode() {
            return amount.stripTrailingZeros().hashCode();
        }

        @Override
        public String toString() {
            return source;
        }
    }

    private interface Compare {
        Object of(int order);
    }

    static void register(Registry registry) {
        registry.global("quantity", 1, (a, f) -> {
                    if (!(a[0] instanceof String text)) {
                        return CelError.NO_OVERLOAD;
                    }
                    Quantity quantity = parse(text);
                    return quantity == null
                            ? new CelError("quantities must match the regular expression"
                                    + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'")
                            : quantity;
                })
                .global(
                        "isQuantity",
                        1,
                        (a, f) -> a[0] instanceof String text ? (Object) (parse(text) != null) : CelError.NO_OVERLOAD)
                .method(
                        "sign",
                        1,
                        (a, f) -> a[0] instanceof Quantity q ? (Object) (long) q.amount.signum() : CelError.NO_OVERLOAD)
                .method(
                        "isInteger",
                        1,
                        (a, f) -> a[0] instanceof Quantity q ? (Object) (whole(q) != null) : CelError.NO_OVERLOAD)
                .method("asInteger", 1, (a, f) -> {
                    Long number = a[0] instanceof Quantity q ? whole(q) : null;
                    return number == null ? new CelError("cannot convert value to integer") : number;
                })
                .method(
                        "asApproximateFloat",
                        1,
                        (a, f) -> a[0] instanceof Quantity q ? (Object) q.amount.doubleValue() : CelError.NO_OVERLOAD)
                .method("add", 2, (a, f) -> sum(a, 1))
                .method("sub", 2, (a, f) -> sum(a, -1));
        compare(registry, "isGreaterThan", order -> order > 0);
        compare(registry, "isLessThan", order -> order < 0);
        compare(registry, "compareTo", order -> (long) order);
    }

    private static void compare(Registry registry, String name, Compare answer) {
        registry.method(
                name,
                2,
                (a, f) -> a[0] instanceof Quantity one && a[1] instanceof Quantity two
                        ? answer.of(one.amount.compareTo(two.amount))
                        : a[0] instanceof Semver one && a[1] instanceof Semver two
                                ? answer.of(Integer.signum(one.compareTo(two)))
                                : CelError.NO_OVERLOAD);
    }

    private static Object sum(Object[] args, int sign) {
        Quantity other = args[1] instanceof Quantity quantity
                ? quantity
                : args[1] instanceof Long number ? new Quantity(BigDecimal.valueOf(number), true, "") : null;
        if (!(args[0] instanceof Quantity one) || other == null) {
            return CelError.NO_OVERLOAD;
        }
        boolean scaled = one.scaled && other.scaled;
        if (scaled && other.amount.signum() == 0) {
            return one;
        }
        BigDecimal change = sign > 0 ? other.amount : other.amount.negate();
        BigDecimal sum = scaled && one.amount.signum() == 0 ? change : one.amount.add(change);
        return new Quantity(sum, scaled && sum.unscaledValue().bitLength() < Long.SIZE, sum.toPlainString());
    }

    /** As AsInt64 does: 1000m is no integer, and neither is 1Pi. */
    private static @Nullable Long whole(Quantity quantity) {
        if (!quantity.scaled || quantity.amount.scale() > 0) {
            return null;
        }
        try {
            return quantity.amount.longValueExact();
        } catch (ArithmeticException e) {
            return null;
        }
    }

    static @Nullable Quantity parse(String text) {
        Matcher form = FORM.matcher(text);
        if (text.isEmpty() || text.length() > MAX_LENGTH || !form.matches()) {
            return null;
        }
        String number = form.group(2).isEmpty() ? "0" : form.group(2);
        String part = form.group(3) == null ? "" : form.group(3);
        String unit = form.group(4) == null ? "" : form.group(4);
        Integer bits = BINARY.get(unit);
        int digits = number.length() + part.length();
        BigDecimal amount = new BigDecimal(new BigInteger(form.group(1) + number + part), part.length());
        boolean scaled;
        if (bits == null) {
            Integer power = DECIMAL.get(unit);
            amount = amount.scaleByPowerOfTen(
                    unit.isEmpty() ? 0 : power != null ? power : Integer.parseInt(unit, 1, unit.length(), 10));
            scaled = digits <= DECIMAL_DIGITS && amount.scale() <= NANO;
        } else {
            amount = amount.multiply(new BigDecimal(BigInteger.ONE.shiftLeft(bits)));
            scaled = part.isEmpty() && digits + bits * 3 / 10 <= BINARY_DIGITS;
            amount = amount.min(MOST).max(MOST.negate());
        }
        return new Quantity(amount.scale() > NANO ? amount.setScale(NANO, RoundingMode.UP) : amount, scaled, text);
    }
}
