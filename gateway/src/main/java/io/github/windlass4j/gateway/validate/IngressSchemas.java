package io.github.windlass4j.gateway.validate;

import io.github.windlass4j.core.knowledge.Source;
import io.github.windlass4j.manifest.schema.BundledSchemas;
import io.github.windlass4j.manifest.schema.Schemas;

/**
 * Ingress and IngressClass of {@code networking.k8s.io/v1} as definitions, though the API server checks them in code: its
 * verdict, not always its words. That the class is not named twice, in {@code spec.ingressClassName} and by the annotation
 * {@code kubernetes.io/ingress.class}, is left to the builder, because definitions see no annotations.
 */
public final class IngressSchemas {
    private static final String RESOURCE = "ingress-v1.yaml";

    private IngressSchemas() {}

    /**
     * The bundled definitions.
     *
     * @return both kinds, compiled when first asked for; each call reads the resource anew, so keep it
     */
    public static Schemas shipped() {
        return resource().schemas("standard");
    }

    /**
     * Where the bundled definitions come from, and as of when.
     *
     * @return the specification
     */
    public static Source source() {
        return resource().source();
    }

    private static BundledSchemas resource() {
        return BundledSchemas.read(IngressSchemas.class.getResourceAsStream(RESOURCE), RESOURCE);
    }
}
