package io.github.windlass4j.gateway.build;

import io.github.windlass4j.gateway.api.BackendTlsPolicy;
import io.github.windlass4j.manifest.object.Resource;
import java.util.List;

/** Puts a BackendTLSPolicy together. */
public final class BackendTlsPolicyBuilder extends ObjectBuilder<BackendTlsPolicy, BackendTlsPolicyBuilder> {
    private BackendTlsPolicyBuilder(String namespace, String name) {
        super(BackendTlsPolicy.KIND, namespace, name);
    }

    /**
     * Begins an object.
     *
     * @param namespace namespace
     * @param name name
     * @return a builder
     */
    public static BackendTlsPolicyBuilder of(String namespace, String name) {
        return new BackendTlsPolicyBuilder(namespace, name);
    }

    /**
     * Adds a Service that is spoken to over TLS.
     *
     * @param service Service of the own namespace
     * @return this builder
     */
    public BackendTlsPolicyBuilder service(String service) {
        return add("targetRefs", object("group", "", "kind", "Service", "name", service));
    }

    /**
     * Adds one port of a Service that is spoken to over TLS.
     *
     * @param service Service of the own namespace
     * @param port name of the port
     * @return this builder
     */
    public BackendTlsPolicyBuilder service(String service, String port) {
        return add("targetRefs", object("group", "", "kind", "Service", "name", service, "sectionName", port));
    }

    /**
     * Trusts the authorities of a ConfigMap, and nobody else.
     *
     * @param hostname name that is sent and checked
     * @param configMap ConfigMap of the own namespace with the key {@code ca.crt}
     * @return this builder
     */
    public BackendTlsPolicyBuilder trusting(String hostname, String configMap) {
        return field(
                "validation",
                object(
                        "hostname",
                        hostname,
                        "caCertificateRefs",
                        List.of(object("group", "", "kind", "ConfigMap", "name", configMap))));
    }

    /**
     * Trusts the authorities of the system, and nobody else.
     *
     * @param hostname name that is sent and checked
     * @return this builder
     */
    public BackendTlsPolicyBuilder trustingSystem(String hostname) {
        return field("validation", object("hostname", hostname, "wellKnownCACertificates", "System"));
    }

    @Override
    protected BackendTlsPolicyBuilder self() {
        return this;
    }

    @Override
    protected BackendTlsPolicy view(Resource resource) {
        return new BackendTlsPolicy(resource);
    }
}
