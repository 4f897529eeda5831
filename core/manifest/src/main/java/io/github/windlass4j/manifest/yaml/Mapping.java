package io.github.windlass4j.manifest.yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A mapping from text keys to nodes, in the order of the document. Keys are what Kubernetes makes of them: JSON names. */
public final class Mapping extends Composite {
    private final Map<String, Node> entries;
    private final Map<String, Position> keyPositions;

    Mapping(Map<String, Node> entries, Map<String, Position> keyPositions, Position at) {
        super(entries.values(), 1, at);
        this.entries = entries;
        this.keyPositions = keyPositions;
    }

    /**
     * A mapping that was not read from a text.
     *
     * @param entries key to value, order kept
     * @return the mapping
     */
    public static Mapping of(Map<String, ? extends Node> entries) {
        return new Mapping(copy(entries), Map.of(), Position.NONE);
    }

    /**
     * The mapping without entries.
     *
     * @return an empty mapping
     */
    public static Mapping empty() {
        return of(Map.of());
    }

    private static Map<String, Node> copy(Map<String, ? extends Node> entries) {
        return entries.size() <= SmallMap.MOST
                ? SmallMap.copyOf(entries)
                : Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /**
     * Keys and values in the order of the document.
     *
     * @return an unmodifiable map
     */
    public Map<String, Node> entries() {
        return entries;
    }

    /**
     * Where a key stands: for a nested block this is the line a reader looks for, one above the value's.
     *
     * @param key a key of this mapping
     * @return its position, {@link Position#NONE} when the key is absent or was not read
     */
    public Position keyAt(String key) {
        return keyPositions.getOrDefault(key, Position.NONE);
    }

    /**
     * This mapping with one entry replaced, or added at the end.
     *
     * @param key the key
     * @param value its new value
     * @return a changed copy
     */
    public Mapping with(String key, Node value) {
        Map<String, Node> changed = new LinkedHashMap<>(entries);
        changed.put(key, value);
        return withEntries(changed);
    }

    /**
     * This mapping without one entry.
     *
     * @param key the key
     * @return a changed copy, or this when the key is absent
     */
    public Mapping without(String key) {
        if (!entries.containsKey(key)) {
            return this;
        }
        Map<String, Node> changed = new LinkedHashMap<>(entries);
        changed.remove(key);
        return withEntries(changed);
    }

    /**
     * This mapping's place with other entries.
     *
     * @param changed key to value, order kept
     * @return a changed copy at the same position
     */
    public Mapping withEntries(Map<String, ? extends Node> changed) {
        return new Mapping(copy(changed), keyPositions, at());
    }

    @Override
    public Map<String, @Nullable Object> toJava() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        entries.forEach((key, value) -> map.put(key, value.toJava()));
        return map;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Mapping that && entries.equals(that.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }
}
