package io.github.windlass4j.gateway.route;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.gateway.api.BackendRef;
import io.github.windlass4j.gateway.api.GrpcRule;
import io.github.windlass4j.gateway.api.HeaderModifier;
import io.github.windlass4j.gateway.api.HttpMatch;
import io.github.windlass4j.gateway.api.HttpRule;
import io.github.windlass4j.gateway.api.Route;
import io.github.windlass4j.gateway.api.RouteFilter;
import io.github.windlass4j.gateway.api.RouteRule;
import io.github.windlass4j.gateway.api.SessionPersistence;
import io.github.windlass4j.gateway.route.HeaderEdits.Edit;
import io.github.windlass4j.gateway.route.HeaderEdits.Operation;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.manifest.object.View;
import io.github.windlass4j.manifest.regex.MalformedRegexException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Turns routes into rows of a match table. */
final class RowCompiler {
    private final BackendResolver backends;
    private final Predicate<ObjectRef> stored;
    private final Function<Route, Set<Integer>> dropped;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * @param stored whether an object is there
     * @param dropped indexes of the rules of a route that take no requests
     */
    RowCompiler(BackendResolver backends, Predicate<ObjectRef> stored, Function<Route, Set<Integer>> dropped) {
        this.backends = backends;
        this.stored = stored;
        this.dropped = dropped;
    }

    /** Rows that could not be made, because an expression cannot be read. */
    List<Finding> findings() {
        return findings;
    }

    /**
     * The rows of a route.
     *
     * @param hostnames the host names under which it attaches; an empty text for any
     */
    List<MatchRow> rows(Route route, List<String> hostnames) {
        List<MatchRow> rows = new ArrayList<>();
        Set<Integer> without = dropped.apply(route);
        for (RouteRule rule : route.rules()) {
            if (without.contains(rule.index())) {
                continue;
            }
            boolean stated = rule.fields().has("matches");
            List<? extends View> matches = matches(rule);
            for (int i = 0; i < matches.size(); i++) {
                try {
                    Match match = compiled(matches.get(i));
                    rows.addAll(rows(route, rule, stated ? i : -1, match, hostnames));
                } catch (MalformedRegexException unreadable) {
                    findings.add(neverMatches(route, matches.get(i), unreadable));
                }
            }
        }
        return rows;
    }

    /** One row for each host name; {@code index} -1 where the rule states no condition. */
    private List<MatchRow> rows(Route route, RouteRule rule, int index, Match match, List<String> hostnames) {
        RuleAction action = action(route, rule, match.path());
        return hostnames.stream()
                .map(hostname -> new MatchRow(
                        hostname.equals("*") ? "" : hostname,
                        route.ref(),
                        MatchRow.createdOf(route),
                        rule.index(),
                        index,
                        match,
                        action,
                        location(route, rule)))
                .toList();
    }

    private static Finding neverMatches(Route route, View match, MalformedRegexException unreadable) {
        return new Finding(
                "WL-GR-0101",
                Severity.ERROR,
                location(route, match),
                route.ref() + ", " + match.field() + " never matches: its expression cannot be read: "
                        + unreadable.getMessage());
    }

    private static Location location(Route route, View part) {
        return Location.of(route.resource().origin())
                .at(part.at().line(), part.at().column());
    }

    private static List<? extends View> matches(RouteRule rule) {
        if (rule instanceof HttpRule http) {
            return http.matches();
        }
        return rule instanceof GrpcRule grpc ? grpc.matches() : List.of(rule);
    }

    private static Match compiled(View match) {
        if (match instanceof HttpMatch http) {
            return Match.of(http);
        }
        return match instanceof GrpcRule.Match grpc ? Match.of(grpc) : Match.EVERYTHING;
    }

    private RuleAction action(Route route, RouteRule rule, PathPredicate path) {
        List<Target> targets = new ArrayList<>();
        for (BackendRef reference : rule.backendRefs()) {
            BackendResolver.Resolved resolved = backends.resolve(route, reference);
            List<FilterStep> filters = filters(route, reference.filters(), path);
            resolved.unknown()
                    .ifPresent(what ->
                            filters.add(new FilterStep.Unmodelled(route.ref() + ", " + reference.field(), what)));
            targets.add(new Target(resolved.backend(), Math.max(0, reference.weight()), filters, resolved.failure()));
        }
        return new RuleAction(filters(route, rule.filters(), path), targets, delivery(rule));
    }

    private static Delivery delivery(RouteRule rule) {
        Optional<SessionPersistence> persistence = Optional.empty();
        Optional<HttpRule.Timeouts> timeouts = Optional.empty();
        Optional<HttpRule.Retry> retry = Optional.empty();
        if (rule instanceof HttpRule http) {
            persistence = http.sessionPersistence();
            timeouts = Optional.of(http.timeouts());
            retry = http.retry();
        } else if (rule instanceof GrpcRule grpc) {
            persistence = grpc.sessionPersistence();
        }
        return new Delivery(
                timeouts.flatMap(HttpRule.Timeouts::request),
                timeouts.flatMap(HttpRule.Timeouts::backendRequest),
                retry.map(again -> new Delivery.Retry(again.codes(), again.attempts(), again.backoff())),
                persistence.map(session -> new Delivery.Persistence(
                        session.type(),
                        session.sessionName(),
                        session.absoluteTimeout(),
                        session.isPermanentCookie())));
    }

    private List<FilterStep> filters(Route route, List<RouteFilter> filters, PathPredicate path) {
        List<RouteFilter.Problem> problems = RouteFilter.problems(filters);
        List<FilterStep> steps = new ArrayList<>();
        if (!problems.isEmpty()) {
            steps.add(new FilterStep.Closed(new Target.Failure(
                    500, "the filter cannot be done: " + problems.get(0).what())));
            return steps;
        }
        for (RouteFilter filter : filters) {
            steps.add(step(route, filter, path));
        }
        return steps;
    }

    private FilterStep step(Route route, RouteFilter filter, PathPredicate path) {
        if (filter.requestHeaders().isPresent()) {
            return new FilterStep.EditRequest(edits(filter.requestHeaders().get()));
        }
        if (filter.responseHeaders().isPresent()) {
            return new FilterStep.EditResponse(edits(filter.responseHeaders().get()));
        }
        if (filter.rewrite().isPresent()) {
            RouteFilter.Rewrite rewrite = filter.rewrite().get();
            return new FilterStep.Rewrite(rewrite.hostname(), rewrite.path().flatMap(edit -> edit(edit, path)));
        }
        if (filter.redirect().isPresent()) {
            RouteFilter.Redirect redirect = filter.redirect().get();
            return new FilterStep.Redirect(
                    redirect.scheme(),
                    redirect.hostname(),
                    redirect.port(),
                    redirect.path().flatMap(edit -> edit(edit, path)),
                    redirect.statusCode());
        }
        if (filter.mirror().isPresent()) {
            return copy(route, filter.mirror().get(), filter.field());
        }
        if (filter.cors().isPresent()) {
            return new FilterStep.Cors(CorsPolicy.of(filter.cors().get()));
        }
        if (filter.externalAuth().isPresent()) {
            return permission(route, filter.externalAuth().get(), filter.field());
        }
        Optional<ObjectRef> missing =
                filter.extensionRef().map(ref -> ref.target(route.namespace())).filter(stored.negate());
        if (missing.isPresent()) {
            // "The filter MUST NOT be skipped. Instead, requests [...] MUST receive a HTTP error response"
            // (HTTPRouteFilter).
            return new FilterStep.Closed(new Target.Failure(500, "the filter " + missing.get() + " is not there"));
        }
        String what = filter.extensionRef()
                .map(reference -> "what " + reference + " does is up to the implementation")
                .orElse("a filter of type \"" + filter.type() + "\" is not modelled");
        return new FilterStep.Unmodelled(route.ref() + ", " + filter.field(), what);
    }

    private FilterStep permission(Route route, BackendRef authority, String field) {
        return backends.resolve(route, authority)
                .failure()
                .<FilterStep>map(failure -> new FilterStep.Closed(
                        new Target.Failure(failure.status(), "nobody can be asked for permission: " + failure.why())))
                .orElseGet(() -> new FilterStep.Unmodelled(
                        route.ref() + ", " + field,
                        "whether " + authority.target(route.namespace()) + " permits the request is not known"));
    }

    private FilterStep copy(Route route, RouteFilter.Mirror mirror, String field) {
        BackendResolver.Resolved resolved = backends.resolve(route, mirror.backendRef());
        if (resolved.failure().isPresent()) {
            return new FilterStep.Unmodelled(
                    route.ref() + ", " + field,
                    "copies for " + resolved.backend() + " go nowhere: "
                            + resolved.failure().get().why());
        }
        long whole = Math.max(1, mirror.denominator());
        return new FilterStep.Copy(new Mirror(
                resolved.backend(), new Weight(Math.min(whole, Math.max(0, mirror.numerator())), whole)));
    }

    /** A prefix is only replaced where a prefix was matched; the rules of the kind demand one. */
    private static Optional<FilterStep.PathEdit> edit(RouteFilter.PathModifier modifier, PathPredicate path) {
        if (modifier.fullPath().isPresent()) {
            return modifier.fullPath().map(FilterStep.PathEdit.Whole::new);
        }
        return modifier.prefix()
                .filter(replacement -> path instanceof PathPredicate.Prefix)
                .map(replacement -> new FilterStep.PathEdit.Stem(
                        ((PathPredicate.Prefix) path).stem(), new PathPredicate.Prefix(replacement).stem()));
    }

    private static HeaderEdits edits(HeaderModifier modifier) {
        List<Edit> edits = new ArrayList<>();
        modifier.set().forEach(header -> edits.add(new Edit(Operation.SET, header.name(), header.value())));
        modifier.add().forEach(header -> edits.add(new Edit(Operation.ADD, header.name(), header.value())));
        modifier.remove().forEach(name -> edits.add(new Edit(Operation.REMOVE, name, "")));
        return new HeaderEdits(edits);
    }
}
