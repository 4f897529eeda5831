package io.github.windlass4j.core.chain;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A bounded memory: the least recently used entry makes room. Safe to share between threads. */
final class Recent<K, V> {
    private final Map<K, V> entries;

    Recent(int most) {
        this.entries = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    int size() {
        synchronized (entries) {
            return entries.size();
        }
    }

    @Nullable
    V recall(K key) {
        synchronized (entries) {
            return entries.get(key);
        }
    }

    void keep(K key, V value) {
        synchronized (entries) {
            entries.put(key, value);
        }
    }
}
