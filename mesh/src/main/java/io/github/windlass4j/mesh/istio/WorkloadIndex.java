package io.github.windlass4j.mesh.istio;

import io.github.windlass4j.manifest.k8s.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Workloads by namespace, and within it by each of their pods' labels. */
final class WorkloadIndex {
    private final List<Workload> all;
    private final Map<String, List<Workload>> byNamespace = new HashMap<>();
    private final Map<String, Map<String, Workload>> byName = new HashMap<>();
    private final Map<String, Map<Map.Entry<String, String>, List<Workload>>> byLabel = new HashMap<>();

    WorkloadIndex(List<Workload> workloads) {
        all = List.copyOf(workloads);
        for (Workload workload : workloads) {
            String namespace = workload.namespace();
            byNamespace.computeIfAbsent(namespace, unknown -> new ArrayList<>()).add(workload);
            byName.computeIfAbsent(namespace, unknown -> new HashMap<>()).putIfAbsent(workload.name(), workload);
            Map<Map.Entry<String, String>, List<Workload>> labels =
                    byLabel.computeIfAbsent(namespace, unknown -> new HashMap<>());
            workload.podLabels()
                    .forEach((label, value) -> labels.computeIfAbsent(
                                    Map.entry(label, value), unknown -> new ArrayList<>())
                            .add(workload));
        }
        byNamespace.replaceAll((namespace, own) -> List.copyOf(own));
    }

    Optional<Workload> find(String namespace, String name) {
        return Optional.ofNullable(byName.getOrDefault(namespace, Map.of()).get(name));
    }

    List<Workload> all() {
        return all;
    }

    List<Workload> in(String namespace) {
        return byNamespace.getOrDefault(namespace, List.of());
    }

    List<Workload> in(String namespace, Map<String, String> labels) {
        // The rarest label leaves the fewest candidates.
        List<Workload> candidates = byNamespace.getOrDefault(namespace, List.of());
        for (Map.Entry<String, String> label : labels.entrySet()) {
            List<Workload> having = byLabel.getOrDefault(namespace, Map.of())
                    .getOrDefault(Map.entry(label.getKey(), label.getValue()), List.of());
            if (having.size() < candidates.size()) {
                candidates = having;
            }
        }
        return candidates.stream()
                .filter(workload -> workload.podLabels().entrySet().containsAll(labels.entrySet()))
                .toList();
    }
}
