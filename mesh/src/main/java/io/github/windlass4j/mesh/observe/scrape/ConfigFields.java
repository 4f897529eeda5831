package io.github.windlass4j.mesh.observe.scrape;

import io.github.windlass4j.core.knowledge.KnowledgeReader;
import io.github.windlass4j.core.knowledge.Source;
import io.github.windlass4j.core.knowledge.SourceRef;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fields of each section and what they hold: Prometheus refuses all others.
 *
 * @param asOf day on which the names were last compared
 * @param sources where they are defined
 * @param source the one they all come from
 * @param root fields of the file
 * @param global fields of {@code global}
 * @param job fields of one scrape configuration, without those of its HTTP client and its discoveries
 * @param client fields of an HTTP client
 * @param inside fields of the sections inside of these, by the name of the section
 * @param discovery fields that name targets
 * @param kubernetes fields of one {@code kubernetes_sd_configs} entry, without those of the HTTP client
 * @param protocols what a scrape may ask for
 * @param escapings ways to write names that are not legacy names
 * @param tlsVersions versions of TLS
 * @param sizes units of sizes
 * @param reservedHeaders headers that only Prometheus itself sets
 */
record ConfigFields(
        LocalDate asOf,
        List<Source> sources,
        @SourceRef String source,
        Set<String> root,
        Map<String, FieldKind> global,
        Map<String, FieldKind> job,
        Map<String, FieldKind> client,
        Map<String, Map<String, FieldKind>> inside,
        Set<String> discovery,
        Map<String, FieldKind> kubernetes,
        Set<String> protocols,
        Set<String> escapings,
        Set<String> tlsVersions,
        Set<String> sizes,
        Set<String> reservedHeaders) {
    private static final String RESOURCE = "fields.json";

    private static final class Shipped {
        static final ConfigFields FIELDS =
                KnowledgeReader.shipped(ConfigFields.class.getResourceAsStream(RESOURCE), RESOURCE, ConfigFields.class);
    }

    static ConfigFields shipped() {
        return Shipped.FIELDS;
    }

    Map<String, FieldKind> ofJob() {
        Map<String, FieldKind> all = union(job, client);
        discovery.forEach(field -> all.put(field, FieldKind.SECTIONS));
        return all;
    }

    Map<String, FieldKind> ofKubernetes() {
        return union(kubernetes, client);
    }

    /** The fields of a section inside of another one. */
    Map<String, FieldKind> of(String section) {
        return inside.getOrDefault(section, Map.of());
    }

    private static Map<String, FieldKind> union(Map<String, FieldKind> a, Map<String, FieldKind> b) {
        Map<String, FieldKind> all = new LinkedHashMap<>(a);
        all.putAll(b);
        return all;
    }
}
