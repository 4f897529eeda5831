package io.github.windlass4j.manifest.internal.cel;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Equality, order and arithmetic (cel-spec, langdef.md). */
final class CelOperators {
    private static final CelError OVERFLOW = new CelError("integer overflow");
    private static final CelError UNSIGNED_OVERFLOW = new CelError("unsigned integer overflow");

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private CelOperators() {}

    static boolean isNumber(Object value) {
        return value instanceof Long || value instanceof Double || value instanceof CelUint;
    }

    /** True, false or an error; values of different types are not equal, numbers compare by value. */
    static Object equal(Object a, Object b) {
        if (a instanceof CelError || b instanceof CelError) {
            return a instanceof CelError ? a : b;
        }
        if (a instanceof String || a instanceof Boolean) {
            return a.equals(b);
        }
        if (isNumber(a) && isNumber(b)) {
            Integer order = compareNumbers(a, b);
            return order != null && order == 0;
        }
        if (a instanceof CelList list) {
            return b instanceof CelList other ? list.equalTo(other) : false;
        }
        if (a instanceof CelMap map) {
            return b instanceof CelMap other ? map.equalTo(other) : false;
        }
        if (a instanceof CelOptional one && b instanceof CelOptional two) {
            Object left = one.value();
            Object right = two.value();
            return left == null || right == null ? (Object) (left == null && right == null) : equal(left, right);
        }
        return a.equals(b);
    }

    /** Negative, zero, positive; null for a pair that has no order. */
    static @Nullable Integer compare(Object a, Object b) {
        if (isNumber(a) && isNumber(b)) {
            return compareNumbers(a, b);
        }
        if (a instanceof String one && b instanceof String two) {
            return compareTexts(one, two);
        }
        if (a instanceof Boolean one && b instanceof Boolean two) {
            return one.compareTo(two);
        }
        if (a instanceof CelDuration one && b instanceof CelDuration two) {
            return Long.compare(one.nanos(), two.nanos());
        }
        if (a instanceof Instant one && b instanceof Instant two) {
            return one.compareTo(two);
        }
        if (a instanceof CelBytes one && b instanceof CelBytes two) {
            return Arrays.compareUnsigned(one.bytes(), two.bytes());
        }
        return null;
    }

    /** By code points, as Go compares UTF-8; UTF-16 order differs beyond the Basic Multilingual Plane. */
    private static int compareTexts(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            if (a.charAt(i) != b.charAt(i)) {
                return Integer.compare(rank(a.charAt(i)), rank(b.charAt(i)));
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    private static int rank(char c) {
        return Character.isSurrogate(c) ? c + 0x10000 : c;
    }

    /** Null when one of them is not a number. */
    private static @Nullable Integer compareNumbers(Object a, Object b) {
        if (a instanceof Long one && b instanceof Long two) {
            return Long.compare(one, two);
        }
        if (a instanceof Double one && b instanceof Double two) {
            return one.isNaN() || two.isNaN() ? null : (Integer) (one < two ? -1 : one > two ? 1 : 0);
        }
        if (a instanceof Double one && !Double.isFinite(one)) {
            return one.isNaN() ? null : (Integer) (one < 0 ? -1 : 1);
        }
        if (b instanceof Double two && !Double.isFinite(two)) {
            return two.isNaN() ? null : (Integer) (two < 0 ? 1 : -1);
        }
        return exact(a).compareTo(exact(b));
    }

    private static BigDecimal exact(Object number) {
        if (number instanceof Double real) {
            return new BigDecimal(real);
        }
        return number instanceof CelUint unsigned
                ? new BigDecimal(Long.toUnsignedString(unsigned.bits()))
                : BigDecimal.valueOf((Long) number);
    }

    static Object add(Object a, Object b) {
        if (a instanceof Long one && b instanceof Long two) {
            long sum = one + two;
            return ((one ^ sum) & (two ^ sum)) < 0 ? OVERFLOW : (Object) sum;
        }
        if (a instanceof Double one && b instanceof Double two) {
            return one + two;
        }
        if (a instanceof String one && b instanceof String two) {
            return one + two;
        }
        if (a instanceof CelList one && b instanceof CelList two) {
            return one.plus(two);
        }
        if (a instanceof CelUint one && b instanceof CelUint two) {
            long sum = one.bits() + two.bits();
            return Long.compareUnsigned(sum, one.bits()) < 0 ? UNSIGNED_OVERFLOW : new CelUint(sum);
        }
        if (a instanceof CelBytes one && b instanceof CelBytes two) {
            byte[] both = Arrays.copyOf(one.bytes(), one.size() + two.size());
            System.arraycopy(two.bytes(), 0, both, one.size(), two.size());
            return new CelBytes(both);
        }
        if (a instanceof CelDuration one && b instanceof CelDuration two) {
            Object sum = add((Object) one.nanos(), two.nanos());
            return sum instanceof Long nanos ? new CelDuration(nanos) : sum;
        }
        if (a instanceof Instant time && b instanceof CelDuration span) {
            return shifted(time, span.nanos());
        }
        if (a instanceof CelDuration span && b instanceof Instant time) {
            return shifted(time, span.nanos());
        }
        return failure(a, b);
    }

    static Object subtract(Object a, Object b) {
        if (a instanceof Long one && b instanceof Long two) {
            long difference = one - two;
            return ((one ^ two) & (one ^ difference)) < 0 ? OVERFLOW : (Object) difference;
        }
        if (a instanceof Double one && b instanceof Double two) {
            return one - two;
        }
        if (a instanceof CelUint one && b instanceof CelUint two) {
            return Long.compareUnsigned(one.bits(), two.bits()) < 0
                    ? UNSIGNED_OVERFLOW
                    : new CelUint(one.bits() - two.bits());
        }
        if (a instanceof CelDuration one && b instanceof CelDuration two) {
            Object difference = subtract((Object) one.nanos(), two.nanos());
            return difference instanceof Long nanos ? new CelDuration(nanos) : difference;
        }
        if (a instanceof Instant time && b instanceof CelDuration span) {
            return shifted(time, -span.nanos());
        }
        if (a instanceof Instant one && b instanceof Instant two) {
            try {
                return new CelDuration(java.time.Duration.between(two, one).toNanos());
            } catch (ArithmeticException e) {
                return new CelError("duration overflow");
            }
        }
        return failure(a, b);
    }

    /** From the year 1 to 9999, as google.protobuf.Timestamp. */
    private static Object shifted(Instant time, long nanos) {
        Instant shifted = time.plusNanos(nanos);
        return shifted.isBefore(FIRST) || shifted.isAfter(LAST) ? new CelError("timestamp overflow") : shifted;
    }

    static Object multiply(Object a, Object b) {
        if (a instanceof Long one && b instanceof Long two) {
            try {
                return Math.multiplyExact(one, two);
            } catch (ArithmeticException e) {
                return OVERFLOW;
            }
        }
        if (a instanceof Double one && b instanceof Double two) {
            return one * two;
        }
        if (a instanceof CelUint one && b instanceof CelUint two) {
            long product = one.bits() * two.bits();
            return one.bits() == 0 || Long.divideUnsigned(product, one.bits()) == two.bits()
                    ? new CelUint(product)
                    : UNSIGNED_OVERFLOW;
        }
        return failure(a, b);
    }

    static Object divide(Object a, Object b) {
        if (a instanceof Long one && b instanceof Long two) {
            return two == 0
                    ? new CelError("division by zero")
                    : one == Long.MIN_VALUE && two == -1 ? OVERFLOW : (Object) (one / two);
        }
        if (a instanceof Double one && b instanceof Double two) {
            return one / two;
        }
        if (a instanceof CelUint one && b instanceof CelUint two) {
            return two.bits() == 0
                    ? new CelError("division by zero")
                    : new CelUint(Long.divideUnsigned(one.bits(), two.bits()));
        }
        return failure(a, b);
    }

    static Object modulo(Object a, Object b) {
        if (a instanceof Long one && b instanceof Long two) {
            return two == 0
                    ? new CelError("modulus by zero")
                    : one == Long.MIN_VALUE && two == -1 ? OVERFLOW : (Object) (one % two);
        }
        if (a instanceof CelUint one && b instanceof CelUint two) {
            return two.bits() == 0
                    ? new CelError("modulus by zero")
                    : new CelUint(Long.remainderUnsigned(one.bits(), two.bits()));
        }
        return failure(a, b);
    }

    static Object negate(Object a) {
        if (a instanceof Long number) {
            return number == Long.MIN_VALUE ? OVERFLOW : (Object) (-number);
        }
        if (a instanceof Double number) {
            return -number;
        }
        if (a instanceof CelDuration span) {
            return new CelDuration(-span.nanos());
        }
        return a instanceof CelError ? a : CelError.NO_OVERLOAD;
    }

    /** {@code a in b}. */
    static Object contains(Object container, Object wanted) {
        if (container instanceof CelList list) {
            Object error = null;
            for (int i = 0; i < list.size(); i++) {
                Object equal = equal(list.get(i), wanted);
                if (Boolean.TRUE.equals(equal)) {
                    return true;
                }
                error = error == null && equal instanceof CelError ? equal : error;
            }
            return error == null ? false : error;
        }
        if (container instanceof CelMap map) {
            return map.find(wanted) != null;
        }
        return failure(wanted, container);
    }

    static Object index(Object container, Object index) {
        if (container instanceof CelList list) {
            Long place = index instanceof Long whole
                    ? whole
                    : index instanceof Double real && real == Math.rint(real)
                            ? (Long) real.longValue()
                            : index instanceof CelUint unsigned && unsigned.bits() >= 0 ? (Long) unsigned.bits() : null;
            if (place == null) {
                return index instanceof CelError
                        ? index
                        : new CelError("unsupported index type '" + CelTypes.nameOf(index) + "' in list");
            }
            return place < 0 || place >= list.size() ? CelError.outOfBounds(place) : list.get((int) (long) place);
        }
        if (container instanceof CelMap map) {
            if (index instanceof CelError) {
                return index;
            }
            Object value = map.find(index);
            return value == null ? CelError.noSuchKey(index) : value;
        }
        return failure(container, index);
    }

    static Object failure(Object a, Object b) {
        return a instanceof CelError ? a : b instanceof CelError ? b : CelError.NO_OVERLOAD;
    }
}
