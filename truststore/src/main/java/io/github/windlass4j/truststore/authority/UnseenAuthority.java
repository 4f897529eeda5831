package io.github.windlass4j.truststore.authority;

import io.github.windlass4j.core.knowledge.SourceRef;
import java.util.List;

/**
 * A CA that is announced by name and whose certificate nobody has looked at: it can be recognized by its subject only, and
 * nothing is said about its chains.
 *
 * @param subject RFC 4514
 * @param issuer id of the {@link KnownCertificate} that is said to issue it
 * @param sources ids of the sources
 */
public record UnseenAuthority(
        String subject, String issuer, @SourceRef List<String> sources) {
    /** Copies the collections. */
    public UnseenAuthority {
        sources = List.copyOf(sources);
    }
}
