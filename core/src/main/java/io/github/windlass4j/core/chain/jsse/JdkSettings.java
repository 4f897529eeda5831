package io.github.windlass4j.core.chain.jsse;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.Obstacle;
import io.github.windlass4j.core.chain.Purpose;
import io.github.windlass4j.core.chain.engine.SignedBy;
import io.github.windlass4j.core.hostname.ServerName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a caller of the JDK sets, or its version decides.
 *
 * @param jdk feature release, 17 or 25
 * @param handshake the trust manager in a TLS handshake; false = {@code CertPathBuilder} or {@code CertPathValidator} alone
 * @param at the date to validate for
 * @param leafAt the date for which the leaf's own dates are judged; the JDK has one date for all
 * @param purpose server, client, or anything else for no end-entity checks; only the trust manager looks at it
 * @param host for the trust manager's HTTPS identification
 * @param maxPathLength {@code PKIXBuilderParameters.setMaxPathLength}; non-self-issued CAs between leaf and anchor
 * @param jdkRoots SHA-256 of the anchors that the cacerts of that JDK label as its own
 * @param distrust certificates and policies that ship with the JDK
 * @param maxSteps certificates tried as the next issuer before the search is given up
 * @param maxNameComparisons comparisons with name constraints, merging them included, before a path is given up
 * @param signatures who signed what
 * @param policies the policy processing of RFC 5280 over a path, leaf first, anchor last; empty = fine
 */
public record JdkSettings(
        int jdk,
        boolean handshake,
        Instant at,
        Instant leafAt,
        Purpose purpose,
        Optional<ServerName> host,
        int maxPathLength,
        Set<String> jdkRoots,
        JdkDistrust distrust,
        int maxSteps,
        long maxNameComparisons,
        SignedBy signatures,
        PolicyCheck policies) {
    /** The policy processing of RFC 5280 6.1, as a function. */
    @FunctionalInterface
    public interface PolicyCheck {
        /** Obstacles of the path, leaf first, anchor last; empty if the policies are fine. */
        List<Obstacle> check(List<Certificate> path);
    }

    /** Copies the collections. */
    public JdkSettings {
        jdkRoots = Set.copyOf(jdkRoots);
    }
}
