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
@SuppressWarnings("ReferenceEquality") // "The same tree" is the question: equality would walk it again at every level.
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

    private static boolean isNull(@Nullable Node node) {
        return node instanceof Scalar scalar && scalar.isNull();
    }

    private Node dropNulls(Node node, @Nullable SchemaNode schema) {
        if (schema == null || !node.holdsNull()) {
            return node;
        }
        if (node instanceof Mapping mapping) {
            Map<String, Node> changed = null;
            for (Map.Entry<String, Node> entry : mapping.entries().entrySet()) {
                SchemaNode child = childOf(schema, entry.getKey());
                if (child == null) {
                    continue;
                }
                boolean drop = isNull(entry.getValue()) && !child.nullable && child.byDefault == null;
                Node value = drop ? entry.getValue() : dropNulls(entry.getValue(), child);
                if (drop || value != entry.getValue()) {
                    changed = changed == null ? new LinkedHashMap<>(mapping.entries()) : changed;
                    if (drop) {
                        changed.remove(entry.getKey());
                    } else {
                        changed.put(entry.getKey(), value);
                    }
                }
            }
            return changed == null ? node : mapping.withEntries(changed);
        }
        if (node instanceof Sequence sequence && schema.items != null) {
            return each(sequence, schema.items, this::dropNulls);
        }
        return node;
    }

    private Node fill(Node node, @Nullable SchemaNode schema) {
        if (schema == null || !schema.hasDefaultsBelow) {
            return node;
        }
        if (node instanceof Mapping mapping) {
            Map<String, Node> changed = null;
            for (Map.Entry<String, SchemaNode> property : schema.defaulted) {
                Node present = mapping.entries().get(property.getKey());
                if (present == null || (isNull(present) && !property.getValue().nullable)) {
                    changed = changed == null ? new LinkedHashMap<>(mapping.entries()) : changed;
                    changed.put(property.getKey(), Objects.requireNonNull(property.getValue().byDefault));
                }
            }
            Map<String, Node> entries = changed == null ? mapping.entries() : changed;
            for (Map.Entry<String, Node> entry : entries.entrySet()) {
                SchemaNode child = childOf(schema, entry.getKey());
                if (child == null || (!child.hasDefaultsBelow && !isNull(entry.getValue()))) {
                    continue;
                }
                Node given = nullToDefault(entry.getValue(), child, schema.property(entry.getKey()) == null);
                Node value = fill(given, child);
                if (value != entry.getValue()) {
                    // Another value for a key that is there: the loop may go on over the same map.
                    changed = changed == null ? new LinkedHashMap<>(entries) : changed;
                    changed.put(entry.getKey(), value);
                }
            }
            return changed == null ? node : mapping.withEntries(changed);
        }
        if (node instanceof Sequence sequence && schema.items != null) {
            return each(sequence, schema.items, (item, child) -> fill(nullToDefault(item, child, true), child));
        }
        return node;
    }

    private static Node nullToDefault(Node node, SchemaNode schema, boolean applies) {
        return applies && isNull(node) && !schema.nullable && schema.byDefault != null ? schema.byDefault : node;
    }

    private interface Change {
        Node apply(Node item, SchemaNode schema);
    }

    private static Node each(Sequence sequence, SchemaNode items, Change change) {
        List<Node> changed = null;
        for (int i = 0; i < sequence.items().size(); i++) {
            Node item = sequence.items().get(i);
            Node value = change.apply(item, items);
            if (value != item) {
                changed = changed == null ? new ArrayList<>(sequence.items()) : changed;
                changed.set(i, value);
            }
        }
        return changed == null ? sequence : sequence.withItems(changed);
    }

    private static @Nullable SchemaNode childOf(SchemaNode schema, String name) {
        SchemaNode property = schema.property(name);
        return property != null ? property : schema.additional;
    }

    /** {@code kept}: a list around it keeps unknown fields, so the items of the list do, but not what is in their fields. */
    private Node prune(Node node, @Nullable SchemaNode schema, boolean resource, boolean kept, FieldPath path) {
        boolean keep = kept || (schema != null && schema.preservesUnknown);
        if (keep && schema == null) {
            return node;
        }
        if (node instanceof Mapping mapping) {
            Map<String, Node> changed = null;
            for (Map.Entry<String, Node> entry : mapping.entries().entrySet()) {
                String name = entry.getKey();
                if (resource && META_FIELDS.contains(name)) {
                    continue;
                }
                SchemaNode child = schema == null ? null : childOf(schema, name);
                boolean known = schema != null && (child != null || schema.hasAdditional);
                if (!known && !keep) {
                    changed = changed == null ? new LinkedHashMap<>(mapping.entries()) : changed;
                    changed.remove(name);
                    dropped.add(path.child(name).toString());
                } else if (known && !(entry.getValue() instanceof Scalar)) {
                    boolean embedded = child != null && child.embeddedResource;
                    Node value = prune(entry.getValue(), child, embedded, false, path.child(name));
                    if (value != entry.getValue()) {
                        changed = changed == null ? new LinkedHashMap<>(mapping.entries()) : changed;
                        changed.put(name, value);
                    }
                }
            }
            return changed == null ? node : mapping.withEntries(changed);
        }
        if (node instanceof Sequence sequence) {
            SchemaNode items = schema == null ? null : schema.items;
            List<Node> changed = null;
            for (int i = 0; i < sequence.items().size(); i++) {
                Node item = sequence.items().get(i);
                if (item instanceof Scalar) {
                    continue;
                }
                Node value = prune(item, items, items != null && items.embeddedResource, keep, path.index(i));
                if (value != item) {
                    changed = changed == null ? new ArrayList<>(sequence.items()) : changed;
                    changed.set(i, value);
                }
            }
            return changed == null ? node : sequence.withItems(changed);
        }
        return node;
    }
}
