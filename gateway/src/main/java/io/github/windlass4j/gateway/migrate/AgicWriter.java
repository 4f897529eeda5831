package io.github.windlass4j.gateway.migrate;

import static io.github.windlass4j.gateway.migrate.RuleDraft.filter;
import static io.github.windlass4j.gateway.migrate.RuleDraft.fullPath;
import static io.github.windlass4j.gateway.migrate.RuleDraft.object;
import static io.github.windlass4j.gateway.migrate.RuleDraft.prefixPath;

import io.github.windlass4j.gateway.migrate.AgicConfig.Action;
import io.github.windlass4j.gateway.migrate.AgicConfig.Listener;
import io.github.windlass4j.gateway.migrate.AgicConfig.PathRule;
import io.github.windlass4j.gateway.migrate.AgicKnowledge.Topic;
import io.github.windlass4j.gateway.migrate.Loss.Aspect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the listeners of Application Gateway become: listeners, and a route for each of them. */
final class AgicWriter {
    private final AgicConfig config;
    private final AgicKnowledge facts;
    private final GatewayDraft draft;
    private final FilterWriter filters;
    private final List<Listener> moved = new ArrayList<>();

    AgicWriter(AgicConfig config, GatewayDraft draft, FilterWriter filters) {
        this.config = config;
        this.facts = config.facts();
        this.draft = draft;
        this.filters = filters;
    }

    void write() {
        config.listeners().forEach(this::listener);
        if (config.listeners().stream().anyMatch(Listener::tls)) {
            draft.losses()
                    .add(new Loss(
                            Aspect.OWN_CERTIFICATE,
                            "",
                            "/",
                            "HTTPS to any other host is answered 404 with another listener's certificate"));
            draft.losses()
                    .add(new Loss(Aspect.PLAIN_AT_TLS, "", "/", "plain HTTP at a port for TLS is answered 400 before"));
        }
    }

    private void listener(Listener listener) {
        others(listener);
        listener.refused(facts).ifPresent(why -> lose(listener, Aspect.UNKNOWN_BEFORE, "/", why));
        if (config.isMixed(listener.door().port())) {
            String why = "a port with and without TLS";
            lose(listener, Aspect.UNKNOWN_BEFORE, "/", why);
            draft.losses().add(new Loss(Aspect.UNKNOWN_BEFORE, "", "/", why));
        }
        int usual = listener.tls() ? facts.httpsPort() : facts.httpPort();
        int stated = listener.door().port();
        boolean moves = stated != usual && draft.target().agc().isPresent();
        if (moves) {
            String what = "port " + stated + " before is port " + usual + " after";
            lose(listener, Aspect.PORT, "/", what);
            draft.losses().add(new Loss(Aspect.PORT, "", "/", what));
            if (isTaken(listener, usual)) {
                return;
            }
            moved.add(listener);
        }
        List<String> names = names(listener);
        boolean nothingLeft = names.isEmpty() && !listener.names().isEmpty();
        if (!nothingLeft) {
            route(listener, names, moves ? usual : stated, usual);
        }
    }

    /** The hosts in small letters, each once, without those that Gateway API cannot name. */
    private List<String> names(Listener listener) {
        List<String> names = new ArrayList<>();
        for (String name : listener.names()) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!RuleDraft.isHostname(lower.startsWith("*.") ? lower.substring(2) : lower)) {
                draft.losses().add(new Loss(Aspect.HOST_PATTERN, lower, "/", "Gateway API has no such host name"));
            } else if (!names.contains(lower)) {
                names.add(lower);
            }
        }
        return names;
    }

    /** {@code usual}: the port that needs no word in the route's name. */
    private void route(Listener listener, List<String> names, int port, int usual) {
        List<String> sections = new ArrayList<>();
        listener.secret()
                .ifPresentOrElse(
                        secret -> (names.isEmpty() ? List.of("") : names)
                                .forEach(name -> sections.add(draft.tls(name, secret, port))),
                        () -> sections.add(draft.plain(port)));
        boolean besideTls = !listener.tls()
                && config.listeners().stream()
                        .anyMatch(other -> other.tls() && other.names().equals(listener.names()));
        String suffix = (besideTls ? "-http" : "") + (port == usual ? "" : "-" + port);
        String host = names.isEmpty() ? "" : names.get(0);
        draft.httpRoutes(host, suffix, names, rules(listener), sections);
    }

    /** Whether another listener of the same hosts has the port, which two cannot share. */
    private boolean isTaken(Listener listener, int port) {
        return config.listeners().stream()
                .filter(other -> !other.equals(listener) && other.tls() == listener.tls())
                .filter(other -> other.door().port() == port || moved.contains(other))
                .anyMatch(other -> other.overlaps(listener));
    }

    /** What is lost because other listeners take the same hosts. */
    private void others(Listener listener) {
        for (Listener other : config.listeners()) {
            if (other.equals(listener)
                    || other.tls() != listener.tls()
                    || other.door().port() != listener.door().port()
                    || !other.overlaps(listener)) {
                continue;
            }
            if (!config.goesBefore(listener, other) && !config.goesBefore(other, listener)) {
                lose(listener, Aspect.UNKNOWN_BEFORE, "/", facts.says(Topic.HOST_PRIORITY));
            } else if (config.goesBefore(other, listener) && !listener.names().isEmpty()) {
                lose(listener, Aspect.HOST_ORDER, "/", other.host() + " is asked before; after, the longer name is");
            }
            if (listener.fallback().isNothing() && !listener.names().isEmpty()) {
                lose(
                        listener,
                        Aspect.HOST_FALLTHROUGH,
                        "/",
                        "what no rule takes is answered 502 before; after, a less specific name may take it");
            }
        }
    }

    private List<RuleDraft> rules(Listener listener) {
        List<RuleDraft> rules = new ArrayList<>();
        List<PathRule> earlier = new ArrayList<>();
        for (PathRule rule : listener.rules()) {
            String value = value(rule);
            if (earlier.stream().anyMatch(before -> coversWhole(before, rule))) {
                lose(listener, Aspect.NEVER_REACHED, rule.pattern(), "an earlier path takes it whole; left out");
            } else if (!RuleDraft.isPath(value)) {
                lose(listener, Aspect.PATH, rule.stem(), "compared as text before; Gateway API takes no such path");
            } else {
                letters(listener, rule);
                rules.add(rule(listener, rule.isPrefix() ? "PathPrefix" : "Exact", value, rule.action()));
            }
            earlier.add(rule);
        }
        Action last = listener.fallback();
        if (last.isNothing()) {
            lose(listener, Aspect.EMPTY_POOL, "/", "what no path takes is answered 502 before and 404 after");
        } else {
            rules.add(rule(listener, "PathPrefix", "/", last));
        }
        return rules;
    }

    /** The pattern as Gateway API compares it: a prefix has no slash at its end. */
    private static String value(PathRule rule) {
        String stem = rule.stem();
        return rule.isPrefix() && stem.length() > 1 && stem.endsWith("/") ? stem.substring(0, stem.length() - 1) : stem;
    }

    private static boolean coversWhole(PathRule earlier, PathRule later) {
        return earlier.isPrefix()
                && (!later.isPrefix() || later.stem().length() >= earlier.stem().length())
                && earlier.matches(later.stem()).orElse(false)
                && (!later.isPrefix() || earlier.matches(later.stem() + "x").orElse(false));
    }

    private void letters(Listener listener, PathRule rule) {
        lose(listener, Aspect.LETTER_CASE, value(rule), "case is ignored before and not after");
        if (!rule.isPrefix()) {
            return;
        }
        if (rule.stem().endsWith("/")) {
            lose(listener, Aspect.UNKNOWN_BEFORE, rule.pattern(), facts.says(Topic.PATH_SLASH));
        } else if (rule.bySegments()) {
            lose(listener, Aspect.UNKNOWN_BEFORE, rule.pattern(), facts.says(Topic.PATH_SEGMENTS));
        } else {
            lose(listener, Aspect.TEXT_PREFIX, rule.stem(), "takes any rest before, whole segments after");
        }
    }

    private RuleDraft rule(Listener listener, String type, String path, Action action) {
        String namespace = action.ingress().namespace();
        if (action.redirects()) {
            if (!AgicSimulator.redirectsSomewhere(listener)) {
                lose(listener, Aspect.UNKNOWN_BEFORE, path, facts.says(Topic.REDIRECT_HOST));
            }
            int status = filters.redirect(facts.redirectStatus());
            return RuleDraft.redirect(namespace, type, path, object("scheme", "https", "statusCode", status));
        }
        action.undecided().ifPresent(why -> lose(listener, Aspect.UNKNOWN_BEFORE, path, why));
        Upstream backend = action.backend().orElseThrow();
        backend.missing()
                .ifPresent(what -> lose(listener, Aspect.MISSING_BACKEND, path, what + ": 502 before, 500 after"));
        return new RuleDraft(
                namespace,
                type,
                path,
                List.of(),
                rewrite(listener, type, path, action.settings()).stream().toList(),
                List.of(backend.toObject(-1)),
                filters.timeout(action.settings().number("request-timeout", 1, Integer.MAX_VALUE)));
    }

    private Optional<Map<String, Object>> rewrite(Listener listener, String type, String path, AgicSettings settings) {
        Optional<String> host = settings.backendHost().filter(name -> {
            if (!RuleDraft.isHostname(name)) {
                lose(listener, Aspect.UPSTREAM_HOST, path, "backends see the host \"" + name + "\"; not expressible");
            }
            return RuleDraft.isHostname(name);
        });
        if (type.equals("PathPrefix") && settings.pathPrefix().isPresent() && !path.equals("/")) {
            lose(listener, Aspect.REWRITE, path, "whether a slash stays at the end of the path itself may differ");
        }
        Map<String, Object> replaced = settings.pathPrefix()
                .map(prefix -> type.equals("Exact") ? fullPath(prefix) : prefixPath(prefix))
                .orElse(null);
        Map<String, Object> rewrite = object("hostname", host.orElse(null), "path", replaced);
        return rewrite.isEmpty() ? Optional.empty() : Optional.of(filter("URLRewrite", rewrite));
    }

    private void lose(Listener listener, Aspect aspect, String path, String what) {
        draft.losses().add(new Loss(aspect, listener.host(), path, what));
    }
}
