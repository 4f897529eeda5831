package io.github.windlass4j.mesh.analyze;

import io.github.windlass4j.core.knowledge.KnowledgeReader;
import io.github.windlass4j.core.knowledge.Omittable;
import io.github.windlass4j.core.knowledge.Source;
import io.github.windlass4j.core.knowledge.SourceRef;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the analyzers know of Istio's releases.
 *
 * @param asOf day on which it was last compared
 * @param sources where it is written
 * @param annotationsFrom the source of the annotations
 * @param annotations Istio's annotations
 * @param analyzersFrom the source of the rest
 * @param removedKinds {@code Kind.group} of definitions that no release reads any more
 * @param gatewayMinimum name of a Gateway API definition to the oldest version that istiod reads
 * @param writtenByIstio annotations that injection writes
 * @param writtenByCni annotations that injection writes where the CNI plugin captures
 */
record AnalysisFacts(
        LocalDate asOf,
        List<Source> sources,
        @SourceRef String annotationsFrom,
        List<Annotation> annotations,
        @SourceRef String analyzersFrom,
        Set<String> removedKinds,
        Map<String, String> gatewayMinimum,
        Set<String> writtenByIstio,
        Set<String> writtenByCni) {
    /**
     * @param name its key
     * @param status Alpha, Beta or Stable
     * @param isDeprecated whether it is going away
     * @param objects kinds that it has effect on; Any for all
     */
    record Annotation(String name, String status, @Omittable boolean isDeprecated, List<String> objects) {}

    private static final String RESOURCE = "analysis.json";

    private static final class Shipped {
        static final AnalysisFacts FACTS = KnowledgeReader.shipped(
                AnalysisFacts.class.getResourceAsStream(RESOURCE), RESOURCE, AnalysisFacts.class);
    }

    static AnalysisFacts read() {
        return Shipped.FACTS;
    }

    Optional<Annotation> annotation(String name) {
        return annotations.stream().filter(one -> one.name().equals(name)).findFirst();
    }
}
