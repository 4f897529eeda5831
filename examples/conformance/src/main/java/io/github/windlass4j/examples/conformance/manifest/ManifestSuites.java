package io.github.windlass4j.examples.conformance.manifest;

import io.github.windlass4j.examples.conformance.Suite;
import java.util.List;

/** Object trees, scalars and schemas: one line per suite. */
public final class ManifestSuites {
    public static final List<Suite> ALL = List.of(
            new YamlScalarSuite(),
            new ObjectSuite("corpus-objects"),
            new ObjectSuite("targeted-objects"),
            new ObjectSuite("fuzz-standard"),
            new ObjectSuite("fuzz-experimental"),
            new UpstreamCelSuite());

    private ManifestSuites() {}
}
