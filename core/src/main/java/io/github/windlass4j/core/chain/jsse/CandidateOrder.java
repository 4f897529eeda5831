package io.github.windlass4j.core.chain.jsse;

import io.github.windlass4j.core.cert.DistinguishedName;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * {@code ForwardBuilder.PKIXCertComparator}: which issuer is tried first. It is no total order, so what comes out depends on
 * the order in which the tree set is filled; JDK 21 dropped the steps that compare distances in the name tree one way only.
 */
final class CandidateOrder {
    private static final int FIRST_WITH_SHORT_FORM = 21;

    private final int jdk;
    private final Collection<JdkCertificate> anchors;
    private @Nullable Set<X500Principal> trustedSubjects;

    CandidateOrder(int jdk, Collection<JdkCertificate> anchors) {
        this.jdk = jdk;
        this.anchors = anchors;
    }

    private Set<X500Principal> trustedSubjects() {
        Set<X500Principal> known = trustedSubjects;
        if (known == null) {
            known = HashOrder.setFor(
                    jdk, anchors.stream().map(JdkCertificate::subject).toList());
            trustedSubjects = known;
        }
        return known;
    }

    private List<JdkDirectoryName> trustedNames() {
        return trustedSubjects().stream()
                .map(subject -> JdkDirectoryName.of(DistinguishedName.parse(subject.getEncoded())))
                .toList();
    }

    /** The order of candidates above this certificate; null = of the target itself. */
    Comparator<JdkCertificate> above(@Nullable JdkCertificate below) {
        Optional<String> wantedKey = below == null ? Optional.empty() : below.authorityKeyId();
        return (one, other) -> one.equals(other) ? 0 : compare(wantedKey, one, other);
    }

    private int compare(Optional<String> wantedKey, JdkCertificate one, JdkCertificate other) {
        if (wantedKey.isPresent()) {
            if (one.subjectKeyId().equals(wantedKey)) {
                return -1;
            }
            if (other.subjectKeyId().equals(wantedKey)) {
                return 1;
            }
        }
        if (trustedSubjects().contains(one.issuer())) {
            return -1;
        }
        if (trustedSubjects().contains(other.issuer())) {
            return 1;
        }
        return jdk >= FIRST_WITH_SHORT_FORM ? byNamespace(one, other) : byDistance(one, other);
    }

    private int byNamespace(JdkCertificate one, JdkCertificate other) {
        for (JdkDirectoryName name : trustedNames()) {
            int first = toCommonAncestor(name, one.issuerName());
            int second = toCommonAncestor(name, other.issuerName());
            if (first != -1 || second != -1) {
                return first == -1 ? 1 : second == -1 || first <= second ? -1 : 1;
            }
        }
        return -1;
    }

    private static int toCommonAncestor(JdkDirectoryName anchor, JdkDirectoryName issuer) {
        int common = anchor.commonPrefix(issuer);
        return common == 0 || anchor.isPlace(common - 1) ? -1 : issuer.size() - common;
    }

    /** Each step goes through all trusted names before the next begins. */
    private int byDistance(JdkCertificate one, JdkCertificate other) {
        int order = byDescent(one, other);
        order = order != 0 ? order : byAscent(one, other);
        order = order != 0 ? order : byCommonAncestor(one, other);
        return order != 0 ? order : byOwnSubject(one, other);
    }

    /** Issuers below a trusted name, the nearer first; 0 where neither is. */
    private int byDescent(JdkCertificate one, JdkCertificate other) {
        for (JdkDirectoryName name : trustedNames()) {
            int first = distance(name, one.issuerName(), -1);
            int second = distance(name, other.issuerName(), -1);
            if (first > 0 || second > 0) {
                return first == second || second <= 0 || (first > 0 && first < second) ? -1 : 1;
            }
        }
        return 0;
    }

    /** Issuers above a trusted name, the nearer first; 0 where neither is. */
    private int byAscent(JdkCertificate one, JdkCertificate other) {
        for (JdkDirectoryName name : trustedNames()) {
            int first = distance(name, one.issuerName(), Integer.MAX_VALUE);
            int second = distance(name, other.issuerName(), Integer.MAX_VALUE);
            if (first < 0 || second < 0) {
                return first == second || second >= 0 || (first < 0 && first > second) ? -1 : 1;
            }
        }
        return 0;
    }

    /** Issuers that begin like a trusted name, the nearer first; 0 where none does, or both are as near to each name. */
    private int byCommonAncestor(JdkCertificate one, JdkCertificate other) {
        for (JdkDirectoryName name : trustedNames()) {
            boolean first = name.commonPrefix(one.issuerName()) > 0;
            boolean second = name.commonPrefix(other.issuerName()) > 0;
            if (first != second) {
                return first ? -1 : 1;
            }
            int order = first ? Integer.compare(hops(name, one.issuerName()), hops(name, other.issuerName())) : 0;
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** Issuers by their distance to the subject that they issued for; never 0. */
    private static int byOwnSubject(JdkCertificate one, JdkCertificate other) {
        int first = distance(one.subjectName(), one.issuerName(), Integer.MAX_VALUE);
        int second = distance(other.subjectName(), other.issuerName(), Integer.MAX_VALUE);
        return second < first ? 1 : -1;
    }

    /** {@code Builder.distance}: levels from base down to the name, negative upwards. */
    private static int distance(JdkDirectoryName base, JdkDirectoryName name, int incomparable) {
        return switch (base.relationOf(name)) {
            case MATCH -> 0;
            case NARROWS, WIDENS -> name.size() - base.size();
            default -> incomparable;
        };
    }

    /** {@code Builder.hops}: levels through the common ancestor. */
    private static int hops(JdkDirectoryName base, JdkDirectoryName name) {
        return switch (base.relationOf(name)) {
            case MATCH -> 0;
            case NARROWS, WIDENS -> name.size() - base.size();
            default -> base.size() + name.size() - 2 * base.commonPrefix(name);
        };
    }
}
