package io.github.windlass4j.mesh.call;

import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.mesh.istio.EnvoyFilter;
import io.github.windlass4j.mesh.istio.Mesh;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** EnvoyFilters change a proxy's configuration in ways that are not modelled: where one does, nothing is guessed. */
final class EnvoyFilters {
    private static final Set<String> HARMLESS = Set.of("HTTP_FILTER", "EXTENSION_CONFIG", "BOOTSTRAP");

    private EnvoyFilters() {}

    /** The EnvoyFilter that changes listeners, routes or clusters of a workload's proxy, in words. */
    static Optional<String> touching(Mesh mesh, Workload workload) {
        String namespace = workload.namespace();
        return Stream.of(mesh.rootNamespace(), namespace)
                .distinct()
                .map(owner -> mesh.in(EnvoyFilter.KIND, owner))
                .flatMap(List::stream)
                .filter(filter -> takes(filter, workload.podLabels()))
                .filter(EnvoyFilters::changesTraffic)
                .map(filter -> filter.ref() + " changes the proxy's configuration; that is not modelled")
                .findFirst();
    }

    private static boolean takes(EnvoyFilter filter, Map<String, String> labels) {
        return labels.entrySet()
                .containsAll(filter.spec()
                        .child("workloadSelector")
                        .textMap("labels")
                        .entrySet());
    }

    private static boolean changesTraffic(EnvoyFilter filter) {
        return filter.spec().list("configPatches").stream()
                .map((Fields patch) -> patch.text("applyTo", ""))
                .anyMatch(place -> !HARMLESS.contains(place));
    }
}
