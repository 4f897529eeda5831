package io.github.windlass4j.truststore.diff;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.internal.Count;
import java.util.List;

/**
 * Further certificates that come, or go, for a key whose other certificates all stay: a cross-certificate, or a second form
 * of a root. What the store trusts changes little or not at all.
 *
 * @param keySha256 SHA-256 of the SubjectPublicKeyInfo, lower-case hex
 * @param changed the certificates that come or go, never empty, ordered by SHA-256
 * @param kept certificates of the key on both sides, never empty, ordered by SHA-256
 */
public record Sibling(String keySha256, List<Certificate> changed, List<Certificate> kept) {
    /** Copies the collections. */
    public Sibling {
        changed = List.copyOf(changed);
        kept = List.copyOf(kept);
    }

    @Override
    public String toString() {
        return "one key, " + Count.of(changed.size(), "certificate") + " changed, " + kept.size() + " kept: "
                + kept.get(0).subject();
    }
}
