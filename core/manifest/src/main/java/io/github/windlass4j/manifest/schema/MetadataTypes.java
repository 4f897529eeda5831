package io.github.windlass4j.manifest.schema;

import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Scalar;
import io.github.windlass4j.manifest.yaml.Sequence;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The Go structures of metadata (k8s.io/apimachinery, meta/v1 ObjectMeta): which fields there are, and what the server's
 * decoder says of a value that does not fit.
 */
final class MetadataTypes {
    private static final Map<String, String> OWNER = Map.of(
            "apiVersion", "string",
            "kind", "string",
            "name", "string",
            "uid", "types.UID",
            "controller", "bool",
            "blockOwnerDeletion", "bool");

    private static final Map<String, String> MANAGED = Map.of(
            "manager", "string",
            "operation", "v1.ManagedFieldsOperationType",
            "apiVersion", "string",
            "time", "time",
            "fieldsType", "string",
            "fieldsV1", "any",
            "subresource", "string");

    private static final Map<String, String> META = Map.ofEntries(
            Map.entry("name", "string"),
            Map.entry("generateName", "string"),
            Map.entry("namespace", "string"),
            Map.entry("selfLink", "string"),
            Map.entry("uid", "types.UID"),
            Map.entry("resourceVersion", "string"),
            Map.entry("generation", "int64"),
            Map.entry("creationTimestamp", "time"),
            Map.entry("deletionTimestamp", "time"),
            Map.entry("deletionGracePeriodSeconds", "int64"),
            Map.entry("labels", "map[string]string"),
            Map.entry("annotations", "map[string]string"),
            Map.entry("ownerReferences", "[]v1.OwnerReference"),
            Map.entry("finalizers", "[]string"),
            Map.entry("managedFields", "[]v1.ManagedFieldsEntry"));

    private final List<String> dropped;
    private @Nullable String problem;

    private MetadataTypes(List<String> dropped) {
        this.dropped = dropped;
    }

    /**
     * What the decoder keeps of metadata.
     *
     * @param path where it stands
     * @param dropped receives the paths of fields that nobody knows
     * @param errors receives the one complaint of the decoder, if it has any
     */
    static Node decode(Node metadata, FieldPath path, List<String> dropped, List<FieldError> errors) {
        if (metadata instanceof Scalar scalar && scalar.isNull()) {
            return metadata;
        }
        MetadataTypes types = new MetadataTypes(dropped);
        Node kept = types.struct(metadata, META, "v1.ObjectMeta", "ObjectMeta", "", path);
        if (types.problem != null) {
            errors.add(new FieldError(
                    FieldError.Type.INVALID, path.toString(), Complaints.json(metadata), types.problem, metadata.at()));
        }
        return kept;
    }

    private Node struct(
            Node node, Map<String, String> types, String type, String struct, String field, FieldPath path) {
        if (!(node instanceof Mapping mapping)) {
            mismatch(node, type, struct, field);
            return node;
        }
        return Rebuild.entries(mapping, (name, value) -> {
            FieldPath at = path.child(name);
            String want = types.get(name);
            if (want == null) {
                dropped.add(at.toString());
                return null;
            }
            return value(value, want, struct, field.isEmpty() ? name : field + "." + name, at);
        });
    }

    private Node value(Node node, String want, String struct, String field, FieldPath path) {
        Object value = node instanceof Scalar scalar ? scalar.value() : node;
        if (value == null) {
            return node;
        }
        boolean fits = switch (want) {
            case "bool" -> value instanceof Boolean;
            case "int64" -> value instanceof Long;
            case "any" -> true;
            case "time" -> {
                time(node, value);
                yield true;
            }
            case "map[string]string" -> {
                if (node instanceof Mapping mapping) {
                    mapping.entries().values().forEach(text -> value(text, "string", struct, field, path));
                }
                yield node instanceof Mapping;
            }
            case "[]string", "[]v1.OwnerReference", "[]v1.ManagedFieldsEntry" -> node instanceof Sequence;
            default -> value instanceof String;
        };
        if (!fits) {
            mismatch(node, want, struct, field);
            return node;
        }
        return node instanceof Sequence sequence ? items(sequence, want, struct, field, path) : node;
    }

    private Node items(Sequence sequence, String want, String struct, String field, FieldPath path) {
        return Rebuild.items(sequence, (index, item) -> {
            FieldPath at = path.index(index);
            if (item instanceof Scalar scalar && scalar.isNull()) {
                return item;
            }
            return switch (want) {
                case "[]v1.OwnerReference" -> struct(item, OWNER, "v1.OwnerReference", "OwnerReference", field, at);
                case "[]v1.ManagedFieldsEntry" ->
                    struct(item, MANAGED, "v1.ManagedFieldsEntry", "ManagedFieldsEntry", field, at);
                default -> value(item, "string", struct, field, at);
            };
        });
    }

    private void time(Node node, Object value) {
        if (!(value instanceof String text)) {
            say("json: cannot unmarshal " + kind(node, "string") + " into Go value of type string");
            return;
        }
        try {
            OffsetDateTime.parse(text);
        } catch (DateTimeParseException notTime) {
            String rest = text.substring(Math.min(text.length(), notTime.getErrorIndex()));
            say("parsing time \"" + text + "\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"" + rest + "\""
                    + (notTime.getErrorIndex() == 0 ? " as \"2006\"" : ""));
        }
    }

    private void mismatch(Node node, String type, String struct, String field) {
        String where = field.isEmpty() ? "value" : "struct field " + struct + "." + field;
        say("json: cannot unmarshal " + kind(node, type) + " into Go " + where + " of type " + type);
    }

    private static String kind(Node node, String type) {
        if (!(node instanceof Scalar scalar)) {
            return node instanceof Mapping ? "object" : "array";
        }
        if (scalar.value() instanceof Number) {
            return type.equals("int64") ? "number " + node : "number";
        }
        return scalar.value() instanceof Boolean ? "bool" : "string";
    }

    /** The decoder goes on after a value that does not fit, and reports the first. */
    private void say(String words) {
        problem = problem == null ? words : problem;
    }
}
