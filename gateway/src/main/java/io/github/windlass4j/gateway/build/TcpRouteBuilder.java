package io.github.windlass4j.gateway.build;

import io.github.windlass4j.gateway.api.TcpRoute;
import io.github.windlass4j.manifest.object.Resource;
import java.util.function.UnaryOperator;

/** Puts a TCPRoute together. */
public final class TcpRouteBuilder extends RouteBuilder<TcpRoute, TcpRouteBuilder> {
    private TcpRouteBuilder(String namespace, String name) {
        super(TcpRoute.KIND, namespace, name);
    }

    /**
     * Begins an object.
     *
     * @param namespace namespace
     * @param name name
     * @return a builder
     */
    public static TcpRouteBuilder of(String namespace, String name) {
        return new TcpRouteBuilder(namespace, name);
    }

    /**
     * The rule; there can be only one.
     *
     * @param changes backends
     * @return this builder
     */
    public TcpRouteBuilder rule(UnaryOperator<PlainRuleBuilder> changes) {
        return add("rules", made(new PlainRuleBuilder(), changes));
    }

    @Override
    protected TcpRouteBuilder self() {
        return this;
    }

    @Override
    protected TcpRoute view(Resource resource) {
        return new TcpRoute(resource);
    }
}
