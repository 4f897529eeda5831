package io.github.windlass4j.gateway.build;

import io.github.windlass4j.gateway.validate.IngressSchemas;
import io.github.windlass4j.manifest.build.RefusedObjectException;
import io.github.windlass4j.manifest.build.ResourceBuilder;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.schema.SchemaVerdict;
import io.github.windlass4j.manifest.schema.Schemas;
import java.util.List;

/**
 * An object of {@code networking.k8s.io/v1} while it is put together.
 *
 * @param <V> view of the built object
 * @param <B> the builder itself
 */
public abstract class NetworkingBuilder<V, B extends NetworkingBuilder<V, B>> extends ResourceBuilder<V, B> {
    private static final String CLASS_ANNOTATION = "kubernetes.io/ingress.class";

    NetworkingBuilder(String kind, String namespace, String name) {
        super("networking.k8s.io/v1", kind, namespace, name);
    }

    /**
     * The object, held against what the API server checks.
     *
     * @return a view of the object as written, without defaults
     * @throws RefusedObjectException when the API server would refuse it, or drop a field
     */
    public V build() {
        Resource object = unchecked();
        SchemaVerdict verdict = Bundled.SCHEMAS.create(object);
        boolean twice = object.annotations().containsKey(CLASS_ANNOTATION)
                && object.spec().has("ingressClassName");
        List<String> more = twice
                ? List.of("annotations." + CLASS_ANNOTATION + ": can not be set when the class field is also set")
                : List.of();
        if (!verdict.isAccepted() || !verdict.dropped().isEmpty() || twice) {
            throw new RefusedObjectException(object, verdict, more);
        }
        return view(object);
    }

    /** Read once: definitions are immutable and compiled when they are first asked for. */
    private static final class Bundled {
        static final Schemas SCHEMAS = IngressSchemas.shipped();
    }
}
