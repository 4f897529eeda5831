package io.github.windlass4j.examples.conformance;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The known deviations of one suite: resource {@code /exceptions/SUITE.json}, a list of {@code {"id", "actual", "reason"}}
 * where {@code actual} is exactly what we answer. A suite without known deviations has no such file.
 */
final class Exceptions {
    /** A deviation that is argued: what we answer instead of the expectation, and why that is right or cannot be helped. */
    record Argued(String id, JsonNode actual, String reason) {}

    private final Map<String, Argued> byId;

    private Exceptions(Map<String, Argued> byId) {
        this.byId = byId;
    }

    static Exceptions of(String suite) {
        String resource = "/exceptions/" + suite + ".json";
        try (InputStream in = Exceptions.class.getResourceAsStream(resource)) {
            return new Exceptions(
                    in == null ? Map.of() : read(resource, JsonMapper.shared().readTree(in)));
        } catch (IOException e) {
            throw new CaseFileException(resource + ": " + e.getMessage(), e);
        }
    }

    static Exceptions of(String origin, JsonNode list) {
        return new Exceptions(read(origin, list));
    }

    private static Map<String, Argued> read(String origin, JsonNode list) {
        Map<String, Argued> byId = new HashMap<>();
        for (JsonNode entry : list) {
            String id = text(origin, entry, "id");
            JsonNode actual = requireNonNull(entry.get("actual"), () -> origin + ", " + id + ": no \"actual\"");
            if (byId.put(id, new Argued(id, actual, text(origin, entry, "reason"))) != null) {
                throw new CaseFileException(origin + ": " + id + " stands twice");
            }
        }
        return byId;
    }

    private static String text(String origin, JsonNode entry, String field) {
        JsonNode value = entry.get(field);
        if (value == null || !value.isString() || value.asString().isBlank()) {
            throw new CaseFileException(origin + ": no \"" + field + "\" in " + entry);
        }
        return value.asString();
    }

    /** All deviations, in no order. */
    Collection<Argued> all() {
        return byId.values();
    }

    Optional<Argued> of(Case one) {
        return Optional.ofNullable(byId.get(one.id()));
    }
}
