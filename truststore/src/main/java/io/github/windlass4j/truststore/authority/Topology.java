package io.github.windlass4j.truststore.authority;

import io.github.windlass4j.core.knowledge.SourceRef;
import java.util.List;

/**
 * A way in which the servers of a platform present their chain.
 *
 * @param id short name, unique within one document
 * @param title one line
 * @param generation before or after the rotation
 * @param sent what a server sends above its own certificate, the issuing CA first; one list for each issuing CA that may
 *     be met. Ids of {@link KnownCertificate}s
 * @param sources ids of the sources
 */
public record Topology(
        String id,
        String title,
        Generation generation,
        List<List<String>> sent,
        @SourceRef List<String> sources) {
    /** Which side of the rotation. */
    public enum Generation {
        /** Before the rotation. */
        OLD,
        /** After the rotation. */
        NEW
    }

    /** Checks the components and copies the collections. */
    public Topology {
        if (sent.isEmpty() || sent.stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException("sent: empty (want at least one list with at least an issuing CA)");
        }
        sent = sent.stream().map(List::copyOf).toList();
        sources = List.copyOf(sources);
    }
}
