package io.github.windlass4j.gateway.build;

import io.github.windlass4j.manifest.build.PartBuilder;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A part that has filters: a rule, or one backend of it.
 *
 * @param <B> the builder itself
 */
public abstract class FilteringBuilder<B extends FilteringBuilder<B>> extends PartBuilder<B> {
    FilteringBuilder() {}

    /**
     * Changes headers of requests.
     *
     * @param changes what to set, add and remove
     * @return this builder
     */
    public B requestHeaders(UnaryOperator<HeadersBuilder> changes) {
        return filter("RequestHeaderModifier", "requestHeaderModifier", made(new HeadersBuilder(), changes));
    }

    /**
     * Changes headers of responses.
     *
     * @param changes what to set, add and remove
     * @return this builder
     */
    public B responseHeaders(UnaryOperator<HeadersBuilder> changes) {
        return filter("ResponseHeaderModifier", "responseHeaderModifier", made(new HeadersBuilder(), changes));
    }

    /**
     * Sends the client elsewhere.
     *
     * @param changes where to; what is not said stays as in the request
     * @return this builder
     */
    public B redirect(UnaryOperator<TargetBuilder> changes) {
        return filter("RequestRedirect", "requestRedirect", made(new TargetBuilder(), changes));
    }

    /**
     * Changes host or path on the way to the backend.
     *
     * @param changes host name and path; nothing else can be rewritten
     * @return this builder
     */
    public B rewrite(UnaryOperator<TargetBuilder> changes) {
        return filter("URLRewrite", "urlRewrite", made(new TargetBuilder(), changes));
    }

    /**
     * Copies requests to another Service.
     *
     * @param service its name
     * @param port its port
     * @return this builder
     */
    public B mirror(String service, int port) {
        return filter("RequestMirror", "requestMirror", Map.of("backendRef", object("name", service, "port", port)));
    }

    private B filter(String type, String field, Map<String, ?> settings) {
        return add("filters", object("type", type, field, settings));
    }
}
