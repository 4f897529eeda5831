package io.github.windlass4j.truststore.jdbc;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.truststore.authority.Authorities;
import io.github.windlass4j.truststore.authority.KnownCertificate;
import io.github.windlass4j.truststore.authority.Topology;
import io.github.windlass4j.truststore.client.Engine;
import io.github.windlass4j.truststore.store.TrustStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether a server's issuing CA is one that published facts say will be replaced, and the store is not ready for what comes.
 * It follows from names, keys and dates, as {@link Authorities#covers} has them.
 */
final class ComingRotation {
    private ComingRotation() {}

    /**
     * What to warn of; empty if the issuing CA stays, or if the store covers all that is known of what replaces it.
     *
     * @param path accepted, leaf first
     */
    static Optional<String> warning(Authorities known, List<Certificate> path, TrustStore store, Instant at) {
        if (path.size() < 2 || !isReplaced(known, path.get(1))) {
            return Optional.empty();
        }
        List<Topology> uncovered = of(known, Topology.Generation.NEW).stream()
                .filter(topology -> topology.sent().stream()
                        .anyMatch(ids -> !known.covers(store, resolve(known, ids), Engine.JSSE, at)))
                .toList();
        if (uncovered.isEmpty()) {
            return Optional.empty();
        }
        String missing = known.review(store, at).missing().stream()
                .map(root -> root.subject() + " (SHA-256 " + root.sha256() + ")")
                .collect(Collectors.joining("; "));
        return Optional.of(path.get(1).subject() + " is being replaced (" + known.name() + ", as of " + known.asOf()
                + "), and " + store.origin() + " does not lead to: "
                + uncovered.stream().map(Topology::title).collect(Collectors.joining("; "))
                + (missing.isEmpty() ? "" : "; add " + missing));
    }

    private static boolean isReplaced(Authorities known, Certificate issuing) {
        return of(known, Topology.Generation.OLD).stream()
                .flatMap(topology -> topology.sent().stream())
                .map(ids -> resolve(known, ids).get(0))
                .anyMatch(ca -> ca.isSameAuthorityAs(issuing));
    }

    private static List<Topology> of(Authorities known, Topology.Generation generation) {
        return known.topologies().stream()
                .filter(topology -> topology.generation() == generation)
                .toList();
    }

    private static List<KnownCertificate> resolve(Authorities known, List<String> ids) {
        return ids.stream().map(id -> known.certificate(id).orElseThrow()).toList();
    }
}
