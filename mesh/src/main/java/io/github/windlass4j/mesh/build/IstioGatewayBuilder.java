package io.github.windlass4j.mesh.build;

import io.github.windlass4j.mesh.istio.Gateway;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Puts one of Istio's own Gateways together. */
public final class IstioGatewayBuilder extends IstioBuilder<Gateway, IstioGatewayBuilder> {
    private IstioGatewayBuilder(String namespace, String name) {
        super(Gateway.KIND, namespace, name);
    }

    /**
     * Begins an object.
     *
     * @param namespace namespace
     * @param name name
     * @return a builder
     */
    public static IstioGatewayBuilder of(String namespace, String name) {
        return new IstioGatewayBuilder(namespace, name);
    }

    /**
     * The pods of the gateway.
     *
     * @param labels labels that a pod must have
     * @return this builder
     */
    public IstioGatewayBuilder pods(Map<String, String> labels) {
        return field("selector", byKey(labels));
    }

    /**
     * Adds a server.
     *
     * @param port port number
     * @param protocol HTTP, HTTPS, GRPC, HTTP2, MONGO, TCP or TLS
     * @param changes hosts and TLS
     * @return this builder
     */
    public IstioGatewayBuilder server(int port, String protocol, UnaryOperator<ServerBuilder> changes) {
        return add("servers", made(new ServerBuilder(port, protocol), changes));
    }

    @Override
    protected IstioGatewayBuilder self() {
        return this;
    }
}
