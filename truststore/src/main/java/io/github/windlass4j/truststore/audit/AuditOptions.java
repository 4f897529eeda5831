package io.github.windlass4j.truststore.audit;

import io.github.windlass4j.truststore.authority.Authorities;
import io.github.windlass4j.truststore.rotation.Distrust;
import io.github.windlass4j.truststore.store.StoreFile;
import io.github.windlass4j.truststore.store.TrustStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What an audit takes into account. Immutable; every method returns a copy.
 *
 * @param months horizon of {@link AuditRule#EXPIRES_SOON} in calendar months (UTC)
 * @param minimumRsaBits smallest RSA modulus that is not weak
 * @param maximumBytes largest size as PEM; 0 for no bound
 * @param cutOffs published cut-offs for new leaves
 * @param distrust published withdrawals
 * @param authorities platforms whose roots and rotations the store is judged by
 * @param references stores of known origin; none = the origin of certificates is not judged
 */
public record AuditOptions(
        int months,
        int minimumRsaBits,
        int maximumBytes,
        List<IssuanceCutOff> cutOffs,
        List<Distrust> distrust,
        List<Authorities> authorities,
        List<TrustStore> references) {
    private static final AuditOptions STANDARD =
            new AuditOptions(12, 2048, 0, IssuanceCutOff.ofJdk(), List.of(), List.of(), List.of());

    /** Checks the components and copies the collections. */
    public AuditOptions {
        if (months < 0 || minimumRsaBits < 0 || maximumBytes < 0) {
            throw new IllegalArgumentException("months " + months + ", minimumRsaBits " + minimumRsaBits
                    + ", maximumBytes " + maximumBytes + " (want >= 0)");
        }
        cutOffs = List.copyOf(cutOffs);
        distrust = List.copyOf(distrust);
        authorities = List.copyOf(authorities);
        references = List.copyOf(references);
    }

    /** A year ahead, RSA from 2048 bits (CA/Browser Forum Baseline Requirements 6.1.5), the JDK's distrust policies. */
    public static AuditOptions standard() {
        return STANDARD;
    }

    /** With another horizon, in calendar months. */
    public AuditOptions withMonths(int ahead) {
        return new AuditOptions(ahead, minimumRsaBits, maximumBytes, cutOffs, distrust, authorities, references);
    }

    /** With the bound of a ConfigMap or Secret on the size as PEM. */
    public AuditOptions forKubernetes() {
        return new AuditOptions(
                months, minimumRsaBits, StoreFile.MAX_KUBERNETES_BYTES, cutOffs, distrust, authorities, references);
    }

    /** With further cut-offs for new leaves. */
    public AuditOptions withCutOffs(Collection<IssuanceCutOff> more) {
        return new AuditOptions(
                months, minimumRsaBits, maximumBytes, plus(cutOffs, more), distrust, authorities, references);
    }

    /** With further withdrawals. */
    public AuditOptions withDistrust(Collection<Distrust> more) {
        return new AuditOptions(
                months, minimumRsaBits, maximumBytes, cutOffs, plus(distrust, more), authorities, references);
    }

    /** With a platform: its withdrawals count, and its roots and rotations are looked at. */
    public AuditOptions withAuthorities(Authorities platform) {
        return new AuditOptions(
                months,
                minimumRsaBits,
                maximumBytes,
                cutOffs,
                distrust,
                plus(authorities, List.of(platform)),
                references);
    }

    /** With stores of known origin: what is in none of them is noted. */
    public AuditOptions withReferences(Collection<TrustStore> stores) {
        return new AuditOptions(
                months, minimumRsaBits, maximumBytes, cutOffs, distrust, authorities, plus(references, stores));
    }

    private static <T> List<T> plus(List<T> some, Collection<T> more) {
        List<T> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }
}
