package io.github.windlass4j.gateway.build;

import io.github.windlass4j.gateway.api.HttpRoute;
import io.github.windlass4j.manifest.object.Resource;
import java.util.function.UnaryOperator;

/** Puts an HTTPRoute together. */
public final class HttpRouteBuilder extends RouteBuilder<HttpRoute, HttpRouteBuilder> {
    private HttpRouteBuilder(String namespace, String name) {
        super(HttpRoute.KIND, namespace, name);
    }

    /**
     * Begins an object.
     *
     * @param namespace namespace
     * @param name name
     * @return a builder
     */
    public static HttpRouteBuilder of(String namespace, String name) {
        return new HttpRouteBuilder(namespace, name);
    }

    /**
     * Adds a rule.
     *
     * @param changes matches, filters, backends
     * @return this builder
     */
    public HttpRouteBuilder rule(UnaryOperator<HttpRuleBuilder> changes) {
        return add("rules", made(new HttpRuleBuilder(), changes));
    }

    @Override
    protected HttpRouteBuilder self() {
        return this;
    }

    @Override
    protected HttpRoute view(Resource resource) {
        return new HttpRoute(resource);
    }
}
