package io.github.windlass4j.truststore.authority;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.internal.Count;
import io.github.windlass4j.truststore.client.Engine;
import java.util.List;
import java.util.Optional;

/**
 * A store judged by published authorities.
 *
 * @param held the known certificates that it holds, byte for byte, in the order of the document
 * @param missing recommended roots that it does not hold, neither byte for byte nor as another certificate of the same key
 * @param coverage one for each topology and engine, in the order of the document
 * @param findings what follows from these, most serious first
 */
public record StoreReview(
        List<KnownCertificate> held, List<KnownCertificate> missing, List<Coverage> coverage, List<Finding> findings) {
    /** Copies the collections. */
    public StoreReview {
        held = List.copyOf(held);
        missing = List.copyOf(missing);
        coverage = List.copyOf(coverage);
        findings = List.copyOf(findings);
    }

    /** The coverage of one topology under one engine; empty for an id that the document does not have. */
    public Optional<Coverage> coverage(String topology, Engine engine) {
        return coverage.stream()
                .filter(one -> one.topology().id().equals(topology) && one.engine() == engine)
                .findFirst();
    }

    /** Whether every topology of the generation is covered under the engine. */
    public boolean isReadyFor(Topology.Generation generation, Engine engine) {
        return coverage.stream()
                .filter(one -> one.topology().generation() == generation && one.engine() == engine)
                .allMatch(Coverage::isCovered);
    }

    @Override
    public String toString() {
        return held.size() + " held, " + missing.size() + " recommended missing, "
                + Count.of(findings.size(), "finding");
    }
}
