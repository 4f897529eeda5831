package io.github.windlass4j.truststore.client;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.core.finding.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is odd about a presented chain without asking any engine: names alone, no signatures (RFC 5246 7.4.2). */
final class ChainShape {
    static final String EMPTY = "WL-CL-001";
    static final String LEAF_ONLY = "WL-CL-002";
    static final String OUT_OF_ORDER = "WL-CL-003";
    static final String STRANGER = "WL-CL-004";
    static final String REPEATED = "WL-CL-005";

    private ChainShape() {}

    static List<Finding> findings(PresentedChain chain) {
        List<Certificate> certificates = chain.certificates();
        if (certificates.isEmpty()) {
            return List.of(
                    new Finding(
                                    EMPTY,
                                    Severity.ERROR,
                                    Location.of(chain.name()),
                                    "no certificate: a TLS server presents at least its own")
                            .withRemedy(
                                    "capture the chain again, for instance with openssl s_client -starttls postgres -showcerts"));
        }
        List<Finding> findings = new ArrayList<>();
        Certificate leaf = certificates.get(0);
        if (certificates.size() == 1 && !leaf.isSelfIssued()) {
            findings.add(new Finding(
                            LEAF_ONLY,
                            Severity.WARNING,
                            Location.of(chain.name()).entry("1"),
                            "only the server's own certificate, issued by " + leaf.issuer()
                                    + ": clients that hold nothing but roots cannot build a path")
                    .withRemedy("append the intermediates to the server's certificate file"));
        }
        Set<Certificate> connected = connected(certificates);
        for (int i = 1; i < certificates.size(); i++) {
            Location place = Location.of(chain.name()).entry(Integer.toString(i + 1));
            oddity(certificates.get(i), certificates.subList(0, i), connected, place)
                    .ifPresent(findings::add);
        }
        return findings;
    }

    private static Optional<Finding> oddity(
            Certificate certificate, List<Certificate> before, Set<Certificate> connected, Location place) {
        if (before.contains(certificate)) {
            return Optional.of(
                    new Finding(REPEATED, Severity.NOTE, place, certificate.subject() + " was already sent before"));
        }
        if (!connected.contains(certificate)) {
            return Optional.of(new Finding(
                    STRANGER,
                    Severity.WARNING,
                    place,
                    certificate.subject() + " issued none of the certificates that lead to the server's own"));
        }
        if (before.stream().noneMatch(lower -> issued(certificate, lower))) {
            return Optional.of(new Finding(
                            OUT_OF_ORDER,
                            Severity.WARNING,
                            place,
                            certificate.subject() + " stands before the certificate that it issued")
                    .withRemedy("send each certificate after the one that it issued"));
        }
        return Optional.empty();
    }

    // Upwards from the leaf, by names; a fixpoint because the order is what is in question.
    private static Set<Certificate> connected(List<Certificate> certificates) {
        Set<Certificate> reached = new HashSet<>(Set.of(certificates.get(0)));
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Certificate candidate : certificates) {
                if (!reached.contains(candidate) && reached.stream().anyMatch(lower -> issued(candidate, lower))) {
                    reached.add(candidate);
                    grown = true;
                }
            }
        }
        return reached;
    }

    private static boolean issued(Certificate issuer, Certificate lower) {
        return issuer.subject().matches(lower.issuer());
    }
}
