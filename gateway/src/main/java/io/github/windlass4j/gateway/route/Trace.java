package io.github.windlass4j.gateway.route;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Why a request is treated as it is, in the order in which it was decided.
 *
 * @param steps in order
 * @param implementationDefined whether the specification leaves a part of the decision to the implementation
 */
public record Trace(List<Step> steps, boolean implementationDefined) {
    /** What a step is about. */
    public enum Stage {
        /** The connection: address, port, TLS. */
        CONNECTION,
        /** Which listener takes the request, and why another does not. */
        LISTENER,
        /** Which rule takes it, and by which step of precedence. */
        RULE,
        /** What a filter does. */
        FILTER,
        /** What becomes of a backend reference. */
        BACKEND,
        /** What was not looked at. */
        UNKNOWN
    }

    /**
     * One step.
     *
     * @param stage what it is about
     * @param subject object and field
     * @param text what was found there
     */
    public record Step(Stage stage, String subject, String text) {
        @Override
        public String toString() {
            return stage + " " + subject + ": " + text;
        }
    }

    /** Copies the steps. */
    public Trace {
        steps = List.copyOf(steps);
    }

    /**
     * What was not looked at.
     *
     * @return the steps of that stage
     */
    public List<Step> unknown() {
        return steps.stream().filter(step -> step.stage() == Stage.UNKNOWN).toList();
    }

    /** One line per step. */
    @Override
    public String toString() {
        return steps.stream().map(Step::toString).collect(Collectors.joining("\n"));
    }
}
