package io.github.windlass4j.gateway.build;

import io.github.windlass4j.gateway.api.Ingress;
import io.github.windlass4j.manifest.object.Resource;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Puts an Ingress together. */
public final class IngressBuilder extends NetworkingBuilder<Ingress, IngressBuilder> {
    private IngressBuilder(String namespace, String name) {
        super(Ingress.KIND, namespace, name);
    }

    /**
     * Begins an object.
     *
     * @param namespace namespace
     * @param name name
     * @return a builder
     */
    public static IngressBuilder of(String namespace, String name) {
        return new IngressBuilder(namespace, name);
    }

    /**
     * The class, and by it the controller.
     *
     * @param ingressClass name of the IngressClass
     * @return this builder
     */
    public IngressBuilder ingressClass(String ingressClass) {
        return field("ingressClassName", ingressClass);
    }

    /**
     * Where requests go that no path takes.
     *
     * @param service name of the Service
     * @param port number of its port
     * @return this builder
     */
    public IngressBuilder defaultBackend(String service, int port) {
        return field("defaultBackend", IngressRuleBuilder.backend(service, Map.of("number", port)));
    }

    /**
     * Ends TLS for some hosts.
     *
     * @param secret name of the Secret with the certificate
     * @param hosts exact names or {@code *.} and a domain
     * @return this builder
     */
    public IngressBuilder tls(String secret, String... hosts) {
        return add("tls", object("secretName", secret, "hosts", List.of(hosts)));
    }

    /**
     * Paths of one host.
     *
     * @param host an exact name, or {@code *.} and a domain; empty for every host
     * @param paths adds the paths
     * @return this builder
     */
    public IngressBuilder rule(String host, UnaryOperator<IngressRuleBuilder> paths) {
        return add("rules", made(new IngressRuleBuilder(host), paths));
    }

    @Override
    protected IngressBuilder self() {
        return this;
    }

    @Override
    protected Ingress view(Resource resource) {
        return new Ingress(resource);
    }
}
