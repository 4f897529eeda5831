package io.github.windlass4j.gateway.build;

import io.github.windlass4j.gateway.api.Gateway;
import io.github.windlass4j.manifest.object.Resource;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Puts a Gateway together. */
public final class GatewayBuilder extends ObjectBuilder<Gateway, GatewayBuilder> {
    private GatewayBuilder(String namespace, String name) {
        super(Gateway.KIND, namespace, name);
    }

    /**
     * Begins an object.
     *
     * @param namespace namespace
     * @param name name
     * @return a builder
     */
    public static GatewayBuilder of(String namespace, String name) {
        return new GatewayBuilder(namespace, name);
    }

    /**
     * The class.
     *
     * @param className name of the GatewayClass
     * @return this builder
     */
    public GatewayBuilder gatewayClass(String className) {
        return field("gatewayClassName", className);
    }

    /**
     * Adds a listener.
     *
     * @param listener its name, unique within the Gateway
     * @param changes protocol, port and the rest
     * @return this builder
     */
    public GatewayBuilder listener(String listener, UnaryOperator<ListenerBuilder> changes) {
        return add("listeners", made(new ListenerBuilder(listener), changes));
    }

    /**
     * Asks for an address.
     *
     * @param type IPAddress, Hostname or NamedAddress, or a controller's own
     * @param value the address
     * @return this builder
     */
    public GatewayBuilder address(String type, String value) {
        return add("addresses", object("type", type, "value", value));
    }

    /**
     * Lets namespaces add ListenerSets.
     *
     * @param from All, Same or None
     * @return this builder
     */
    public GatewayBuilder listenerSetsFrom(String from) {
        return field("allowedListeners", Map.of("namespaces", Map.of("from", from)));
    }

    @Override
    protected GatewayBuilder self() {
        return this;
    }

    @Override
    protected Gateway view(Resource resource) {
        return new Gateway(resource);
    }
}
