package io.github.windlass4j.mesh.build;

import io.github.windlass4j.mesh.istio.WasmPlugin;
import java.util.Map;

/** Puts a WasmPlugin together. */
public final class WasmPluginBuilder extends PolicyBuilder<WasmPlugin, WasmPluginBuilder> {
    private WasmPluginBuilder(String namespace, String name) {
        super(WasmPlugin.KIND, namespace, name);
    }

    /**
     * Begins an object.
     *
     * @param namespace namespace
     * @param name name
     * @return a builder
     */
    public static WasmPluginBuilder of(String namespace, String name) {
        return new WasmPluginBuilder(namespace, name);
    }

    /**
     * Where the module is.
     *
     * @param url with {@code oci://}, {@code file://}, {@code http://} or {@code https://}; without one an image
     * @return this builder
     */
    public WasmPluginBuilder url(String url) {
        return field("url", url);
    }

    /**
     * What the module must be.
     *
     * @param digest 64 hexadecimal digits
     * @return this builder
     */
    public WasmPluginBuilder sha256(String digest) {
        return field("sha256", digest);
    }

    /**
     * Where it is put into the chain.
     *
     * @param phase AUTHN, AUTHZ or STATS
     * @return this builder
     */
    public WasmPluginBuilder phase(String phase) {
        return field("phase", phase);
    }

    /**
     * Its place among those of a phase.
     *
     * @param priority higher ones go first
     * @return this builder
     */
    public WasmPluginBuilder priority(int priority) {
        return field("priority", priority);
    }

    /**
     * What the module is given.
     *
     * @param config any fields
     * @return this builder
     */
    public WasmPluginBuilder config(Map<String, ?> config) {
        return field("pluginConfig", config);
    }

    @Override
    protected WasmPluginBuilder self() {
        return this;
    }
}
