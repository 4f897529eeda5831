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
import java.util.Set;

/**
 * Values of enumerations that the specification does not know: for each of these fields it says that an unknown value makes
 * the route unacceptable with the reason UnsupportedValue. Expressions are looked at for controllers that say what they read.
 */
final class ValueCheck {
    private static final Set<String> FILTERS = Set.of(
            "RequestHeaderModifier",
            "ResponseHeaderModifier",
            "RequestMirror",
            "RequestRedirect",
            "URLRewrite",
            "ExtensionRef",
            "CORS",
            "ExternalAuth");
    private static final Set<String> PATHS = Set.of("Exact", "PathPrefix", "RegularExpression");
    private static final Set<String> VALUES = Set.of("Exact", "RegularExpression");
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final Set<String> MODIFIERS = Set.of("ReplaceFullPath", "ReplacePrefixMatch");
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final Route route;
    private final boolean re2;
    private final List<Cause> unknown = new ArrayList<>();

    private ValueCheck(Route route, boolean re2) {
        this.route = route;
        this.re2 = re2;
    }

    static List<Cause> of(Route route, Controller controller) {
        boolean re2 = controller.choices().contains(Controller.Choice.REFUSES_WHAT_RE2_CANNOT_READ);
        ValueCheck check = new ValueCheck(route, re2);
        for (RouteRule rule : route.rules()) {
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
        }
        return check.unknown;
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
                unknown.add(Cause.of(route, where, "RE2 cannot read " + value + ": " + e.getMessage()));
            }
        }
    }

    private void filters(List<RouteFilter> filters) {
        for (RouteFilter filter : filters) {
            known(filter, filter.type(), FILTERS);
            filter.redirect().ifPresent(redirect -> {
                redirect.scheme().ifPresent(scheme -> known(redirect, scheme, SCHEMES));
                known(redirect, redirect.statusCode(), REDIRECTS);
                redirect.path().ifPresent(path -> known(path, path.type(), MODIFIERS));
            });
            filter.rewrite().flatMap(RouteFilter.Rewrite::path).ifPresent(path -> known(path, path.type(), MODIFIERS));
        }
    }

    private <T> void known(View where, T value, Set<T> values) {
        if (!values.contains(value)) {
            unknown.add(Cause.of(route, where, "unknown value " + value));
        }
    }
}
