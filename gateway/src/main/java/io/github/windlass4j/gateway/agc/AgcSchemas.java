package io.github.windlass4j.gateway.agc;

import io.github.windlass4j.core.knowledge.Source;
import io.github.windlass4j.manifest.schema.BundledSchemas;
import io.github.windlass4j.manifest.schema.Schemas;

/**
 * The definitions of the eight kinds of {@value #GROUP}/v1, for validation without a cluster and without its files. A
 * controller that brings other definitions is checked with {@link Schemas#of}.
 */
public final class AgcSchemas {
    /** The API group of Application Gateway for Containers. */
    public static final String GROUP = "alb.networking.azure.io";

    private static final String RESOURCE = "alb-networking-v1.yaml";

    private AgcSchemas() {}

    /**
     * The bundled definitions.
     *
     * @return all kinds, compiled when first asked for; each call reads the resource anew, so keep it
     */
    public static Schemas shipped() {
        return resource().schemas("agc");
    }

    /**
     * Where the bundled definitions come from, and as of when.
     *
     * @return the vendor's specification
     */
    public static Source source() {
        return resource().source();
    }

    private static BundledSchemas resource() {
        return BundledSchemas.read(AgcSchemas.class.getResourceAsStream(RESOURCE), RESOURCE);
    }
}
