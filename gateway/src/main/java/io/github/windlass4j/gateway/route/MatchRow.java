package io.github.windlass4j.gateway.route;

import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.gateway.api.Route;
import io.github.windlass4j.manifest.object.ObjectRef;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * One row of a match table: a match of a rule, for one host name, with what the rule does.
 *
 * @param hostname host name that must be asked for; {@code *.} in front for all below it, empty for any
 * @param route the route
 * @param created when the route was created; the far future if it says nothing
 * @param rule index of the rule
 * @param index index of the match in the rule; -1 for the rule that matches everything because it names no match
 * @param match what is asked of the request
 * @param action what is done with it
 * @param location where the rule stands in the manifests
 */
record MatchRow(
        String hostname,
        ObjectRef route,
        Instant created,
        int rule,
        int index,
        Match match,
        RuleAction action,
        Location location) {
    /** A step of precedence as a comparison: the first row goes before the second if negative. */
    private record Rung(Precedence step, Comparator<MatchRow> order) {}

    private static final List<Rung> RUNGS = List.of(
            new Rung(Precedence.HOSTNAME, Comparator.comparing(MatchRow::hostname, HostIndex.MOST_SPECIFIC_FIRST)),
            new Rung(
                    Precedence.PATH_KIND,
                    Comparator.comparingInt(row -> row.match.path().rank())),
            new Rung(
                    Precedence.PATH_LENGTH,
                    Comparator.comparingInt(row -> -row.match.path().length())),
            new Rung(
                    Precedence.GRPC_METHOD,
                    Comparator.comparingInt(row -> -row.match.path().methodLength())),
            new Rung(
                    Precedence.METHOD,
                    Comparator.comparingInt(row -> row.match.method().isPresent() ? 0 : 1)),
            new Rung(
                    Precedence.HEADERS,
                    Comparator.comparingInt(row -> -row.match.headers().size())),
            new Rung(
                    Precedence.QUERY,
                    Comparator.comparingInt(row -> -row.match.query().size())),
            new Rung(Precedence.EXPRESSIONS, Comparator.comparingInt(row -> row.match.expressions())),
            new Rung(Precedence.AGE, Comparator.comparing(MatchRow::created)),
            new Rung(
                    Precedence.NAME,
                    Comparator.<MatchRow, String>comparing(row -> row.route.namespace() + "/" + row.route.name())
                            .thenComparing(row -> row.route.kind())),
            new Rung(
                    Precedence.RULE_ORDER,
                    Comparator.<MatchRow>comparingInt(row -> row.rule).thenComparingInt(row -> row.index)));

    /** The order of a table; rows that compare as equal are the same match for host names of equal length. */
    static final Comparator<MatchRow> ORDER = RUNGS.stream()
            .map(Rung::order)
            .reduce(Comparator::thenComparing)
            .orElseThrow()
            .thenComparing(MatchRow::hostname);

    static Instant createdOf(Route route) {
        return route.resource().creationTimestamp().orElse(Instant.MAX);
    }

    /** The step in which this row goes before another one. */
    Precedence decides(MatchRow other) {
        for (Rung rung : RUNGS) {
            if (rung.order.compare(this, other) != 0) {
                return rung.step;
            }
        }
        return Precedence.RULE_ORDER;
    }

    /** Whether the order of two rows is the implementation's choice. */
    boolean isAmbiguous(MatchRow other) {
        if (route.equals(other.route) && rule == other.rule) {
            return false;
        }
        Precedence step = decides(other);
        boolean byPath =
                step == Precedence.PATH_KIND || step == Precedence.PATH_LENGTH || step == Precedence.GRPC_METHOD;
        return byPath
                ? match.path().isExpression() || other.match.path().isExpression()
                : step == Precedence.EXPRESSIONS;
    }

    /** {@code HTTPRoute ns/name, spec.rules[0].matches[1]}, or the Service that no route attaches to. */
    String place() {
        return rulePlace() + (index < 0 ? "" : ".matches[" + index + "]");
    }

    /** {@code HTTPRoute ns/name, spec.rules[0]}, or the Service that no route attaches to. */
    String rulePlace() {
        return route.group().isEmpty() ? route.toString() : route + ", spec.rules[" + rule + "]";
    }

    @Override
    public String toString() {
        return (hostname.isEmpty() ? "any host" : hostname) + " " + match + " -> " + action + " (" + place() + ")";
    }
}
