package io.github.windlass4j.manifest.schema;

import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Trees with something changed in them. What holds no change stays the same object, so most objects are never copied. */
@SuppressWarnings("ReferenceEquality") // "The same tree" is the question: equality would walk it again at every level.
final class Rebuild {
    private Rebuild() {}

    /** What becomes of the value under a name: itself for no change, null to drop the entry. */
    interface EntryChange {
        @Nullable
        Node of(String name, Node value);
    }

    /** What becomes of the item at an index, from 0: itself for no change. */
    interface ItemChange {
        Node of(int index, Node item);
    }

    static Mapping entries(Mapping mapping, EntryChange change) {
        return entries(mapping, mapping.entries(), change);
    }

    /** {@code entries}: what the mapping is to hold before the change, its own or a copy with more. */
    static Mapping entries(Mapping mapping, Map<String, Node> entries, EntryChange change) {
        Map<String, Node> changed = null;
        for (Map.Entry<String, Node> entry : entries.entrySet()) {
            Node value = change.of(entry.getKey(), entry.getValue());
            if (value == entry.getValue()) {
                continue;
            }
            changed = changed == null ? new LinkedHashMap<>(entries) : changed;
            if (value == null) {
                changed.remove(entry.getKey());
            } else {
                changed.put(entry.getKey(), value);
            }
        }
        Map<String, Node> result = changed == null ? entries : changed;
        return result == mapping.entries() ? mapping : mapping.withEntries(result);
    }

    static Sequence items(Sequence sequence, ItemChange change) {
        List<Node> changed = null;
        for (int i = 0; i < sequence.items().size(); i++) {
            Node item = sequence.items().get(i);
            Node value = change.of(i, item);
            if (value != item) {
                changed = changed == null ? new ArrayList<>(sequence.items()) : changed;
                changed.set(i, value);
            }
        }
        return changed == null ? sequence : sequence.withItems(changed);
    }
}
