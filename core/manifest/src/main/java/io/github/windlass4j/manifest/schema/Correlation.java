package io.github.windlass4j.manifest.schema;

import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Sequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which part of the old object an updated part takes the place of: fields and map entries by name, also in an atomic map,
 * items of a list of type map by their keys. Items of other lists have no predecessor (apiextensions-apiserver,
 * schema/cel, MapIsCorrelatable).
 */
final class Correlation {
    private Correlation() {}

    static Map<String, Node> entries(@Nullable Node old) {
        return old instanceof Mapping mapping ? mapping.entries() : Map.of();
    }

    /** For each item of a list its predecessor; null for an item that has none. */
    static List<@Nullable Node> items(SchemaNode schema, Sequence sequence, @Nullable Node old) {
        if (!(old instanceof Sequence before) || !schema.listType.equals("map")) {
            return Collections.nCopies(sequence.items().size(), null);
        }
        Map<List<@Nullable Node>, Node> byKey = new HashMap<>();
        for (Node candidate : before.items()) {
            List<@Nullable Node> key = key(schema, candidate);
            if (key != null) {
                byKey.putIfAbsent(key, candidate);
            }
        }
        List<@Nullable Node> predecessors = new ArrayList<>();
        for (Node item : sequence.items()) {
            List<@Nullable Node> key = key(schema, item);
            predecessors.add(key == null ? null : byKey.get(key));
        }
        return predecessors;
    }

    private static @Nullable List<@Nullable Node> key(SchemaNode schema, Node item) {
        if (!(item instanceof Mapping mapping)) {
            return null;
        }
        List<@Nullable Node> key = new ArrayList<>();
        for (String name : schema.mapKeys) {
            key.add(mapping.entries().get(name));
        }
        return key;
    }
}
