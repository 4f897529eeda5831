package io.github.windlass4j.gateway.build;

import io.github.windlass4j.gateway.api.IngressClass;
import io.github.windlass4j.manifest.object.Resource;

/** Puts an IngressClass together. */
public final class IngressClassBuilder extends NetworkingBuilder<IngressClass, IngressClassBuilder> {
    private IngressClassBuilder(String name) {
        super(IngressClass.KIND, "", name);
    }

    /**
     * Begins an object.
     *
     * @param name name
     * @return a builder
     */
    public static IngressClassBuilder of(String name) {
        return new IngressClassBuilder(name);
    }

    /**
     * The controller of the class; it never changes.
     *
     * @param controller such as {@code k8s.io/ingress-nginx}
     * @return this builder
     */
    public IngressClassBuilder controller(String controller) {
        return field("controller", controller);
    }

    /**
     * An object of the whole cluster with the controller's own settings.
     *
     * @param apiGroup its API group, empty for the core group
     * @param kind its kind
     * @param object its name
     * @return this builder
     */
    public IngressClassBuilder parameters(String apiGroup, String kind, String object) {
        return field("parameters", object("apiGroup", apiGroup, "kind", kind, "name", object, "scope", "Cluster"));
    }

    /**
     * An object of a namespace with the controller's own settings.
     *
     * @param apiGroup its API group, empty for the core group
     * @param kind its kind
     * @param namespace its namespace
     * @param object its name
     * @return this builder
     */
    public IngressClassBuilder parameters(String apiGroup, String kind, String namespace, String object) {
        return field(
                "parameters",
                object(
                        "apiGroup",
                        apiGroup,
                        "kind",
                        kind,
                        "name",
                        object,
                        "scope",
                        "Namespace",
                        "namespace",
                        namespace));
    }

    /**
     * Makes it the class of Ingresses that name none.
     *
     * @return this builder
     */
    public IngressClassBuilder byDefault() {
        return annotation("ingressclass.kubernetes.io/is-default-class", "true");
    }

    @Override
    protected IngressClassBuilder self() {
        return this;
    }

    @Override
    protected IngressClass view(Resource resource) {
        return new IngressClass(resource);
    }
}
