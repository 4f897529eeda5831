package io.github.windlass4j.gateway.route;

import io.github.windlass4j.gateway.route.Trace.Stage;
import io.github.windlass4j.gateway.route.Trace.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The matches of all rules that compete for the requests of one listener or Service, in the order of precedence: the
 * first row that accepts a request takes it.
 */
public final class MatchTable {
    private final String name;
    private final boolean http;
    private final List<MatchRow> rows;
    private final HostIndex<MatchRow> byHost;

    /** @param http whether a request that no row takes gets an answer */
    MatchTable(String name, boolean http, List<MatchRow> rows) {
        this.name = name;
        this.http = http;
        this.rows = rows.stream().sorted(MatchRow.ORDER).toList();
        this.byHost = new HostIndex<>(this.rows, MatchRow::hostname);
    }

    /**
     * One row.
     *
     * @param hostname the host that must be asked for; {@code *.} in front for all below it, empty for any
     * @param match what is asked of the request
     * @param action what is done with it
     * @param route the route, as {@code HTTPRoute ns/name}
     * @param rule index of the rule in the route
     * @param index index of the match in the rule; -1 if the rule names none and matches everything
     */
    public record Row(String hostname, String match, String action, String route, int rule, int index) {
        @Override
        public String toString() {
            return (hostname.isEmpty() ? "any host" : hostname) + " | " + match + " | " + action + " | " + route
                    + " rule " + rule;
        }
    }

    /**
     * What the table is of.
     *
     * @return such as {@code Gateway ns/name, listener "http"}
     */
    public String name() {
        return name;
    }

    /**
     * The rows in the order of precedence.
     *
     * @return the rows; one for each host name of a route's match
     */
    public List<Row> inOrder() {
        return rows.stream()
                .map(row -> new Row(
                        row.hostname(),
                        row.match().toString(),
                        row.action().toString(),
                        row.route().toString(),
                        row.rule(),
                        row.index()))
                .toList();
    }

    /** The table without other rows than these. */
    MatchTable keeping(Predicate<MatchRow> wanted) {
        return rows.stream().allMatch(wanted)
                ? this
                : new MatchTable(name, http, rows.stream().filter(wanted).toList());
    }

    /** The kind of the routes of a table that holds one kind only; empty without rows. */
    String kind() {
        return rows.isEmpty() ? "" : rows.get(0).route().kind();
    }

    boolean isHttp() {
        return http;
    }

    List<MatchRow> rows() {
        return rows;
    }

    /** The rows for a host in the order in which they are tried. */
    List<MatchRow> rowsFor(String host) {
        List<MatchRow> candidates = new ArrayList<>();
        byHost.covering(host).forEach(candidates::addAll);
        return candidates;
    }

    /** The rows whose host names take everything that a row's host name takes, in order, itself among them. */
    List<MatchRow> rowsOver(MatchRow row) {
        String name = row.hostname();
        return rowsFor(name.startsWith("*.") ? "any" + name.substring(1) : name);
    }

    /** The row that takes a request, with the reason in {@code steps}; empty if none does. */
    Optional<Winner> winner(Request request, String host, List<Step> steps) {
        MatchRow winner = null;
        MatchRow second = null;
        boolean ambiguous = false;
        int passed = 0;
        for (List<MatchRow> group : byHost.covering(host)) {
            for (MatchRow row : group) {
                if (!row.match().accepts(request)) {
                    passed += winner == null ? 1 : 0;
                } else if (winner == null) {
                    winner = row;
                } else {
                    second = second == null && !sameRule(row, winner) ? row : second;
                    ambiguous |= winner.isAmbiguous(row);
                }
            }
        }
        if (winner == null) {
            steps.add(new Step(
                    Stage.RULE,
                    name,
                    passed == 0 ? "no rule is for this host" : "none of " + passed + " rows matches"));
            return Optional.empty();
        }
        steps.add(new Step(Stage.RULE, winner.place(), reason(winner, second, ambiguous)));
        return Optional.of(new Winner(winner, ambiguous));
    }

    /** The row that takes a request, and whether the implementation chose it. */
    record Winner(MatchRow row, boolean ambiguous) {}

    private static boolean sameRule(MatchRow one, MatchRow other) {
        return one.route().equals(other.route()) && one.rule() == other.rule();
    }

    private static String reason(MatchRow winner, @Nullable MatchRow second, boolean ambiguous) {
        Precedence step = second == null ? Precedence.ONLY_MATCH : winner.decides(second);
        return winner.match() + " takes it: " + step.reason()
                + (second == null ? "" : "; the next one is " + second.place())
                + (ambiguous ? "; where expressions stand is up to the implementation" : "");
    }

    /** One line per row. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name);
        inOrder().forEach(row -> text.append("\n  ").append(row));
        return text.toString();
    }
}
