package io.github.windlass4j.gateway.api;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.View;
import java.util.List;

/**
 * Cross-origin rules (GEP-1767): who may call from a page of another origin.
 *
 * @param fields the {@code cors} field
 */
public record Cors(Fields fields) implements View {
    /**
     * Origins that may call.
     *
     * @return such as {@code https://*.example.com}, or {@code *}
     */
    public List<String> allowOrigins() {
        return fields.texts("allowOrigins");
    }

    /**
     * Whether calls may carry credentials.
     *
     * @return false when absent
     */
    public boolean allowCredentials() {
        return fields.flag("allowCredentials").orElse(false);
    }

    /**
     * Methods that may be used.
     *
     * @return methods, or {@code *}
     */
    public List<String> allowMethods() {
        return fields.texts("allowMethods");
    }

    /**
     * Request headers that may be sent.
     *
     * @return names, or {@code *}
     */
    public List<String> allowHeaders() {
        return fields.texts("allowHeaders");
    }

    /**
     * Response headers that the page may read.
     *
     * @return names, or {@code *}
     */
    public List<String> exposeHeaders() {
        return fields.texts("exposeHeaders");
    }

    /**
     * How long the browser may remember the answer.
     *
     * @return whole seconds, 5 when absent
     */
    public int maxAge() {
        return fields.int32("maxAge").orElse(5);
    }
}
