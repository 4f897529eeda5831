package io.github.windlass4j.manifest.internal.cel;

import org.jspecify.annotations.Nullable;

/** An optional value; null inside stands for none. */
public record CelOptional(@Nullable Object value) {
    /** The empty one. */
    public static final CelOptional NONE = new CelOptional(null);
}
