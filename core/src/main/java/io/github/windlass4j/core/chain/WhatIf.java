package io.github.windlass4j.core.chain;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.internal.Count;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Questions around one request: what must not be lost, what another store would change, when the verdict turns. Each is
 * answered by validating changed copies of the request, so it holds for every profile, emulations included. Signatures are
 * verified once over all of them.
 *
 * {@snippet :
 * WhatIf whatIf = WhatIf.of(ChainValidator.of(Profile.PRIVATE_PKI), request);
 * List<Certificate> mustNotBeLost = whatIf.singlePointsOfFailure();
 * Optional<WhatIf.Change> horizon = whatIf.nextChange();
 * }
 */
public final class WhatIf {
    private final ChainValidator validator;
    private final ChainRequest request;

    private WhatIf(ChainValidator validator, ChainRequest request) {
        this.validator = validator;
        this.request = request.memo().isPresent() ? request : request.memo(SignatureMemo.standard());
    }

    /** Questions around this request. */
    public static WhatIf of(ChainValidator validator, ChainRequest request) {
        return new WhatIf(validator, request);
    }

    /**
     * The first second of a new verdict.
     *
     * @param at the verdict holds from this second on
     * @param before the verdict one second earlier
     * @param after the verdict at {@code at}
     */
    public record Change(Instant at, ChainVerdict before, ChainVerdict after) {
        @Override
        public String toString() {
            return "at " + at + ": " + (before.isTrusted() ? "trusted" : "rejected") + ", then "
                    + (after.isTrusted() ? "trusted" : "rejected");
        }
    }

    /**
     * The valid paths of two stores, each from leaf to anchor.
     *
     * @param onlyFirst valid with the first store alone
     * @param onlySecond valid with the second store alone
     * @param both valid with either
     * @param complete false if a budget ended one of the two searches, so that paths may be missing
     */
    public record Difference(
            List<List<Certificate>> onlyFirst,
            List<List<Certificate>> onlySecond,
            List<List<Certificate>> both,
            boolean complete) {
        /** Copies the lists. */
        public Difference {
            onlyFirst = List.copyOf(onlyFirst);
            onlySecond = List.copyOf(onlySecond);
            both = List.copyOf(both);
        }

        @Override
        public String toString() {
            return Count.of(onlyFirst.size(), "path") + " in the first store only, " + onlySecond.size()
                    + " in the second only, " + both.size() + " in both" + (complete ? "" : "; not all of them");
        }
    }

    /** The verdict as asked. */
    private ChainVerdict verdict() {
        return validator.validate(request);
    }

    /**
     * Certificates above the leaf whose loss, from what is sent or from the store, turns the verdict into a rejection: from the
     * leaf upwards. None if the verdict is a rejection already.
     */
    public List<Certificate> singlePointsOfFailure() {
        ChainVerdict now = verdict();
        if (!(now instanceof ChainVerdict.Trusted trusted)) {
            return List.of();
        }
        // Only a certificate of the accepted path can be one: without any other, that path is still there.
        return trusted.path().stream()
                .skip(1)
                .filter(certificate ->
                        !validator.validate(request.without(certificate)).isTrusted())
                .toList();
    }

    /** The verdict with each of several stores, in their order. */
    public Map<String, ChainVerdict> acrossStores(Map<String, ? extends Collection<Certificate>> stores) {
        Map<String, ChainVerdict> verdicts = new LinkedHashMap<>();
        stores.forEach((name, anchors) -> verdicts.put(name, validator.validate(request.anchors(anchors))));
        return verdicts;
    }

    /** Which valid paths two stores have and share. */
    public Difference difference(Collection<Certificate> first, Collection<Certificate> second) {
        ChainVerdict one = validator.validate(request.anchors(first));
        ChainVerdict two = validator.validate(request.anchors(second));
        Set<List<Certificate>> ofOne = validPaths(one);
        Set<List<Certificate>> ofTwo = validPaths(two);
        Set<List<Certificate>> both = new LinkedHashSet<>(ofOne);
        both.retainAll(ofTwo);
        ofOne.removeAll(both);
        ofTwo.removeAll(both);
        boolean complete = one.exploration().complete() && two.exploration().complete();
        return new Difference(List.copyOf(ofOne), List.copyOf(ofTwo), List.copyOf(both), complete);
    }

    private static Set<List<Certificate>> validPaths(ChainVerdict verdict) {
        Set<List<Certificate>> paths = new LinkedHashSet<>();
        verdict.candidates().stream().filter(Candidate::isValid).forEach(candidate -> paths.add(candidate.path()));
        return paths;
    }

    /**
     * Every instant after {@code from} and not after {@code to} at which the verdict turns, to the second: the edges of the
     * validity of everything that can stand in a path, and of the revocation data, are tried; between them nothing changes.
     */
    public List<Change> changes(Instant from, Instant to) {
        List<Change> changes = new ArrayList<>();
        ChainVerdict before = validator.validate(request.at(from));
        for (Instant edge : edges(from, to)) {
            ChainVerdict after = validator.validate(request.at(edge));
            if (before.isTrusted() != after.isTrusted()) {
                changes.add(new Change(edge, validator.validate(request.at(edge.minusSeconds(1))), after));
            }
            before = after;
        }
        return List.copyOf(changes);
    }

    /** The first change after the request's instant; empty if the verdict stays for good. */
    public Optional<Change> nextChange() {
        ChainVerdict before = verdict();
        for (Instant edge : edges(request.at(), Instant.MAX)) {
            ChainVerdict after = validator.validate(request.at(edge));
            if (before.isTrusted() != after.isTrusted()) {
                return Optional.of(new Change(edge, validator.validate(request.at(edge.minusSeconds(1))), after));
            }
        }
        return Optional.empty();
    }

    private Set<Instant> edges(Instant from, Instant to) {
        Set<Instant> edges = new TreeSet<>();
        for (Certificate certificate : relevant()) {
            edges.add(certificate.notBefore());
            edges.add(certificate.notAfter().plusSeconds(1));
        }
        RevocationEdges.add(request, edges);
        edges.removeIf(edge -> !edge.isAfter(from) || edge.isAfter(to));
        return edges;
    }

    /** The leaf and everything that is above it by name: nothing else can enter a path at any time. */
    private Set<Certificate> relevant() {
        List<Certificate> others = new ArrayList<>(request.intermediates());
        others.addAll(request.anchors());
        Set<Certificate> relevant = new LinkedHashSet<>(List.of(request.leaf()));
        Deque<Certificate> open = new ArrayDeque<>(relevant);
        Map<String, List<Certificate>> bySubject = new LinkedHashMap<>();
        for (Certificate other : others) {
            bySubject
                    .computeIfAbsent(other.subject().matchKey(), key -> new ArrayList<>())
                    .add(other);
        }
        while (!open.isEmpty()) {
            String issuer = open.remove().issuer().matchKey();
            for (Certificate candidate : bySubject.getOrDefault(issuer, List.of())) {
                if (relevant.add(candidate)) {
                    open.add(candidate);
                }
            }
        }
        return relevant;
    }

    /** The question that is varied. */
    @Override
    public String toString() {
        return "what if: " + request;
    }
}
