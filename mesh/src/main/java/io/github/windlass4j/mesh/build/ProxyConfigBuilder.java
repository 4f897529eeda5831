package io.github.windlass4j.mesh.build;

import io.github.windlass4j.mesh.istio.ProxyConfig;
import java.util.Map;

/** Puts a ProxyConfig together. */
public final class ProxyConfigBuilder extends PolicyBuilder<ProxyConfig, ProxyConfigBuilder> {
    private ProxyConfigBuilder(String namespace, String name) {
        super(ProxyConfig.KIND, namespace, name);
    }

    /**
     * Begins an object.
     *
     * @param namespace namespace
     * @param name name
     * @return a builder
     */
    public static ProxyConfigBuilder of(String namespace, String name) {
        return new ProxyConfigBuilder(namespace, name);
    }

    /**
     * How many worker threads the proxy has.
     *
     * @param threads 0 for one per core
     * @return this builder
     */
    public ProxyConfigBuilder concurrency(int threads) {
        return field("concurrency", threads);
    }

    /**
     * Which image the proxy has.
     *
     * @param type default, debug or distroless
     * @return this builder
     */
    public ProxyConfigBuilder image(String type) {
        return field("image", Map.of("imageType", type));
    }

    /**
     * Environment variables of the proxy.
     *
     * @param variables name to value
     * @return this builder
     */
    public ProxyConfigBuilder environment(Map<String, String> variables) {
        return field("environmentVariables", byKey(variables));
    }

    @Override
    protected ProxyConfigBuilder self() {
        return this;
    }
}
