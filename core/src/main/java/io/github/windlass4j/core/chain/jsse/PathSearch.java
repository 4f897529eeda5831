package io.github.windlass4j.core.chain.jsse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * {@code SunCertPathBuilder} with its forward builder: depth first from the leaf up, candidates in the order of its comparator,
 * back-tracking over every failure but one (two self-issued certificates in a row end the loop over their siblings).
 */
final class PathSearch {
    /** What happened with one certificate at the top of a path, leaf first. */
    record Attempt(
            List<JdkCertificate> path,
            boolean complete,
            @Nullable Refusal refusal) {}

    private final JdkSettings settings;
    private final JdkCertificate target;
    private final Set<JdkCertificate> trusted;
    private final Set<JdkCertificate> sent;
    private final CandidateOrder order;
    private final List<Attempt> attempts = new ArrayList<>();
    private final Deque<JdkCertificate> path = new ArrayDeque<>();

    private boolean anchorsMustBeValid;
    private int steps;
    private long nameComparisons;
    private @Nullable Attempt success;

    PathSearch(
            JdkSettings settings,
            JdkCertificate target,
            Collection<JdkCertificate> anchors,
            Collection<JdkCertificate> sent) {
        this.settings = settings;
        this.target = target;
        this.trusted = HashOrder.setFor(settings.jdk(), anchors);
        this.sent = new HashSet<>(sent);
        this.order = new CandidateOrder(settings.jdk(), anchors);
    }

    /** The first path that holds; null if there is none. */
    @Nullable
    Attempt find() {
        descend(null, 0, false);
        return success;
    }

    /** Everything that was tried, in order; the last is the success if there is one. */
    List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    int steps() {
        return steps;
    }

    /** True if the search was given up before everything was tried. */
    boolean isExhausted() {
        return steps >= settings.maxSteps();
    }

    long nameComparisons() {
        return nameComparisons;
    }

    /** False if the whole search is over. */
    private boolean descend(@Nullable JdkCertificate below, int authorities, boolean belowIsSelfIssued) {
        Set<JdkCertificate> candidates = below == null ? targets() : issuersOf(below, authorities);
        for (Iterator<JdkCertificate> each = unused(candidates).iterator(); each.hasNext(); ) {
            if (steps >= settings.maxSteps()) {
                return false;
            }
            steps++;
            JdkCertificate certificate = each.next();
            Refusal refusal = screen(certificate, below == null);
            if (refusal != null) {
                attempts.add(new Attempt(with(certificate), false, refusal));
                continue;
            }
            if (trusted.contains(certificate)) {
                PathRules rules = new PathRules(settings, List.copyOf(path), certificate, nameComparisons);
                refusal = rules.complete();
                nameComparisons += rules.nameComparisons();
                Attempt attempt = new Attempt(with(certificate), true, refusal);
                attempts.add(attempt);
                if (refusal == null) {
                    success = attempt;
                    return false;
                }
                continue;
            }
            if (belowIsSelfIssued && certificate.isSelfIssued()) {
                return true;
            }
            path.addLast(certificate);
            int above = authorities;
            if (!certificate.isSelfIssued() && below != null && certificate.pathLength() != -1) {
                above++;
            }
            int tried = attempts.size();
            boolean goOn = descend(certificate, above, certificate.isSelfIssued());
            if (goOn && attempts.size() == tried) {
                attempts.add(new Attempt(List.copyOf(path), false, null));
            }
            path.removeLast();
            if (!goOn) {
                return false;
            }
        }
        return true;
    }

    private List<JdkCertificate> with(JdkCertificate top) {
        List<JdkCertificate> whole = new ArrayList<>(path);
        whole.add(top);
        return whole;
    }

    private Set<JdkCertificate> targets() {
        Set<JdkCertificate> targets = new TreeSet<>(order.above(null));
        if (trusted.contains(target) || isValid(target)) {
            targets.add(target);
        }
        return targets;
    }

    /**
     * The selector that finds issuers is one object for the whole search, and the date is put into it only after the trust
     * anchors of the first lookup have been matched: so an expired anchor is taken on that lookup and on no later one.
     */
    private Set<JdkCertificate> issuersOf(JdkCertificate below, int authorities) {
        Set<JdkCertificate> issuers = new TreeSet<>(order.above(below));
        for (JdkCertificate anchor : trusted) {
            if (isNamed(anchor, below) && (!anchorsMustBeValid || isValid(anchor))) {
                issuers.add(anchor);
            }
        }
        anchorsMustBeValid = true;
        if (settings.maxPathLength() == -1 || settings.maxPathLength() > authorities) {
            Set<JdkCertificate> matching = new HashSet<>();
            for (JdkCertificate certificate : sent) {
                if (isNamed(certificate, below) && isValid(certificate) && certificate.pathLength() >= authorities) {
                    matching.add(certificate);
                }
            }
            issuers.addAll(matching);
        }
        return issuers;
    }

    /** A v1 or v2 issuer must also cover the validity of what it issued. */
    private static boolean isNamed(JdkCertificate issuer, JdkCertificate below) {
        return issuer.isNamedIssuerOf(below)
                && issuer.isReadable()
                && (issuer.certificate().version() > 2
                        || (issuer.certificate().isValidAt(below.certificate().notBefore())
                                && issuer.certificate()
                                        .isValidAt(below.certificate().notAfter())));
    }

    private boolean isValid(JdkCertificate certificate) {
        return certificate.certificate().isValidAt(certificate.equals(target) ? settings.leafAt() : settings.at());
    }

    private List<JdkCertificate> unused(Set<JdkCertificate> candidates) {
        return candidates.stream()
                .filter(candidate -> path.stream().noneMatch(used -> isRepeated(used, candidate)))
                .toList();
    }

    private static boolean isRepeated(JdkCertificate used, JdkCertificate candidate) {
        return used.equals(candidate)
                || (used.isSameCa(candidate) && used.altNameKey().equals(candidate.altNameKey()));
    }

    private @Nullable Refusal screen(JdkCertificate certificate, boolean isTarget) {
        Refusal blocked = settings.distrust().blocked(certificate);
        if (blocked != null || trusted.contains(certificate)) {
            return blocked;
        }
        Refusal critical = PathRules.criticalExtensions(certificate);
        if (critical != null || isTarget) {
            return critical;
        }
        return certificate.pathLength() == -1 ? PathRules.notCa(certificate) : PathRules.caKeyUsage(certificate);
    }
}
