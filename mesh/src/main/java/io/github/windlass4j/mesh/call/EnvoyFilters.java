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

    /** What a patch without a context is for. */
    private static final String ANY = "ANY";

    private EnvoyFilters() {}

    /** The part of a proxy's configuration that a call meets, as patches name it. */
    enum Context {
        SIDECAR_OUTBOUND,
        SIDECAR_INBOUND,
        GATEWAY
    }

    /** The EnvoyFilter that changes listeners, routes or clusters of a workload's proxy, in words. */
    static Optional<String> touching(Mesh mesh, Workload workload, Context context) {
        String namespace = workload.namespace();
        return Stream.of(mesh.rootNamespace(), namespace)
                .distinct()
                .map(owner -> mesh.in(EnvoyFilter.KIND, owner))
                .flatMap(List::stream)
                .filter(filter -> takes(filter, workload.podLabels()))
                .filter(filter -> changesTraffic(filter, context))
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

    private static boolean changesTraffic(EnvoyFilter filter, Context context) {
        return filter.spec().list("configPatches").stream()
                .filter((Fields patch) -> isIn(context, patch.child("match").text("context", ANY)))
                .anyMatch(patch -> !HARMLESS.contains(patch.text("applyTo", "")));
    }

    private static boolean isIn(Context context, String written) {
        return written.equals(ANY) || written.equals(context.name());
    }
}
