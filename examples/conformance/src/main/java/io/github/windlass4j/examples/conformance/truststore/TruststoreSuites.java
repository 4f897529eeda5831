package io.github.windlass4j.examples.conformance.truststore;

import io.github.windlass4j.examples.conformance.Suite;
import io.github.windlass4j.examples.conformance.truststore.client.EngineMatrix;
import java.util.List;

/** Stores, engines and rotations: one line per suite. */
public final class TruststoreSuites {
    public static final List<Suite> ALL = List.of(
            new AzureRotation("azure-rotation"),
            new AzureRotation("azure-rotation-extra"),
            new PgjdbcExceptions(),
            new ServerLog(),
            new EngineMatrix());

    private TruststoreSuites() {}
}
