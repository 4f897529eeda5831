package io.github.windlass4j.gateway.api;

import io.github.windlass4j.gateway.api.RouteFilter.PathModifier;
import io.github.windlass4j.gateway.api.RouteFilter.Problem;
import io.github.windlass4j.manifest.object.View;
import io.github.windlass4j.manifest.regex.Regex;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks for values with which a filter cannot be done: unknown to the specification, or nothing that HTTP can carry. */
final class FilterValues {
    private static final Set<String> TYPES = Set.of(
            "RequestHeaderModifier",
            "ResponseHeaderModifier",
            "RequestMirror",
            "RequestRedirect",
            "URLRewrite",
            "ExtensionRef",
            "CORS",
            "ExternalAuth");
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    /**
     * A token (RFC 9110 5.6.2), and a value without line breaks and spaces around it: what the schema of v1.6.1 takes, to which
     * a test holds them. They stand here because to route requests needs no schema to be read.
     */
    private static final Regex NAME = Regex.compile("[A-Za-z0-9!#$%&'*+\\-.^_`|~]{1,256}");

    private static final Regex VALUE = Regex.compile("[!-~]+([\t ]?[!-~]+)*");

    /** A name without wildcard, as the schema of v1.6.1 takes it (PreciseHostname). */
    private static final Regex HOSTNAME =
            Regex.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

    private static final int LONGEST_HOSTNAME = 253;

    /** Filters of which a rule has one at most, because the second would undo the first. */
    private static final Set<String> ONCE = Set.of("RequestRedirect", "URLRewrite");

    private static final String UNSUPPORTED = "UnsupportedValue";

    private final List<Problem> problems = new ArrayList<>();

    private FilterValues() {}

    static List<Problem> problems(List<RouteFilter> filters) {
        List<Problem> all = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (RouteFilter filter : filters) {
            all.addAll(problems(filter));
            if (ONCE.contains(filter.type())) {
                if (!seen.add(filter.type())) {
                    all.add(new Problem(filter, "a second filter of type " + filter.type(), UNSUPPORTED));
                } else if (seen.containsAll(ONCE)) {
                    all.add(new Problem(filter, "a redirect beside a rewriting", "IncompatibleFilters"));
                }
            }
        }
        return all;
    }

    private static List<Problem> problems(RouteFilter filter) {
        FilterValues values = new FilterValues();
        values.known(filter, filter.type(), TYPES);
        filter.requestHeaders().ifPresent(values::headers);
        filter.responseHeaders().ifPresent(values::headers);
        filter.redirect().ifPresent(redirect -> {
            redirect.scheme().ifPresent(scheme -> values.known(redirect, scheme, SCHEMES));
            values.known(redirect, redirect.statusCode(), REDIRECTS);
            redirect.hostname().ifPresent(name -> values.hostname(redirect, name));
            redirect.path().ifPresent(values::path);
        });
        filter.rewrite().ifPresent(rewrite -> {
            rewrite.hostname().ifPresent(name -> values.hostname(rewrite, name));
            rewrite.path().ifPresent(values::path);
        });
        return values.problems;
    }

    private void headers(HeaderModifier modifier) {
        modifier.set().forEach(header -> header(modifier, header));
        modifier.add().forEach(header -> header(modifier, header));
    }

    private void header(HeaderModifier modifier, HeaderModifier.Header header) {
        if (!isHeaderName(header.name())) {
            problem(modifier, "\"" + header.name() + "\" is no name of a header");
        } else if (!VALUE.matches(header.value())) {
            problem(modifier, "header " + header.name() + " cannot have this value");
        }
    }

    static boolean isHeaderName(String name) {
        return NAME.matches(name);
    }

    private void hostname(View where, String name) {
        if (name.length() > LONGEST_HOSTNAME || !HOSTNAME.matches(name)) {
            problem(where, "\"" + name + "\" is no name of a host");
        }
    }

    private void path(PathModifier path) {
        boolean full = path.type().equals("ReplaceFullPath");
        if (known(path, path.type(), Set.of("ReplaceFullPath", "ReplacePrefixMatch"))) {
            Optional<String> wanted = full ? path.fullPath() : path.prefix();
            if (wanted.isEmpty()) {
                problem(path, path.type() + " without what to replace it by");
            } else if (path.fields().has(full ? "replacePrefixMatch" : "replaceFullPath")) {
                problem(path, path.type() + " beside the value of another type");
            }
        }
    }

    private void problem(View where, String what) {
        problems.add(new Problem(where, what, UNSUPPORTED));
    }

    private <T> boolean known(View where, T value, Set<T> values) {
        boolean known = values.contains(value);
        if (!known) {
            problem(where, "unknown value " + value);
        }
        return known;
    }
}
