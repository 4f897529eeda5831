package io.github.windlass4j.examples.conformance.ingress;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Objects that walk through every constraint of a JSON schema: one with every field, and for each field one that breaks
 * each of its constraints, and one at each boundary.
 */
final class SchemaObjects {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JsonNode schema;
    private final JsonNode whole;
    private final Map<String, JsonNode> objects = new LinkedHashMap<>();

    private SchemaObjects(JsonNode schema, ObjectNode head) {
        this.schema = schema;
        ObjectNode object = head.deepCopy();
        for (String part : List.of("spec", "status")) {
            object.set(part, sample(schema.get("properties").get(part)));
        }
        this.whole = object;
    }

    /** Objects by what is special about them; {@code head} has apiVersion, kind and metadata. */
    static Map<String, JsonNode> of(JsonNode schema, ObjectNode head) {
        SchemaObjects made = new SchemaObjects(schema, head);
        made.objects.put("every field", made.whole);
        made.objects.put("no spec", head);
        for (String part : List.of("spec", "status")) {
            made.walk(made.schema.get("properties").get(part), List.of(part));
        }
        return made.objects;
    }

    private void walk(JsonNode node, List<String> path) {
        for (Object value : List.of("text", 7, true, 1.5, List.of("x"), Map.of("other", "x"), "")) {
            change(path, "is " + value, old -> JSON.valueToTree(value));
        }
        change(path, "is null", old -> JSON.nullNode());
        limits(node, path);
        if (node.has("items")) {
            change(path, "is empty", old -> JSON.createArrayNode());
            change(path, "twice", old -> JSON.createArrayNode().add(old.get(0)).add(old.get(0)));
            List<String> item = new ArrayList<>(path);
            item.add("0");
            walk(node.get("items"), item);
        }
        if (node.has("properties")) {
            change(path, "with another field", old -> ((ObjectNode) old.deepCopy()).put("other", "x"));
            for (Map.Entry<String, JsonNode> property : node.get("properties").properties()) {
                change(path, "without " + property.getKey(), old -> {
                    ObjectNode less = old.deepCopy().asObject();
                    less.remove(property.getKey());
                    return less;
                });
                List<String> child = new ArrayList<>(path);
                child.add(property.getKey());
                walk(property.getValue(), child);
            }
        }
    }

    private void limits(JsonNode node, List<String> path) {
        if (node.path("type").asString("").equals("string")) {
            for (String bound : List.of("minLength", "maxLength")) {
                int length = node.path(bound).asInt(40);
                for (int n : List.of(Math.max(0, length - 1), length, length + 1)) {
                    change(path, "of length " + n, old -> JSON.valueToTree("a".repeat(n)));
                }
            }
            for (String text :
                    List.of("A_b", "a.b", "a-", "-1", "*.x", "a/b", "1", ".5", "1.", "a b", "é", "a\n", "^`|~")) {
                change(path, "is '" + text + "'", old -> JSON.valueToTree(text));
            }
            change(path, "a date", old -> JSON.valueToTree("2026-11-22T00:00:00Z"));
        }
        if (node.path("type").asString("").equals("integer")) {
            for (long number : List.of(-1L, 0L, 1L, 99L, 100L, 101L, 65535L, 65536L, 2147483647L, 2147483648L)) {
                change(path, "is " + number, old -> JSON.valueToTree(number));
            }
        }
        for (JsonNode value : node.path("enum")) {
            change(path, "is " + value, old -> value);
        }
        if (node.has("maxItems")) {
            int most = node.get("maxItems").asInt();
            for (int n : List.of(most, most + 1)) {
                change(path, "of " + n, old -> numbered(old.get(0), n));
            }
        }
    }

    /** Items that differ in their name, so that keys of map lists stay unique. */
    private static ArrayNode numbered(JsonNode item, int n) {
        ArrayNode items = JSON.createArrayNode();
        for (int i = 0; i < n; i++) {
            JsonNode copy = item.deepCopy();
            if (copy instanceof ObjectNode object) {
                for (String key : List.of("name", "type")) {
                    if (object.has(key)) {
                        object.put(key, "k" + i);
                    }
                }
            }
            items.add(copy);
        }
        return items;
    }

    private void change(List<String> path, String what, UnaryOperator<JsonNode> change) {
        JsonNode copy = whole.deepCopy();
        JsonNode holder = copy;
        for (String step : path.subList(0, path.size() - 1)) {
            holder = holder instanceof ArrayNode array ? array.get(Integer.parseInt(step)) : holder.get(step);
        }
        String last = path.get(path.size() - 1);
        Consumer<JsonNode> put = holder instanceof ArrayNode array
                ? value -> array.set(Integer.parseInt(last), value)
                : value -> ((ObjectNode) copyOf(copy, path)).set(last, value);
        JsonNode old = holder instanceof ArrayNode array ? array.get(Integer.parseInt(last)) : holder.get(last);
        put.accept(change.apply(old));
        objects.put(String.join(".", path) + " " + what, copy);
    }

    private static JsonNode copyOf(JsonNode root, List<String> path) {
        JsonNode holder = root;
        for (String step : path.subList(0, path.size() - 1)) {
            holder = holder instanceof ArrayNode array ? array.get(Integer.parseInt(step)) : holder.get(step);
        }
        return holder;
    }

    private static JsonNode sample(JsonNode node) {
        if (node.has("enum")) {
            return node.get("enum").get(0);
        }
        return switch (node.path("type").asString("")) {
            case "object" -> {
                ObjectNode object = JSON.createObjectNode();
                node.path("properties")
                        .properties()
                        .forEach(field -> object.set(field.getKey(), sample(field.getValue())));
                yield object;
            }
            case "array" -> JSON.createArrayNode().add(sample(node.get("items")));
            case "integer" -> JSON.valueToTree(Math.max(1, node.path("minimum").asLong(1)));
            case "boolean" -> JSON.valueToTree(true);
            default ->
                JSON.valueToTree(
                        node.path("format").asString("").equals("date-time")
                                ? "2026-11-22T00:00:00Z"
                                : node.path("pattern").asString("").startsWith("^([0-9]") ? "1.0" : "a");
        };
    }
}
