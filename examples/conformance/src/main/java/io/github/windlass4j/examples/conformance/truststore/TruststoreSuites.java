package io.github.windlass4j.examples.conformance.truststore;

import io.github.windlass4j.examples.conformance.Suite;
import io.github.windlass4j.examples.conformance.truststore.client.EngineMatrix;
import io.github.windlass4j.examples.conformance.truststore.store.Formats;
import io.github.windlass4j.examples.conformance.truststore.store.StoreAudits;
import io.github.windlass4j.examples.conformance.truststore.store.StoreDiffs;
import java.util.List;

/** Stores, engines and rotations: one line per suite. */
public final class TruststoreSuites {
    public static final List<Suite> ALL = List.of(
            new Formats(),
            new StoreDiffs(),
            new StoreAudits(),
            new AzureRotation("azure-rotation"),
            new AzureRotation("azure-rotation-extra"),
            new PgjdbcExceptions(),
            new ServerLog(),
            new EngineMatrix());

    private TruststoreSuites() {}
}
