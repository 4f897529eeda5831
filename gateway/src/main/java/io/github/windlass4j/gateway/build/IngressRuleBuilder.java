package io.github.windlass4j.gateway.build;

import io.github.windlass4j.manifest.build.PartBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts the paths of one host of an Ingress together. */
public final class IngressRuleBuilder extends PartBuilder<IngressRuleBuilder> {
    private final List<Object> paths = new ArrayList<>();

    IngressRuleBuilder(String host) {
        if (!host.isEmpty()) {
            field("host", host);
        }
    }

    /**
     * Takes a path and what is below it, segment by segment.
     *
     * @param path beginning with a slash
     * @param service name of the Service
     * @param port number of its port
     * @return this builder
     */
    public IngressRuleBuilder prefix(String path, String service, int port) {
        return path("Prefix", path, service, Map.of("number", port));
    }

    /**
     * Takes one path.
     *
     * @param path beginning with a slash
     * @param service name of the Service
     * @param port number of its port
     * @return this builder
     */
    public IngressRuleBuilder exact(String path, String service, int port) {
        return path("Exact", path, service, Map.of("number", port));
    }

    /**
     * Takes what the controller makes of a path, such as a regular expression.
     *
     * @param path beginning with a slash
     * @param service name of the Service
     * @param port number of its port
     * @return this builder
     */
    public IngressRuleBuilder asImplemented(String path, String service, int port) {
        return path("ImplementationSpecific", path, service, Map.of("number", port));
    }

    /**
     * Takes a path for a port that has a name.
     *
     * @param type Prefix, Exact or ImplementationSpecific
     * @param path beginning with a slash
     * @param service name of the Service
     * @param port name of its port
     * @return this builder
     */
    public IngressRuleBuilder named(String type, String path, String service, String port) {
        return path(type, path, service, Map.of("name", port));
    }

    private IngressRuleBuilder path(String type, String path, String service, Map<String, Object> port) {
        paths.add(object("path", path, "pathType", type, "backend", backend(service, port)));
        return field("http", Map.of("paths", List.copyOf(paths)));
    }

    static Map<String, Object> backend(String service, Map<String, Object> port) {
        return Map.of("service", object("name", service, "port", port));
    }

    @Override
    protected IngressRuleBuilder self() {
        return this;
    }
}
