package io.github.windlass4j.core.chain;

import java.util.ArrayList;
import java.util.List;

/** A broken rule of one certificate, before it is known where in which path the certificate stands. */
record Violation(Rule rule, String found, String expected, String fix) {
    /** Where checks put what they find. */
    interface Sink {
        void add(Rule rule, String found, String expected, String fix);
    }

    /** What checks found, in their order. */
    record Found(List<Violation> all) implements Sink {
        Found() {
            this(new ArrayList<>(0));
        }

        /** What was found since it was last asked. */
        List<Violation> taken() {
            if (all.isEmpty()) {
                return List.of();
            }
            List<Violation> found = List.copyOf(all);
            all.clear();
            return found;
        }

        @Override
        public void add(Rule rule, String found, String expected, String fix) {
            all.add(new Violation(rule, found, expected, fix));
        }
    }

    Obstacle at(int index, Node node) {
        return new Obstacle(rule, index, node.label(), found, expected, fix);
    }
}
