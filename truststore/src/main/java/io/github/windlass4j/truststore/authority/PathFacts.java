package io.github.windlass4j.truststore.authority;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.truststore.client.Engine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Follows names and keys from an issuing CA to an anchor, the way each engine does, on facts alone. Certificates of the
 * store whose signer is unknown are followed by issuer name.
 */
final class PathFacts {
    /** One certificate as far as a path needs it; {@code signer} null where only the issuer's name is known. */
    private record Link(
            String subject,
            String key,
            String issuer,
            @Nullable String signer,
            Instant notBefore,
            Instant notAfter) {
        boolean isSelfSigned() {
            return key.equals(signer);
        }

        /** The JDK counts the last second in, OpenSSL does not. */
        boolean isValid(Instant at, Engine engine) {
            boolean ended = engine == Engine.JSSE ? at.isAfter(notAfter) : !at.isBefore(notAfter);
            return !at.isBefore(notBefore) && !ended;
        }

        /** First instant after which it is no longer valid. */
        Instant end(Engine engine) {
            return engine == Engine.JSSE ? notAfter.plusSeconds(1) : notAfter;
        }

        /** Why it is not valid at an instant. */
        String dates(Instant at) {
            return at.isBefore(notBefore) ? "begins " + notBefore : "ended " + notAfter;
        }

        boolean signed(Link other) {
            return subject.equals(other.issuer) && (other.signer == null || other.signer.equals(key));
        }

        @Override
        public String toString() {
            return subject + " until " + notAfter;
        }
    }

    /** Where a search ended. */
    record Result(boolean trusted, String way) {}

    /** Whose verdicts names and keys alone foretell: agreed with chains whose intermediates are known. */
    static final List<Engine> ENGINES = List.of(Engine.JSSE, Engine.OPENSSL);

    private final Map<String, List<Link>> storeBySubject = new HashMap<>();
    private final Engine engine;

    PathFacts(Collection<Certificate> store, Map<String, KnownCertificate> knownBySha256, Engine engine) {
        if (!ENGINES.contains(engine)) {
            throw new IllegalArgumentException("engine: " + engine + " (want one of " + ENGINES + ")");
        }
        this.engine = engine;
        for (Certificate certificate : store) {
            KnownCertificate known = knownBySha256.get(certificate.sha256());
            Link link = known != null ? link(known) : link(certificate);
            storeBySubject
                    .computeIfAbsent(link.subject(), subject -> new ArrayList<>())
                    .add(link);
        }
    }

    /**
     * Whether a leaf that the first of {@code sent} has issued leads to an anchor.
     *
     * @param sent what the server sends above its leaf, in order
     */
    Result trusts(List<KnownCertificate> sent, Instant at) {
        List<Link> links = sent.stream().map(PathFacts::link).toList();
        Link leaf =
                new Link("the server", "", links.get(0).subject(), links.get(0).key(), at, at.plusSeconds(1));
        return engine == Engine.JSSE ? jsse(leaf, links, at, List.of()) : openssl(leaf, links, at);
    }

    /** First instant from {@code at} on at which {@link #trusts} no longer holds; empty if nothing ends it. */
    Optional<Instant> until(List<KnownCertificate> sent, Instant at) {
        TreeSet<Instant> ends = new TreeSet<>();
        sent.forEach(certificate -> ends.add(link(certificate).end(engine)));
        storeBySubject.values().forEach(links -> links.forEach(link -> ends.add(link.end(engine))));
        return ends.tailSet(at, false).stream()
                .filter(end -> !trusts(sent, end).trusted())
                .findFirst();
    }

    /** Any certificate of the store with the right name and key is an anchor, whatever its dates; sent ones must be valid. */
    private Result jsse(Link below, List<Link> sent, Instant at, List<Link> used) {
        Result deadEnd = null;
        for (Link anchor : store(below.issuer())) {
            if (anchor.signed(below)) {
                return new Result(true, way(used) + anchor + " in the store");
            }
        }
        for (Link next : sent) {
            if (!used.contains(next) && next.signed(below) && next.isValid(at, engine)) {
                List<Link> longer = new ArrayList<>(used);
                longer.add(next);
                Result result = jsse(next, sent, at, longer);
                if (result.trusted()) {
                    return result;
                }
                deadEnd = deadEnd == null ? result : deadEnd;
            }
        }
        return deadEnd != null ? deadEnd : new Result(false, way(used) + missing(below, sent, used, at));
    }

    /** Why nothing leads on from here: what would fit is not valid, or has another key, or there is nothing. */
    private String missing(Link below, List<Link> sent, List<Link> used, Instant at) {
        for (Link link : sent) {
            if (link.signed(below) && !used.contains(link)) {
                return link.subject() + " is sent, but " + link.dates(at);
            }
        }
        return store(below.issuer()).isEmpty()
                ? "no certificate of " + below.issuer() + " in the store"
                : below.issuer() + " is in the store with another key";
    }

    /**
     * The store comes first, a valid certificate before an expired one; after the first from the store only the store
     * counts; the first choice is final; the end must be self-signed and everything valid.
     */
    private Result openssl(Link leaf, List<Link> sent, Instant at) {
        List<Link> path = new ArrayList<>();
        Link below = leaf;
        boolean inStore = false;
        while (true) {
            Link next = choose(store(below.issuer()), below, at);
            boolean found = next != null;
            inStore |= found;
            if (next == null && !inStore) {
                next = choose(sent, below, at);
            }
            if (next == null) {
                return new Result(false, way(path) + missing(below, List.of(), path, at));
            }
            if (path.contains(next)) {
                return new Result(false, way(path) + "back to " + next);
            }
            if (!next.isValid(at, engine)) {
                String where = found ? " is in the store, but " : " is sent, but ";
                return new Result(false, way(path) + next.subject() + where + next.dates(at));
            }
            path.add(next);
            if (next.isSelfSigned()) {
                return new Result(inStore, way(path) + (inStore ? "in the store" : "which is not in the store"));
            }
            below = next;
        }
    }

    private @Nullable Link choose(List<Link> candidates, Link below, Instant at) {
        List<Link> issuers =
                candidates.stream().filter(link -> link.signed(below)).toList();
        return issuers.stream()
                .filter(link -> link.isValid(at, engine))
                .findFirst()
                .orElseGet(() -> issuers.stream()
                        .max(Comparator.comparing(Link::notAfter))
                        .orElse(null));
    }

    private List<Link> store(String subject) {
        return storeBySubject.getOrDefault(subject, List.of());
    }

    private static String way(List<Link> path) {
        StringBuilder text = new StringBuilder();
        path.forEach(link -> text.append(link).append(" <- "));
        return text.toString();
    }

    private static Link link(KnownCertificate known) {
        return new Link(
                known.subject(),
                known.keySha256(),
                known.issuer(),
                known.issuerKeySha256(),
                known.notBefore(),
                known.notAfter());
    }

    private static Link link(Certificate certificate) {
        String key = certificate.spkiSha256();
        return new Link(
                certificate.subject().toString(),
                key,
                certificate.issuer().toString(),
                certificate.isSelfIssued() ? key : null,
                certificate.notBefore(),
                certificate.notAfter());
    }
}
