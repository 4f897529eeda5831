package io.github.windlass4j.scan.discovery;

import io.github.windlass4j.core.knowledge.KnowledgeReader;
import io.github.windlass4j.core.knowledge.Omittable;
import io.github.windlass4j.core.knowledge.Source;
import io.github.windlass4j.core.knowledge.SourceRef;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the application names say that drivers and poolers give themselves; a program may set any other. */
record Applications(LocalDate asOf, List<Source> sources, List<Known> applications) {
    record Known(
            String name,
            @Omittable @Nullable String driver,
            boolean pooler,
            @SourceRef List<String> sources) {}

    static Optional<Known> named(String application) {
        return Shipped.FACTS.applications.stream()
                .filter(known -> known.name.equals(application))
                .findFirst();
    }

    private static final class Shipped {
        private static final String NAME = "applications.json";
        static final Applications FACTS =
                KnowledgeReader.shipped(Applications.class.getResourceAsStream(NAME), NAME, Applications.class);
    }
}
