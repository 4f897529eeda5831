package io.github.windlass4j.manifest.internal.cel;

/** An evaluation that failed: a value, because {@code true || error} is true. */
public record CelError(String message) {
    static final CelError NO_OVERLOAD = new CelError("no such overload");

    /** The error of a missing key or field. */
    public static CelError noSuchKey(Object key) {
        return new CelError("no such key: " + CelText.of(key));
    }

    static CelError conversion(Object value, String type) {
        return new CelError("type conversion error from '" + CelTypes.nameOf(value) + "' to '" + type + "'");
    }

    static CelError outOfBounds(long index) {
        return new CelError("index out of bounds: " + index);
    }
}
