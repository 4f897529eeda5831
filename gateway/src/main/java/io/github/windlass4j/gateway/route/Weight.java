package io.github.windlass4j.gateway.route;

/**
 * An exact share: {@code part} of {@code whole}.
 *
 * @param part 0 or more
 * @param whole 1 or more
 */
public record Weight(long part, long whole) {
    /** All of it. */
    public static final Weight ALL = new Weight(1, 1);

    /** Reduces the fraction, so that equal shares are equal values. */
    public Weight {
        if (part < 0 || whole < 1) {
            throw new IllegalArgumentException("share " + part + "/" + whole + " (want 0 or more of 1 or more)");
        }
        long divisor = gcd(part, whole);
        part /= divisor;
        whole /= divisor;
    }

    /**
     * The sum of two shares of the same thing.
     *
     * @param other another share
     * @return both
     */
    public Weight plus(Weight other) {
        return new Weight(
                Math.addExact(Math.multiplyExact(part, other.whole), Math.multiplyExact(other.part, whole)),
                Math.multiplyExact(whole, other.whole));
    }

    /**
     * A share of a share.
     *
     * @param other the share of which this is one
     * @return both together
     */
    public Weight times(Weight other) {
        return new Weight(Math.multiplyExact(part, other.part), Math.multiplyExact(whole, other.whole));
    }

    /**
     * The nearest decimal number.
     *
     * @return for display; compare the fractions instead
     */
    public double toDouble() {
        return (double) part / whole;
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    @Override
    public String toString() {
        return part + "/" + whole;
    }
}
