package io.github.windlass4j.mesh.observe.scrape;

import io.github.windlass4j.core.knowledge.KnowledgeReader;
import io.github.windlass4j.core.knowledge.Source;
import io.github.windlass4j.core.knowledge.SourceRef;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The field names of each section: Prometheus refuses all others.
 *
 * @param asOf day on which the names were last compared
 * @param sources where they are defined
 * @param source the one they all come from
 * @param root fields of the file
 * @param global fields of {@code global}
 * @param job fields of one scrape configuration, without the following two
 * @param client fields of its HTTP client
 * @param discovery fields that name targets
 * @param kubernetes fields of one {@code kubernetes_sd_configs} entry, without those of the HTTP client
 */
record ConfigFields(
        LocalDate asOf,
        List<Source> sources,
        @SourceRef String source,
        Set<String> root,
        Set<String> global,
        Set<String> job,
        Set<String> client,
        Set<String> discovery,
        Set<String> kubernetes) {
    private static final String RESOURCE = "fields.json";

    private static final class Shipped {
        static final ConfigFields FIELDS =
                KnowledgeReader.shipped(ConfigFields.class.getResourceAsStream(RESOURCE), RESOURCE, ConfigFields.class);
    }

    static ConfigFields shipped() {
        return Shipped.FIELDS;
    }

    Set<String> ofJob() {
        return union(union(job, client), discovery);
    }

    Set<String> ofKubernetes() {
        return union(kubernetes, client);
    }

    private static Set<String> union(Set<String> a, Set<String> b) {
        Set<String> all = new LinkedHashSet<>(a);
        all.addAll(b);
        return all;
    }
}
