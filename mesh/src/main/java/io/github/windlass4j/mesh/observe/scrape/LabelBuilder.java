package io.github.windlass4j.mesh.observe.scrape;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Labels under change, in the order in which Prometheus walks over them: it decides which of two labels that labelmap copies
 * to one name wins. Prometheus 2 sorts after every rule; Prometheus 3 keeps what was set after what was there
 * (model/labels, Builder.Range). An empty value is no label.
 */
final class LabelBuilder {
    private final boolean sortsAfterEachRule;
    private final SortedMap<String, String> base = new TreeMap<>(LabelBuilder::byBytes);
    private final Map<String, String> added = new LinkedHashMap<>();

    LabelBuilder(Map<String, String> labels, Prometheus generation) {
        this.sortsAfterEachRule = generation == Prometheus.V2;
        labels.forEach((name, value) -> {
            if (!value.isEmpty()) {
                base.put(name, value);
            }
        });
    }

    /** Go compares strings by their UTF-8 bytes, which is the order of code points. */
    static int byBytes(String a, String b) {
        int[] left = a.codePoints().toArray();
        int[] right = b.codePoints().toArray();
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            if (left[i] != right[i]) {
                return Integer.compare(left[i], right[i]);
            }
        }
        return Integer.compare(left.length, right.length);
    }

    /** The value, empty when there is no such label. */
    String get(String name) {
        return added.getOrDefault(name, base.getOrDefault(name, ""));
    }

    void set(String name, String value) {
        if (value.isEmpty()) {
            added.remove(name);
        } else {
            added.put(name, value);
        }
        base.remove(name);
    }

    void endOfRule() {
        if (sortsAfterEachRule) {
            base.putAll(added);
            added.clear();
        }
    }

    /** Names and values at this moment. */
    List<Map.Entry<String, String>> entries() {
        List<Map.Entry<String, String>> entries = new ArrayList<>();
        base.forEach((name, value) -> entries.add(Map.entry(name, value)));
        added.forEach((name, value) -> entries.add(Map.entry(name, value)));
        return entries;
    }

    /** All labels, sorted by name. */
    SortedMap<String, String> labels() {
        SortedMap<String, String> all = new TreeMap<>(base);
        all.putAll(added);
        return all;
    }
}
