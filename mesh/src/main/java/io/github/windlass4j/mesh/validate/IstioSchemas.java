package io.github.windlass4j.mesh.validate;

import io.github.windlass4j.core.knowledge.Source;
import io.github.windlass4j.manifest.schema.BundledSchemas;
import io.github.windlass4j.manifest.schema.Schemas;

/**
 * The definitions of Istio's fifteen kinds in all versions, for validation without a cluster and without its files. Those of
 * another release come from its files with {@link Schemas#of}.
 */
public final class IstioSchemas {
    private static final String RESOURCE = "istio-1.32.yaml";

    private IstioSchemas() {}

    /**
     * The bundled definitions.
     *
     * @return all kinds, compiled when first asked for; each call reads the resource anew, so keep it
     */
    public static Schemas shipped() {
        return resource().schemas("istio");
    }

    /**
     * The release that the bundled definitions describe.
     *
     * @return such as {@code 1.32-dev}
     */
    public static String release() {
        return resource().release();
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
        return BundledSchemas.read(IstioSchemas.class.getResourceAsStream(RESOURCE), RESOURCE);
    }
}
