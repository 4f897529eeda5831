package io.github.windlass4j.mesh.build;

import io.github.windlass4j.mesh.istio.TrafficExtension;
import java.util.Map;

/** Puts a TrafficExtension together: one of {@link #lua} and {@link #wasm}. */
public final class TrafficExtensionBuilder extends PolicyBuilder<TrafficExtension, TrafficExtensionBuilder> {
    private TrafficExtensionBuilder(String namespace, String name) {
        super(TrafficExtension.KIND, namespace, name);
    }

    /**
     * Begins an object.
     *
     * @param namespace namespace
     * @param name name
     * @return a builder
     */
    public static TrafficExtensionBuilder of(String namespace, String name) {
        return new TrafficExtensionBuilder(namespace, name);
    }

    /**
     * Runs a script.
     *
     * @param code Lua, up to 64 KiB
     * @return this builder
     */
    public TrafficExtensionBuilder lua(String code) {
        return field("lua", Map.of("inlineCode", code));
    }

    /**
     * Runs a module.
     *
     * @param url where it is
     * @return this builder
     */
    public TrafficExtensionBuilder wasm(String url) {
        return field("wasm", Map.of("url", url));
    }

    /**
     * Where it is put into the chain.
     *
     * @param phase AUTHN, AUTHZ or STATS
     * @return this builder
     */
    public TrafficExtensionBuilder phase(String phase) {
        return field("phase", phase);
    }

    /**
     * Its place among those of a phase.
     *
     * @param priority higher ones go first
     * @return this builder
     */
    public TrafficExtensionBuilder priority(int priority) {
        return field("priority", priority);
    }

    @Override
    protected TrafficExtensionBuilder self() {
        return this;
    }
}
