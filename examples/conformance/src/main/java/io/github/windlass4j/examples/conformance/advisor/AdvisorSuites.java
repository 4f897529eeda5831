package io.github.windlass4j.examples.conformance.advisor;

import io.github.windlass4j.examples.conformance.Suite;
import java.util.List;
import java.util.stream.Stream;

/** Tables, matrices, weights and articles: one line per suite. */
public final class AdvisorSuites {
    public static final List<Suite> ALL = Stream.of(
                    List.<Suite>of(
                            new DecisionTables(),
                            new TernaryLogic(),
                            new CapabilityMatrices(),
                            new WeightShares(),
                            new WeightedSums(),
                            new RiskStates(),
                            new PlatformNeeds(),
                            new PlatformStates(),
                            new SourceConflicts()),
                    ArticleTables.all())
            .flatMap(List::stream)
            .toList();

    private AdvisorSuites() {}
}
