package io.github.windlass4j.manifest.schema;

import io.github.windlass4j.manifest.internal.cel.CelBytes;
import io.github.windlass4j.manifest.internal.cel.CelDuration;
import io.github.windlass4j.manifest.internal.cel.CelError;
import io.github.windlass4j.manifest.internal.cel.CelList;
import io.github.windlass4j.manifest.internal.cel.CelMap;
import io.github.windlass4j.manifest.internal.cel.CelNull;
import io.github.windlass4j.manifest.internal.cel.GoDuration;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Scalar;
import io.github.windlass4j.manifest.yaml.Sequence;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nodes as CEL sees them through their schema (k8s.io/apiserver/pkg/cel/common, values.go). */
final class NodeValues {
    /** What the root of a resource has beside its schema's own fields. */
    private static final SchemaNode ROOT_FIELDS = SchemaNode.of(Node.of(Map.of(
            "type",
            "object",
            "properties",
            Map.of(
                    "apiVersion",
                    Map.of("type", "string"),
                    "kind",
                    Map.of("type", "string"),
                    "metadata",
                    Map.of(
                            "type",
                            "object",
                            "properties",
                            Map.of("name", Map.of("type", "string"), "generateName", Map.of("type", "string")))))));

    private NodeValues() {}

    /** The value, or an error when the node does not fit the schema. */
    static Object of(Node node, SchemaNode schema, boolean resource) {
        Object value = node instanceof Scalar scalar ? scalar.value() : node;
        if (value == null) {
            return schema.nullable
                    ? CelNull.NULL
                    : new CelError("invalid data, got null for schema with nullable=false");
        }
        if (schema.intOrString) {
            return value instanceof String || value instanceof Long
                    ? value
                    : new CelError("invalid data, expected XIntOrString value to be either a string or integer");
        }
        return switch (schema.form) {
            case OBJECT -> object(value, schema, resource);
            case ARRAY -> list(value, schema);
            case TEXT -> value instanceof String ? value : unexpected("string", value);
            case TIMED_TEXT -> value instanceof String text ? text(text, schema.format) : unexpected("string", value);
            case INTEGER -> value instanceof Long ? value : unexpected("int", value);
            case NUMBER -> value instanceof Number number ? (Object) number.doubleValue() : unexpected("float", value);
            case BOOLEAN -> value instanceof Boolean ? value : unexpected("bool", value);
            case NONE ->
                schema.preservesUnknown
                        ? new Opaque(node)
                        : new CelError(
                                "invalid type, expected object, array, number, integer, boolean or string, or no type with"
                                        + " x-kubernetes-int-or-string or x-kubernetes-preserve-unknown-fields is true, got "
                                        + schema.type);
        };
    }

    private static Object list(Object value, SchemaNode schema) {
        if (!(value instanceof Sequence sequence)) {
            return new CelError("invalid data, expected an array for the provided schema with type=array");
        }
        return schema.items == null
                ? new CelError("invalid array type, expected Items with a non-empty Schema")
                : new ListValue(sequence.items(), schema, schema.items);
    }

    private static CelError unexpected(String want, Object have) {
        return new CelError("invalid data, expected " + want + ", got " + goType(have));
    }

    /** What Go calls the type of a value that its decoder made. */
    static String goType(@Nullable Object value) {
        if (value instanceof String) {
            return "string";
        }
        if (value instanceof Number) {
            return value instanceof Long ? "int64" : "float64";
        }
        if (value instanceof Boolean) {
            return "bool";
        }
        return value == null ? "<nil>" : value instanceof Mapping ? "map[string]interface {}" : "[]interface {}";
    }

    private static Object object(Object value, SchemaNode schema, boolean resource) {
        if (!(value instanceof Mapping mapping)) {
            return new CelError("invalid data, expected a map for the provided schema with type=object");
        }
        if (resource || schema.embeddedResource || schema.properties != null) {
            return new ObjectValue(mapping, schema, resource || schema.embeddedResource);
        }
        if (schema.additional != null) {
            return new MapValue(mapping, schema.additional);
        }
        return schema.preservesUnknown
                ? new ObjectValue(mapping, schema, false)
                : new CelError(
                        "invalid object type, expected either Properties or AdditionalProperties with Allows=true and"
                                + " non-empty Schema");
    }

    private static Object text(String text, String format) {
        try {
            switch (format) {
                case "duration" -> {
                    Long nanos = GoDuration.parseLoosely(text);
                    return nanos == null ? new CelError("Invalid duration " + text) : new CelDuration(nanos);
                }
                case "date" -> {
                    return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
                }
                case "date-time" -> {
                    // Go reads capitals only.
                    return text.equals(text.toUpperCase(Locale.ROOT))
                            ? OffsetDateTime.parse(text).toInstant()
                            : notTime(text);
                }
                case "byte" -> {
                    return new CelBytes(Base64.getDecoder().decode(text));
                }
                default -> {
                    return text;
                }
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            return format.equals("date-time")
                    ? notTime(text)
                    : new CelError("Invalid " + format + " formatted string " + text);
        }
    }

    /** Of a text of the format: Go's last attempt is a layout without a zone, 19 characters long. */
    private static CelError notTime(String text) {
        int t = text.indexOf('t');
        String why = t >= 0
                ? " as \"2006-01-02T15:04:05\": cannot parse " + Complaints.quote(text.substring(t)) + " as \"T\""
                : ": extra text: " + Complaints.quote(text.substring(Math.min(19, text.length())));
        return new CelError(
                "Invalid date-time formatted string " + text + ": parsing time " + Complaints.quote(text) + why);
    }

    /** Data without a type: it can only be compared. */
    private record Opaque(Node node) {}

    /** An object with named fields. The rules of a level ask for the same fields again and again, so these are kept. */
    private static final class ObjectValue extends CelMap {
        /** Fields of an object that are kept: few objects have more, and a list may have many of these. */
        private static final int MOST_KEPT = 32;

        /** Kept for a field that is not there. */
        private static final Object ABSENT = new Object();

        private final Mapping mapping;
        private final SchemaNode schema;
        private final boolean resource;
        /** By place of the field; null for what nobody has asked for. */
        private final @Nullable Object[] kept;

        ObjectValue(Mapping mapping, SchemaNode schema, boolean resource) {
            this.mapping = mapping;
            this.schema = schema;
            this.resource = resource;
            kept = new Object[resource ? 0 : Math.min(MOST_KEPT, schema.celFields.size())];
        }

        @Override
        public int size() {
            return keys().size();
        }

        @Override
        public @Nullable Object find(Object key) {
            if (!(key instanceof String escaped)) {
                return null;
            }
            if (!resource) {
                SchemaNode.CelField known = schema.celFields.get(escaped);
                if (known != null) {
                    return find(known);
                }
            }
            String name = FieldNames.unescape(escaped);
            SchemaNode field = field(name);
            return field == null ? null : value(name, field);
        }

        @SuppressWarnings("ReferenceEquality") // ABSENT is one object, and equal to nothing else
        private @Nullable Object find(SchemaNode.CelField field) {
            if (field.place() >= kept.length) {
                return value(field.name(), field.schema());
            }
            Object value = kept[field.place()];
            if (value == null) {
                Object found = value(field.name(), field.schema());
                value = found == null ? ABSENT : found;
                kept[field.place()] = value;
            }
            return value == ABSENT ? null : value;
        }

        private @Nullable Object value(String name, SchemaNode field) {
            Node value = mapping.entries().get(name);
            return value == null || isNull(value) ? null : of(value, field, field.embeddedResource);
        }

        /** In an object, though not in a map, null is the same as nothing. */
        private boolean isNull(Node value) {
            return value instanceof Scalar scalar && scalar.isNull() && schema.properties != null;
        }

        private @Nullable SchemaNode field(String name) {
            if (resource) {
                SchemaNode common = ROOT_FIELDS.property(name);
                if (common != null) {
                    SchemaNode own = schema.property(name);
                    return own != null && own.properties != null ? own : common;
                }
            }
            return schema.property(name);
        }

        @Override
        public List<Object> keys() {
            List<Object> keys = new ArrayList<>();
            for (String name : mapping.entries().keySet()) {
                if (field(name) != null) {
                    keys.add(FieldNames.escape(name));
                }
            }
            return keys;
        }
    }

    /** A map with entries of one type. */
    private static final class MapValue extends CelMap {
        private final Mapping mapping;
        private final SchemaNode values;

        MapValue(Mapping mapping, SchemaNode values) {
            this.mapping = mapping;
            this.values = values;
        }

        @Override
        public int size() {
            return mapping.entries().size();
        }

        @Override
        public @Nullable Object find(Object key) {
            Node value = key instanceof String name ? mapping.entries().get(name) : null;
            return value == null ? null : of(value, values, values.embeddedResource);
        }

        @Override
        public List<Object> keys() {
            return new ArrayList<>(mapping.entries().keySet());
        }
    }

    /** A list of the tree, or what + made of one; of type map and set, order does not matter to equality, and + merges. */
    private static final class ListValue extends CelList {
        private final List<Node> nodes;
        private final SchemaNode schema;
        private final SchemaNode itemSchema;
        private final @Nullable Object[] values;

        ListValue(List<Node> nodes, SchemaNode schema, SchemaNode itemSchema) {
            this(nodes, schema, itemSchema, new Object[nodes.size()]);
        }

        /** @param values the items; what is null yet is made of the node at its place */
        private ListValue(List<Node> nodes, SchemaNode schema, SchemaNode itemSchema, @Nullable Object[] values) {
            this.nodes = nodes;
            this.schema = schema;
            this.itemSchema = itemSchema;
            this.values = values;
        }

        @Override
        public int size() {
            return values.length;
        }

        @Override
        public Object get(int index) {
            Object known = values[index];
            if (known == null) {
                known = of(nodes.get(index), itemSchema, itemSchema.embeddedResource);
                values[index] = known;
            }
            return known;
        }

        private boolean isUnordered() {
            return schema.listType.equals("set") || schema.listType.equals("map");
        }

        private Object keyOf(Object item) {
            if (schema.listType.equals("set") || !(item instanceof CelMap map)) {
                return item;
            }
            List<@Nullable Object> key = new ArrayList<>();
            for (String name : schema.mapKeys) {
                key.add(map.find(FieldNames.escape(name)));
            }
            return key;
        }

        @Override
        public Object equalTo(CelList other) {
            if (!isUnordered() || size() != other.size()) {
                return super.equalTo(other);
            }
            Map<Object, Object> mine = new HashMap<>();
            for (int i = 0; i < size(); i++) {
                mine.put(keyOf(get(i)), get(i));
            }
            for (int i = 0; i < other.size(); i++) {
                Object item = other.get(i);
                Object found = mine.get(keyOf(item));
                Object equal = found == null ? (Object) false : CelList.equal(found, item);
                if (!Boolean.TRUE.equals(equal)) {
                    return equal;
                }
            }
            return true;
        }

        @Override
        public CelList plus(CelList other) {
            if (!isUnordered()) {
                return super.plus(other);
            }
            Map<Object, Object> merged = new LinkedHashMap<>();
            for (int i = 0; i < size() + other.size(); i++) {
                Object item = i < size() ? get(i) : other.get(i - size());
                merged.put(keyOf(item), item);
            }
            return new ListValue(List.of(), schema, itemSchema, merged.values().toArray());
        }
    }
}
