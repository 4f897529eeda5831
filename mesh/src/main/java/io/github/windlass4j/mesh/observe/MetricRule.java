package io.github.windlass4j.mesh.observe;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** One rule that Prometheus evaluates again and again. */
public sealed interface MetricRule {
    /**
     * What is evaluated.
     *
     * @return PromQL
     */
    String expression();

    /**
     * What the result gets.
     *
     * @return labels, sorted
     */
    Map<String, String> labels();

    /**
     * Writes the result as a metric.
     *
     * @param name name of the metric
     * @param expression PromQL
     * @param labels added to each series
     */
    record Recording(String name, String expression, Map<String, String> labels) implements MetricRule {
        /** Sorts the labels. */
        public Recording {
            labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        }

        @Override
        public String toString() {
            return name + ": " + expression;
        }
    }

    /**
     * Warns while the result is not empty.
     *
     * @param name name of the alert
     * @param expression PromQL
     * @param after how long it must last first
     * @param severity 0 (critical) to 4 (verbose), as Azure Monitor counts
     * @param labels added to the alert
     * @param annotations texts for people; {@code {{ $labels.x }}} and {@code {{ $value }}} are filled in
     */
    record Alert(
            String name,
            String expression,
            Duration after,
            int severity,
            Map<String, String> labels,
            Map<String, String> annotations)
            implements MetricRule {
        /** Sorts the maps; the severity must be one. */
        public Alert {
            if (severity < 0 || severity > 4) {
                throw new IllegalArgumentException("severity: " + severity + " (want 0 to 4)");
            }
            labels = Collections.unmodifiableMap(new TreeMap<>(labels));
            annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
        }

        @Override
        public String toString() {
            return name + ": " + expression;
        }
    }
}
