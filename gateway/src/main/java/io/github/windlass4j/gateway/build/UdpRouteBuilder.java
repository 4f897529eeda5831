package io.github.windlass4j.gateway.build;

import io.github.windlass4j.gateway.api.UdpRoute;
import io.github.windlass4j.manifest.object.Resource;
import java.util.function.UnaryOperator;

/** Puts a UDPRoute together. */
public final class UdpRouteBuilder extends RouteBuilder<UdpRoute, UdpRouteBuilder> {
    private UdpRouteBuilder(String namespace, String name) {
        super(UdpRoute.KIND, namespace, name);
    }

    /**
     * Begins an object.
     *
     * @param namespace namespace
     * @param name name
     * @return a builder
     */
    public static UdpRouteBuilder of(String namespace, String name) {
        return new UdpRouteBuilder(namespace, name);
    }

    /**
     * The rule; there can be only one.
     *
     * @param changes backends
     * @return this builder
     */
    public UdpRouteBuilder rule(UnaryOperator<PlainRuleBuilder> changes) {
        return add("rules", made(new PlainRuleBuilder(), changes));
    }

    @Override
    protected UdpRouteBuilder self() {
        return this;
    }

    @Override
    protected UdpRoute view(Resource resource) {
        return new UdpRoute(resource);
    }
}
