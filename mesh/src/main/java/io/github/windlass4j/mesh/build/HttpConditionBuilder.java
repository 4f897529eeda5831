package io.github.windlass4j.mesh.build;

import io.github.windlass4j.manifest.build.PartBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says which requests a rule takes. */
public final class HttpConditionBuilder extends PartBuilder<HttpConditionBuilder> {
    HttpConditionBuilder() {}

    /**
     * This path.
     *
     * @param path whole path
     * @return this builder
     */
    public HttpConditionBuilder path(String path) {
        return field("uri", Map.of("exact", path));
    }

    /**
     * Paths that begin so.
     *
     * @param prefix beginning
     * @return this builder
     */
    public HttpConditionBuilder prefix(String prefix) {
        return field("uri", Map.of("prefix", prefix));
    }

    /**
     * Paths that an expression takes as a whole.
     *
     * @param expression RE2
     * @return this builder
     */
    public HttpConditionBuilder pathRegex(String expression) {
        return field("uri", Map.of("regex", expression));
    }

    /**
     * This method.
     *
     * @param method in capitals
     * @return this builder
     */
    public HttpConditionBuilder method(String method) {
        return field("method", Map.of("exact", method));
    }

    /**
     * Requests with a header.
     *
     * @param name its name in lower case
     * @param value its value
     * @return this builder
     */
    public HttpConditionBuilder header(String name, String value) {
        Map<String, Object> headers = new LinkedHashMap<>();
        if (fields().get("headers") instanceof Map<?, ?> before) {
            before.forEach((header, written) -> headers.put((String) header, written));
        }
        headers.put(name, Map.of("exact", value));
        return field("headers", headers);
    }

    /**
     * Requests to a port.
     *
     * @param port port of the listener
     * @return this builder
     */
    public HttpConditionBuilder port(int port) {
        return field("port", port);
    }

    /**
     * Requests of some pods.
     *
     * @param labels labels that the client's pods must have
     * @return this builder
     */
    public HttpConditionBuilder from(Map<String, String> labels) {
        return field("sourceLabels", byKey(labels));
    }

    /**
     * Requests at these gateways.
     *
     * @param gateways of those of the VirtualService
     * @return this builder
     */
    public HttpConditionBuilder gateways(String... gateways) {
        return field("gateways", List.of(gateways));
    }

    @Override
    protected HttpConditionBuilder self() {
        return this;
    }
}
