package io.github.windlass4j.manifest.schema;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.GroupVersionKind;
import io.github.windlass4j.manifest.yaml.MalformedYamlException;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Position;
import io.github.windlass4j.manifest.yaml.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Reads the compact notation of the bundled definitions and unfolds it, kind by kind and only when asked, into OpenAPI.
 * {@link Schemas#compact} describes the notation.
 */
final class CompactSchemas {
    private final String origin;
    private final String channel;
    private final Fields root;

    private CompactSchemas(Fields root, String origin, String channel) {
        this.root = root;
        this.origin = origin;
        this.channel = channel;
    }

    static Schemas read(byte[] content, String origin, String channel) {
        Node root = Yaml.read(content, origin).get(0).requireUniqueKeys().root();
        return new CompactSchemas(Fields.of(root), origin, channel).schemas();
    }

    private Schemas schemas() {
        Map<GroupVersionKind, Supplier<Schema>> sources = new LinkedHashMap<>();
        Fields kinds = root.child("kinds");
        for (String kind : kinds.names()) {
            Fields definition = kinds.child(kind);
            boolean namespaced = definition.text("scope", "").equals("Namespaced");
            for (String name : definition.child("versions").names()) {
                Fields version = definition.child("versions", name);
                String state = version.text(channel, "");
                if (!state.isEmpty()) {
                    GroupVersionKind type = new GroupVersionKind(definition.text("group", ""), name, kind);
                    boolean status = version.has("status");
                    sources.put(
                            type, () -> Schema.of(type, namespaced, state.equals("served"), status, openApi(version)));
                }
            }
        }
        return Schemas.lazy(sources);
    }

    private Node openApi(Fields version) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("apiVersion", Map.of("type", "string"));
        properties.put("kind", Map.of("type", "string"));
        properties.put("metadata", Map.of("type", "object"));
        List<Object> required = new ArrayList<>();
        for (String part : List.of("spec", "status")) {
            for (String name : List.of(part, part + "!")) {
                if (version.has(name)) {
                    properties.put(part, words(version.text(name, ""), version.at()));
                    if (name.endsWith("!")) {
                        required.add(part);
                    }
                }
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("required", required);
        schema.put("properties", properties);
        return Node.of(schema);
    }

    private Map<String, Object> type(Node node) {
        if (node instanceof Mapping mapping) {
            return object(mapping);
        }
        if (node.toJava() instanceof String words) {
            return words(words, node.at());
        }
        throw malformed(node.at(), "a type is a mapping or a line of words");
    }

    private Map<String, Object> object(Mapping mapping) {
        Map<String, Object> schema = new LinkedHashMap<>();
        Map<String, Object> properties = new LinkedHashMap<>();
        List<Object> required = new ArrayList<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        mapping.entries().forEach((key, value) -> {
            switch (key) {
                case "$rules" -> List.of(text(value).split(" ", -1)).forEach(rule -> rule(rule, schema, value.at()));
                case "$default" -> schema.put("default", value);
                case "$oneOf" -> schema.put("oneOf", value);
                case "$open" -> schema.put("x-kubernetes-preserve-unknown-fields", true);
                case "$nullable" -> schema.put("nullable", true);
                case "$atMostOne" -> atMostOne(Fields.of(mapping).texts(key), schema);
                case "$atomic" -> schema.put("x-kubernetes-map-type", "atomic");
                default -> {
                    if (applies(key)) {
                        String name = unmarked(key);
                        boolean must = name.endsWith("!");
                        String field = must ? name.substring(0, name.length() - 1) : name;
                        properties.put(field, type(value));
                        if (must) {
                            required.add(field);
                        }
                    }
                }
            }
        });
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return schema;
    }

    /** As the API server's structural schemas say it: none of the fields, or one and no other. */
    private static void atMostOne(List<String> sets, Map<String, Object> schema) {
        List<Map<String, Object>> choices = new ArrayList<>();
        for (String set : sets) {
            List<Object> branches = new ArrayList<>();
            for (String field : set.split(" ", -1)) {
                branches.add(Map.of("required", List.of(field)));
            }
            List<Object> oneOf = new ArrayList<>();
            oneOf.add(Map.of("not", Map.of("anyOf", branches)));
            oneOf.addAll(branches);
            choices.add(Map.of("oneOf", oneOf));
        }
        if (choices.size() == 1) {
            schema.putAll(choices.get(0));
        } else {
            schema.put("allOf", choices);
        }
    }

    private Map<String, Object> words(String line, Position at) {
        int mark = line.indexOf(" =");
        List<String> words = List.of((mark < 0 ? line : line.substring(0, mark)).split(" ", -1));
        Map<String, Object> schema = new LinkedHashMap<>();
        int next = 1;
        switch (words.get(0)) {
            case "text" -> schema.put("type", "string");
            case "boolean", "object", "integer" -> schema.put("type", words.get(0));
            case "int32", "int64" -> {
                schema.put("type", "integer");
                schema.put("format", words.get(0));
            }
            case "double" -> {
                schema.put("type", "number");
                schema.put("format", "double");
            }
            case "any" -> {
                schema.put("type", "object");
                schema.put("x-kubernetes-preserve-unknown-fields", true);
            }
            case "intOrText" -> {
                schema.put("anyOf", List.of(Map.of("type", "integer"), Map.of("type", "string")));
                schema.put("x-kubernetes-int-or-string", true);
            }
            case "list", "map" -> {
                boolean list = words.get(0).equals("list");
                schema.put("type", list ? "array" : "object");
                schema.put(list ? "items" : "additionalProperties", words(words.get(1), at));
                next = 2;
            }
            default ->
                schema.putAll(type(root.child("types")
                        .node()
                        .get(words.get(0))
                        .orElseThrow(() -> malformed(at, "no type " + words.get(0)))));
        }
        for (String word : words.subList(next, words.size())) {
            constraint(word, schema, at);
        }
        if (mark >= 0) {
            schema.put("default", json(line.substring(mark + 2)));
        }
        return schema;
    }

    private void constraint(String word, Map<String, Object> schema, Position at) {
        if (word.startsWith("!")) {
            rule(word.substring(1), schema, at);
        } else if (word.contains("..")) {
            range(word, schema);
        } else if (unmarked(word).startsWith("~")) {
            if (applies(word)) {
                String name = unmarked(word).substring(1);
                schema.put(
                        "pattern",
                        root.child("patterns").text(name).orElseThrow(() -> malformed(at, "no pattern " + name)));
            }
        } else if (word.contains("|")) {
            List<Object> values = new ArrayList<>();
            for (String value : word.split("\\|", 0)) {
                if (applies(value)) {
                    values.add(json(unmarked(value)));
                }
            }
            schema.put("enum", values);
        } else if (word.startsWith("format:")) {
            schema.put("format", word.substring("format:".length()));
        } else if (word.startsWith("by:")) {
            schema.put("x-kubernetes-list-type", "map");
            schema.put(
                    "x-kubernetes-list-map-keys",
                    List.of(word.substring("by:".length()).split(",", -1)));
        } else if (word.equals("nullable")) {
            schema.put("nullable", true);
        } else if (word.equals("set") || word.equals("atomic")) {
            schema.put("x-kubernetes-list-type", word);
        } else {
            throw malformed(at, "no such word: " + word);
        }
    }

    private static void range(String word, Map<String, Object> schema) {
        int dots = word.indexOf("..");
        String suffix = switch (String.valueOf(schema.get("type"))) {
            case "string" -> "Length";
            case "array" -> "Items";
            case "object" -> "Properties";
            default -> "imum";
        };
        if (dots > 0) {
            schema.put("min" + suffix, Long.parseLong(word.substring(0, dots)));
        }
        if (dots + 2 < word.length()) {
            schema.put("max" + suffix, Long.parseLong(word.substring(dots + 2)));
        }
    }

    private void rule(String marked, Map<String, Object> schema, Position at) {
        if (!applies(marked)) {
            return;
        }
        Fields rule = root.child("rules", unmarked(marked));
        if (!rule.has("that")) {
            throw malformed(at, "no rule " + unmarked(marked));
        }
        List<Object> rules = new ArrayList<>();
        if (schema.get("x-kubernetes-validations") instanceof List<?> before) {
            rules.addAll(before);
        }
        rules.add(Map.of("rule", rule.text("that", ""), "message", rule.text("says", "")));
        schema.put("x-kubernetes-validations", rules);
    }

    private boolean applies(String marked) {
        return marked.startsWith("+")
                ? channel.equals("experimental")
                : !marked.startsWith("-") || channel.equals("standard");
    }

    private static String unmarked(String marked) {
        return marked.startsWith("+") || marked.startsWith("-") ? marked.substring(1) : marked;
    }

    private String text(Node node) {
        return node.toJava() instanceof String text ? text : "";
    }

    /** A JSON value, or a word that stands for itself. */
    private Node json(String text) {
        boolean word = text.chars().allMatch(Character::isLetter) && !text.equals("true") && !text.equals("false");
        return word ? Node.of(text) : Yaml.read(text, origin).get(0).root();
    }

    private MalformedYamlException malformed(Position at, String problem) {
        return new MalformedYamlException(origin, at, problem);
    }
}
