package io.github.windlass4j.mesh.observe.scrape;

import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Position;
import io.github.windlass4j.manifest.yaml.Scalar;
import io.github.windlass4j.manifest.yaml.Sequence;
import io.github.windlass4j.mesh.internal.Durations;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of the configuration, read as Go's strict decoder reads it into a struct: an unknown field is an error, a text
 * field takes any scalar as it is spelled, and an explicit null is the zero value, not the default.
 */
record Section(Mapping node, String origin, String path) {
    /** The mapping at a node; an explicit null is an empty one. */
    static Section of(Node node, String origin, String path) {
        if (node instanceof Scalar scalar && scalar.isNull()) {
            return new Section(Mapping.empty(), origin, path);
        }
        if (node instanceof Mapping mapping) {
            return new Section(mapping, origin, path);
        }
        throw new MalformedScrapeConfigException(origin, node.at(), path, kind(node) + " (want a mapping)");
    }

    void allowOnly(Set<String> known) {
        for (String field : node.entries().keySet()) {
            if (!known.contains(field)) {
                throw malformed(field, "unknown field");
            }
        }
    }

    /** Refuses unknown fields and values that do not fit. */
    void check(Map<String, FieldKind> known) {
        allowOnly(known.keySet());
        known.forEach((field, kind) -> {
            if (has(field)) {
                kind.check(this, field);
            }
        });
    }

    boolean has(String field) {
        return node.entries().containsKey(field);
    }

    boolean isNull(String field) {
        return node.entries().get(field) instanceof Scalar scalar && scalar.isNull();
    }

    /** Whether the field is there and not null. */
    boolean isWritten(String field) {
        return has(field) && !isNull(field);
    }

    String text(String field, String absent) {
        Node value = node.entries().get(field);
        return value == null ? absent : text(value, pathOf(field));
    }

    private String text(Node value, String where) {
        if (value instanceof Scalar scalar) {
            return scalar.isNull() ? "" : scalar.written();
        }
        throw new MalformedScrapeConfigException(origin, value.at(), where, kind(value) + " (want a text)");
    }

    /** A list of texts; an absent or null list is empty. */
    List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        List<Node> items = items(field);
        for (int i = 0; i < items.size(); i++) {
            texts.add(text(items.get(i), pathOf(field) + "[" + i + "]"));
        }
        return List.copyOf(texts);
    }

    /** A mapping of texts, such as the labels of a static target group. */
    Map<String, String> textMap(String field) {
        Section child = child(field);
        Map<String, String> texts = new LinkedHashMap<>();
        child.node.entries().keySet().forEach(key -> texts.put(key, child.text(key, "")));
        return texts;
    }

    /** Values by the names of labels. */
    Map<String, String> labels(String field, NameRule names) {
        Map<String, String> labels = textMap(field);
        for (String name : labels.keySet()) {
            if (!names.allows(name)) {
                throw child(field).malformed(name, "\"" + name + "\" is no label name");
            }
        }
        return labels;
    }

    /** A number from 0 to 2^64 - 1, as an unsigned long; 0 when absent or null. */
    long unsigned(String field) {
        Node value = node.entries().get(field);
        if (value == null || (value instanceof Scalar scalar && scalar.isNull())) {
            return 0;
        }
        @Nullable Object number = value instanceof Scalar scalar ? scalar.value() : null;
        if (number instanceof Long whole && whole >= 0) {
            return whole;
        }
        if (number instanceof BigInteger big && big.signum() > 0 && big.bitLength() <= Long.SIZE) {
            return big.longValue();
        }
        if (number instanceof Double fraction && fraction >= 0 && fraction < Long.MAX_VALUE) {
            return fraction.longValue();
        }
        throw malformed(field, kind(value) + " (want a number >= 0)");
    }

    /** Any number; nothing is told of it but whether it is one. */
    void fraction(String field) {
        if (isWritten(field)
                && !(node.entries().get(field) instanceof Scalar scalar && scalar.value() instanceof Number)) {
            throw malformed(field, kind(node.entries().getOrDefault(field, Scalar.NULL)) + " (want a number)");
        }
    }

    boolean flag(String field, boolean absent) {
        Node value = node.entries().get(field);
        if (value == null) {
            return absent;
        }
        if (value instanceof Scalar scalar && (scalar.isNull() || scalar.value() instanceof Boolean)) {
            return Boolean.TRUE.equals(scalar.value());
        }
        throw malformed(field, kind(value) + " (want true or false)");
    }

    /** A duration; zero when absent or null. */
    Duration duration(String field) {
        if (!has(field) || isNull(field)) {
            return Duration.ZERO;
        }
        try {
            return Durations.parse(text(field, ""));
        } catch (IllegalArgumentException e) {
            throw malformed(field, String.valueOf(e.getMessage()));
        }
    }

    Section child(String field) {
        Node value = node.entries().get(field);
        return of(value == null ? Scalar.NULL : value, origin, pathOf(field));
    }

    /** The mappings of a list. */
    List<Section> children(String field) {
        List<Section> children = new ArrayList<>();
        List<Node> items = items(field);
        for (int i = 0; i < items.size(); i++) {
            String where = pathOf(field) + "[" + i + "]";
            if (items.get(i) instanceof Scalar scalar && scalar.isNull()) {
                throw new MalformedScrapeConfigException(origin, items.get(i).at(), where, "empty or null entry");
            }
            children.add(of(items.get(i), origin, where));
        }
        return children;
    }

    private List<Node> items(String field) {
        Node value = node.entries().get(field);
        if (value == null || (value instanceof Scalar scalar && scalar.isNull())) {
            return List.of();
        }
        if (value instanceof Sequence sequence) {
            return sequence.items();
        }
        throw malformed(field, kind(value) + " (want a list)");
    }

    /** A problem with a field of this mapping. */
    MalformedScrapeConfigException malformed(String field, String problem) {
        Node value = node.entries().get(field);
        Position key = node.keyAt(field);
        Position at = key.isKnown() ? key : value == null ? node.at() : value.at();
        return new MalformedScrapeConfigException(origin, at, pathOf(field), problem);
    }

    private String pathOf(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    private static String kind(Node node) {
        return node instanceof Mapping ? "a mapping" : node instanceof Sequence ? "a list" : node.toString();
    }
}
