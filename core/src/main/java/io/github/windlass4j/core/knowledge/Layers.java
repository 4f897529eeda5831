package io.github.windlass4j.core.knowledge;

import io.github.windlass4j.core.internal.Count;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Facts under stable keys, in layers: what a later layer says hides what an earlier one said, and both stay visible in
 * {@link #overrides()}. Immutable.
 *
 * @param <T> type of the facts
 */
public final class Layers<T> {
    /**
     * One fact that hides another.
     *
     * @param key key of both
     * @param layer name of the layer that wins
     * @param value what it says
     * @param hiddenLayer name of the layer that is hidden
     * @param hidden what that one said
     * @param <T> type of the facts
     */
    public record Replacement<T>(String key, String layer, T value, String hiddenLayer, T hidden) {}

    private record Held<T>(String layer, T value) {}

    private final Map<String, Held<T>> facts;
    private final List<Replacement<T>> overrides;

    private Layers(Map<String, Held<T>> facts, List<Replacement<T>> overrides) {
        this.facts = Collections.unmodifiableMap(facts);
        this.overrides = List.copyOf(overrides);
    }

    /** Returns the lowest layer alone. */
    public static <T> Layers<T> of(String layer, Map<String, ? extends T> facts) {
        return new Layers<T>(new LinkedHashMap<>(), List.of()).with(layer, facts);
    }

    /** Returns these layers with one more on top. Keys keep the position of their first appearance. */
    public Layers<T> with(String layer, Map<String, ? extends T> added) {
        Map<String, Held<T>> merged = new LinkedHashMap<>(facts);
        List<Replacement<T>> recorded = new ArrayList<>(overrides);
        added.forEach((key, value) -> {
            Held<T> hidden = merged.put(key, new Held<T>(layer, value));
            if (hidden != null) {
                recorded.add(new Replacement<T>(key, layer, value, hidden.layer(), hidden.value()));
            }
        });
        return new Layers<>(merged, recorded);
    }

    /** Returns the fact of the highest layer that has the key. */
    public Optional<T> find(String key) {
        return Optional.ofNullable(facts.get(key)).map(Held::value);
    }

    /** Returns the name of the layer whose fact {@link #find} answers. */
    public Optional<String> layerOf(String key) {
        return Optional.ofNullable(facts.get(key)).map(Held::layer);
    }

    /** Returns what is in effect, in the order in which keys first appeared. */
    public Map<String, T> effective() {
        Map<String, T> result = new LinkedHashMap<>();
        facts.forEach((key, held) -> result.put(key, held.value()));
        return Collections.unmodifiableMap(result);
    }

    /** Returns every fact that hides another, lowest layer first. */
    public List<Replacement<T>> overrides() {
        return overrides;
    }

    /** How many facts, and how many of them hide another. */
    @Override
    public String toString() {
        return Count.of(facts.size(), "fact") + ", " + overrides.size() + " replaced";
    }
}
