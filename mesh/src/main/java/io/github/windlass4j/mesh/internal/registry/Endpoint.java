package io.github.windlass4j.mesh.internal.registry;

import io.github.windlass4j.manifest.k8s.Workload;
import java.util.Map;
import java.util.Optional;

/**
 * One place where a service's port is served.
 *
 * @param address IP address or name; empty for the pods of a workload, whose addresses no manifest states
 * @param port the number it listens on; 0 when nothing says it
 * @param namespace of the pod
 * @param labels of the pod
 * @param mutualTls whether its proxy takes Istio's mutual TLS ({@code security.istio.io/tlsMode})
 * @param workload what makes the pod
 */
public record Endpoint(
        String address,
        int port,
        String namespace,
        Map<String, String> labels,
        boolean mutualTls,
        Optional<Workload> workload) {
    /** Copies the labels. */
    public Endpoint {
        labels = Map.copyOf(labels);
    }
}
