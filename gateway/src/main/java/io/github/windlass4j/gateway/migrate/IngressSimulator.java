package io.github.windlass4j.gateway.migrate;

import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.api.Ingress;
import io.github.windlass4j.gateway.migrate.NginxConfig.Canary;
import io.github.windlass4j.gateway.migrate.NginxConfig.Comparison;
import io.github.windlass4j.gateway.migrate.NginxConfig.Location;
import io.github.windlass4j.gateway.migrate.NginxConfig.Server;
import io.github.windlass4j.gateway.migrate.NginxKnowledge.Case;
import io.github.windlass4j.gateway.route.Request;
import io.github.windlass4j.gateway.route.Weight;
import io.github.windlass4j.manifest.regex.MalformedRegexException;
import io.github.windlass4j.manifest.regex.Regex;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What ingress-nginx does with a request, from the Ingresses alone: choice of server and location, redirects, rewriting,
 * canaries. Modelled on controller 1.11 with its default configuration. Authentication, limits, address lists and snippets are
 * taken to let the request pass; expressions that RE2 does not know give an unknown outcome.
 */
public final class IngressSimulator {

    private final NginxConfig config;

    IngressSimulator(NginxConfig config) {
        this.config = config;
    }

    /**
     * A simulator of the Ingresses that a controller serves.
     *
     * @param set the objects
     * @param ingresses those of its class
     * @return the simulator
     */
    public static IngressSimulator of(GatewaySet set, List<Ingress> ingresses) {
        return new IngressSimulator(NginxConfig.of(set, ingresses));
    }

    NginxConfig config() {
        return config;
    }

    Frontend frontend() {
        return new Frontend(
                this::decide,
                request -> server(request.host()).host(),
                () -> RequestSampler.of(config).requests());
    }

    /**
     * What becomes of a request.
     *
     * @param request over HTTP, HTTPS or TLS
     * @return the outcome
     */
    public Outcome decide(Request request) {
        return switch (request.transport()) {
            case TLS, HTTPS -> {
                Optional<Outcome> passed = passthrough(request);
                yield passed.orElseGet(() -> request.transport() == Request.Transport.TLS
                        ? Outcome.of(Outcome.Kind.UNKNOWN)
                        : http(request));
            }
            case HTTP -> http(request);
            default -> Outcome.of(Outcome.Kind.REFUSED);
        };
    }

    private Optional<Outcome> passthrough(Request request) {
        String name = request.sni().orElseGet(request::host);
        Server server = config.servers().get(name);
        if (server != null && server.isPassedToNobody()) {
            return Optional.of(Outcome.of(Outcome.Kind.REFUSED));
        }
        return Optional.ofNullable(server)
                .flatMap(Server::passedTo)
                .map(backend -> Outcome.forwarded(List.of(new Outcome.Arrival(
                        Weight.ALL,
                        backend.service(),
                        backend.port().orElse(0),
                        request.authority(),
                        request.target()))));
    }

    private Outcome http(Request request) {
        Optional<Server> partner = partner(request.host());
        if (partner.isPresent()) {
            return Outcome.redirect(
                    config.facts().status(Case.WWW_REDIRECT),
                    scheme(request) + partner.get().host() + request.target());
        }
        Server server = server(request.host());
        if (server.clashes()) {
            return Outcome.of(Outcome.Kind.UNKNOWN);
        }
        if (request.path().equals("/") && server.appRoot().isPresent()) {
            return Outcome.redirect(
                    config.facts().status(Case.APP_ROOT),
                    scheme(request) + request.authority() + server.appRoot().get());
        }
        Optional<Outcome> slash = slashRedirect(server, request);
        return slash.orElseGet(() -> location(server, request.path())
                .map(location -> at(server, location, request))
                .orElse(Outcome.of(Outcome.Kind.UNKNOWN)));
    }

    private static String scheme(Request request) {
        return (request.transport() == Request.Transport.HTTPS ? "https" : "http") + "://";
    }

    private Optional<Server> partner(String host) {
        return config.servers().values().stream()
                .filter(server -> server.wwwPartner().filter(host::equals).isPresent()
                        && !config.servers().containsKey(host)
                        && config.servers().values().stream()
                                .noneMatch(other -> other.aliases().contains(host)))
                .findFirst();
    }

    /**
     * Exact names and aliases, then aliases with a wildcard, which nginx takes for any number of labels, the longest first
     * (server_name), then hosts with a wildcard, which the controller writes as expressions for exactly one label
     * (template.go, buildServerName), then the catch-all.
     */
    Server server(String host) {
        Server exact = config.servers().get(host);
        if (exact != null) {
            return exact;
        }
        List<String> names = new ArrayList<>(List.of(host));
        for (int dot = host.indexOf('.', 1); dot > 0; dot = host.indexOf('.', dot + 1)) {
            names.add("*" + host.substring(dot));
        }
        for (String name : names) {
            for (Server server : config.servers().values()) {
                if (server.aliases().contains(name)) {
                    return server;
                }
            }
        }
        Server wild = names.size() > 1 ? config.servers().get(names.get(1)) : null;
        if (wild != null) {
            return wild;
        }
        return config.servers()
                .getOrDefault("", config.servers().values().iterator().next());
    }

    /** Empty when an expression of the server is not one of RE2. */
    Optional<Location> location(Server server, String path) {
        if (server.regex()) {
            try {
                for (Location location : server.locations()) {
                    if (expression("^" + location.path()).find(path)) {
                        return Optional.of(location);
                    }
                }
            } catch (MalformedRegexException notRe2) {
                return Optional.empty();
            }
        }
        for (Location location : server.locations()) {
            if (location.comparison() == Comparison.EXACT && location.path().equals(path)) {
                return Optional.of(location);
            }
        }
        Location best = null;
        for (Location location : server.locations()) {
            if (isExact(location, path)) {
                return Optional.of(location);
            }
            String prefix = location.prefix();
            if (location.comparison() != Comparison.EXACT
                    && path.startsWith(prefix)
                    && (best == null || prefix.length() > best.prefix().length())) {
                best = location;
            }
        }
        return Optional.ofNullable(best);
    }

    private static boolean isExact(Location location, String path) {
        return location.path().equals(path) && (location.comparison() == Comparison.EXACT || !path.equals("/"));
    }

    static Regex expression(String source) {
        return Regex.compile("(?i)" + source);
    }

    /** A location that ends with a slash answers the path without it by a redirect, unless something takes that path itself. */
    private Optional<Outcome> slashRedirect(Server server, Request request) {
        if (server.regex() || server.locations().stream().anyMatch(location -> isExact(location, request.path()))) {
            return Optional.empty();
        }
        return server.locations().stream()
                .filter(location -> location.path().equals(request.path() + "/"))
                .findFirst()
                .map(location -> Outcome.redirect(
                        config.facts().status(Case.MISSING_SLASH),
                        scheme(request)
                                + request.authority()
                                + location.path()
                                + (request.query().isEmpty() ? "" : "?" + request.query())));
    }

    private Outcome at(Server server, Location location, Request request) {
        NginxSettings settings = location.settings();
        Optional<NginxSettings.Redirect> redirect = settings.redirect();
        if (redirect.isPresent()) {
            return redirect.get().url().contains("$")
                    ? Outcome.of(Outcome.Kind.UNKNOWN)
                    : Outcome.redirect(redirect.get().code(), redirect.get().url());
        }
        if (server.redirectsToTls(location) && request.transport() == Request.Transport.HTTP) {
            return Outcome.redirect(
                    config.facts().status(Case.TLS_REDIRECT), "https://" + request.host() + request.target());
        }
        if (location.backend().isEmpty()) {
            return Outcome.answered(config.facts().status(Case.NO_BACKEND));
        }
        Optional<String> target = target(location, request);
        return target.map(path -> forward(location, request, path)).orElse(Outcome.of(Outcome.Kind.UNKNOWN));
    }

    private Outcome forward(Location location, Request request, String target) {
        String host = location.settings().text("upstream-vhost").orElse(request.authority());
        Optional<Canary> canary =
                location.canary().filter(other -> other.backend().missing().isEmpty());
        int whole = canary.map(other -> other.settings().weightTotal()).orElse(1);
        int part = canary.map(other -> part(other.settings(), request, whole)).orElse(0);
        List<Outcome.Arrival> arrivals = new ArrayList<>();
        if (part < whole) {
            Upstream backend = location.backend().orElseThrow();
            if (backend.missing().isPresent()) {
                return Outcome.answered(config.facts().status(Case.MISSING_BACKEND));
            }
            arrivals.add(new Outcome.Arrival(
                    new Weight(whole - part, whole),
                    backend.service(),
                    backend.port().orElse(0),
                    host,
                    target));
        }
        if (part > 0) {
            Upstream backend = canary.orElseThrow().backend();
            arrivals.add(new Outcome.Arrival(
                    new Weight(part, whole), backend.service(), backend.port().orElse(0), host, target));
        }
        return Outcome.forwarded(arrivals);
    }

    /** How many of {@code whole} go to the canary (balancer.lua): by header, else by cookie, else by weight. */
    private static int part(NginxSettings canary, Request request, int whole) {
        Optional<String> header = canary.text("canary-by-header").flatMap(request.headers()::value);
        if (header.isPresent()) {
            Optional<String> value = canary.text("canary-by-header-value");
            Optional<String> pattern = canary.text("canary-by-header-pattern");
            if (value.isPresent()) {
                if (header.equals(value)) {
                    return whole;
                }
            } else if (pattern.isPresent()) {
                try {
                    if (Regex.compile(pattern.get()).find(header.get())) {
                        return whole;
                    }
                } catch (MalformedRegexException unreadable) {
                    return 0;
                }
            } else if (header.get().equals("always")) {
                return whole;
            } else if (header.get().equals("never")) {
                return 0;
            }
        }
        Optional<String> cookie = canary.text("canary-by-cookie").flatMap(name -> cookie(request, name));
        if (cookie.filter("always"::equals).isPresent()) {
            return whole;
        }
        return cookie.filter("never"::equals).isPresent() ? 0 : canary.weight();
    }

    private static Optional<String> cookie(Request request, String name) {
        return request.headers().value("cookie").stream()
                .flatMap(header -> List.of(header.split(";", -1)).stream())
                .map(String::strip)
                .filter(pair -> pair.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst();
    }

    /** What the backend is asked for; empty when the target uses variables or the expression is not one of RE2. */
    private static Optional<String> target(Location location, Request request) {
        Optional<String> rewrite = location.rewrite();
        if (rewrite.isEmpty()) {
            return Optional.of(request.target());
        }
        try {
            Optional<Regex.Match> match = expression(location.path()).first(request.path());
            if (match.isEmpty()) {
                return Optional.of(request.target());
            }
            return Rewrite.fill(rewrite.get(), match.get()).map(path -> withQuery(path, request.query()));
        } catch (MalformedRegexException notRe2) {
            return Optional.empty();
        }
    }

    /** The request's query follows that of the target; a target that ends with a question mark drops it. */
    private static String withQuery(String target, String query) {
        if (target.endsWith("?")) {
            return target.substring(0, target.length() - 1);
        }
        return query.isEmpty() ? target : target + (target.contains("?") ? "&" : "?") + query;
    }

    /** The hosts that it serves. */
    @Override
    public String toString() {
        return "ingress-nginx for "
                + config.servers().keySet().stream()
                        .filter(host -> !host.isEmpty())
                        .toList();
    }
}
