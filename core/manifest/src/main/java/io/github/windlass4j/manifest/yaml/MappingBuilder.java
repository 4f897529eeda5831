package io.github.windlass4j.manifest.yaml;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects what a reader finds in one mapping: the last value of a repeated key counts, at the place of its first. */
final class MappingBuilder {
    private String[] keys = new String[4];
    private Node[] values = new Node[4];
    private Position[] places = new Position[4];
    private int size;
    private @Nullable Map<String, Node> many;
    private Map<String, Position> manyPlaces = Map.of();

    /** True if the key was there before. */
    boolean put(String key, Node value, Position at) {
        if (many != null) {
            manyPlaces.put(key, at);
            return many.put(key, value) != null;
        }
        int known = SmallMap.indexOf(keys, size, key);
        if (known < 0 && size == SmallMap.MOST) {
            many = spill();
            return put(key, value, at);
        }
        int index = known < 0 ? size++ : known;
        if (index == keys.length) {
            keys = Arrays.copyOf(keys, SmallMap.MOST);
            values = Arrays.copyOf(values, SmallMap.MOST);
            places = Arrays.copyOf(places, SmallMap.MOST);
        }
        keys[index] = key;
        values[index] = value;
        places[index] = at;
        return known >= 0;
    }

    private Map<String, Node> spill() {
        Map<String, Node> all = new LinkedHashMap<>();
        manyPlaces = new HashMap<>();
        for (int i = 0; i < size; i++) {
            all.put(keys[i], values[i]);
            manyPlaces.put(keys[i], places[i]);
        }
        return all;
    }

    Mapping build(Position at) {
        return many != null
                ? new Mapping(Collections.unmodifiableMap(many), manyPlaces, at)
                : new Mapping(new SmallMap<>(keys, values, size), new SmallMap<>(keys, places, size), at);
    }
}
