package io.github.windlass4j.mesh.observe.promql;

import java.util.List;

/**
 * Which series are read.
 *
 * @param metric name of the metric; empty when only matchers choose
 * @param matchers the conditions in order, without one that spells out the name
 */
public record MetricSelector(String metric, List<LabelMatcher> matchers) {
    /** Copies the matchers. */
    public MetricSelector {
        matchers = List.copyOf(matchers);
    }

    /** {@code istio_requests_total{reporter="source"}}. */
    @Override
    public String toString() {
        return matchers.isEmpty()
                ? metric
                : metric + "{"
                        + String.join(
                                ",",
                                matchers.stream().map(LabelMatcher::toString).toList()) + "}";
    }
}
