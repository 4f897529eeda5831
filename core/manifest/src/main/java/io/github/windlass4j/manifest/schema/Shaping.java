package io.github.windlass4j.manifest.schema;

import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Scalar;
import io.github.windlass4j.manifest.yaml.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the server makes of an object before it looks at it: drops nulls that mean absence, fills in defaults, drops
 * fields that the schema does not know (apiextensions-apiserver, schema/defaulting and schema/pruning). Trees that need
 * no change are returned as they are.
 */
final class Shaping {
    private static final Set<String> META_FIELDS = Set.of("apiVersion", "kind", "metadata");

    private final List<String> dropped = new ArrayList<>();

    List<String> dropped() {
        return dropped;
    }

    /** The root of a resource counts as an embedded one. */
    Node shape(Node root, SchemaNode schema) {
        return prune(fill(dropNulls(root, schema), schema), schema, true, false, FieldPath.ROOT);
    }

    private static Node dropNulls(Node node, @Nullable SchemaNode schema) {
        if (schema == null || !node.holdsNull()) {
            return node;
        }
        if (node instanceof Mapping mapping) {
            return Rebuild.entries(mapping, (name, value) -> {
                SchemaNode child = childOf(schema, name);
                if (child == null) {
                    return value;
                }
                boolean absent = isNull(value) && !child.nullable && child.byDefault == null;
                return absent ? null : dropNulls(value, child);
            });
        }
        SchemaNode items = schema.items;
        if (node instanceof Sequence sequence && items != null) {
            return Rebuild.items(sequence, (index, item) -> dropNulls(item, items));
        }
        return node;
    }

    private static Node fill(Node node, @Nullable SchemaNode schema) {
        if (schema == null || !schema.hasDefaultsBelow) {
            return node;
        }
        if (node instanceof Mapping mapping) {
            return Rebuild.entries(mapping, withDefaults(mapping.entries(), schema), (name, value) -> {
                SchemaNode child = childOf(schema, name);
                if (child == null || (!child.hasDefaultsBelow && !isNull(value))) {
                    return value;
                }
                boolean isProperty = schema.property(name) != null;
                return fill(isProperty ? value : nullToDefault(value, child), child);
            });
        }
        SchemaNode items = schema.items;
        if (node instanceof Sequence sequence && items != null) {
            return Rebuild.items(sequence, (index, item) -> fill(nullToDefault(item, items), items));
        }
        return node;
    }

    /** The entries themselves, or a copy with the defaults of the properties that are missing. */
    private static Map<String, Node> withDefaults(Map<String, Node> entries, SchemaNode schema) {
        Map<String, Node> filled = null;
        for (Map.Entry<String, SchemaNode> property : schema.defaulted) {
            Node present = entries.get(property.getKey());
            if (present == null || (isNull(present) && !property.getValue().nullable)) {
                filled = filled == null ? new LinkedHashMap<>(entries) : filled;
                filled.put(property.getKey(), Objects.requireNonNull(property.getValue().byDefault));
            }
        }
        return filled == null ? entries : filled;
    }

    /** For items and for values of a map; properties get their defaults where their object is filled. */
    private static Node nullToDefault(Node node, SchemaNode schema) {
        return isNull(node) && !schema.nullable && schema.byDefault != null ? schema.byDefault : node;
    }

    /** {@code kept}: a list around it keeps unknown fields, so the items of the list do, but not what is in their fields. */
    private Node prune(Node node, @Nullable SchemaNode schema, boolean resource, boolean kept, FieldPath path) {
        boolean keep = kept || (schema != null && schema.preservesUnknown);
        if (keep && schema == null) {
            return node;
        }
        if (node instanceof Mapping mapping) {
            return Rebuild.entries(mapping, (name, value) -> {
                boolean meta = resource && META_FIELDS.contains(name);
                return meta ? value : pruneField(name, value, schema, keep, path);
            });
        }
        if (node instanceof Sequence sequence) {
            SchemaNode items = schema == null ? null : schema.items;
            boolean embedded = items != null && items.embeddedResource;
            return Rebuild.items(
                    sequence,
                    (index, item) ->
                            item instanceof Scalar ? item : prune(item, items, embedded, keep, path.index(index)));
        }
        return node;
    }

    /** Null for a field that is dropped. */
    private @Nullable Node pruneField(
            String name, Node value, @Nullable SchemaNode schema, boolean keep, FieldPath path) {
        SchemaNode child = schema == null ? null : childOf(schema, name);
        boolean known = child != null || (schema != null && schema.hasAdditional);
        if (!known && !keep) {
            dropped.add(path.child(name).toString());
            return null;
        }
        if (!known || value instanceof Scalar) {
            return value;
        }
        return prune(value, child, child != null && child.embeddedResource, false, path.child(name));
    }

    private static @Nullable SchemaNode childOf(SchemaNode schema, String name) {
        SchemaNode property = schema.property(name);
        return property != null ? property : schema.additional;
    }

    private static boolean isNull(@Nullable Node node) {
        return node instanceof Scalar scalar && scalar.isNull();
    }
}
