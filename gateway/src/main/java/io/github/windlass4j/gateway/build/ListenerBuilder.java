package io.github.windlass4j.gateway.build;

import io.github.windlass4j.manifest.build.PartBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts a listener together. */
public final class ListenerBuilder extends PartBuilder<ListenerBuilder> {
    private final Map<String, Object> allowedRoutes = new LinkedHashMap<>();
    private final Map<String, Object> tls = new LinkedHashMap<>();
    private final List<Object> certificates = new ArrayList<>();

    ListenerBuilder(String name) {
        field("name", name);
    }

    /**
     * Protocol and port.
     *
     * @param protocol HTTP, HTTPS, TLS, TCP, UDP or a controller's own
     * @param port port number
     * @return this builder
     */
    public ListenerBuilder on(String protocol, int port) {
        return field("protocol", protocol).field("port", port);
    }

    /**
     * Protocol HTTP.
     *
     * @param port port number
     * @return this builder
     */
    public ListenerBuilder http(int port) {
        return on("HTTP", port);
    }

    /**
     * Protocol HTTPS, TLS ended here with a certificate.
     *
     * @param port port number
     * @param secret Secret of the own namespace with certificate and key
     * @return this builder
     */
    public ListenerBuilder https(int port, String secret) {
        return on("HTTPS", port).certificate("", secret);
    }

    /**
     * Takes requests for one host name only.
     *
     * @param hostname exact or wildcard name
     * @return this builder
     */
    public ListenerBuilder hostname(String hostname) {
        return field("hostname", hostname);
    }

    /**
     * Adds a certificate; TLS is ended here.
     *
     * @param namespace namespace of the Secret, empty for the own one; another one needs a ReferenceGrant
     * @param secret its name
     * @return this builder
     */
    public ListenerBuilder certificate(String namespace, String secret) {
        certificates.add(namespace.isEmpty() ? Map.of("name", secret) : object("namespace", namespace, "name", secret));
        tls.put("mode", "Terminate");
        tls.put("certificateRefs", certificates);
        return field("tls", tls);
    }

    /**
     * Passes TLS through to the backends.
     *
     * @return this builder
     */
    public ListenerBuilder passthrough() {
        tls.put("mode", "Passthrough");
        return field("tls", tls);
    }

    /**
     * Which namespaces may attach routes.
     *
     * @param from All or Same
     * @return this builder
     */
    public ListenerBuilder routesFrom(String from) {
        allowedRoutes.put("namespaces", Map.of("from", from));
        return field("allowedRoutes", allowedRoutes);
    }

    /**
     * Lets namespaces with these labels attach routes.
     *
     * @param labels labels that a namespace must have
     * @return this builder
     */
    public ListenerBuilder routesFrom(Map<String, String> labels) {
        allowedRoutes.put("namespaces", object("from", "Selector", "selector", Map.of("matchLabels", byKey(labels))));
        return field("allowedRoutes", allowedRoutes);
    }

    /**
     * Takes routes of these kinds only.
     *
     * @param kinds kinds of the Gateway API
     * @return this builder
     */
    public ListenerBuilder kinds(String... kinds) {
        allowedRoutes.put(
                "kinds",
                List.of(kinds).stream().map(kind -> Map.of("kind", kind)).toList());
        return field("allowedRoutes", allowedRoutes);
    }

    @Override
    protected ListenerBuilder self() {
        return this;
    }
}
