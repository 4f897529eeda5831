package io.github.windlass4j.truststore.authority;

import io.github.windlass4j.core.knowledge.SourceRef;
import java.time.LocalDate;
import java.util.List;

/**
 * A published date of a rotation.
 *
 * @param on the day
 * @param what what changes
 * @param where in which regions
 * @param sources ids of the sources
 */
public record Milestone(
        LocalDate on, String what, String where, @SourceRef List<String> sources) {
    /** Copies the collections. */
    public Milestone {
        sources = List.copyOf(sources);
    }
}
