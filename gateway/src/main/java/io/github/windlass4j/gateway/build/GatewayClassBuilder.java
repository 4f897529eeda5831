package io.github.windlass4j.gateway.build;

import io.github.windlass4j.gateway.api.GatewayClass;
import io.github.windlass4j.manifest.object.Resource;

/** Puts a GatewayClass together. */
public final class GatewayClassBuilder extends ObjectBuilder<GatewayClass, GatewayClassBuilder> {
    private GatewayClassBuilder(String name) {
        super(GatewayClass.KIND, "", name);
    }

    /**
     * Begins an object.
     *
     * @param name name
     * @return a builder
     */
    public static GatewayClassBuilder of(String name) {
        return new GatewayClassBuilder(name);
    }

    /**
     * The controller of the class.
     *
     * @param controllerName such as {@code example.com/controller}
     * @return this builder
     */
    public GatewayClassBuilder controller(String controllerName) {
        return field("controllerName", controllerName);
    }

    /**
     * A word about the class.
     *
     * @param text at most 64 characters
     * @return this builder
     */
    public GatewayClassBuilder description(String text) {
        return field("description", text);
    }

    @Override
    protected GatewayClassBuilder self() {
        return this;
    }

    @Override
    protected GatewayClass view(Resource resource) {
        return new GatewayClass(resource);
    }
}
