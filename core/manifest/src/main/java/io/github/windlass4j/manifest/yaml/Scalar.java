package io.github.windlass4j.manifest.yaml;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A text, number, boolean or null. */
public final class Scalar implements Node {
    /** The null that was not read from a text. */
    public static final Scalar NULL = new Scalar(null, Position.NONE);

    private final @Nullable Object value;
    private final Position at;

    private Scalar(@Nullable Object value, Position at) {
        this.value = value;
        this.at = at;
    }

    /**
     * A text that was not read.
     *
     * @param text the text
     * @return the scalar
     */
    public static Scalar of(String text) {
        return new Scalar(text, Position.NONE);
    }

    /**
     * A whole number that was not read.
     *
     * @param number the number
     * @return the scalar
     */
    public static Scalar of(long number) {
        return new Scalar(number, Position.NONE);
    }

    /**
     * A boolean that was not read.
     *
     * @param flag the value
     * @return the scalar
     */
    public static Scalar of(boolean flag) {
        return new Scalar(flag, Position.NONE);
    }

    /** {@code value} is a String, Long, BigInteger beyond long, Double, Boolean or null. */
    static Scalar of(@Nullable Object value, Position at) {
        return new Scalar(value, at);
    }

    /**
     * The value.
     *
     * @return String, Long, BigInteger (only beyond long), Double, Boolean or null
     */
    public @Nullable Object value() {
        return value;
    }

    /**
     * Whether this is null.
     *
     * @return true for null
     */
    public boolean isNull() {
        return value == null;
    }

    @Override
    public Position at() {
        return at;
    }

    @Override
    public long expandedSize() {
        return 1;
    }

    @Override
    public @Nullable Object toJava() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Scalar that && Objects.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(value);
    }

    /** The value as JSON. */
    @Override
    public String toString() {
        return Yaml.writeJson(this);
    }
}
