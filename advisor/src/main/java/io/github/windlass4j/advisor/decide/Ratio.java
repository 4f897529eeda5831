package io.github.windlass4j.advisor.decide;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.List;

/**
 * An exact fraction in lowest terms.
 *
 * @param numerator carries the sign
 * @param denominator positive
 */
public record Ratio(BigInteger numerator, BigInteger denominator) implements Comparable<Ratio> {
    /** Zero. */
    public static final Ratio ZERO = of(0);

    /** One. */
    public static final Ratio ONE = of(1);

    /** Checks the components. */
    public Ratio {
        if (denominator.signum() == 0) {
            throw new ArithmeticException("denominator: 0");
        }
        BigInteger common = numerator.gcd(denominator);
        BigInteger divisor = denominator.signum() < 0 ? common.negate() : common;
        numerator = numerator.divide(divisor);
        denominator = denominator.divide(divisor);
    }

    /** Returns a whole number. */
    public static Ratio of(long value) {
        return new Ratio(BigInteger.valueOf(value), BigInteger.ONE);
    }

    /** Returns a decimal number exactly. */
    public static Ratio of(BigDecimal value) {
        return value.scale() <= 0
                ? new Ratio(value.toBigIntegerExact(), BigInteger.ONE)
                : new Ratio(value.unscaledValue(), BigInteger.TEN.pow(value.scale()));
    }

    /** Returns the sum of weights times values; both lists have the same length. */
    public static Ratio weightedSum(List<Ratio> weights, List<Ratio> values) {
        if (weights.size() != values.size()) {
            throw new IllegalArgumentException("values: " + values.size() + " (want " + weights.size() + ")");
        }
        Ratio sum = ZERO;
        for (int i = 0; i < weights.size(); i++) {
            sum = sum.plus(weights.get(i).times(values.get(i)));
        }
        return sum;
    }

    /** Returns the sum. */
    public Ratio plus(Ratio other) {
        return new Ratio(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    /** Returns the difference. */
    public Ratio minus(Ratio other) {
        return plus(new Ratio(other.numerator.negate(), other.denominator));
    }

    /** Returns the product. */
    public Ratio times(Ratio other) {
        return new Ratio(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
    }

    /** Returns the quotient. */
    public Ratio over(Ratio other) {
        return new Ratio(numerator.multiply(other.denominator), denominator.multiply(other.numerator));
    }

    /** Returns -1, 0 or 1. */
    public int signum() {
        return numerator.signum();
    }

    /** Returns the nearest decimal number of the given precision, for display. */
    public BigDecimal round(MathContext context) {
        return new BigDecimal(numerator).divide(new BigDecimal(denominator), context);
    }

    @Override
    public int compareTo(Ratio other) {
        return minus(other).signum();
    }

    /** Returns {@code 2/3}, or {@code 5} for a whole number. */
    @Override
    public String toString() {
        return denominator.equals(BigInteger.ONE) ? numerator.toString() : numerator + "/" + denominator;
    }
}
