package io.github.windlass4j.manifest.internal.cel;

/** A span of time in nanoseconds, as Go's time.Duration. */
public record CelDuration(long nanos) {}
