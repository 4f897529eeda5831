package io.github.windlass4j.gateway.agc;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Resource;
import java.util.List;

/**
 * A view of an IngressExtension: what an Ingress with the annotation {@value #ANNOTATION} does beyond its own fields.
 *
 * @param resource the object
 */
public record IngressExtension(Resource resource) implements AgcObject {
    /** What names the kind. */
    public static final String KIND = "IngressExtension";

    /** The annotation by which an Ingress names its extension. */
    public static final String ANNOTATION = "alb.networking.azure.io/alb-ingress-extension";

    /**
     * What is done for some host names.
     *
     * @return the rules in order, each with host, redirect and rewrites
     */
    public List<Fields> rules() {
        return resource.spec().list("rules");
    }

    /**
     * How some Services are spoken to.
     *
     * @return the settings in order, each with its Service
     */
    public List<Fields> backendSettings() {
        return resource.spec().list("backendSettings");
    }

    /** {@code IngressExtension namespace/name}. */
    @Override
    public String toString() {
        return ref().toString();
    }
}
