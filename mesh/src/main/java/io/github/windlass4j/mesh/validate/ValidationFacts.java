package io.github.windlass4j.mesh.validate;

import io.github.windlass4j.core.knowledge.KnowledgeReader;
import io.github.windlass4j.core.knowledge.Source;
import io.github.windlass4j.core.knowledge.SourceRef;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names and limits that the webhook knows.
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
 * @param limits how much of something there may be
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
        Set<String> conditionMaps,
        Limits limits) {
    private static final String RESOURCE = "validation.json";

    private static final class Shipped {
        static final ValidationFacts FACTS = KnowledgeReader.shipped(
                ValidationFacts.class.getResourceAsStream(RESOURCE), RESOURCE, ValidationFacts.class);
    }

    /**
     * How much of something there may be; a limit itself is allowed unless it says otherwise.
     *
     * @param serviceAccounts service accounts in one field of a source
     * @param serviceAccountLength characters of a service account
     * @param regexLength characters of an expression
     * @param proxyVersionLength characters of a match for proxy versions
     * @param luaBytes bytes of inline code
     * @param warnedBodyBytes bytes of a direct response without a warning
     * @param bodyBytes bytes of a direct response
     * @param maglevTable where tables of Maglev are too large: the first size that is refused
     * @param leastWindow least size of a window of HTTP/2 in bytes: the protocol's default, below which Envoy lets none go
     */
    record Limits(
            int serviceAccounts,
            int serviceAccountLength,
            int regexLength,
            int proxyVersionLength,
            int luaBytes,
            int warnedBodyBytes,
            int bodyBytes,
            int maglevTable,
            int leastWindow) {}

    static ValidationFacts read() {
        return Shipped.FACTS;
    }
}
