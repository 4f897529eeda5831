package io.github.windlass4j.manifest.schema;

import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Scalar;
import io.github.windlass4j.manifest.yaml.Sequence;
import io.github.windlass4j.manifest.yaml.Yaml;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Uniqueness in lists of type set and map (apiextensions-apiserver, schema/listtype). */
final class ListTypes {
    private final List<FieldError> errors = new ArrayList<>();

    static List<FieldError> check(SchemaNode schema, Node root) {
        ListTypes check = new ListTypes();
        check.visit(schema, root, FieldPath.ROOT);
        return check.errors;
    }

    private void visit(SchemaNode schema, Node node, FieldPath path) {
        if (!schema.hasListTypesBelow) {
            return;
        }
        if (node instanceof Mapping mapping) {
            for (Map.Entry<String, Node> entry : mapping.entries().entrySet()) {
                SchemaNode property = schema.property(entry.getKey());
                if (property != null && property.hasListTypesBelow) {
                    visit(property, entry.getValue(), path.child(entry.getKey()));
                }
                if (schema.additional != null) {
                    visit(schema.additional, entry.getValue(), path.key(entry.getKey()));
                }
            }
        } else if (node instanceof Sequence sequence) {
            if (schema.listType.equals("set")) {
                duplicates(sequence.items(), sequence.items(), path);
            } else if (schema.listType.equals("map")) {
                map(schema, sequence, path);
            }
            if (schema.items != null) {
                for (int i = 0; i < sequence.items().size(); i++) {
                    visit(schema.items, sequence.items().get(i), path.index(i));
                }
            }
        }
    }

    private void map(SchemaNode schema, Sequence sequence, FieldPath path) {
        List<Node> keys = new ArrayList<>();
        for (int i = 0; i < sequence.items().size(); i++) {
            Node item = sequence.items().get(i);
            boolean isNull = item instanceof Scalar scalar && scalar.isNull();
            if (!isNull && !(item instanceof Mapping)) {
                String words = "must be an object for an array of list-type map";
                errors.add(new FieldError(
                        FieldError.Type.INVALID, path.index(i).toString(), Complaints.print(item), words, item.at()));
                return;
            }
            // Sorted, because Go's JSON sorts keys and the error prints this.
            Map<String, Node> key = new TreeMap<>();
            for (String name : schema.mapKeys) {
                item.get(name).ifPresent(value -> key.put(name, value));
            }
            keys.add(Mapping.of(new LinkedHashMap<>(key)));
        }
        duplicates(keys, sequence.items(), path);
    }

    /** Each value that occurs again is reported once, at its second place. */
    private void duplicates(List<Node> keys, List<Node> items, FieldPath path) {
        Map<Node, Integer> seen = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            if (seen.merge(keys.get(i), 1, Integer::sum) == 2) {
                Node key = keys.get(i);
                String value = key instanceof Scalar ? Complaints.print(key) : Yaml.writeJson(key);
                errors.add(new FieldError(
                        FieldError.Type.DUPLICATE,
                        path.index(i).toString(),
                        value,
                        "",
                        items.get(i).at()));
            }
        }
    }
}
