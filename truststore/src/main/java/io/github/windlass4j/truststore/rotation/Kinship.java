package io.github.windlass4j.truststore.rotation;

import io.github.windlass4j.core.cert.Certificate;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which certificates can stand above which, by names alone: what is outside can change no engine's answer. */
final class Kinship {
    private final Map<String, List<Certificate>> bySubject;

    /** The certificates among which relations are looked for. */
    Kinship(Collection<Certificate> pool) {
        this.bySubject = pool.stream()
                .distinct()
                .collect(Collectors.groupingBy(c -> c.subject().matchKey(), LinkedHashMap::new, Collectors.toList()));
    }

    /** Everything that a path from the leaf upwards could contain, the leaf left out, nearest first. */
    Set<Certificate> above(Certificate leaf) {
        Set<Certificate> found = new LinkedHashSet<>();
        Deque<Certificate> open = new ArrayDeque<>();
        open.add(leaf);
        while (!open.isEmpty()) {
            Certificate lower = open.remove();
            for (Certificate candidate : bySubject.getOrDefault(lower.issuer().matchKey(), List.of())) {
                if (!candidate.equals(leaf) && found.add(candidate)) {
                    open.add(candidate);
                }
            }
        }
        return found;
    }
}
