package io.github.windlass4j.gateway.build;

import io.github.windlass4j.gateway.api.GrpcRoute;
import io.github.windlass4j.manifest.object.Resource;
import java.util.function.UnaryOperator;

/** Puts a GRPCRoute together. */
public final class GrpcRouteBuilder extends RouteBuilder<GrpcRoute, GrpcRouteBuilder> {
    private GrpcRouteBuilder(String namespace, String name) {
        super(GrpcRoute.KIND, namespace, name);
    }

    /**
     * Begins an object.
     *
     * @param namespace namespace
     * @param name name
     * @return a builder
     */
    public static GrpcRouteBuilder of(String namespace, String name) {
        return new GrpcRouteBuilder(namespace, name);
    }

    /**
     * Adds a rule.
     *
     * @param changes matches, filters, backends
     * @return this builder
     */
    public GrpcRouteBuilder rule(UnaryOperator<GrpcRuleBuilder> changes) {
        return add("rules", made(new GrpcRuleBuilder(), changes));
    }

    @Override
    protected GrpcRouteBuilder self() {
        return this;
    }

    @Override
    protected GrpcRoute view(Resource resource) {
        return new GrpcRoute(resource);
    }
}
