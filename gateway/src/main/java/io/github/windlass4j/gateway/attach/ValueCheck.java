package io.github.windlass4j.gateway.attach;

import io.github.windlass4j.gateway.api.GrpcRule;
import io.github.windlass4j.gateway.api.HttpMatch;
import io.github.windlass4j.gateway.api.HttpRule;
import io.github.windlass4j.gateway.api.Route;
import io.github.windlass4j.gateway.api.RouteFilter;
import io.github.windlass4j.gateway.api.RouteRule;
import io.github.windlass4j.gateway.api.ValueMatch;
import io.github.windlass4j.manifest.object.View;
import io.github.windlass4j.manifest.regex.MalformedRegexException;
import io.github.windlass4j.manifest.regex.Regex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Values that the specification does not know: for each of these fields it says that an unknown value makes the route
 * unacceptable with the reason UnsupportedValue. The same is said of filters that nobody could do, which the API server
 * refuses. Expressions are looked at for controllers that say what they read. Of a route that has valid rules too the
 * invalid ones are dropped (RouteConditionPartiallyInvalid, "Drop Rule(s)"): the route is accepted and says so.
 */
final class ValueCheck {
    private static final String UNSUPPORTED = "UnsupportedValue";
    private static final Set<String> PATHS = Set.of("Exact", "PathPrefix", "RegularExpression");
    private static final Set<String> VALUES = Set.of("Exact", "RegularExpression");
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");

    private final Route route;
    private final boolean re2;
    private final List<Cause> matches = new ArrayList<>();
    private final List<Cause> filters = new ArrayList<>();
    private final Set<Integer> invalid = new TreeSet<>();

    private ValueCheck(Route route, boolean re2) {
        this.route = route;
        this.re2 = re2;
    }

    static ValueCheck of(Route route, Controller controller) {
        boolean re2 = controller.choices().contains(Controller.Choice.REFUSES_WHAT_RE2_CANNOT_READ);
        ValueCheck check = new ValueCheck(route, re2);
        for (RouteRule rule : route.rules()) {
            int before = check.causes().size();
            check.filters(rule.filters());
            rule.backendRefs().forEach(backend -> check.filters(backend.filters()));
            if (rule instanceof HttpRule http) {
                http.matches().forEach(check::match);
            } else if (rule instanceof GrpcRule grpc) {
                grpc.matches().forEach(match -> {
                    String type = match.fields().child("method").text("type", "Exact");
                    check.known(match, type, VALUES);
                    match.service().ifPresent(service -> check.expression(match, type, service));
                    match.method().ifPresent(method -> check.expression(match, type, method));
                    check.values(match.headers());
                });
            }
            if (check.causes().size() > before) {
                check.invalid.add(rule.index());
            }
        }
        return check;
    }

    /** Whether the rules can be told apart; a route whose matches nobody understands takes no requests. */
    boolean isMatchable() {
        return matches.isEmpty() || isPartial();
    }

    /** The condition of a route all of whose rules have such values; empty if one has none. */
    Optional<Condition> refusal() {
        return invalid.isEmpty() || isPartial()
                ? Optional.empty()
                : Optional.of(Condition.not("Accepted", UNSUPPORTED, causes()));
    }

    /** The condition of a route some of whose rules have such values; empty if none or all have. */
    Optional<Condition> partial() {
        return isPartial()
                ? Optional.of(new Condition("PartiallyInvalid", Condition.Status.TRUE, UNSUPPORTED, causes()))
                : Optional.empty();
    }

    /** Indexes of the rules that take no requests though the route is accepted. */
    Set<Integer> dropped() {
        return isPartial() ? invalid : Set.of();
    }

    private boolean isPartial() {
        return !invalid.isEmpty() && invalid.size() < route.rules().size();
    }

    private List<Cause> causes() {
        List<Cause> all = new ArrayList<>(matches);
        all.addAll(filters);
        return all;
    }

    private void match(HttpMatch match) {
        known(match.path(), match.path().type(), PATHS);
        expression(match.path(), match.path().type(), match.path().value());
        match.method().ifPresent(method -> known(match, method, METHODS));
        values(match.headers());
        values(match.queryParams());
    }

    private void values(List<ValueMatch> matches) {
        matches.forEach(match -> {
            known(match, match.type(), VALUES);
            expression(match, match.type(), match.value());
        });
    }

    private void expression(View where, String type, String value) {
        if (re2 && type.equals("RegularExpression")) {
            try {
                Regex.compile(value);
            } catch (MalformedRegexException e) {
                matches.add(Cause.of(route, where, "RE2 cannot read " + value + ": " + e.getMessage()));
            }
        }
    }

    private void filters(List<RouteFilter> filters) {
        RouteFilter.problems(filters)
                .forEach(problem -> this.filters.add(Cause.of(route, problem.where(), problem.what())));
    }

    private <T> void known(View where, T value, Set<T> values) {
        if (!values.contains(value)) {
            matches.add(Cause.of(route, where, "unknown value " + value));
        }
    }
}
