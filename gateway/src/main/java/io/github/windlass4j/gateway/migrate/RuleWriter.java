package io.github.windlass4j.gateway.migrate;

import static io.github.windlass4j.gateway.migrate.RuleDraft.filter;
import static io.github.windlass4j.gateway.migrate.RuleDraft.fullPath;
import static io.github.windlass4j.gateway.migrate.RuleDraft.object;

import io.github.windlass4j.gateway.migrate.Loss.Aspect;
import io.github.windlass4j.gateway.migrate.NginxConfig.Canary;
import io.github.windlass4j.gateway.migrate.NginxConfig.Comparison;
import io.github.windlass4j.gateway.migrate.NginxConfig.Location;
import io.github.windlass4j.gateway.migrate.NginxConfig.Server;
import io.github.windlass4j.gateway.migrate.NginxKnowledge.Case;
import io.github.windlass4j.manifest.regex.MalformedRegexException;
import io.github.windlass4j.manifest.regex.Regex;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The rules of one server, for HTTP or for HTTPS. */
final class RuleWriter {
    private record PathMatch(String type, String value) {}

    private final NginxKnowledge facts;
    private final Server server;
    private final boolean tls;
    private final FilterWriter filters;
    private final Consumer<Loss> losses;
    private final List<RuleDraft> rules = new ArrayList<>();

    RuleWriter(NginxKnowledge facts, Server server, boolean tls, FilterWriter filters, Consumer<Loss> losses) {
        this.facts = facts;
        this.server = server;
        this.tls = tls;
        this.filters = filters;
        this.losses = losses;
    }

    List<RuleDraft> write() {
        server.appRoot().ifPresent(this::appRoot);
        Set<String> seen = new HashSet<>();
        for (Location location : server.locations()) {
            // The first of two equal expressions takes every request, the default location too.
            if (!server.regex() || seen.add(location.path().toLowerCase(Locale.ROOT))) {
                location(location);
            }
        }
        boolean expressions = rules.stream().anyMatch(rule -> rule.pathType().equals("RegularExpression"));
        if (expressions && rules.size() > 1) {
            lose(
                    Aspect.EXPRESSION_ORDER,
                    "/",
                    "expressions are tried longest first; after, the implementation decides");
        }
        return rules;
    }

    private void appRoot(String path) {
        String namespace = server.locations().get(0).ingress().namespace();
        lose(Aspect.REDIRECT_QUERY, "/", "the way to the root of the application drops the query before");
        rules.add(RuleDraft.redirect(
                namespace, "Exact", "/", object("path", fullPath(path), "statusCode", facts.status(Case.APP_ROOT))));
    }

    private void location(Location location) {
        Optional<PathMatch> match = match(location);
        if (match.isEmpty()) {
            return;
        }
        String type = match.get().type();
        String path = match.get().value();
        Optional<Map<String, Object>> redirect = redirect(location);
        boolean serves = redirect.isPresent() || location.backend().isPresent();
        if (!serves) {
            return;
        }
        slashRedirect(location);
        if (redirect.isPresent()) {
            rules.add(RuleDraft.redirect(location.ingress().namespace(), type, path, redirect.get()));
            return;
        }
        if (rewriting(location).filter(Rewrite::keepsSlash).isPresent()) {
            forward(location, "Exact", path);
        }
        forward(location, type, path);
    }

    private static Optional<Rewrite> rewriting(Location location) {
        return location.rewrite().flatMap(target -> Rewrite.of(location.path(), target));
    }

    /** Type and value of the path match; empty when there is none. */
    private Optional<PathMatch> match(Location location) {
        return server.regex() ? expression(location) : plain(location);
    }

    private Optional<PathMatch> plain(Location location) {
        String path = location.path();
        if (!RuleDraft.isPath(path)) {
            lose(Aspect.PATH, path, "compared as text before; Gateway API takes no such path");
            return Optional.empty();
        }
        if (location.comparison() == Comparison.EXACT) {
            return Optional.of(new PathMatch("Exact", path));
        }
        return Optional.of(new PathMatch("PathPrefix", path));
    }

    private Optional<PathMatch> expression(Location location) {
        String path = location.path();
        Optional<String> prefix = rewriting(location).flatMap(Rewrite::prefix);
        if (path.equals("/") || prefix.filter("/"::equals).isPresent()) {
            return Optional.of(new PathMatch("PathPrefix", "/"));
        }
        if (prefix.isPresent()) {
            lose(Aspect.LETTER_CASE, prefix.get(), "an expression that ignores case became a prefix, to be rewritten");
            if (!path.contains("(/|$)") && !path.contains("(?:/|$)")) {
                lose(Aspect.TEXT_PREFIX, path, "an expression became a prefix of whole segments, to be rewritten");
            }
            return Optional.of(new PathMatch("PathPrefix", prefix.get()));
        }
        try {
            Regex.compile(path);
        } catch (MalformedRegexException notRe2) {
            lose(Aspect.UNKNOWN_BEFORE, path, "an expression that only PCRE reads");
            return Optional.empty();
        }
        String whole = path.contains("|") ? "(?:" + path + ")" : path;
        return Optional.of(new PathMatch("RegularExpression", "(?i)" + whole + (path.endsWith("$") ? "" : ".*")));
    }

    /** What a location answers itself, in the order of nginx: a redirect, then the way to HTTPS. */
    private Optional<Map<String, Object>> redirect(Location location) {
        NginxSettings settings = location.settings();
        Optional<NginxSettings.Redirect> redirect = settings.redirect();
        if (redirect.isPresent()) {
            return Optional.of(redirect(location, redirect.get()));
        }
        return server.redirectsToTls(location) && !tls
                ? Optional.of(object(
                        "scheme", "https", "statusCode", status(location.path(), facts.status(Case.TLS_REDIRECT))))
                : Optional.empty();
    }

    private Map<String, Object> redirect(Location location, NginxSettings.Redirect redirect) {
        int code = status(location.path(), redirect.code());
        if (redirect.url().contains("$")) {
            lose(Aspect.UNKNOWN_BEFORE, location.path(), "a URL with variables is known to nginx only");
        }
        lose(
                Aspect.REDIRECT_QUERY,
                location.path(),
                "a fixed URL drops the query; after, the implementation may keep it");
        try {
            URI url = URI.create(redirect.url());
            String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
            return object(
                    "scheme",
                    url.getScheme(),
                    "hostname",
                    url.getHost(),
                    "port",
                    url.getPort() < 0 ? null : url.getPort(),
                    "path",
                    fullPath(path),
                    "statusCode",
                    code);
        } catch (IllegalArgumentException malformed) {
            lose(Aspect.PATH, location.path(), "redirects to \"" + redirect.url() + "\", which is no URL");
            return object("statusCode", code);
        }
    }

    /** A status of redirects that the target has; a loss is noted where it is another one. */
    private int status(String path, int status) {
        int known = filters.redirect(status);
        if (known != status) {
            lose(Aspect.REDIRECT_CODE, path, "redirects with " + status + " before and " + known + " after");
        }
        return known;
    }

    /** A location that ends with a slash redirects the path without it, unless something takes that path. */
    private void slashRedirect(Location location) {
        String path = location.path();
        if (server.regex() || path.length() < 2 || !path.endsWith("/")) {
            return;
        }
        String without = path.substring(0, path.length() - 1);
        boolean taken =
                server.locations().stream().anyMatch(other -> other.path().equals(without));
        if (!taken) {
            rules.add(RuleDraft.redirect(
                    location.ingress().namespace(),
                    "Exact",
                    without,
                    object("path", fullPath(path), "statusCode", facts.status(Case.MISSING_SLASH))));
        }
    }

    private void forward(Location location, String type, String path) {
        if (server.appRoot().isPresent() && type.equals("Exact") && path.equals("/")) {
            // The way to the application takes every request for its root, those with a canary's header too.
            return;
        }
        Upstream primary = location.backend().orElseThrow();
        primary.missing()
                .ifPresent(what -> lose(Aspect.MISSING_BACKEND, location.path(), what + ": 503 before, 500 after"));
        Stream.concat(Stream.of(primary), location.canary().stream().map(Canary::backend))
                .forEach(backend -> backend.externalName()
                        .ifPresent(name -> lose(
                                Aspect.EXTERNAL_NAME,
                                location.path(),
                                backend.service() + " stands for " + name
                                        + ": whether requests are sent there is up to the implementation")));
        List<Map<String, Object>> done = new ArrayList<>(filters.of(location));
        rewrite(location, type).ifPresent(rewrite -> done.add(filter("URLRewrite", rewrite)));
        Optional<Canary> canary =
                location.canary().filter(other -> other.backend().missing().isEmpty());
        canary.ifPresent(other -> shaping(location, other, type, path, done));
        int whole = canary.map(other -> other.settings().weightTotal()).orElse(1);
        int part = canary.map(other -> other.settings().weight()).orElse(0);
        List<Map<String, Object>> backends = new ArrayList<>();
        if (part > 0) {
            backends.add(canary.orElseThrow().backend().toObject(part < whole ? part : -1));
        }
        if (part < whole) {
            backends.add(primary.toObject(part > 0 ? whole - part : -1));
        }
        add(location, type, path, List.of(), done, backends);
    }

    /** The rules that a canary adds before the weights: by header, then by cookie. */
    private void shaping(Location location, Canary canary, String type, String path, List<Map<String, Object>> done) {
        NginxSettings settings = canary.settings();
        Map<String, Object> alternative = canary.backend().toObject(-1);
        Map<String, Object> primary = location.backend().orElseThrow().toObject(-1);
        settings.text("canary-by-header").ifPresent(name -> {
            Optional<String> value = settings.text("canary-by-header-value");
            Optional<String> pattern = settings.text("canary-by-header-pattern");
            if (value.isPresent()) {
                add(location, type, path, header(name, value.get(), false), done, List.of(alternative));
            } else if (pattern.isPresent()) {
                add(location, type, path, header(name, found(pattern.get()), true), done, List.of(alternative));
            } else {
                add(location, type, path, header(name, "always", false), done, List.of(alternative));
                add(location, type, path, header(name, "never", false), done, List.of(primary));
            }
        });
        settings.text("canary-by-cookie").ifPresent(name -> {
            String before = "(?:.*; *)?" + Regex.quote(name) + "=";
            add(location, type, path, header("Cookie", before + "always(?: *;.*)?", true), done, List.of(alternative));
            add(location, type, path, header("Cookie", before + "never(?: *;.*)?", true), done, List.of(primary));
        });
    }

    /** An expression that matches a whole value where the given one is found somewhere. */
    private static String found(String pattern) {
        return (pattern.startsWith("^") ? "" : ".*") + "(?:" + pattern + ")" + (pattern.endsWith("$") ? "" : ".*");
    }

    private static List<Map<String, Object>> header(String name, String value, boolean expression) {
        return List.of(object("type", expression ? "RegularExpression" : "Exact", "name", name, "value", value));
    }

    private void add(
            Location location,
            String type,
            String path,
            List<Map<String, Object>> headers,
            List<Map<String, Object>> done,
            List<Map<String, Object>> backends) {
        rules.add(new RuleDraft(
                location.ingress().namespace(),
                type,
                path,
                headers,
                done,
                backends,
                filters.timeout(location.settings().number("proxy-read-timeout"))));
    }

    private Optional<Map<String, Object>> rewrite(Location location, String type) {
        Optional<String> host = location.settings().text("upstream-vhost").filter(name -> {
            if (!RuleDraft.isHostname(name)) {
                lose(Aspect.UPSTREAM_HOST, location.path(), "backends see the host \"" + name + "\"; not expressible");
            }
            return RuleDraft.isHostname(name);
        });
        Optional<Rewrite> rewrite = rewriting(location);
        location.rewrite().filter(target -> rewrite.isEmpty()).ifPresent(target -> {
            lose(Aspect.UNKNOWN_BEFORE, location.path(), "a target with variables is known to nginx only");
            lose(Aspect.REWRITE, location.path(), "rewritten to " + target + " before; not rewritten after");
        });
        Map<String, Object> path = rewrite.map(
                        found -> type.equals("PathPrefix") && found.prefix().isPresent()
                                ? RuleDraft.prefixPath(found.replacement())
                                : fullPath(found.replacement()))
                .orElse(null);
        Map<String, Object> filter = object("hostname", host.orElse(null), "path", path);
        return filter.isEmpty() ? Optional.empty() : Optional.of(filter);
    }

    private void lose(Aspect aspect, String path, String what) {
        losses.accept(new Loss(aspect, server.host(), path, what));
    }
}
