package io.github.windlass4j.truststore.diff;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.internal.Count;
import java.util.List;

/**
 * A key that stays while certificates for it are exchanged: chains below it stay valid, except where the new certificate is
 * more constrained.
 *
 * @param keySha256 SHA-256 of the SubjectPublicKeyInfo, lower-case hex
 * @param from certificates of the key that go, never empty, ordered by SHA-256
 * @param to certificates of the key that come, never empty, ordered by SHA-256
 * @param kept certificates of the key on both sides, ordered by SHA-256
 */
public record Renewal(String keySha256, List<Certificate> from, List<Certificate> to, List<Certificate> kept) {
    /** Copies the collections. */
    public Renewal {
        from = List.copyOf(from);
        to = List.copyOf(to);
        kept = List.copyOf(kept);
    }

    /**
     * What is different between the first that goes and the first that comes, field by field; empty if only dates and serial.
     */
    public List<FieldChange> changes() {
        return FieldChange.between(from.get(0), to.get(0));
    }

    Renewal reversed() {
        return new Renewal(keySha256, to, from, kept);
    }

    @Override
    public String toString() {
        return from.get(0).subject() + " renewed with the same key (" + Count.of(from.size(), "certificate")
                + " before, " + to.size() + " after)";
    }
}
