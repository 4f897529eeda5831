package io.github.windlass4j.core.chain.jsse;

import io.github.windlass4j.core.chain.Rule;
import io.github.windlass4j.core.knowledge.KnowledgeReader;
import io.github.windlass4j.core.knowledge.Omittable;
import io.github.windlass4j.core.knowledge.Source;
import io.github.windlass4j.core.knowledge.SourceRef;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the JDK ships against named certificates: the blocked ones ({@code lib/security/blocked.certs}), which no path may hold,
 * and the policies of {@code jdk.security.caDistrustPolicies}, which refuse TLS servers whose certificate was issued after a
 * day under certain roots.
 *
 * @param sources where the facts come from
 * @param because the sources of the blocked certificates
 * @param blocked SHA-256 of certificates
 * @param policies in the order of the security property
 */
public record JdkDistrust(
        List<Source> sources, @SourceRef List<String> because, Set<String> blocked, List<Policy> policies) {
    /**
     * One policy.
     *
     * @param name as in the security property
     * @param authority whom it is about, as the JDK's message names it
     * @param because its sources
     * @param lastTrusted last day (UTC) on which a leaf may have begun to be valid
     * @param roots SHA-256 of the anchors
     * @param exempt issuing CAs directly below such an anchor that have their own last day
     */
    public record Policy(
            String name,
            String authority,
            @SourceRef List<String> because,
            LocalDate lastTrusted,
            Set<String> roots,
            @Omittable List<Exempt> exempt) {}

    /**
     * An issuing CA with its own last day.
     *
     * @param sha256 its certificate
     * @param lastTrusted its last day
     */
    public record Exempt(String sha256, LocalDate lastTrusted) {}

    private static final class Holder {
        private static final String NAME = "jdk-distrust.json";
        static final JdkDistrust SHIPPED =
                KnowledgeReader.shipped(JdkDistrust.class.getResourceAsStream(NAME), NAME, JdkDistrust.class);
    }

    /** What OpenJDK 17.0.19 and 25.0.3 ship. */
    public static JdkDistrust shipped() {
        return Holder.SHIPPED;
    }

    @Nullable
    Refusal blocked(JdkCertificate certificate) {
        return blocked.contains(certificate.certificate().sha256())
                ? Refusal.of(
                        certificate,
                        Rule.DISTRUSTED,
                        "Untrusted certificate: " + certificate.certificate().subject(),
                        "a certificate that the JDK blocks",
                        "none of those")
                : null;
    }

    /** {@code path}: leaf first, anchor last. */
    @Nullable
    Refusal check(List<JdkCertificate> path) {
        JdkCertificate leaf = path.get(0);
        JdkCertificate anchor = path.get(path.size() - 1);
        LocalDate issued = LocalDate.ofInstant(leaf.certificate().notBefore(), ZoneOffset.UTC);
        for (Policy policy : policies) {
            if (policy.roots().contains(anchor.certificate().sha256())) {
                LocalDate last = path.size() > 2
                        ? exempt(policy, path.get(path.size() - 2)).orElse(policy.lastTrusted())
                        : policy.lastTrusted();
                if (issued.isAfter(last)) {
                    return new Refusal(
                            leaf,
                            Rule.DISTRUSTED,
                            "TLS Server certificate issued after " + last + " and anchored by a distrusted legacy "
                                    + policy.authority() + " root CA: "
                                    + anchor.certificate().subject(),
                            "notBefore " + issued + " under a root of " + policy.authority(),
                            "notBefore at or before " + last + " (" + policy.name() + ")",
                            "get the certificate from another CA");
                }
            }
        }
        return null;
    }

    private static Optional<LocalDate> exempt(Policy policy, JdkCertificate issuing) {
        return policy.exempt().stream()
                .filter(exempt -> exempt.sha256().equals(issuing.certificate().sha256()))
                .map(Exempt::lastTrusted)
                .findFirst();
    }
}
