package io.github.windlass4j.truststore.audit;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.jsse.JdkDistrust;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * A published rule that leaves issued after an instant are not trusted under an anchor.
 *
 * @param sha256 the anchor, SHA-256 of its DER in lower-case hex
 * @param lastIssued last instant at which a leaf may have become valid
 * @param programme who says so
 */
public record IssuanceCutOff(String sha256, Instant lastIssued, String programme) {
    /** Checks the components. */
    public IssuanceCutOff {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("sha256: " + sha256 + " (want 64 lower-case hex digits)");
        }
    }

    /** Whether this anchor is meant. */
    public boolean concerns(Certificate certificate) {
        return sha256.equals(certificate.sha256());
    }

    /** Those of {@code jdk.security.caDistrustPolicies} in OpenJDK 17.0.19 and 25; they count whole days in UTC. */
    public static List<IssuanceCutOff> ofJdk() {
        List<IssuanceCutOff> cutOffs = new ArrayList<>();
        for (JdkDistrust.Policy policy : JdkDistrust.shipped().policies()) {
            Instant last = policy.lastTrusted()
                    .plusDays(1)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant()
                    .minusSeconds(1);
            policy.roots().stream()
                    .sorted()
                    .map(root -> new IssuanceCutOff(root, last, "JDK policy " + policy.name()))
                    .forEach(cutOffs::add);
        }
        return List.copyOf(cutOffs);
    }
}
