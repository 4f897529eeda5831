package io.github.windlass4j.core.chain;

/** A broken rule of one certificate, before it is known where in which path the certificate stands. */
record Violation(Rule rule, String found, String expected, String fix) {
    /** Where checks put what they find. */
    interface Sink {
        void add(Rule rule, String found, String expected, String fix);
    }

    Obstacle at(int index, Node node) {
        return new Obstacle(rule, index, node.label(), found, expected, fix);
    }
}
