package io.github.windlass4j.manifest.internal.cel;

/** A type, the answer of {@code type(x)}. */
public record CelType(String name) {}
