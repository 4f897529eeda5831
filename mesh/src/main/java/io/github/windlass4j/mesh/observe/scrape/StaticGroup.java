package io.github.windlass4j.mesh.observe.scrape;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One entry of {@code static_configs}.
 *
 * @param targets addresses, usually {@code host:port}
 * @param labels labels of all of them
 */
public record StaticGroup(List<String> targets, Map<String, String> labels) {
    /** Copies both. */
    public StaticGroup {
        targets = List.copyOf(targets);
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }
}
