package io.github.windlass4j.manifest.object;

import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Position;
import io.github.windlass4j.manifest.yaml.Yaml;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One object of a manifest: the tree as it was read, with names for the fields that all kinds share. Fields that no view
 * knows stay in the tree and are written again. Equality is that of the tree, not of the place it was read from.
 */
public final class Resource {
    private final Mapping root;
    private final String origin;
    private final GroupVersionKind type;
    private final ObjectRef ref;

    private Resource(Mapping root, String origin) {
        this.root = root;
        this.origin = origin;
        Fields fields = Fields.of(root);
        this.type = GroupVersionKind.of(fields.text("apiVersion", ""), fields.text("kind", ""));
        Fields metadata = fields.child("metadata");
        this.ref = new ObjectRef(type.group(), type.kind(), metadata.text("namespace", ""), metadata.text("name", ""));
    }

    /**
     * A resource that was not read from a text.
     *
     * @param root the object with its apiVersion, kind and metadata
     * @return the resource
     */
    public static Resource of(Mapping root) {
        return new Resource(root, "");
    }

    /**
     * A resource read from somewhere.
     *
     * @param root the object
     * @param origin name of the text it stands in
     * @return the resource
     */
    public static Resource of(Mapping root, String origin) {
        return new Resource(root, origin);
    }

    /**
     * The tree.
     *
     * @return all fields, known or not
     */
    public Mapping root() {
        return root;
    }

    /**
     * The name of the text this was read from.
     *
     * @return the name, empty for a built resource
     */
    public String origin() {
        return origin;
    }

    /**
     * Where the object starts.
     *
     * @return the position of its first field
     */
    public Position at() {
        return root.at();
    }

    /**
     * Group, version and kind.
     *
     * @return the triple; parts are empty when the object does not state them
     */
    public GroupVersionKind type() {
        return type;
    }

    /**
     * The API group.
     *
     * @return group, empty for the core group
     */
    public String group() {
        return type.group();
    }

    /**
     * The kind.
     *
     * @return kind, empty when the object states none
     */
    public String kind() {
        return type.kind();
    }

    /**
     * The name.
     *
     * @return {@code metadata.name}, empty when absent
     */
    public String name() {
        return ref.name();
    }

    /**
     * The namespace.
     *
     * @return {@code metadata.namespace}, empty when absent
     */
    public String namespace() {
        return ref.namespace();
    }

    /**
     * The object's identity in a cluster.
     *
     * @return group, kind, namespace and name
     */
    public ObjectRef ref() {
        return ref;
    }

    /**
     * The labels.
     *
     * @return {@code metadata.labels} in order
     */
    public Map<String, String> labels() {
        return metadata().textMap("labels");
    }

    /**
     * The annotations.
     *
     * @return {@code metadata.annotations} in order
     */
    public Map<String, String> annotations() {
        return metadata().textMap("annotations");
    }

    /**
     * The generation of the spec.
     *
     * @return {@code metadata.generation}; empty in a manifest that no server has seen
     */
    public OptionalLong generation() {
        return metadata().whole("generation");
    }

    /**
     * When the object was created.
     *
     * @return {@code metadata.creationTimestamp}; empty when absent or not RFC 3339
     */
    public Optional<Instant> creationTimestamp() {
        return metadata().text("creationTimestamp").flatMap(text -> {
            try {
                return Optional.of(OffsetDateTime.parse(text).toInstant());
            } catch (DateTimeParseException notATime) {
                return Optional.empty();
            }
        });
    }

    /**
     * All fields.
     *
     * @return a view of the tree
     */
    public Fields fields() {
        return Fields.of(root);
    }

    /**
     * The metadata.
     *
     * @return a view of {@code metadata}, empty when absent
     */
    public Fields metadata() {
        return fields().child("metadata");
    }

    /**
     * The specification.
     *
     * @return a view of {@code spec}, empty when absent
     */
    public Fields spec() {
        return fields().child("spec");
    }

    /**
     * The status.
     *
     * @return a view of {@code status}, empty when absent
     */
    public Fields status() {
        return fields().child("status");
    }

    /**
     * This resource with one field set; objects on the way are made.
     *
     * @param value the new value
     * @param path field names from the root
     * @return a changed copy
     */
    public Resource with(Node value, String... path) {
        return new Resource((Mapping) set(root, value, path, 0), origin);
    }

    private static Node set(@Nullable Node here, Node value, String[] path, int step) {
        if (step == path.length) {
            return value;
        }
        Mapping mapping = here instanceof Mapping existing ? existing : Mapping.empty();
        return mapping.with(path[step], set(mapping.entries().get(path[step]), value, path, step + 1));
    }

    /**
     * The object as YAML.
     *
     * @return one document
     */
    public String toYaml() {
        return Yaml.write(root);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Resource that && root.equals(that.root);
    }

    @Override
    public int hashCode() {
        return root.hashCode();
    }

    /** {@code Kind namespace/name (origin:line:column)}. */
    @Override
    public String toString() {
        return ref() + (origin.isEmpty() ? "" : " (" + origin + (at().isKnown() ? ":" + at() : "") + ")");
    }
}
