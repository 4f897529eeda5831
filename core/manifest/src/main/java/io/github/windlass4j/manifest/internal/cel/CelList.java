package io.github.windlass4j.manifest.internal.cel;

import java.util.List;

/** A list of values. */
public abstract class CelList {
    /** Number of items. */
    public abstract int size();

    /** The item at an index within bounds. */
    public abstract Object get(int index);

    /** Equality with another list: true, false or an error. */
    public Object equalTo(CelList other) {
        if (size() != other.size()) {
            return false;
        }
        for (int i = 0; i < size(); i++) {
            Object equal = CelOperators.equal(get(i), other.get(i));
            if (!Boolean.TRUE.equals(equal)) {
                return equal;
            }
        }
        return true;
    }

    /** Equality of two values: true, false or an error. */
    public static Object equal(Object one, Object two) {
        return CelOperators.equal(one, two);
    }

    /** Both lists in one. */
    public CelList plus(CelList other) {
        return new Joined(this, other);
    }

    /** A list that an expression built. */
    static CelList of(List<Object> items) {
        return new Built(items);
    }

    private static final class Built extends CelList {
        private final List<Object> items;

        Built(List<Object> items) {
            this.items = items;
        }

        @Override
        public int size() {
            return items.size();
        }

        @Override
        public Object get(int index) {
            return items.get(index);
        }
    }

    /** Two lists one behind the other, which costs the same whatever their size. */
    private static final class Joined extends CelList {
        private final CelList first;
        private final CelList second;

        Joined(CelList first, CelList second) {
            this.first = first;
            this.second = second;
        }

        @Override
        public int size() {
            return first.size() + second.size();
        }

        @Override
        public Object get(int index) {
            return index < first.size() ? first.get(index) : second.get(index - first.size());
        }
    }
}
