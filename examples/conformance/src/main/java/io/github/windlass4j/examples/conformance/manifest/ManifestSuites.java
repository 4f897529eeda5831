package io.github.windlass4j.examples.conformance.manifest;

import io.github.windlass4j.examples.conformance.Suite;
import java.util.List;

/** Object trees, scalars and schemas: one line per suite. */
public final class ManifestSuites {
    public static final List<Suite> ALL = List.of();

    private ManifestSuites() {}
}
