package io.github.windlass4j.gateway.migrate;

import io.github.windlass4j.gateway.migrate.NginxConfig.Canary;
import io.github.windlass4j.gateway.migrate.NginxConfig.Location;
import io.github.windlass4j.gateway.migrate.NginxConfig.Server;
import io.github.windlass4j.gateway.route.Request;
import io.github.windlass4j.manifest.regex.MalformedRegexException;
import io.github.windlass4j.manifest.regex.Regex;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Requests around everything that an Ingress distinguishes: each path, below it, beside it, without and with a slash, in other
 * letters; each host and its neighbours; both schemes; a query; the headers and cookies of canaries.
 */
final class RequestSampler {
    /** Most requests of one comparison; further hosts and paths are not asked. */
    static final int MOST = 20_000;

    private final Set<String> hosts = new LinkedHashSet<>();
    private final Function<String, List<String>> paths;
    private final BiFunction<String, Request, List<Request>> variants;
    private final Set<Integer> ports = new LinkedHashSet<>();

    /**
     * A sampler.
     *
     * @param paths the paths that are distinguished at a host
     * @param variants further requests at a host, made of a plain one
     */
    RequestSampler(Function<String, List<String>> paths, BiFunction<String, Request, List<Request>> variants) {
        this.paths = paths;
        this.variants = variants;
    }

    /** Requests to the servers of ingress-nginx. */
    static RequestSampler of(NginxConfig config) {
        IngressSimulator simulator = new IngressSimulator(config);
        RequestSampler sampler = new RequestSampler(
                host -> simulator.server(host).locations().stream()
                        .map(Location::path)
                        .toList(),
                (host, plain) -> canaries(simulator.server(host), plain));
        for (Server server : config.servers().values()) {
            server.wwwPartner().ifPresent(sampler.hosts::add);
            server.names().forEach(sampler::name);
        }
        return sampler;
    }

    /** Also asks for a name and those beside it; a wildcard has a name below and two below. */
    void name(String name) {
        if (name.startsWith("*.")) {
            hosts.add("one" + name.substring(1));
            hosts.add("two.one" + name.substring(1));
            hosts.add(name.substring(2));
        } else if (!name.isEmpty()) {
            hosts.add(name);
            hosts.add("sub." + name);
        }
    }

    /** Also asks at another port, with and without TLS. */
    void port(int port) {
        ports.add(port);
    }

    List<Request> requests() {
        hosts.add("elsewhere.invalid");
        List<Request> requests = new ArrayList<>();
        for (String host : hosts) {
            for (String path : paths(host)) {
                for (String scheme : List.of("http", "https")) {
                    Request plain = Request.get(scheme + "://" + host + path);
                    requests.add(plain);
                    requests.addAll(variants.apply(host, plain));
                    ports.forEach(port -> requests.add(Request.get(scheme + "://" + host + ":" + port + path)));
                }
                if (requests.size() > MOST) {
                    return requests;
                }
            }
            requests.add(Request.http("POST", "http://" + host + "/"));
        }
        return requests;
    }

    private Set<String> paths(String host) {
        Set<String> around = new LinkedHashSet<>(List.of("/", "/other", "/?q=1"));
        for (String stated : paths.apply(host)) {
            String stem = stem(stated);
            String open = stem.endsWith("/") && stem.length() > 1 ? stem.substring(0, stem.length() - 1) : stem;
            for (String path : List.of(
                    stem,
                    open,
                    open + "/",
                    open + "/x",
                    open + "/x/y?q=1",
                    open + "bar",
                    open.toUpperCase(Locale.ROOT))) {
                around.add(path.startsWith("/") ? path.replace("//", "/") : "/" + path);
            }
            example(stated).ifPresent(around::add);
        }
        return around;
    }

    private static String stem(String path) {
        int end = 0;
        while (end < path.length() && Rewrite.isLiteral(path.substring(end, end + 1))) {
            end++;
        }
        return end == 0 ? "/" : path.substring(0, end);
    }

    /** The text of the expression itself, if it happens to be a path that it matches. */
    private static Optional<String> example(String path) {
        String text = path.replaceAll("[\\\\^$|?*+()\\[\\]{}]", "");
        try {
            boolean usable = text.startsWith("/") && text.chars().allMatch(c -> c > ' ' && c < 127 && c != '#');
            return usable && Regex.compile(path).find(text) ? Optional.of(text) : Optional.empty();
        } catch (MalformedRegexException notRe2) {
            return Optional.empty();
        }
    }

    private static List<Request> canaries(Server server, Request plain) {
        List<Request> requests = new ArrayList<>();
        for (Location location : server.locations()) {
            location.canary().map(Canary::settings).ifPresent(canary -> {
                canary.text("canary-by-header").ifPresent(name -> {
                    List<String> values = new ArrayList<>(List.of("always", "never", "perhaps"));
                    canary.text("canary-by-header-value").ifPresent(values::add);
                    canary.text("canary-by-header-pattern")
                            .ifPresent(pattern -> values.add(pattern.replaceAll("[^A-Za-z0-9]", "")));
                    values.forEach(value -> requests.add(plain.withHeader(name, value)));
                });
                canary.text("canary-by-cookie").ifPresent(name -> {
                    for (String value : List.of("always", "never", "perhaps")) {
                        requests.add(plain.withHeader("Cookie", "a=b; " + name + "=" + value));
                        requests.add(plain.withHeader("Cookie", name + "=" + value + "; c=d"));
                    }
                });
            });
        }
        return requests;
    }
}
