package io.github.windlass4j.gateway.build;

import io.github.windlass4j.gateway.validate.Channel;
import io.github.windlass4j.gateway.validate.GatewayRelease;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.schema.SchemaVerdict;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An object of the Gateway API while it is put together: its metadata here, the fields of its {@code spec} as those of a part.
 *
 * @param <V> view of the built object
 * @param <B> the builder itself
 */
public abstract class ObjectBuilder<V, B extends ObjectBuilder<V, B>> extends PartBuilder<B> {
    private final String kind;
    private final Map<String, Object> metadata = new LinkedHashMap<>();
    private final Map<String, Object> labels = new LinkedHashMap<>();
    private final Map<String, Object> annotations = new LinkedHashMap<>();

    ObjectBuilder(String kind, String namespace, String name) {
        this.kind = kind;
        metadata.put("name", name);
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
    }

    abstract V view(Resource resource);

    /**
     * Adds a label.
     *
     * @param key label
     * @param value its value
     * @return this builder
     */
    public B label(String key, String value) {
        labels.put(key, value);
        return self();
    }

    /**
     * Adds an annotation.
     *
     * @param key annotation
     * @param value its value
     * @return this builder
     */
    public B annotation(String key, String value) {
        annotations.put(key, value);
        return self();
    }

    /**
     * The object as written, whether the API server would store it or not.
     *
     * @return the object, without defaults
     */
    public Resource unchecked() {
        Map<String, Object> meta = new LinkedHashMap<>(metadata);
        if (!labels.isEmpty()) {
            meta.put("labels", labels);
        }
        if (!annotations.isEmpty()) {
            meta.put("annotations", annotations);
        }
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("apiVersion", "gateway.networking.k8s.io/v1");
        root.put("kind", kind);
        root.put("metadata", meta);
        root.put("spec", fields());
        return Resource.of((Mapping) Node.of(root));
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
            throw new RefusedObjectException(object, verdict);
        }
        return view(object);
    }

    /** Read once: a release is immutable and compiles its kinds when they are first asked for. */
    private static final class Bundled {
        static final GatewayRelease STANDARD = GatewayRelease.bundled(Channel.STANDARD);
    }
}
