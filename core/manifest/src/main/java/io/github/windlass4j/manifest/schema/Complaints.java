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

    void invalid(FieldPath path, Node node, String words) {
        add(words, FieldError.Type.INVALID, path, print(node), words, node);
    }

    void tooLong(FieldPath path, Node node, long most) {
        add(
                path + " too long " + most,
                FieldError.Type.TOO_LONG,
                path,
                "",
                "may not be more than " + most + " bytes",
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
        add(path + words.toString(), FieldError.Type.NOT_SUPPORTED, path, print(node), words.toString(), node);
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
        StringBuilder out = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            String escape = GoEscapes.of(c);
            if (escape != null) {
                out.append(escape);
            } else if (c < ' ' || c == 0x7F) {
                out.append(String.format("\\x%02x", c));
            } else if (isPrintable(c)) {
                out.appendCodePoint(c);
            } else {
                out.append(c > 0xFFFF ? String.format("\\U%08x", c) : String.format("\\u%04x", c));
            }
        });
        return out.append('"').toString();
    }

    /** Go's unicode.IsPrint: letters, marks, numbers, punctuation, symbols and the ASCII space. */
    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }
}
