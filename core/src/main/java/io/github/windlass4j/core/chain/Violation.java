package io.github.windlass4j.core.chain;

import java.util.ArrayList;
import java.util.List;

/** A broken rule of one certificate, before it is known where in which path the certificate stands. */
record Violation(Rule rule, String found, String expected, String fix) {
    /** Where checks put what they find. */
    interface Sink {
        void add(Rule rule, String found, String expected, String fix);
    }

    /** What checks found, in their order; nearly always nothing. */
    static final class Found implements Sink {
        private List<Violation> all = List.of();

        /** What was found since it was last asked. */
        List<Violation> taken() {
            List<Violation> found = List.copyOf(all);
            all = List.of();
            return found;
        }

        @Override
        public void add(Rule rule, String found, String expected, String fix) {
            all = all.isEmpty() ? new ArrayList<>() : all;
            all.add(new Violation(rule, found, expected, fix));
        }
    }

    Obstacle at(int index, Node node) {
        return new Obstacle(rule, index, node.label(), found, expected, fix);
    }
}
