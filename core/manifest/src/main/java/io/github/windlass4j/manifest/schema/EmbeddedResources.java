package io.github.windlass4j.manifest.schema;

import io.github.windlass4j.manifest.internal.cel.Names;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Scalar;
import io.github.windlass4j.manifest.yaml.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Objects inside of objects, {@code x-kubernetes-embedded-resource} (apiextensions-apiserver, schema/objectmeta). */
@SuppressWarnings("ReferenceEquality") // "The same tree" is the question: equality would walk it again at every level.
final class EmbeddedResources {
    private EmbeddedResources() {}

    /** Drops what metadata does not know; {@code errors} receives what cannot be decoded. */
    static Node decode(
            Node node, @Nullable SchemaNode schema, FieldPath path, List<String> dropped, List<FieldError> errors) {
        if (schema == null || !schema.hasEmbeddedBelow) {
            return node;
        }
        if (node instanceof Mapping mapping) {
            Map<String, Node> changed = null;
            for (Map.Entry<String, Node> entry : mapping.entries().entrySet()) {
                String name = entry.getKey();
                Node before = entry.getValue();
                Node after = before;
                if (schema.embeddedResource && name.equals("metadata")) {
                    after = MetadataTypes.decode(before, path.child(name), dropped, errors);
                } else if (schema.embeddedResource && (name.equals("apiVersion") || name.equals("kind"))) {
                    if (!(before instanceof Scalar scalar && scalar.value() instanceof String)) {
                        errors.add(error(FieldError.Type.INVALID, path.child(name), before, "must be a string"));
                    }
                }
                SchemaNode property = schema.property(name);
                if (property != null) {
                    after = decode(after, property, path.child(name), dropped, errors);
                } else if (schema.additional != null) {
                    after = decode(after, schema.additional, path.key(name), dropped, errors);
                }
                if (after != before) {
                    changed = changed == null ? new LinkedHashMap<>(mapping.entries()) : changed;
                    changed.put(name, after);
                }
            }
            return changed == null ? node : mapping.withEntries(changed);
        }
        if (node instanceof Sequence sequence) {
            List<Node> items = new ArrayList<>();
            boolean same = true;
            for (int i = 0; i < sequence.items().size(); i++) {
                Node item = sequence.items().get(i);
                Node after = decode(item, schema.items, path.index(i), dropped, errors);
                same &= after == item;
                items.add(after);
            }
            return same ? node : sequence.withItems(items);
        }
        return node;
    }

    /** What the server asks of them, and of all inside them. */
    static List<FieldError> check(Mapping root, SchemaNode schema) {
        List<FieldError> errors = new ArrayList<>();
        visit(root, schema, FieldPath.ROOT, errors);
        return errors;
    }

    private static void visit(Node node, @Nullable SchemaNode schema, FieldPath path, List<FieldError> errors) {
        if (schema == null || !schema.hasEmbeddedBelow) {
            return;
        }
        if (node instanceof Mapping mapping) {
            if (schema.embeddedResource) {
                embedded(mapping, path, errors);
            }
            mapping.entries().forEach((name, value) -> {
                SchemaNode property = schema.property(name);
                if (property != null) {
                    visit(value, property, path.child(name), errors);
                } else {
                    visit(value, schema.additional, path.key(name), errors);
                }
            });
        } else if (node instanceof Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                visit(sequence.items().get(i), schema.items, path.index(i), errors);
            }
        }
    }

    private static void embedded(Mapping object, FieldPath path, List<FieldError> errors) {
        for (String field : List.of("apiVersion", "kind")) {
            Node node = object.entries().get(field);
            if (node == null) {
                errors.add(error(FieldError.Type.REQUIRED, path.child(field), object, ""));
            } else if (node instanceof Scalar scalar && scalar.value() instanceof String text) {
                String problem = text.isEmpty()
                        ? "must not be empty"
                        : field.equals("kind") ? kindProblem(text) : versionProblem(text);
                if (!problem.isEmpty()) {
                    errors.add(error(FieldError.Type.INVALID, path.child(field), node, problem));
                }
            }
        }
        if (object.entries().containsKey("metadata")) {
            errors.addAll(MetadataCheck.embedded(object, path.child("metadata")));
        }
    }

    private static String kindProblem(String kind) {
        List<String> problems = Names.label1035(kind.toLowerCase(Locale.ROOT));
        return problems.isEmpty()
                ? ""
                : "may have mixed case, but should otherwise match: " + String.join(",", problems);
    }

    private static String versionProblem(String apiVersion) {
        return apiVersion.indexOf('/') == apiVersion.lastIndexOf('/')
                ? ""
                : "unexpected GroupVersion string: " + apiVersion;
    }

    private static FieldError error(FieldError.Type type, FieldPath path, Node node, String detail) {
        String value = type == FieldError.Type.REQUIRED
                ? ""
                : node instanceof Scalar ? Complaints.print(node) : Complaints.json(node);
        return new FieldError(type, path.toString(), value, detail, node.at());
    }
}
