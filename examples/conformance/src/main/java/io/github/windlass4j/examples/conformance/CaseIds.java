package io.github.windlass4j.examples.conformance;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Ids of cases: never the position in the file, because files are parts of larger ones. */
public final class CaseIds {
    private CaseIds() {}

    /**
     * {@code id}, else {@code name}, else {@code _line}, else a hash of the case without its expectation.
     *
     * @param expectation names of the top-level fields that hold the expected answer
     */
    public static String of(JsonNode node, String... expectation) {
        for (String field : List.of("id", "name", "_line")) {
            JsonNode value = node.get(field);
            if (value != null
                    && value.isValueNode()
                    && !value.isNull()
                    && !value.asString().isEmpty()) {
                return value.asString();
            }
        }
        return hash(node, expectation);
    }

    /** The values of {@code fields} joined with {@code /}; a missing or null value reads "none". */
    public static String join(JsonNode node, String... fields) {
        List<String> parts = new ArrayList<>();
        for (String field : fields) {
            JsonNode value = node.get(field);
            parts.add(
                    value == null || value.isNull()
                            ? "none"
                            : value.isValueNode() ? value.asString() : canonical(value));
        }
        return String.join("/", parts);
    }

    /** The first 16 hex digits of SHA-256 over the case with sorted keys, without the fields that hold the expectation. */
    public static String hash(JsonNode node, String... expectation) {
        Set<String> left = Set.of(expectation);
        Map<String, String> kept = new TreeMap<>();
        node.properties().forEach(field -> {
            if (!left.contains(field.getKey())) {
                kept.put(field.getKey(), canonical(field.getValue()));
            }
        });
        String text = node.isObject() ? kept.toString() : canonical(node);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String canonical(JsonNode node) {
        if (node.isObject()) {
            Map<String, String> sorted = new TreeMap<>();
            node.properties().forEach(field -> sorted.put(field.getKey(), canonical(field.getValue())));
            return sorted.toString();
        }
        if (node.isArray()) {
            List<String> elements = new ArrayList<>();
            node.forEach(element -> elements.add(canonical(element)));
            return elements.toString();
        }
        return node.toString();
    }
}
