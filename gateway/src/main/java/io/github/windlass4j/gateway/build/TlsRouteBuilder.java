package io.github.windlass4j.gateway.build;

import io.github.windlass4j.gateway.api.TlsRoute;
import io.github.windlass4j.manifest.object.Resource;
import java.util.function.UnaryOperator;

/** Puts a TLSRoute together. */
public final class TlsRouteBuilder extends RouteBuilder<TlsRoute, TlsRouteBuilder> {
    private TlsRouteBuilder(String namespace, String name) {
        super(TlsRoute.KIND, namespace, name);
    }

    /**
     * Begins an object.
     *
     * @param namespace namespace
     * @param name name
     * @return a builder
     */
    public static TlsRouteBuilder of(String namespace, String name) {
        return new TlsRouteBuilder(namespace, name);
    }

    /**
     * The rule; there can be only one.
     *
     * @param changes backends
     * @return this builder
     */
    public TlsRouteBuilder rule(UnaryOperator<PlainRuleBuilder> changes) {
        return add("rules", made(new PlainRuleBuilder(), changes));
    }

    @Override
    protected TlsRouteBuilder self() {
        return this;
    }

    @Override
    protected TlsRoute view(Resource resource) {
        return new TlsRoute(resource);
    }
}
