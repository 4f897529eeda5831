package io.github.windlass4j.manifest.internal.cel;

/** An unsigned 64-bit integer. */
public record CelUint(long bits) {}
