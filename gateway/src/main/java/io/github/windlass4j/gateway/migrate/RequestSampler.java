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

/**
 * Requests around everything that an Ingress distinguishes: each path, below it, beside it, without and with a slash, in other
 * letters; each host and its neighbours; both schemes; a query; the headers and cookies of canaries.
 */
final class RequestSampler {
    /** Most requests of one comparison; further hosts and paths are not asked. */
    private static final int MOST = 20_000;

    private final NginxConfig config;

    RequestSampler(NginxConfig config) {
        this.config = config;
    }

    List<Request> requests() {
        List<Request> requests = new ArrayList<>();
        for (String host : hosts()) {
            Set<String> paths = paths(host);
            for (String path : paths) {
                for (String scheme : List.of("http", "https")) {
                    Request plain = Request.get(scheme + "://" + host + path);
                    requests.add(plain);
                    requests.addAll(canaries(host, plain));
                }
                if (requests.size() > MOST) {
                    return requests;
                }
            }
            requests.add(Request.http("POST", "http://" + host + "/"));
        }
        return requests;
    }

    private Set<String> hosts() {
        Set<String> hosts = new LinkedHashSet<>();
        for (Server server : config.servers().values()) {
            server.wwwPartner().ifPresent(hosts::add);
            for (String name : server.names()) {
                if (name.startsWith("*.")) {
                    hosts.add("one" + name.substring(1));
                    hosts.add("two.one" + name.substring(1));
                    hosts.add(name.substring(2));
                } else if (!name.isEmpty()) {
                    hosts.add(name);
                    hosts.add("sub." + name);
                }
            }
        }
        hosts.add("elsewhere.invalid");
        return hosts;
    }

    private Set<String> paths(String host) {
        Set<String> paths = new LinkedHashSet<>(List.of("/", "/other", "/?q=1"));
        Server server = new IngressSimulator(config).server(host);
        for (Location location : server.locations()) {
            String stem = stem(location.path());
            String open = stem.endsWith("/") && stem.length() > 1 ? stem.substring(0, stem.length() - 1) : stem;
            for (String path : List.of(
                    stem,
                    open,
                    open + "/",
                    open + "/x",
                    open + "/x/y?q=1",
                    open + "bar",
                    open.toUpperCase(Locale.ROOT))) {
                paths.add(path.startsWith("/") ? path.replace("//", "/") : "/" + path);
            }
            example(location.path()).ifPresent(paths::add);
        }
        return paths;
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

    private List<Request> canaries(String host, Request plain) {
        List<Request> requests = new ArrayList<>();
        Server server = new IngressSimulator(config).server(host);
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
