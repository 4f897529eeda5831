package io.github.windlass4j.mesh.internal.registry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Services by namespace and by one label that their selector asks for: who takes a pod is asked of few of them. */
final class SelectorIndex {
    private final Map<String, Map<Map.Entry<String, String>, List<Placed>>> byLabel = new HashMap<>();

    private record Placed(int place, MeshService service) {}

    SelectorIndex(List<MeshService> services) {
        int place = 0;
        for (MeshService service : services) {
            // One label is enough to be found by.
            Optional<Map.Entry<String, String>> label =
                    service.selector().entrySet().stream().findFirst();
            if (label.isPresent()) {
                byLabel.computeIfAbsent(service.namespace(), unknown -> new HashMap<>())
                        .computeIfAbsent(
                                Map.entry(label.get().getKey(), label.get().getValue()), unknown -> new ArrayList<>())
                        .add(new Placed(place++, service));
            }
        }
    }

    /** Those of Kubernetes first; empty selectors take nothing. */
    List<MeshService> taking(String namespace, Map<String, String> labels) {
        Map<Map.Entry<String, String>, List<Placed>> own = byLabel.getOrDefault(namespace, Map.of());
        List<Placed> found = new ArrayList<>();
        for (Map.Entry<String, String> label : labels.entrySet()) {
            for (Placed placed : own.getOrDefault(Map.entry(label.getKey(), label.getValue()), List.of())) {
                if (labels.entrySet().containsAll(placed.service.selector().entrySet())) {
                    found.add(placed);
                }
            }
        }
        return found.stream()
                .sorted(Comparator.comparing((Placed placed) -> !placed.service.kubernetes())
                        .thenComparingInt(Placed::place))
                .map(Placed::service)
                .toList();
    }
}
