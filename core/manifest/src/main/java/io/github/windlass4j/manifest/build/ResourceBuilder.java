package io.github.windlass4j.manifest.build;

import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An object while it is put together: its metadata here, the fields of its {@code spec} as those of a part.
 *
 * @param <V> view of the built object
 * @param <B> the builder itself
 */
public abstract class ResourceBuilder<V, B extends ResourceBuilder<V, B>> extends PartBuilder<B> {
    private String apiVersion;
    private final String kind;
    private final Map<String, Object> metadata = new LinkedHashMap<>();
    private final Map<String, Object> labels = new LinkedHashMap<>();
    private final Map<String, Object> annotations = new LinkedHashMap<>();

    /**
     * An object without any field.
     *
     * @param apiVersion group and version
     * @param kind kind
     * @param namespace namespace, empty for an object of the whole cluster
     * @param name name
     */
    protected ResourceBuilder(String apiVersion, String kind, String namespace, String name) {
        this.apiVersion = apiVersion;
        this.kind = kind;
        metadata.put("name", name);
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
    }

    /**
     * The view of the object.
     *
     * @param resource what was built
     * @return the view
     */
    protected abstract V view(Resource resource);

    /**
     * Writes it in another version.
     *
     * @param changed group and version
     * @return this builder
     */
    protected B apiVersion(String changed) {
        apiVersion = changed;
        return self();
    }

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
        root.put("apiVersion", apiVersion);
        root.put("kind", kind);
        root.put("metadata", meta);
        root.put("spec", fields());
        return Resource.of((Mapping) Node.of(root));
    }

    /** {@code Gateway shop/edge {gatewayClassName=azure-alb-external}}. */
    @Override
    public String toString() {
        Object namespace = metadata.getOrDefault("namespace", "");
        return kind + " " + (namespace.equals("") ? "" : namespace + "/") + metadata.get("name") + " "
                + super.toString();
    }
}
