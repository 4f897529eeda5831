package io.github.windlass4j.mesh.proxy;

import io.github.windlass4j.core.internal.Count;
import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.mesh.mtls.TlsOrigination;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a cluster leads: one port of a service, or of a subset of it.
 *
 * @param host full name of the service
 * @param port number of the service's port
 * @param subset name of the subset, empty for none
 * @param declared the object that declares the service
 * @param external whether it is outside of the mesh
 * @param passthrough whether connections go where the client wanted and no endpoint is chosen
 * @param tls how connections are opened; empty for as they come
 * @param rule the DestinationRule that says so, if one does
 * @param servers its endpoints
 */
public record Upstream(
        String host,
        int port,
        String subset,
        ObjectRef declared,
        boolean external,
        boolean passthrough,
        Optional<TlsOrigination> tls,
        Optional<ObjectRef> rule,
        List<Server> servers) {
    /**
     * One endpoint.
     *
     * @param address its address; empty when no manifest states it
     * @param port what it listens on
     * @param namespace of its pod
     * @param labels of its pod
     * @param mutualTls whether istiod takes it for one whose proxy takes mutual TLS
     * @param marked whether clients with automatic mutual TLS use it here
     * @param workload what makes its pod
     */
    public record Server(
            String address,
            int port,
            String namespace,
            Map<String, String> labels,
            boolean mutualTls,
            boolean marked,
            Optional<Workload> workload) {
        /** Copies the labels. */
        public Server {
            labels = Map.copyOf(labels);
        }

        /** {@code Deployment shop/cart:8080}. */
        @Override
        public String toString() {
            return workload.map(made -> made.ref().toString()).orElse(address) + ":" + port;
        }
    }

    /** Copies the servers. */
    public Upstream {
        servers = List.copyOf(servers);
    }

    @Override
    public String toString() {
        return host + ":" + port + (subset.isEmpty() ? "" : " subset " + subset) + ", "
                + Count.of(servers.size(), "server");
    }
}
