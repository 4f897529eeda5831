package io.github.windlass4j.core.chain.jsse;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Hash sets with the capacity that the JDK gives its own, so that they are iterated in the same order. */
final class HashOrder {
    private HashOrder() {}

    /** 17: {@code new HashSet<>(size)}; since 19 {@code HashSet.newHashSet(size)}, which leaves room for that many. */
    static <T> Set<T> setFor(int jdk, Collection<T> elements) {
        int size = elements.size();
        Set<T> set = new HashSet<>(jdk < 19 ? size : (int) Math.ceil(size / 0.75));
        set.addAll(elements);
        return set;
    }
}
