package io.github.windlass4j.manifest.yaml;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A text, number, boolean or null. */
public final class Scalar implements Node {
    /** The null that was not read from a text. */
    public static final Scalar NULL = new Scalar(null, Position.NONE);

    private final @Nullable Object value;
    private final Position at;
    private final @Nullable String written;

    private Scalar(@Nullable Object value, Position at) {
        this(value, at, null);
    }

    private Scalar(@Nullable Object value, Position at, @Nullable String written) {
        this.value = value;
        this.at = at;
        this.written = written;
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

    /** The same with the spelling it was read from, which a number, a boolean or null does not tell. */
    static Scalar of(@Nullable Object value, Position at, String written) {
        return new Scalar(value, at, value instanceof String ? null : written);
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
     * The text that a reader takes who wants text whatever stands there, as Go programs do: {@code on} stays {@code on} and
     * {@code 0644} stays {@code 0644}.
     *
     * @return the spelling in the document, without quotes; of a value that was not read from YAML, its JSON spelling; of a
     *     null that was not read, the empty text
     */
    public String written() {
        return written != null ? written : value == null ? "" : value.toString();
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
    public boolean holdsNull() {
        return value == null;
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
