package io.github.windlass4j.manifest.internal.cel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A byte string. */
public final class CelBytes {
    private final byte[] bytes;

    /** Takes the array over. */
    public CelBytes(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    byte[] bytes() {
        return bytes.clone();
    }

    int size() {
        return bytes.length;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CelBytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
