package io.github.windlass4j.manifest.schema;

import io.github.windlass4j.manifest.internal.cel.Names;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Scalar;
import io.github.windlass4j.manifest.yaml.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Objects inside of objects, {@code x-kubernetes-embedded-resource} (apiextensions-apiserver, schema/objectmeta). */
final class EmbeddedResources {
    private EmbeddedResources() {}

    /** Drops what metadata does not know; {@code errors} receives what cannot be decoded. */
    static Node decode(
            Node node, @Nullable SchemaNode schema, FieldPath path, List<String> dropped, List<FieldError> errors) {
        if (schema == null || !schema.hasEmbeddedBelow) {
            return node;
        }
        if (node instanceof Mapping mapping) {
            return Rebuild.entries(mapping, (name, value) -> {
                Node own = schema.embeddedResource ? decodeOwn(name, value, path, dropped, errors) : value;
                SchemaNode property = schema.property(name);
                return property != null
                        ? decode(own, property, path.child(name), dropped, errors)
                        : decode(own, schema.additional, path.key(name), dropped, errors);
            });
        }
        if (node instanceof Sequence sequence) {
            return Rebuild.items(
                    sequence, (index, item) -> decode(item, schema.items, path.index(index), dropped, errors));
        }
        return node;
    }

    /** A field of an embedded object: of apiVersion, kind and metadata the type is known without a schema. */
    private static Node decodeOwn(
            String name, Node value, FieldPath path, List<String> dropped, List<FieldError> errors) {
        switch (name) {
            case "metadata" -> {
                return MetadataTypes.decode(value, path.child(name), dropped, errors);
            }
            case "apiVersion", "kind" -> {
                if (!(value instanceof Scalar scalar && scalar.value() instanceof String)) {
                    errors.add(error(FieldError.Type.INVALID, path.child(name), value, "must be a string"));
                }
            }
            default -> {}
        }
        return value;
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
