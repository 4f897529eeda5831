package io.github.windlass4j.manifest.schema;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.GroupVersionKind;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Position;
import io.github.windlass4j.manifest.yaml.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The schema of one kind in one version, compiled once: it gives the API server's answer to an object, in its words.
 *
 * <p>Structural constraints, defaults, pruning, list types, the rules of metadata and the CEL rules
 * ({@code x-kubernetes-validations}) of Kubernetes 1.36 are modelled; admission webhooks and policies, quotas and
 * permissions are not. Immutable and safe to share.
 */
public final class Schema {
    private final GroupVersionKind type;
    private final boolean namespaced;
    private final boolean served;
    private final boolean statusSubresource;
    private final Node openApi;
    private final @Nullable ScaleCheck scale;
    private final SchemaNode root;
    private final List<String> gaps;

    private Schema(
            GroupVersionKind type,
            boolean namespaced,
            boolean served,
            boolean statusSubresource,
            @Nullable ScaleCheck scale,
            Node openApi) {
        this.type = type;
        this.namespaced = namespaced;
        this.served = served;
        this.statusSubresource = statusSubresource;
        this.scale = scale;
        this.openApi = openApi;
        this.root = SchemaNode.of(openApi);
        Set<String> problems = new LinkedHashSet<>(SchemaNode.unknownKeywords(openApi));
        root.collectProblems(problems);
        this.gaps = List.copyOf(problems);
    }

    /**
     * Compiles a schema.
     *
     * @param type group, version and kind
     * @param namespaced whether objects live in a namespace
     * @param served whether the server offers this version
     * @param statusSubresource whether the status is written apart, so that creating an object drops it
     * @param openApi the tree under {@code openAPIV3Schema}
     * @return the schema
     */
    public static Schema of(
            GroupVersionKind type, boolean namespaced, boolean served, boolean statusSubresource, Node openApi) {
        return new Schema(type, namespaced, served, statusSubresource, null, openApi);
    }

    /** As one version of a definition says it. */
    static Schema of(GroupVersionKind type, boolean namespaced, boolean served, Fields subresources, Node openApi) {
        ScaleCheck scale = ScaleCheck.of(subresources);
        return new Schema(type, namespaced, served, subresources.has("status"), scale, openApi);
    }

    /**
     * What this schema describes.
     *
     * @return group, version and kind
     */
    public GroupVersionKind type() {
        return type;
    }

    /**
     * Whether objects live in a namespace.
     *
     * @return false for objects of the whole cluster
     */
    public boolean isNamespaced() {
        return namespaced;
    }

    /**
     * Whether the server offers this version to clients.
     *
     * @return false for a version that is kept for stored objects only
     */
    public boolean isServed() {
        return served;
    }

    /**
     * The definition that was compiled, also when it was bundled in a shorter notation.
     *
     * @return the tree under {@code openAPIV3Schema}
     */
    public Node openApi() {
        return openApi;
    }

    /**
     * What of the schema cannot be looked at: keywords that the API server forbids, such as {@code $ref}; rules and patterns
     * that are malformed, or use a function that is not modelled here.
     *
     * @return one line each; empty for a schema that is checked completely
     */
    public List<String> gaps() {
        return gaps;
    }

    /**
     * What the server would answer to the creation of an object.
     *
     * @param object the object
     * @return stored or refused
     */
    public SchemaVerdict create(Resource object) {
        Shaped shaped = shape(object);
        Mapping stored = statusSubresource ? shaped.object.without("status") : shaped.object;
        return judge(shaped, stored, null, Part.ALL);
    }

    /**
     * What the server would answer to the replacement of an object. Values that do not change are not held against it,
     * except by rules that compare old and new.
     *
     * @param object the new object
     * @param old the stored object
     * @return stored or refused
     */
    public SchemaVerdict update(Resource object, Resource old) {
        Shaped shaped = shape(object);
        Mapping before = shape(old).object;
        Mapping stored = shaped.object;
        if (statusSubresource) {
            Node status = before.entries().get("status");
            stored = status == null ? stored.without("status") : stored.with("status", status);
        }
        return judge(shaped, stored, before, Part.ALL);
    }

    /**
     * What the server would answer to the replacement of an object's status.
     *
     * @param object an object with the new status; its other fields do not count
     * @param old the stored object
     * @return stored or refused
     */
    public SchemaVerdict updateStatus(Resource object, Resource old) {
        Shaped shaped = shape(object);
        Mapping before = shape(old).object;
        Node status = shaped.object.entries().get("status");
        Mapping stored = status == null ? before.without("status") : before.with("status", status);
        return judge(shaped, stored, before, Part.STATUS);
    }

    private enum Part {
        ALL,
        STATUS
    }

    /** {@code errors}: why the object could not even be decoded; then nothing else is said of it. */
    private record Shaped(Mapping object, List<String> dropped, List<FieldError> errors) {}

    private Shaped shape(Resource resource) {
        Shaping shaping = new Shaping();
        Mapping shaped = (Mapping) shaping.shape(resource.root(), root);
        List<String> dropped = new ArrayList<>();
        List<FieldError> errors = new ArrayList<>();
        Node metadata = shaped.entries().get("metadata");
        if (metadata != null) {
            shaped = shaped.with("metadata", MetadataTypes.decode(metadata, MetadataCheck.METADATA, dropped, errors));
        }
        dropped.addAll(shaping.dropped());
        if (errors.isEmpty()) {
            shaped = (Mapping) EmbeddedResources.decode(shaped, root, FieldPath.ROOT, dropped, errors);
        }
        return new Shaped(shaped, dropped, errors.isEmpty() ? List.of() : List.of(errors.get(0)));
    }

    private SchemaVerdict judge(Shaped shaped, Mapping object, @Nullable Mapping old, Part part) {
        if (!shaped.errors.isEmpty()) {
            return new SchemaVerdict.Rejected(shaped.errors, shaped.dropped, List.of());
        }
        List<FieldError> errors =
                new ArrayList<>(old == null ? MetadataCheck.created(object) : MetadataCheck.updated(object, old));
        if (part == Part.ALL) {
            OpenApiCheck.Result result = new OpenApiCheck.Result(FieldPath.ROOT);
            OpenApiCheck.check(root, object, old, FieldPath.ROOT, result);
            errors.addAll(result.errors());
        } else {
            errors.addAll(statusErrors(object, old));
        }
        if (scale != null) {
            errors.addAll(scale.errors(object, part == Part.STATUS));
        }
        if (part == Part.ALL) {
            errors.addAll(EmbeddedResources.check(object, root));
        }
        if (old == null || ListTypes.check(root, old).isEmpty()) {
            errors.addAll(ListTypes.check(root, object));
        }
        List<String> unchecked = List.of();
        if (root.hasRulesBelow) {
            if (errors.stream().anyMatch(FieldError::blocksRules)) {
                errors.add(new FieldError(
                        FieldError.Type.INVALID,
                        FieldError.NO_FIELD,
                        "null",
                        "some validation rules were not checked because the object was invalid; correct the existing errors"
                                + " to complete validation",
                        Position.NONE));
            } else {
                RuleCheck rules = new RuleCheck();
                rules.check(root, object, old);
                errors.addAll(rules.errors());
                unchecked = rules.unchecked();
            }
        }
        return errors.isEmpty()
                ? new SchemaVerdict.Accepted(object, shaped.dropped, unchecked)
                : new SchemaVerdict.Rejected(errors, shaped.dropped, unchecked);
    }

    /** The status is looked at on its own: paths in the words start at it, fields name it. */
    private List<FieldError> statusErrors(Mapping object, @Nullable Mapping old) {
        SchemaNode schema = root.property("status");
        Node status = object.entries().get("status");
        if (schema == null || status == null) {
            return List.of();
        }
        OpenApiCheck.Result result = new OpenApiCheck.Result(FieldPath.ROOT.child("status"));
        Node before = old == null ? null : old.entries().get("status");
        OpenApiCheck.check(schema, status, before == null ? Scalar.NULL : before, FieldPath.ROOT, result);
        return result.errors();
    }

    /** {@code schema of Kind.version.group}. */
    @Override
    public String toString() {
        return "schema of " + type;
    }
}
