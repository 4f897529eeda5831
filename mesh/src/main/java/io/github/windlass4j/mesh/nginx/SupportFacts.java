package io.github.windlass4j.mesh.nginx;

import io.github.windlass4j.core.knowledge.Omittable;
import io.github.windlass4j.core.knowledge.Source;
import io.github.windlass4j.core.knowledge.SourceRef;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** The shape of what is known of controllers in JSON. */
record SupportFacts(LocalDate asOf, LocalDate reviewBy, List<Source> sources, List<Product> products) {
    record Product(
            String name,
            Set<String> namespaces,
            Set<String> images,
            LocalDate until,
            String last,
            List<String> instead,
            @Omittable List<String> limits,
            @SourceRef String source) {
        boolean is(String namespace, List<String> used) {
            return namespaces.contains(namespace)
                    || used.stream().anyMatch(image -> images.stream().anyMatch(image::contains));
        }
    }
}
