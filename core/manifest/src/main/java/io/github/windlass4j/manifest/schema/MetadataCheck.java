package io.github.windlass4j.manifest.schema;

import io.github.windlass4j.manifest.internal.cel.Names;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What the server asks of every object's metadata (k8s.io/apimachinery/pkg/api/validation, objectmeta.go). */
final class MetadataCheck {
    /** All annotations together (objectmeta.go, TotalAnnotationSizeLimitB). */
    private static final int ANNOTATION_BYTES = 256 * 1024;

    private static final Set<String> KNOWN = Set.of(
            "name",
            "generateName",
            "namespace",
            "selfLink",
            "uid",
            "resourceVersion",
            "generation",
            "creationTimestamp",
            "deletionTimestamp",
            "deletionGracePeriodSeconds",
            "labels",
            "annotations",
            "ownerReferences",
            "finalizers",
            "managedFields");

    private static final FieldPath METADATA = FieldPath.ROOT.child("metadata");

    private final List<FieldError> errors = new ArrayList<>();

    /** Fields of the metadata that the server drops. */
    static List<String> unknown(Mapping root) {
        List<String> unknown = new ArrayList<>();
        for (String name : Fields.of(root).child("metadata").names()) {
            if (!KNOWN.contains(name)) {
                unknown.add(METADATA.child(name).toString());
            }
        }
        return unknown;
    }

    /** The object without those fields. */
    static Mapping withoutUnknown(Mapping root) {
        Mapping result = root;
        if (root.entries().get("metadata") instanceof Mapping metadata) {
            for (String name : metadata.entries().keySet()) {
                if (!KNOWN.contains(name)) {
                    Mapping before = (Mapping) result.entries().getOrDefault("metadata", metadata);
                    result = result.with("metadata", before.without(name));
                }
            }
        }
        return result;
    }

    static List<FieldError> check(Mapping root) {
        MetadataCheck check = new MetadataCheck();
        check.run(Fields.of(root).child("metadata"), root);
        return check.errors;
    }

    private void run(Fields metadata, Node root) {
        Node node = metadata.isPresent() ? metadata.node() : root;
        String name = metadata.text("name", "");
        String prefix = metadata.text("generateName", "");
        if (!prefix.isEmpty()) {
            String tested = prefix.endsWith("-") ? prefix.substring(0, prefix.length() - 1) + "a" : prefix;
            Names.subdomain(tested).forEach(problem -> invalid(METADATA.child("generateName"), prefix, problem, node));
        }
        if (!name.isEmpty()) {
            Names.subdomain(name).forEach(problem -> invalid(METADATA.child("name"), name, problem, node));
        } else if (prefix.isEmpty()) {
            errors.add(new FieldError(
                    FieldError.Type.REQUIRED,
                    METADATA.child("name").toString(),
                    "",
                    "name or generateName is required",
                    node.at()));
        }
        String namespace = metadata.text("namespace", "");
        if (!namespace.isEmpty()) {
            Names.label(namespace).forEach(problem -> invalid(METADATA.child("namespace"), namespace, problem, node));
        }
        FieldPath labels = METADATA.child("labels");
        metadata.textMap("labels").forEach((key, value) -> {
            Names.qualified(key).forEach(problem -> invalid(labels, key, problem, node));
            Names.labelValue(value).forEach(problem -> invalid(labels.key(key), value, problem, node));
        });
        FieldPath annotations = METADATA.child("annotations");
        long size = 0;
        for (Map.Entry<String, String> entry : metadata.textMap("annotations").entrySet()) {
            // Keys of annotations may be written in capitals.
            Names.qualified(entry.getKey().toLowerCase(Locale.ROOT))
                    .forEach(problem -> invalid(annotations, entry.getKey(), problem, node));
            size += entry.getKey().length() + entry.getValue().length();
        }
        // No character takes more than three bytes for each of Java's.
        if (size > ANNOTATION_BYTES / 3 && bytes(metadata.textMap("annotations")) > ANNOTATION_BYTES) {
            String words = "may not be more than " + ANNOTATION_BYTES + " bytes";
            errors.add(new FieldError(FieldError.Type.TOO_LONG, annotations.toString(), "", words, node.at()));
        }
        for (String finalizer : metadata.texts("finalizers")) {
            Names.qualified(finalizer)
                    .forEach(problem -> invalid(METADATA.child("finalizers"), finalizer, problem, node));
        }
    }

    private static long bytes(Map<String, String> texts) {
        long size = 0;
        for (Map.Entry<String, String> entry : texts.entrySet()) {
            size += entry.getKey().getBytes(StandardCharsets.UTF_8).length;
            size += entry.getValue().getBytes(StandardCharsets.UTF_8).length;
        }
        return size;
    }

    private void invalid(FieldPath path, String value, String problem, Node node) {
        Node at = node.get(path.toString().substring(path.toString().indexOf('.') + 1))
                .orElse(node);
        errors.add(new FieldError(FieldError.Type.INVALID, path.toString(), Complaints.quote(value), problem, at.at()));
    }
}
