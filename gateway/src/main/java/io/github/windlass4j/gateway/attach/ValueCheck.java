package io.github.windlass4j.gateway.attach;

import io.github.windlass4j.gateway.api.GrpcRule;
import io.github.windlass4j.gateway.api.HeaderModifier;
import io.github.windlass4j.gateway.api.HttpMatch;
import io.github.windlass4j.gateway.api.HttpRule;
import io.github.windlass4j.gateway.api.Route;
import io.github.windlass4j.gateway.api.RouteFilter;
import io.github.windlass4j.gateway.api.RouteRule;
import io.github.windlass4j.gateway.api.ValueMatch;
import io.github.windlass4j.gateway.attach.Controller.Choice;
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
 * refuses; those that exclude each other have the reason IncompatibleFilters. Expressions, headers and filters of
 * implementations are looked at for controllers that say what they take. Of a route that has valid rules too the
 * invalid ones are dropped (RouteConditionPartiallyInvalid, "Drop Rule(s)"): the route is accepted and says so.
 */
final class ValueCheck {
    private static final String UNSUPPORTED = "UnsupportedValue";
    private static final Set<String> PATHS = Set.of("Exact", "PathPrefix", "RegularExpression");
    private static final Set<String> VALUES = Set.of("Exact", "RegularExpression");
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");

    private final Route route;
    private final Controller controller;
    private final List<Cause> matches = new ArrayList<>();
    private final List<Cause> filters = new ArrayList<>();
    private final Set<Integer> invalid = new TreeSet<>();
    private final Set<String> reasons = new TreeSet<>();

    private ValueCheck(Route route, Controller controller) {
        this.route = route;
        this.controller = controller;
    }

    static ValueCheck of(Route route, Controller controller) {
        ValueCheck check = new ValueCheck(route, controller);
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
                : Optional.of(Condition.not("Accepted", reason(), causes()));
    }

    /** The condition of a route some of whose rules have such values; empty if none or all have. */
    Optional<Condition> partial() {
        return isPartial()
                ? Optional.of(new Condition("PartiallyInvalid", Condition.Status.TRUE, reason(), causes()))
                : Optional.empty();
    }

    /** Indexes of the rules that take no requests though the route is accepted. */
    Set<Integer> dropped() {
        return isPartial() ? invalid : Set.of();
    }

    private boolean isPartial() {
        return !invalid.isEmpty() && invalid.size() < route.rules().size();
    }

    /** That filters exclude each other is told where nothing else is the matter. */
    private String reason() {
        return reasons.size() == 1 ? reasons.iterator().next() : UNSUPPORTED;
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
        if (controller.chooses(Choice.REFUSES_WHAT_RE2_CANNOT_READ) && type.equals("RegularExpression")) {
            try {
                Regex.compile(value);
            } catch (MalformedRegexException e) {
                problem(matches, where, "RE2 cannot read " + value + ": " + e.getMessage(), UNSUPPORTED);
            }
        }
    }

    private void filters(List<RouteFilter> filters) {
        RouteFilter.problems(filters)
                .forEach(problem -> problem(this.filters, problem.where(), problem.what(), problem.reason()));
        for (RouteFilter filter : filters) {
            if (controller.chooses(Choice.REFUSES_DISPUTED_HEADERS)) {
                filter.requestHeaders().ifPresent(this::disputed);
                filter.responseHeaders().ifPresent(this::disputed);
            }
            if (controller.chooses(Choice.REFUSES_FILTERS_OF_OTHERS)) {
                filter.extensionRef()
                        .map(ref -> ref.group() + "/" + ref.kind())
                        .filter(kind -> !controller.defines(kind))
                        .ifPresent(kind -> problem(
                                this.filters, filter, controller + " has no filters of kind " + kind, UNSUPPORTED));
            }
        }
    }

    private void disputed(HeaderModifier modifier) {
        modifier.disputed()
                .forEach(name ->
                        problem(filters, modifier, controller + " changes no header \"" + name + "\"", UNSUPPORTED));
    }

    private <T> void known(View where, T value, Set<T> values) {
        if (!values.contains(value)) {
            problem(matches, where, "unknown value " + value, UNSUPPORTED);
        }
    }

    private void problem(List<Cause> causes, View where, String what, String reason) {
        causes.add(Cause.of(route, where, what));
        reasons.add(reason);
    }
}
