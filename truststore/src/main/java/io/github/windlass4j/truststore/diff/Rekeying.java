package io.github.windlass4j.truststore.diff;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.DistinguishedName;
import io.github.windlass4j.core.internal.Count;
import java.util.List;

/**
 * A subject that loses all its certificates and gets others with another key: the name stays, the authority is another one,
 * and every chain below the old key breaks.
 *
 * @param subject the name, exactly as encoded
 * @param from certificates that go, never empty, ordered by SHA-256
 * @param to certificates that come, never empty, ordered by SHA-256
 */
public record Rekeying(DistinguishedName subject, List<Certificate> from, List<Certificate> to) {
    /** Copies the collections. */
    public Rekeying {
        from = List.copyOf(from);
        to = List.copyOf(to);
    }

    Rekeying reversed() {
        return new Rekeying(subject, to, from);
    }

    @Override
    public String toString() {
        return subject + " has another key (" + Count.of(from.size(), "certificate") + " before, " + to.size()
                + " after)";
    }
}
