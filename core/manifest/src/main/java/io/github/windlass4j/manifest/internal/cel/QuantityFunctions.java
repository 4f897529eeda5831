package io.github.windlass4j.manifest.internal.cel;

import io.github.windlass4j.manifest.internal.cel.Functions.Registry;
import io.github.windlass4j.manifest.internal.cel.SemverFunctions.Semver;
import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Kubernetes quantities such as {@code 1.5Gi} (k8s.io/apimachinery/pkg/api/resource). */
final class QuantityFunctions {
    private static final Pattern FORM = Pattern.compile(
            "([+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+))(Ki|Mi|Gi|Ti|Pi|Ei|n|u|m|k|M|G|T|P|E|[eE][+-]?[0-9]{1,3})?");
    private static final Map<String, BigDecimal> UNITS = Map.ofEntries(
            Map.entry("n", BigDecimal.valueOf(1, 9)),
            Map.entry("u", BigDecimal.valueOf(1, 6)),
            Map.entry("m", BigDecimal.valueOf(1, 3)),
            Map.entry("k", BigDecimal.valueOf(1, -3)),
            Map.entry("M", BigDecimal.valueOf(1, -6)),
            Map.entry("G", BigDecimal.valueOf(1, -9)),
            Map.entry("T", BigDecimal.valueOf(1, -12)),
            Map.entry("P", BigDecimal.valueOf(1, -15)),
            Map.entry("E", BigDecimal.valueOf(1, -18)),
            Map.entry("Ki", BigDecimal.valueOf(1L << 10)),
            Map.entry("Mi", BigDecimal.valueOf(1L << 20)),
            Map.entry("Gi", BigDecimal.valueOf(1L << 30)),
            Map.entry("Ti", BigDecimal.valueOf(1L << 40)),
            Map.entry("Pi", BigDecimal.valueOf(1L << 50)),
            Map.entry("Ei", BigDecimal.valueOf(1L << 60)));

    /** Longer texts are no amounts anyone means, and would cost more than their length. */
    private static final int MAX_LENGTH = 200;

    private QuantityFunctions() {}

    /** An amount; equal when the amounts are, however they are written. */
    static final class Quantity implements CelTypes.Named {
        private final BigDecimal amount;
        private final String source;

        Quantity(BigDecimal amount, String source) {
            this.amount = amount;
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
        BigDecimal other = args[1] instanceof Quantity quantity
                ? quantity.amount
                : args[1] instanceof Long number ? BigDecimal.valueOf(number) : null;
        if (!(args[0] instanceof Quantity one) || other == null) {
            return CelError.NO_OVERLOAD;
        }
        BigDecimal sum = sign > 0 ? one.amount.add(other) : one.amount.subtract(other);
        return new Quantity(sum, sum.toPlainString());
    }

    private static @Nullable Long whole(Quantity quantity) {
        try {
            return quantity.amount.longValueExact();
        } catch (ArithmeticException e) {
            return null;
        }
    }

    static @Nullable Quantity parse(String text) {
        Matcher form = FORM.matcher(text);
        if (text.length() > MAX_LENGTH || !form.matches()) {
            return null;
        }
        String digits = form.group(1).endsWith(".") ? form.group(1) + "0" : form.group(1);
        String suffix = form.group(2);
        BigDecimal number = new BigDecimal(digits);
        BigDecimal unit = suffix == null ? BigDecimal.ONE : UNITS.get(suffix);
        return new Quantity(
                unit != null
                        ? number.multiply(unit)
                        : number.scaleByPowerOfTen(Integer.parseInt(suffix, 1, suffix.length(), 10)),
                text);
    }
}
