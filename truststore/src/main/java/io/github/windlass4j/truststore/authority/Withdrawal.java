package io.github.windlass4j.truststore.authority;

import io.github.windlass4j.core.knowledge.SourceRef;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The day on which a root programme stops trusting a certificate. Stores that follow the programme lose it with their next
 * update; a file that nobody updates keeps it.
 *
 * @param certificate id of the {@link KnownCertificate}
 * @param programme who withdraws it
 * @param what what is withdrawn
 * @param on the day, which begins at midnight UTC
 * @param sources ids of the sources
 */
public record Withdrawal(
        String certificate,
        String programme,
        String what,
        LocalDate on,
        @SourceRef List<String> sources) {
    /** Copies the collections. */
    public Withdrawal {
        sources = List.copyOf(sources);
    }

    /** First instant of the day. */
    public Instant instant() {
        return on.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
