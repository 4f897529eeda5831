package io.github.windlass4j.manifest.yaml;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One value of a manifest: JSON's data model with the place it was read from.
 *
 * <p>Nodes are immutable. Two nodes are equal when their values are; positions do not take part.
 */
public sealed interface Node permits Composite, Scalar {
    /**
     * Where the value starts.
     *
     * @return the position, {@link Position#NONE} for a node that was not read
     */
    Position at();

    /**
     * The value as JDK types: Map (ordered), List, String, Long, BigInteger (beyond long), Double, Boolean or null.
     *
     * @return a new mutable structure
     */
    @Nullable
    Object toJava();

    /**
     * How many nodes a reader meets who follows every alias: the measure that alias bombs inflate.
     *
     * @return at least 1
     */
    long expandedSize();

    /**
     * Whether null stands here or somewhere below.
     *
     * @return false when no field is null
     */
    boolean holdsNull();

    /**
     * The child of a mapping, if this is a mapping that has it.
     *
     * @param key a key
     * @return the value, also when it is null in the document
     */
    default Optional<Node> get(String key) {
        return this instanceof Mapping mapping
                ? Optional.ofNullable(mapping.entries().get(key))
                : Optional.empty();
    }

    /**
     * Follows keys through nested mappings, and numbers through sequences.
     *
     * @param path keys or indexes ("spec", "rules", "0")
     * @return the node there
     */
    default Optional<Node> at(String... path) {
        Node here = this;
        for (String step : path) {
            Node next = null;
            if (here instanceof Mapping mapping) {
                next = mapping.entries().get(step);
            } else if (here instanceof Sequence sequence && isIndex(step)) {
                int index = Integer.parseInt(step);
                next = index < sequence.items().size() ? sequence.items().get(index) : null;
            }
            if (next == null) {
                return Optional.empty();
            }
            here = next;
        }
        return Optional.of(here);
    }

    private static boolean isIndex(String step) {
        return !step.isEmpty() && step.length() < 9 && step.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /**
     * A node tree with these values.
     *
     * @param value Map with String keys, Iterable, String, Number, Boolean, Node or null
     * @return the tree, without positions
     * @throws IllegalArgumentException for any other type
     */
    static Node of(@Nullable Object value) {
        if (value instanceof Node node) {
            return node;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Node> entries = new LinkedHashMap<>();
            map.forEach((key, child) -> entries.put((String) key, of(child)));
            return Mapping.of(entries);
        }
        if (value instanceof Iterable<?> items) {
            List<Node> nodes = new ArrayList<>();
            items.forEach(item -> nodes.add(of(item)));
            return Sequence.of(nodes);
        }
        return Scalar.of(normal(value), Position.NONE);
    }

    private static @Nullable Object normal(@Nullable Object value) {
        if (value == null || value instanceof String || value instanceof Boolean || value instanceof Long) {
            return value;
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Double || value instanceof Float) {
            return ((Number) value).doubleValue();
        }
        if (value instanceof BigInteger big) {
            return big.bitLength() < Long.SIZE ? (Object) big.longValue() : big;
        }
        throw new IllegalArgumentException(
                value.getClass().getName() + " (want Map, Iterable, String, Number, Boolean" + " or null)");
    }
}
