package io.github.windlass4j.truststore.rotation;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.truststore.client.Client;
import io.github.windlass4j.truststore.client.ConnectVerdict.Connects;
import io.github.windlass4j.truststore.client.PresentedChain;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds the first second at which a client stops accepting a chain. The answer can only change where a certificate that
 * can stand in a path begins or ends, or where a distrust begins; the model is asked at each of these seconds in turn.
 */
final class HorizonSearch {
    private final Assessment assessment;
    private final Client client;
    private final PresentedChain chain;
    private final Set<Certificate> related;

    HorizonSearch(Assessment assessment, Client client, PresentedChain chain) {
        this.assessment = assessment;
        this.client = client;
        this.chain = chain;
        List<Certificate> pool = new ArrayList<>(chain.certificates());
        pool.addAll(Assessment.anchors(client));
        this.related = new Kinship(pool).above(chain.leaf().orElseThrow());
    }

    Optional<Horizon.Until> find() {
        Instant start = assessment.rotation().instant();
        List<Certificate> lastPath = path(start);
        for (Instant second : boundaries().tailSet(start.plusSeconds(1))) {
            List<Certificate> path = path(second);
            if (path.isEmpty()) {
                return Optional.of(until(second, lastPath));
            }
            lastPath = path;
        }
        return Optional.empty();
    }

    /** Tells whether the answer really flips at the second that another search found. */
    boolean confirms(Horizon.Until horizon) {
        return !path(horizon.lastGood()).isEmpty() && path(horizon.firstBad()).isEmpty();
    }

    /** Empty if the client does not connect verified. */
    private List<Certificate> path(Instant at) {
        return assessment.verdictWithRenewedLeaf(client, chain, at) instanceof Connects connects
                ? connects.path()
                : List.of();
    }

    private SortedSet<Instant> boundaries() {
        SortedSet<Instant> seconds = new TreeSet<>();
        for (Certificate certificate : related) {
            // JSSE counts notAfter as inside, OpenSSL as outside.
            seconds.add(certificate.notAfter());
            seconds.add(certificate.notAfter().plusSeconds(1));
            seconds.add(certificate.notBefore());
        }
        assessment.rotation().distrust().stream()
                .filter(d -> related.stream().anyMatch(d::concerns))
                .forEach(d -> seconds.add(d.from()));
        return seconds;
    }

    private Horizon.Until until(Instant firstBad, List<Certificate> path) {
        Instant lastGood = firstBad.minusSeconds(1);
        Optional<Distrust> distrust = assessment.rotation().distrust().stream()
                .filter(d -> d.from().equals(firstBad))
                .filter(d -> related.stream().anyMatch(d::concerns))
                .findFirst();
        Certificate ended = path.stream()
                .skip(1)
                .filter(c -> endsAt(c, firstBad))
                .findFirst()
                .or(() -> related.stream().filter(c -> endsAt(c, firstBad)).findFirst())
                .or(() -> distrust.flatMap(
                        d -> related.stream().filter(d::concerns).findFirst()))
                .orElseGet(() -> path.isEmpty() ? chain.leaf().orElseThrow() : path.get(path.size() - 1));
        boolean expires = endsAt(ended, firstBad);
        Horizon.Cause cause = expires ? role(ended, path) : Horizon.Cause.DISTRUST;
        String detail = expires ? "" : distrust.map(Distrust::programme).orElse("");
        return new Horizon.Until(lastGood, cause, ended.subject().toString(), detail, chain);
    }

    private static boolean endsAt(Certificate certificate, Instant firstBad) {
        return certificate.notAfter().equals(firstBad) || certificate.notAfter().equals(firstBad.minusSeconds(1));
    }

    private Horizon.Cause role(Certificate certificate, List<Certificate> path) {
        if (!path.isEmpty() && path.get(path.size() - 1).equals(certificate)) {
            return Horizon.Cause.ANCHOR;
        }
        List<Certificate> known = new ArrayList<>(related);
        known.addAll(assessment.rotation().candidates());
        boolean cross = !certificate.isSelfIssued()
                && (known.stream().anyMatch(c -> isOtherFormOf(c, certificate))
                        || standsUnderTheAnchor(certificate, path));
        return cross ? Horizon.Cause.CROSS_CERTIFICATE : Horizon.Cause.INTERMEDIATE;
    }

    private static boolean isOtherFormOf(Certificate other, Certificate certificate) {
        return !other.equals(certificate)
                && other.spkiSha256().equals(certificate.spkiSha256())
                && other.subject().matches(certificate.subject());
    }

    // Leaf, issuing CA, then a CA that issues CAs and is itself issued by the anchor: what a cross-signed root looks
    // like.
    private static boolean standsUnderTheAnchor(Certificate certificate, List<Certificate> path) {
        int index = path.indexOf(certificate);
        return index >= 2 && index == path.size() - 2;
    }
}
