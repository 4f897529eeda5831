package io.github.windlass4j.mesh.build;

import io.github.windlass4j.mesh.istio.Sidecar;
import java.util.List;
import java.util.Map;

/** Puts a Sidecar together. */
public final class SidecarBuilder extends IstioBuilder<Sidecar, SidecarBuilder> {
    private SidecarBuilder(String namespace, String name) {
        super(Sidecar.KIND, namespace, name);
    }

    /**
     * Begins an object.
     *
     * @param namespace namespace
     * @param name name
     * @return a builder
     */
    public static SidecarBuilder of(String namespace, String name) {
        return new SidecarBuilder(namespace, name);
    }

    /**
     * For pods of its namespace only.
     *
     * @param labels labels that a pod must have
     * @return this builder
     */
    public SidecarBuilder pods(Map<String, String> labels) {
        return field("workloadSelector", Map.of("labels", byKey(labels)));
    }

    /**
     * Adds what the proxy knows, on all ports that no other entry names.
     *
     * @param hosts {@code namespace/host}; {@code ./*} is all of its own namespace
     * @return this builder
     */
    public SidecarBuilder egress(String... hosts) {
        return add("egress", Map.of("hosts", List.of(hosts)));
    }

    /**
     * Adds what the proxy knows on one port.
     *
     * @param port port number
     * @param protocol what it speaks
     * @param hosts {@code namespace/host}
     * @return this builder
     */
    public SidecarBuilder egress(int port, String protocol, String... hosts) {
        return add(
                "egress",
                object(
                        "port",
                        object("number", port, "protocol", protocol, "name", "egress-" + port),
                        "hosts",
                        List.of(hosts)));
    }

    /**
     * Adds what the proxy takes.
     *
     * @param port port number
     * @param protocol what it speaks
     * @param endpoint where it goes, such as {@code 127.0.0.1:8080}
     * @return this builder
     */
    public SidecarBuilder ingress(int port, String protocol, String endpoint) {
        return add(
                "ingress",
                object(
                        "port",
                        object("number", port, "protocol", protocol, "name", "ingress-" + port),
                        "defaultEndpoint",
                        endpoint));
    }

    /**
     * What becomes of unknown destinations.
     *
     * @param mode ALLOW_ANY or REGISTRY_ONLY
     * @return this builder
     */
    public SidecarBuilder outboundPolicy(String mode) {
        return field("outboundTrafficPolicy", Map.of("mode", mode));
    }

    @Override
    protected SidecarBuilder self() {
        return this;
    }
}
