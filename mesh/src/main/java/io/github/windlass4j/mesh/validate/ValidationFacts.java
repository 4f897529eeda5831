package io.github.windlass4j.mesh.validate;

import io.github.windlass4j.core.knowledge.KnowledgeReader;
import io.github.windlass4j.core.knowledge.Source;
import io.github.windlass4j.core.knowledge.SourceRef;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lists of names that the webhook knows.
 *
 * @param asOf day on which they were last compared
 * @param sources where they are written
 * @param source the one they all come from
 * @param cipherSuites TLS cipher suites of Envoy
 * @param ecdhCurves curves of TLS that MeshConfig may name
 * @param retryConditions what {@code retryOn} names, beside status codes
 * @param httpStatuses status codes that have a name
 * @param httpMethods methods of HTTP
 * @param grpcStatuses status codes of gRPC
 * @param targetKinds {@code group/kind} that policies may name, the core group as {@code core}
 * @param deprecatedFilters old name of an Envoy filter to its new one
 * @param conditionKeys keys of conditions in an AuthorizationPolicy
 * @param conditionMaps how keys begin that name an entry of a map in brackets
 */
record ValidationFacts(
        LocalDate asOf,
        List<Source> sources,
        @SourceRef String source,
        Set<String> cipherSuites,
        Set<String> ecdhCurves,
        Set<String> retryConditions,
        Set<Integer> httpStatuses,
        Set<String> httpMethods,
        Set<String> grpcStatuses,
        Set<String> targetKinds,
        Map<String, String> deprecatedFilters,
        Set<String> conditionKeys,
        Set<String> conditionMaps) {
    private static final String RESOURCE = "validation.json";

    private static final class Shipped {
        static final ValidationFacts FACTS = KnowledgeReader.shipped(
                ValidationFacts.class.getResourceAsStream(RESOURCE), RESOURCE, ValidationFacts.class);
    }

    static ValidationFacts read() {
        return Shipped.FACTS;
    }
}
