package io.github.windlass4j.mesh.build;

import io.github.windlass4j.mesh.istio.VirtualService;
import java.util.List;
import java.util.function.UnaryOperator;

/** Puts a VirtualService together. */
public final class VirtualServiceBuilder extends IstioBuilder<VirtualService, VirtualServiceBuilder> {
    private VirtualServiceBuilder(String namespace, String name) {
        super(VirtualService.KIND, namespace, name);
    }

    /**
     * Begins an object.
     *
     * @param namespace namespace
     * @param name name
     * @return a builder
     */
    public static VirtualServiceBuilder of(String namespace, String name) {
        return new VirtualServiceBuilder(namespace, name);
    }

    /**
     * What it routes.
     *
     * @param hosts names and patterns
     * @return this builder
     */
    public VirtualServiceBuilder hosts(String... hosts) {
        return field("hosts", List.of(hosts));
    }

    /**
     * Where it applies; all sidecars without this.
     *
     * @param gateways {@code namespace/name}, or {@code mesh} for sidecars
     * @return this builder
     */
    public VirtualServiceBuilder gateways(String... gateways) {
        return field("gateways", List.of(gateways));
    }

    /**
     * Who sees it.
     *
     * @param namespaces namespaces, {@code .} for its own or {@code *} for all
     * @return this builder
     */
    public VirtualServiceBuilder exportTo(String... namespaces) {
        return field("exportTo", List.of(namespaces));
    }

    /**
     * Adds a rule for requests.
     *
     * @param changes conditions and where they go
     * @return this builder
     */
    public VirtualServiceBuilder http(UnaryOperator<HttpRuleBuilder> changes) {
        return add("http", made(new HttpRuleBuilder(), changes));
    }

    /**
     * Adds a rule for TLS that is not opened.
     *
     * @param changes server names and where they go
     * @return this builder
     */
    public VirtualServiceBuilder tls(UnaryOperator<ConnectionRuleBuilder> changes) {
        return add("tls", made(new ConnectionRuleBuilder(), changes));
    }

    /**
     * Adds a rule for connections.
     *
     * @param changes ports and where they go
     * @return this builder
     */
    public VirtualServiceBuilder tcp(UnaryOperator<ConnectionRuleBuilder> changes) {
        return add("tcp", made(new ConnectionRuleBuilder(), changes));
    }

    @Override
    protected VirtualServiceBuilder self() {
        return this;
    }
}
