package io.github.windlass4j.gateway.api;

import io.github.windlass4j.manifest.object.ObjectView;
import io.github.windlass4j.manifest.object.Resource;
import java.util.Optional;

/**
 * A view of an IngressClass (networking.k8s.io/v1): which controller serves Ingresses of that class.
 *
 * @param resource the object
 */
public record IngressClass(Resource resource) implements ObjectView {
    /** What names the kind. */
    public static final String KIND = "IngressClass";

    /**
     * The controller.
     *
     * @return {@code spec.controller}, empty when absent
     */
    public String controller() {
        return resource.spec().text("controller", "");
    }

    /**
     * The object with the class's parameters.
     *
     * @return the reference, if there is one
     */
    public Optional<Reference> parameters() {
        return Reference.in(resource.spec(), "parameters", "", "");
    }

    /**
     * Whether Ingresses without a class belong to it.
     *
     * @return true if the annotation {@code ingressclass.kubernetes.io/is-default-class} says so
     */
    public boolean isDefault() {
        return "true".equals(resource.annotations().get("ingressclass.kubernetes.io/is-default-class"));
    }

    /** {@code IngressClass name}. */
    @Override
    public String toString() {
        return resource.ref().toString();
    }
}
