package io.github.windlass4j.manifest.schema;

import io.github.windlass4j.manifest.internal.cel.StringFormats;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.regex.MalformedRegexException;
import io.github.windlass4j.manifest.regex.Regex;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Scalar;
import io.github.windlass4j.manifest.yaml.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One level of a structural schema, compiled: its constraints as plain fields. */
final class SchemaNode {
    /** Formats of texts that are no texts in CEL. */
    private static final Set<String> TIMED = Set.of("duration", "date", "date-time", "byte");

    private static final Map<String, Set<String>> NUMERIC =
            Map.of("integer", Set.of("int32", "int64"), "number", Set.of("float", "double"));

    final List<String> types;
    final String type;
    final Form form;
    final String format;
    final @Nullable Predicate<String> formatCheck;
    final boolean nullable;
    final boolean intOrString;
    final boolean preservesUnknown;
    final boolean embeddedResource;
    final @Nullable Map<String, SchemaNode> properties;
    final Map<String, CelField> celFields;
    final List<Map.Entry<String, SchemaNode>> defaulted;
    final @Nullable SchemaNode items;
    final @Nullable SchemaNode additional;
    final boolean hasAdditional;
    final boolean forbidsAdditional;
    final List<String> required;
    final List<Node> enumeration;
    final long minLength;
    final long maxLength;
    final long minItems;
    final long maxItems;
    final long minProperties;
    final long maxProperties;
    final boolean uniqueItems;
    final @Nullable Double minimum;
    final @Nullable Double maximum;
    final boolean exclusiveMinimum;
    final boolean exclusiveMaximum;
    final @Nullable Double multipleOf;
    final Pattern pattern;
    final List<SchemaNode> allOf;
    final List<SchemaNode> anyOf;
    final List<SchemaNode> oneOf;
    final @Nullable SchemaNode not;
    final @Nullable Node byDefault;
    final String listType;
    final List<String> mapKeys;
    final List<Rule> rules;
    final boolean hasRulesBelow;
    final boolean hasListTypesBelow;
    final boolean hasDefaultsBelow;
    final boolean hasEmbeddedBelow;

    /** What CEL makes of a type. */
    enum Form {
        OBJECT,
        ARRAY,
        TEXT,
        TIMED_TEXT,
        INTEGER,
        NUMBER,
        BOOLEAN,
        NONE
    }

    /** A property under its name in CEL; {@code place}: which of the properties it is, from 0. */
    record CelField(String name, SchemaNode schema, int place) {}

    /** What texts must match: {@code text} empty for no pattern, {@code problem} empty for one that can be read. */
    record Pattern(String text, @Nullable Regex regex, String problem) {
        static Pattern of(String text) {
            try {
                return new Pattern(text, text.isEmpty() ? null : Regex.compile(text), "");
            } catch (MalformedRegexException e) {
                return new Pattern(text, null, String.valueOf(e.getMessage()));
            }
        }

        /** Nothing matches a pattern that cannot be read. */
        boolean matches(String value) {
            return regex == null ? text.isEmpty() : regex.find(value);
        }
    }

    private SchemaNode(Node source) {
        Fields fields = Fields.of(source);
        intOrString = fields.flag("x-kubernetes-int-or-string").orElse(false);
        String stated = fields.text("type", "");
        type = stated;
        types = intOrString ? List.of("integer", "string") : stated.isEmpty() ? List.of() : List.of(stated);
        String statedFormat = fields.text("format", "");
        boolean textual = stated.isEmpty() || stated.equals("string");
        formatCheck = textual ? StringFormats.of(statedFormat) : null;
        // A format that the server does not know for the type is passed over.
        format = formatCheck != null || NUMERIC.getOrDefault(stated, Set.of()).contains(statedFormat)
                ? statedFormat
                : "";
        form = form(stated, format);
        nullable = fields.flag("nullable").orElse(false);
        preservesUnknown = fields.flag("x-kubernetes-preserve-unknown-fields").orElse(false);
        embeddedResource = fields.flag("x-kubernetes-embedded-resource").orElse(false);
        properties = properties(fields.child("properties").node());
        celFields = celFields(properties);
        defaulted = defaulted(properties);
        items = schema(source, "items");
        additional = schema(source, "additionalProperties");
        Optional<Boolean> allowsAdditional = fields.flag("additionalProperties");
        forbidsAdditional = allowsAdditional.equals(Optional.of(false));
        hasAdditional = additional != null || allowsAdditional.equals(Optional.of(true));
        required = fields.texts("required");
        enumeration = items(source, "enum");
        minLength = fields.whole("minLength").orElse(-1);
        maxLength = fields.whole("maxLength").orElse(-1);
        minItems = fields.whole("minItems").orElse(-1);
        maxItems = fields.whole("maxItems").orElse(-1);
        minProperties = fields.whole("minProperties").orElse(-1);
        maxProperties = fields.whole("maxProperties").orElse(-1);
        uniqueItems = fields.flag("uniqueItems").orElse(false);
        minimum = number(source, "minimum");
        maximum = number(source, "maximum");
        exclusiveMinimum = fields.flag("exclusiveMinimum").orElse(false);
        exclusiveMaximum = fields.flag("exclusiveMaximum").orElse(false);
        multipleOf = number(source, "multipleOf");
        pattern = Pattern.of(fields.text("pattern", ""));
        allOf = schemas(source, "allOf");
        anyOf = schemas(source, "anyOf");
        oneOf = schemas(source, "oneOf");
        not = schema(source, "not");
        byDefault = source.get("default")
                .filter(value -> !(value instanceof Scalar scalar && scalar.isNull()))
                .orElse(null);
        listType = fields.text("x-kubernetes-list-type", "");
        mapKeys = fields.texts("x-kubernetes-list-map-keys");
        rules = Rule.all(source);
        List<SchemaNode> children = children();
        hasRulesBelow = !rules.isEmpty() || children.stream().anyMatch(child -> child.hasRulesBelow);
        hasListTypesBelow = listType.equals("set")
                || listType.equals("map")
                || children.stream().anyMatch(child -> child.hasListTypesBelow);
        hasDefaultsBelow = children.stream().anyMatch(child -> child.byDefault != null || child.hasDefaultsBelow);
        hasEmbeddedBelow = embeddedResource || children.stream().anyMatch(child -> child.hasEmbeddedBelow);
    }

    static SchemaNode of(Node source) {
        return new SchemaNode(source);
    }

    /** Keywords in the source that this engine does not look at: a schema that uses one is not checked completely. */
    static List<String> unknownKeywords(Node source) {
        Set<String> unknown = new LinkedHashSet<>();
        collectUnknown(source, unknown);
        return List.copyOf(unknown);
    }

    private static void collectUnknown(Node source, Set<String> unknown) {
        if (!(source instanceof Mapping mapping)) {
            return;
        }
        mapping.entries().forEach((keyword, value) -> {
            switch (keyword) {
                case "properties" -> {
                    if (value instanceof Mapping children) {
                        children.entries().values().forEach(child -> collectUnknown(child, unknown));
                    }
                }
                case "items", "additionalProperties", "not" -> collectUnknown(value, unknown);
                case "allOf", "anyOf", "oneOf" -> {
                    if (value instanceof Sequence children) {
                        children.items().forEach(child -> collectUnknown(child, unknown));
                    }
                }
                case "$ref", "patternProperties", "dependencies", "additionalItems" -> unknown.add(keyword);
                default -> {
                    // The rest is read above, is an extension that concerns others, or says nothing.
                }
            }
        });
    }

    /** Rules, here and below, whose expressions did not compile, each with the reason. */
    void collectProblems(Set<String> problems) {
        for (Rule rule : rules) {
            if (!rule.problem().isEmpty()) {
                problems.add("rule \"" + rule.name() + "\": " + rule.problem());
            }
        }
        if (!pattern.problem().isEmpty()) {
            problems.add("pattern " + pattern.text() + ": " + pattern.problem());
        }
        children().forEach(child -> child.collectProblems(problems));
    }

    private List<SchemaNode> children() {
        List<SchemaNode> children = new ArrayList<>(allOf);
        if (properties != null) {
            children.addAll(properties.values());
        }
        if (items != null) {
            children.add(items);
        }
        if (additional != null) {
            children.add(additional);
        }
        return children;
    }

    private static @Nullable Map<String, SchemaNode> properties(Node source) {
        if (!(source instanceof Mapping mapping)) {
            return null;
        }
        Map<String, SchemaNode> compiled = new LinkedHashMap<>();
        mapping.entries().forEach((name, child) -> compiled.put(name, new SchemaNode(child)));
        return compiled;
    }

    private static List<Map.Entry<String, SchemaNode>> defaulted(@Nullable Map<String, SchemaNode> properties) {
        return properties == null
                ? List.of()
                : properties.entrySet().stream()
                        .filter(property -> property.getValue().byDefault != null)
                        .map(Map.Entry::copyOf)
                        .toList();
    }

    private static Map<String, CelField> celFields(@Nullable Map<String, SchemaNode> properties) {
        Map<String, CelField> fields = new HashMap<>();
        if (properties != null) {
            properties.forEach((name, schema) ->
                    fields.put(FieldNames.escape(name).intern(), new CelField(name, schema, fields.size())));
        }
        return fields;
    }

    private static Form form(String type, String format) {
        return switch (type) {
            case "object" -> Form.OBJECT;
            case "array" -> Form.ARRAY;
            case "string" -> TIMED.contains(format) ? Form.TIMED_TEXT : Form.TEXT;
            case "integer" -> Form.INTEGER;
            case "number" -> Form.NUMBER;
            case "boolean" -> Form.BOOLEAN;
            default -> Form.NONE;
        };
    }

    private static @Nullable SchemaNode schema(Node source, String name) {
        return source.get(name)
                .filter(Mapping.class::isInstance)
                .map(SchemaNode::new)
                .orElse(null);
    }

    private static List<SchemaNode> schemas(Node source, String name) {
        return items(source, name).stream().map(SchemaNode::new).toList();
    }

    private static List<Node> items(Node source, String name) {
        return source.get(name).orElse(Scalar.NULL) instanceof Sequence sequence ? sequence.items() : List.of();
    }

    private static @Nullable Double number(Node source, String name) {
        return source.get(name).orElse(Scalar.NULL) instanceof Scalar scalar && scalar.value() instanceof Number number
                ? (Double) number.doubleValue()
                : null;
    }

    @Nullable
    SchemaNode property(String name) {
        return properties == null ? null : properties.get(name);
    }
}
