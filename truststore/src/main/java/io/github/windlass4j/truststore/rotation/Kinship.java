package io.github.windlass4j.truststore.rotation;

import io.github.windlass4j.core.cert.Certificate;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;

/** Which certificates can stand above which, by names alone: what is outside can change no engine's answer. */
final class Kinship {
    private Kinship() {}

    /** Everything in the pool that a path from the leaf upwards could contain, the leaf left out, nearest first. */
    static Set<Certificate> above(Certificate leaf, Collection<Certificate> pool) {
        Set<Certificate> found = new LinkedHashSet<>();
        Deque<Certificate> open = new ArrayDeque<>();
        open.add(leaf);
        while (!open.isEmpty()) {
            Certificate lower = open.remove();
            for (Certificate candidate : pool) {
                if (candidate.subject().matches(lower.issuer()) && !candidate.equals(leaf) && found.add(candidate)) {
                    open.add(candidate);
                }
            }
        }
        return found;
    }
}
