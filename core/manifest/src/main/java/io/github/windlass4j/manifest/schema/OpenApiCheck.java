package io.github.windlass4j.manifest.schema;

import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Scalar;
import io.github.windlass4j.manifest.yaml.Sequence;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The API server's OpenAPI validation (k8s.io/kube-openapi/pkg/validation/validate): which checks apply to which values,
 * their order, their words, and the count of passed checks that decides which branch of anyOf and oneOf is reported.
 */
final class OpenApiCheck {
    /** Beyond this a float does not count as an integer (go-openapi/swag, maxJSONFloat). */
    private static final double MAX_JSON_INTEGER = (1L << 53) - 1;

    private OpenApiCheck() {}

    /** Errors so far, and how many checks were passed; the same words are said once. */
    static final class Result {
        private final Complaints complaints;
        private int passed;

        Result(FieldPath base) {
            this.complaints = new Complaints(base);
        }

        private Result(Complaints complaints) {
            this.complaints = complaints;
        }

        List<FieldError> errors() {
            return complaints.errors();
        }

        private Result apart() {
            return new Result(complaints.apart());
        }

        private boolean isValid() {
            return complaints.isEmpty();
        }

        private void merge(Result other) {
            complaints.addAll(other.complaints);
            passed += other.passed;
        }
    }

    static void check(SchemaNode schema, Node node, @Nullable Node old, FieldPath path, Result result) {
        if (old != null && node.equals(old)) {
            // Ratcheting: what an update does not touch is not held against it (CRDValidationRatcheting).
            return;
        }
        if (node instanceof Scalar scalar && scalar.isNull()) {
            absent(schema, node, path, result);
            return;
        }
        if (!schema.types.isEmpty() || !schema.format.isEmpty()) {
            if (type(schema, node, path, result)) {
                result.passed++;
            }
            result.passed++;
        }
        composed(schema, node, path, result);
        result.passed += 2;
        if (node instanceof Scalar scalar) {
            scalar(schema, scalar, path, result);
        } else if (node instanceof Sequence sequence) {
            items(schema, sequence, old, path, result);
            result.passed += 2;
        }
        if (!schema.enumeration.isEmpty() && !isEnumerated(schema, node)) {
            result.complaints.notSupported(path, node, schema.enumeration);
        }
        result.passed++;
        if (node instanceof Mapping mapping) {
            object(schema, mapping, old, path, result);
            result.passed++;
        }
        result.passed++;
    }

    private static void absent(SchemaNode schema, Node node, FieldPath path, Result result) {
        if (!schema.types.isEmpty() && !schema.nullable) {
            result.complaints.type(path, node, join(schema.types), "null");
        } else if (!schema.types.isEmpty() || !schema.format.isEmpty()) {
            result.passed++;
        }
        if (!schema.enumeration.isEmpty()) {
            // Not even where null is one of the values.
            result.complaints.notSupported(path, node, schema.enumeration);
        }
    }

    private static void scalar(SchemaNode schema, Scalar node, FieldPath path, Result result) {
        if (node.value() instanceof Number number) {
            NumberCheck.check(schema, number, node, path, result.complaints);
            result.passed += 2;
        } else if (node.value() instanceof String text) {
            text(schema, text, node, path, result);
            result.passed++;
            if (schema.formatCheck != null) {
                if (!schema.formatCheck.test(text)) {
                    result.complaints.type(path, node, schema.format, text);
                }
                result.passed++;
            }
        }
    }

    private static String join(List<String> types) {
        return String.join(",", types);
    }

    /** True when the type fits. Beside a format a text or a list is not held against a type without numbers. */
    private static boolean type(SchemaNode schema, Node node, FieldPath path, Result result) {
        String type = typeOf(node);
        boolean fits = takes(schema.types, type, node);
        if (!schema.format.isEmpty()) {
            boolean textOrList = type.equals("string") || type.equals("array");
            String format = numberFormat(node);
            if (!textOrList && !fits && !format.equals(schema.format)) {
                result.complaints.type(path, node, schema.format, format);
                return false;
            }
            boolean numeric = schema.types.contains("number") || schema.types.contains("integer");
            if (textOrList && !numeric) {
                return true;
            }
        }
        if (!fits) {
            result.complaints.type(path, node, join(schema.types), type);
        }
        return fits;
    }

    /** An integer is a number, and a number without a fraction an integer. */
    private static boolean takes(List<String> types, String type, Node node) {
        return types.contains(type)
                || (type.equals("integer") && types.contains("number"))
                || (type.equals("number")
                        && types.contains("integer")
                        && node instanceof Scalar scalar
                        && scalar.value() instanceof Number number
                        && isJsonInteger(number.doubleValue()));
    }

    private static String numberFormat(Node node) {
        Object value = node instanceof Scalar scalar ? scalar.value() : node;
        return value instanceof Long ? "int64" : value instanceof Number ? "float64" : "";
    }

    private static String typeOf(Node node) {
        if (node instanceof Mapping) {
            return "object";
        }
        if (node instanceof Sequence) {
            return "array";
        }
        Object value = ((Scalar) node).value();
        return value instanceof String
                ? "string"
                : value instanceof Boolean ? "boolean" : value instanceof Long ? "integer" : "number";
    }

    static boolean isJsonInteger(double number) {
        return Math.abs(number) <= MAX_JSON_INTEGER && number == Math.rint(number);
    }

    private static void composed(SchemaNode schema, Node node, FieldPath path, Result result) {
        if (!schema.anyOf.isEmpty()) {
            anyOf(schema, node, path, result);
        }
        if (!schema.oneOf.isEmpty()) {
            oneOf(schema, node, path, result);
        }
        if (!schema.allOf.isEmpty()) {
            int valid = 0;
            for (SchemaNode option : schema.allOf) {
                Result branch = result.apart();
                check(option, node, null, path, branch);
                valid += branch.isValid() ? 1 : 0;
                result.merge(branch);
            }
            if (valid != schema.allOf.size()) {
                result.complaints.plain(
                        "\"" + path + "\" must validate all the schemas (allOf)"
                                + (valid == 0 ? ". None validated" : ""),
                        node);
            }
        }
        if (schema.not != null) {
            Result branch = result.apart();
            check(schema.not, node, null, path, branch);
            if (branch.isValid()) {
                result.complaints.plain("\"" + path + "\" must not validate the schema (not)", node);
            }
        }
    }

    private static void anyOf(SchemaNode schema, Node node, FieldPath path, Result result) {
        Result best = null;
        for (SchemaNode option : schema.anyOf) {
            Result branch = result.apart();
            check(option, node, null, path, branch);
            if (branch.isValid()) {
                result.merge(branch);
                return;
            }
            if (best == null || branch.passed > best.passed) {
                best = branch;
            }
        }
        result.complaints.plain("\"" + path + "\" must validate at least one schema (anyOf)", node);
        if (best != null) {
            result.merge(best);
        }
    }

    private static void oneOf(SchemaNode schema, Node node, FieldPath path, Result result) {
        Result best = null;
        Result first = null;
        int valid = 0;
        for (SchemaNode option : schema.oneOf) {
            Result branch = result.apart();
            check(option, node, null, path, branch);
            if (branch.isValid()) {
                valid++;
                best = null;
                first = first == null ? branch : first;
            } else if (valid == 0 && (best == null || branch.passed > best.passed)) {
                best = branch;
            }
        }
        if (valid == 1 && first != null) {
            result.merge(first);
            return;
        }
        String found = valid == 0 ? "Found none valid" : "Found " + valid + " valid alternatives";
        result.complaints.plain("\"" + path + "\" must validate one and only one schema (oneOf). " + found, node);
        if (best != null) {
            result.merge(best);
        }
    }

    /** The first complaint about a text is the only one. */
    private static void text(SchemaNode schema, String text, Node node, FieldPath path, Result result) {
        if (schema.maxLength >= 0 || schema.minLength >= 0) {
            int length = text.codePointCount(0, text.length());
            if (schema.maxLength >= 0 && length > schema.maxLength) {
                result.complaints.tooLong(path, node, schema.maxLength);
                return;
            }
            if (length < schema.minLength) {
                result.complaints.invalid(
                        path, node, path + " in body should be at least " + schema.minLength + " chars long");
                return;
            }
        }
        SchemaNode.Pattern pattern = schema.pattern;
        if (!pattern.matches(text)) {
            String want = pattern.problem().isEmpty()
                    ? pattern.text()
                    : pattern.text() + ", but pattern is invalid: " + pattern.problem();
            result.complaints.invalid(path, node, path + " in body should match '" + want + "'");
        }
    }

    private static void items(SchemaNode schema, Sequence sequence, @Nullable Node old, FieldPath path, Result result) {
        List<Node> items = sequence.items();
        SchemaNode each = schema.items;
        if (each != null) {
            List<@Nullable Node> before = Correlation.items(schema, sequence, old);
            for (int i = 0; i < items.size(); i++) {
                check(each, items.get(i), before.get(i), path.index(i), result);
            }
        }
        if (items.size() < schema.minItems) {
            String words = path + " in body should have at least " + schema.minItems + " items";
            result.complaints.tooFew(path, sequence, items.size(), words);
        }
        if (schema.maxItems >= 0 && items.size() > schema.maxItems) {
            result.complaints.tooMany(path, sequence, items.size(), schema.maxItems);
        }
        if (schema.uniqueItems && items.stream().distinct().count() < items.size()) {
            result.complaints.invalid(path, sequence, path + " in body shouldn't contain duplicates");
        }
    }

    private static void object(SchemaNode schema, Mapping mapping, @Nullable Node old, FieldPath path, Result result) {
        Map<String, Node> entries = mapping.entries();
        if (entries.size() < schema.minProperties) {
            String words = path + " in body should have at least " + schema.minProperties + " properties";
            result.complaints.tooFew(path, mapping, entries.size(), words);
            return;
        }
        if (schema.maxProperties >= 0 && entries.size() > schema.maxProperties) {
            result.complaints.tooMany(path, mapping, entries.size(), schema.maxProperties);
            return;
        }
        Map<String, Node> before = Correlation.entries(old);
        for (Map.Entry<String, Node> entry : entries.entrySet()) {
            String name = entry.getKey();
            SchemaNode property = schema.property(name);
            if (property != null) {
                check(property, entry.getValue(), before.get(name), path.child(name), result);
            } else if (schema.additional != null) {
                check(schema.additional, entry.getValue(), before.get(name), path.child(name), result);
            } else if (schema.forbidsAdditional) {
                result.complaints.invalid(path, mapping, path + "." + name + " in body is a forbidden property");
            }
        }
        for (String name : schema.required) {
            if (!entries.containsKey(name)) {
                result.complaints.required(path.child(name), mapping);
            }
        }
    }

    /** Go converts the value to the type of each enumerated one before it compares. */
    private static boolean isEnumerated(SchemaNode schema, Node node) {
        for (Node allowed : schema.enumeration) {
            if (allowed.equals(node)) {
                return true;
            }
            if (allowed instanceof Scalar one
                    && node instanceof Scalar two
                    && one.value() instanceof Number want
                    && two.value() instanceof Number have
                    && (want instanceof Long
                            ? want.longValue() == have.longValue()
                            : want.doubleValue() == have.doubleValue())) {
                return true;
            }
        }
        return false;
    }
}
