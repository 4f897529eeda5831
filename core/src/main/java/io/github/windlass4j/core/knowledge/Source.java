package io.github.windlass4j.core.knowledge;

import java.net.URI;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a statement comes from. A source proves nothing by itself: {@link Claim} ties a value to it.
 *
 * @param id short name, unique within one document, that claims refer to
 * @param title title as a reader would search for it
 * @param publisher who answers for the content
 * @param url where to read it; absent for sources without an address
 * @param kind how close it stands to the subject; decides between contradicting sources
 * @param date day of publication; for an undated page the day it was read
 */
public record Source(
        String id,
        String title,
        String publisher,
        @Omittable @Nullable URI url,
        SourceKind kind,
        LocalDate date) {
    /** Checks the components. */
    public Source {
        if (id.isBlank() || title.isBlank() || publisher.isBlank()) {
            throw new IllegalArgumentException("id, title and publisher must not be blank");
        }
        Objects.requireNonNull(kind);
        Objects.requireNonNull(date);
    }

    /** Returns the address, if the source has one. */
    public Optional<URI> link() {
        return Optional.ofNullable(url);
    }

    @Override
    public String toString() {
        return id + ": " + title + ", " + publisher + ", " + date;
    }
}
