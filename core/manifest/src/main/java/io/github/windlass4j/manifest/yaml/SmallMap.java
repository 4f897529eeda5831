package io.github.windlass4j.manifest.yaml;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map of few keys in their order. Most mappings of manifests have fewer than nine keys; looking at each costs
 * less than hashing, and two arrays less than a table.
 */
final class SmallMap<V> extends AbstractMap<String, V> {
    /** Beyond this many keys a table is faster. */
    static final int MOST = 8;

    private final String[] keys;
    private final Object[] values;
    private final int size;

    /** Arrays that nobody changes up to {@code size}. */
    SmallMap(String[] keys, Object[] values, int size) {
        this.keys = keys;
        this.values = values;
        this.size = size;
    }

    /** A copy of at most {@link #MOST} entries. */
    static <V> SmallMap<V> copyOf(Map<String, ? extends V> entries) {
        String[] keys = new String[entries.size()];
        Object[] values = new Object[keys.length];
        int size = 0;
        for (Map.Entry<String, ? extends V> entry : entries.entrySet()) {
            keys[size] = entry.getKey();
            values[size++] = entry.getValue();
        }
        return new SmallMap<>(keys, values, size);
    }

    static int indexOf(String[] keys, int size, @Nullable Object key) {
        for (int i = 0; i < size; i++) {
            if (keys[i].equals(key)) {
                return i;
            }
        }
        return -1;
    }

    @SuppressWarnings("unchecked") // Both ways in take values of this type only.
    private V value(int index) {
        return (V) values[index];
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public @Nullable V get(@Nullable Object key) {
        int index = indexOf(keys, size, key);
        return index < 0 ? null : value(index);
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return indexOf(keys, size, key) >= 0;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super V> action) {
        for (int i = 0; i < size; i++) {
            action.accept(keys[i], value(i));
        }
    }

    @Override
    public Set<Entry<String, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public Iterator<Entry<String, V>> iterator() {
                return new Entries();
            }
        };
    }

    private final class Entries implements Iterator<Entry<String, V>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < size;
        }

        @Override
        public Entry<String, V> next() {
            if (next == size) {
                throw new NoSuchElementException();
            }
            return new SimpleImmutableEntry<>(keys[next], value(next++));
        }
    }
}
