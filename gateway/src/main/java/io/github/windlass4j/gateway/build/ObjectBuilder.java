package io.github.windlass4j.gateway.build;

import io.github.windlass4j.gateway.validate.Channel;
import io.github.windlass4j.gateway.validate.GatewayRelease;
import io.github.windlass4j.manifest.build.RefusedObjectException;
import io.github.windlass4j.manifest.build.ResourceBuilder;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.schema.SchemaVerdict;
import java.util.List;

/**
 * An object of the Gateway API while it is put together.
 *
 * @param <V> view of the built object
 * @param <B> the builder itself
 */
public abstract class ObjectBuilder<V, B extends ObjectBuilder<V, B>> extends ResourceBuilder<V, B> {
    ObjectBuilder(String kind, String namespace, String name) {
        super("gateway.networking.k8s.io/v1", kind, namespace, name);
    }

    /**
     * The object, held against the bundled release's standard channel.
     *
     * @return a view of the object as written, without defaults
     * @throws RefusedObjectException when the API server would refuse it, or drop a field
     */
    public V build() {
        return build(Bundled.STANDARD);
    }

    /**
     * The object, held against a release.
     *
     * @param release its definitions
     * @return a view of the object as written, without defaults
     * @throws RefusedObjectException when the API server would refuse it, drop a field, or does not know the kind
     */
    public V build(GatewayRelease release) {
        Resource object = unchecked();
        SchemaVerdict verdict = release.schemas().create(object);
        if (!verdict.isAccepted() || !verdict.dropped().isEmpty()) {
            throw new RefusedObjectException(object, verdict, List.of());
        }
        return view(object);
    }

    /** Read once: a release is immutable and compiles its kinds when they are first asked for. */
    private static final class Bundled {
        static final GatewayRelease STANDARD = GatewayRelease.shipped(Channel.STANDARD);
    }
}
