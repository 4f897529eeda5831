package io.github.windlass4j.manifest.schema;

import io.github.windlass4j.manifest.internal.cel.GoEscapes;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Scalar;
import io.github.windlass4j.manifest.yaml.Sequence;
import io.github.windlass4j.manifest.yaml.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Collects errors of the OpenAPI validation; one with the same words as an earlier one is left out, as in kube-openapi. */
final class Complaints {
    private final FieldPath base;
    private final Map<String, FieldError> byWords = new LinkedHashMap<>();

    /** {@code base}: prepended to fields, not to the words; "status" when only the status is looked at. */
    Complaints(FieldPath base) {
        this.base = base;
    }

    Complaints apart() {
        return new Complaints(base);
    }

    boolean isEmpty() {
        return byWords.isEmpty();
    }

    List<FieldError> errors() {
        return new ArrayList<>(byWords.values());
    }

    void addAll(Complaints others) {
        others.byWords.forEach(byWords::putIfAbsent);
    }

    void required(FieldPath path, Node around) {
        add(path + " is required", FieldError.Type.REQUIRED, path, "", "", around);
    }

    /** {@code have}: the type found, or for a format the text itself. */
    void type(FieldPath path, Node node, String want, String have) {
        String words = path + " in body must be of type " + want + ": " + quote(have);
        add(words, FieldError.Type.TYPE_INVALID, path, quote(have), words, node);
    }

    /** A list or map with fewer entries than it needs: the server prints how many there are. */
    void tooFew(FieldPath path, Node node, int have, String words) {
        add(words, FieldError.Type.INVALID, path, Integer.toString(have), words, node);
    }

    void invalid(FieldPath path, Node node, String words) {
        add(words, FieldError.Type.INVALID, path, print(node), words, node);
    }

    void tooLong(FieldPath path, Node node, long most) {
        add(
                path + " too long " + most,
                FieldError.Type.TOO_LONG,
                path,
                "",
                "may not be more than " + most + (most == 1 ? " byte" : " bytes"),
                node);
    }

    void tooMany(FieldPath path, Node node, long have, long most) {
        String words = "must have at most " + most + (most == 1 ? " item" : " items");
        add(path + " too many " + most, FieldError.Type.TOO_MANY, path, Long.toString(have), words, node);
    }

    void notSupported(FieldPath path, Node node, List<Node> allowed) {
        StringBuilder words = new StringBuilder("supported values: ");
        String separator = "";
        for (Node value : allowed) {
            String text = value instanceof Scalar scalar && scalar.value() instanceof String string
                    ? string
                    : Yaml.writeJson(value);
            words.append(separator).append(quote(text));
            separator = ", ";
        }
        String value = node instanceof Scalar ? print(node) : json(node);
        add(path + words.toString(), FieldError.Type.NOT_SUPPORTED, path, value, words.toString(), node);
    }

    /** An error that names no field. */
    void plain(String words, Node node) {
        byWords.putIfAbsent(words, new FieldError(FieldError.Type.INVALID, base.orNone(), "\"\"", words, node.at()));
    }

    private void add(String words, FieldError.Type type, FieldPath path, String value, String detail, Node node) {
        if (byWords.containsKey(words)) {
            return;
        }
        String relative = path.toString();
        String field =
                relative.isEmpty() ? base.orNone() : base.toString().isEmpty() ? relative : base + "." + relative;
        byWords.put(words, new FieldError(type, field, value, detail, node.at()));
    }

    /** Any value as Go writes JSON: keys in order, and what HTML takes for markup escaped. */
    static String json(Node node) {
        return Yaml.writeJson(sorted(node))
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026");
    }

    private static Node sorted(Node node) {
        if (node instanceof Mapping mapping) {
            Map<String, Node> entries = new TreeMap<>();
            mapping.entries().forEach((key, value) -> entries.put(key, sorted(value)));
            return Mapping.of(new LinkedHashMap<>(entries));
        }
        return node instanceof Sequence sequence
                ? Sequence.of(sequence.items().stream().map(Complaints::sorted).toList())
                : node;
    }

    /** A value as Go prints it in an error: texts quoted, objects and lists left out. */
    static String print(Node node) {
        if (node instanceof Mapping || node instanceof Sequence) {
            return "";
        }
        Object value = ((Scalar) node).value();
        if (value instanceof String text) {
            return quote(text);
        }
        return value instanceof Double number ? NumberCheck.print(number, false) : String.valueOf(value);
    }

    /** Go's %q. */
    static String quote(String text) {
        return GoEscapes.quote(text);
    }
}
