package io.github.windlass4j.truststore.authority;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.truststore.client.Engine;
import io.github.windlass4j.truststore.store.TrustStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Judges one store. */
final class Reviewer {
    private final Authorities authorities;
    private final TrustStore store;
    private final Instant at;
    private final Location where;
    private final List<Finding> findings = new ArrayList<>();

    Reviewer(Authorities authorities, TrustStore store, Instant at) {
        this.authorities = authorities;
        this.store = store;
        this.at = at;
        this.where = Location.of(store.origin());
    }

    StoreReview review() {
        List<KnownCertificate> held = authorities.certificates().stream()
                .filter(known -> store.certificates().stream().anyMatch(known::is))
                .toList();
        List<KnownCertificate> missing = authorities.recommended().stream()
                .filter(known -> store.certificates().stream().noneMatch(own -> fulfils(known, own)))
                .toList();
        List<Coverage> coverage = new ArrayList<>();
        for (Topology topology : authorities.topologies()) {
            for (Engine engine : PathFacts.ENGINES) {
                coverage.add(coverage(topology, engine));
            }
        }
        coverage.stream().filter(one -> !one.isCovered()).forEach(this::notCovered);
        onlyWithCross(coverage);
        missing.forEach(this::missing);
        held.forEach(this::pinned);
        authorities.withdrawals().forEach(withdrawal -> withdrawn(withdrawal, held));
        findings.sort(Comparator.comparing(Finding::severity));
        return new StoreReview(held, missing, coverage, findings);
    }

    /** Another self-signed certificate of the same CA does as well; a cross-certificate does not. */
    private static boolean fulfils(KnownCertificate known, Certificate own) {
        return known.isSameAuthorityAs(own) && own.isSelfIssued();
    }

    private Coverage coverage(Topology topology, Engine engine) {
        PathFacts paths = authorities.paths(store, engine);
        List<String> evidence = new ArrayList<>();
        boolean covered = true;
        Instant until = null;
        for (List<String> ids : topology.sent()) {
            List<KnownCertificate> sent = authorities.resolve(ids);
            PathFacts.Result result = paths.trusts(sent, at);
            evidence.add(result.way());
            covered &= result.trusted();
            Optional<Instant> end = result.trusted() ? paths.until(sent, at) : Optional.empty();
            if (end.isPresent() && (until == null || end.get().isBefore(until))) {
                until = end.get();
            }
        }
        return new Coverage(topology, engine, covered, covered ? until : null, evidence);
    }

    private void notCovered(Coverage coverage) {
        // A chain whose own certificates have expired is no longer sent: that it fails says nothing about the store.
        boolean sendable = coverage.topology().sent().stream()
                .anyMatch(ids -> authorities.resolve(ids).stream()
                        .noneMatch(known -> known.notAfter().isBefore(at)));
        if (sendable) {
            findings.add(AuthorityRule.TOPOLOGY_NOT_COVERED.at(
                    where,
                    coverage.engine() + " does not trust: "
                            + coverage.topology().title(),
                    coverage.evidence()));
        }
    }

    private void onlyWithCross(List<Coverage> coverage) {
        for (Engine engine : PathFacts.ENGINES) {
            List<Coverage> ahead = coverage.stream()
                    .filter(one -> one.engine() == engine && one.topology().generation() == Topology.Generation.NEW)
                    .toList();
            boolean some = ahead.stream().anyMatch(one -> one.isCovered() && sendsCross(one.topology()));
            boolean lost = ahead.stream().anyMatch(one -> !one.isCovered() && !sendsCross(one.topology()));
            if (some && lost) {
                findings.add(
                        AuthorityRule.ONLY_WITH_CROSS_CERTIFICATE.at(
                                where,
                                engine
                                        + " trusts the new chain only if the server sends the cross-certificate, which some do not"));
            }
        }
    }

    private boolean sendsCross(Topology topology) {
        return topology.sent().stream()
                .flatMap(ids -> authorities.resolve(ids).stream())
                .anyMatch(known -> known.role() == KnownCertificate.Role.CROSS);
    }

    private void missing(KnownCertificate known) {
        Finding missing =
                AuthorityRule.RECOMMENDED_ROOT_MISSING.at(where, "does not hold " + known, "SHA-256 " + known.sha256());
        findings.add(known.link()
                .map(link -> missing.withRemedy("add it from " + link + " after checking its SHA-256"))
                .orElse(missing));
    }

    private void pinned(KnownCertificate known) {
        if (known.role() == KnownCertificate.Role.ROOT) {
            return;
        }
        String what = known.role() == KnownCertificate.Role.CROSS ? "a cross-certificate" : "an issuing CA";
        findings.add(AuthorityRule.AUTHORITY_PINNED.at(
                where,
                "holds " + what + ": " + known,
                "JSSE takes it as an anchor and breaks when servers move to another one",
                "OpenSSL does not take it as an anchor; as an intermediate it can even hide the one that is sent"));
    }

    private void withdrawn(Withdrawal withdrawal, List<KnownCertificate> held) {
        held.stream()
                .filter(known -> known.id().equals(withdrawal.certificate()))
                .findFirst()
                .ifPresent(known -> findings.add(AuthorityRule.ROOT_WITHDRAWN.at(
                        where,
                        withdrawal.programme() + (withdrawal.instant().isAfter(at) ? " will drop " : " has dropped ")
                                + known.subject() + " (" + withdrawal.what() + ") on " + withdrawal.on(),
                        "stores that follow the programme lose it with an update; this file keeps it")));
    }
}
