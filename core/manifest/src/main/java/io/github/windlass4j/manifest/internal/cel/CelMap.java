package io.github.windlass4j.manifest.internal.cel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map, or an object whose fields are its keys. */
public abstract class CelMap {
    /** Number of entries. */
    public abstract int size();

    /** The value of a key, an error, or null when the key is absent. */
    public abstract @Nullable Object find(Object key);

    /** The keys in order. */
    public abstract List<Object> keys();

    final Object equalTo(CelMap other) {
        if (size() != other.size()) {
            return false;
        }
        for (Object key : keys()) {
            Object mine = find(key);
            Object theirs = other.find(key);
            if (mine == null && theirs == null && other.keys().contains(key)) {
                // A field that is there and null.
                continue;
            }
            if (mine == null || theirs == null) {
                return false;
            }
            Object equal = CelOperators.equal(mine, theirs);
            if (!Boolean.TRUE.equals(equal)) {
                return equal;
            }
        }
        return true;
    }

    /** A map that an expression built. */
    static CelMap of(Map<Object, Object> entries) {
        return new Built(new LinkedHashMap<>(entries));
    }

    private static final class Built extends CelMap {
        private final Map<Object, Object> entries;

        Built(Map<Object, Object> entries) {
            this.entries = entries;
        }

        @Override
        public int size() {
            return entries.size();
        }

        @Override
        public @Nullable Object find(Object key) {
            Object exact = entries.get(key);
            if (exact != null || !CelOperators.isNumber(key)) {
                return exact;
            }
            for (Map.Entry<Object, Object> entry : entries.entrySet()) {
                if (Boolean.TRUE.equals(CelOperators.equal(entry.getKey(), key))) {
                    return entry.getValue();
                }
            }
            return null;
        }

        @Override
        public List<Object> keys() {
            return new ArrayList<>(entries.keySet());
        }
    }
}
