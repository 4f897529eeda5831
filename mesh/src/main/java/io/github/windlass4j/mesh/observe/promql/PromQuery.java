package io.github.windlass4j.mesh.observe.promql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A PromQL query, read and checked as Prometheus checks it before it runs: syntax, functions, types, expressions in
 * matchers. Immutable.
 *
 * <p>Not evaluated. Not known: functions added after the day the table of functions was compared.
 */
public final class PromQuery {
    /** Longest query in UTF-16 units; own bound, some hundred times the longest panel of Istio's dashboards. */
    public static final int MAX_LENGTH = 1 << 18;

    private final String text;
    private final Expr expr;

    private PromQuery(String text, Expr expr) {
        this.text = text;
        this.expr = expr;
    }

    /**
     * Reads a query.
     *
     * @param text the query
     * @param origin name used in errors
     * @return the query
     * @throws MalformedPromqlException with line and column, when Prometheus would refuse it
     */
    public static PromQuery parse(String text, String origin) {
        return parse(text, origin, false);
    }

    /**
     * Reads the query of a Grafana panel: {@code $name}, <code>${name}</code> and {@code [[name]]} may stand for durations,
     * numbers, labels, metrics and inside quotes.
     *
     * @param text the query
     * @param origin name used in errors
     * @return the query
     * @throws MalformedPromqlException with line and column, when no value of the variables could make it a query
     */
    public static PromQuery parseTemplate(String text, String origin) {
        return parse(text, origin, true);
    }

    private static PromQuery parse(String text, String origin, boolean variables) {
        if (text.length() > MAX_LENGTH) {
            throw new MalformedPromqlException(origin, text, 0, "longer than " + MAX_LENGTH + " characters");
        }
        return new PromQuery(text, new Parser(origin, text, variables).parse());
    }

    /**
     * What it evaluates to.
     *
     * @return the type
     */
    public ValueType type() {
        return expr.type();
    }

    /**
     * The series it reads.
     *
     * @return every selector, in the order of the text
     */
    public List<MetricSelector> selectors() {
        List<MetricSelector> selectors = new ArrayList<>();
        collect(expr, selectors);
        return List.copyOf(selectors);
    }

    private static void collect(Expr expr, List<MetricSelector> selectors) {
        if (expr instanceof Expr.Series series) {
            selectors.add(series.selector());
        }
        expr.parts().forEach(part -> collect(part, selectors));
    }

    /**
     * The metrics it reads.
     *
     * @return names, sorted; without those that a variable or matcher chooses
     */
    public SortedSet<String> metrics() {
        SortedSet<String> metrics = new TreeSet<>();
        selectors().forEach(selector -> metrics.add(selector.metric()));
        metrics.remove("");
        return Collections.unmodifiableSortedSet(metrics);
    }

    /**
     * The labels it reads: in matchers, groupings, joins of vectors and label functions.
     *
     * @return names, sorted; without those that the query itself makes before it reads them
     */
    public SortedSet<String> labels() {
        Set<String> read = expr.read();
        return Collections.unmodifiableSortedSet(new TreeSet<>(read));
    }

    /**
     * Whether it can return anything.
     *
     * @param series whether there are series for a selector
     * @return YES, NO, or UNKNOWN when that decides it and is not known; values are not looked at, so a comparison that
     *     filters everything out still counts as data
     */
    public Presence presence(Function<MetricSelector, Presence> series) {
        return expr.presence(series);
    }

    /** The query as written. */
    @Override
    public String toString() {
        return text;
    }
}
