package io.github.windlass4j.gateway.migrate;

import io.github.windlass4j.core.internal.Count;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.api.Ingress;
import io.github.windlass4j.gateway.migrate.AgicConfig.Action;
import io.github.windlass4j.gateway.migrate.AgicConfig.Listener;
import io.github.windlass4j.gateway.migrate.AgicConfig.PathRule;
import io.github.windlass4j.gateway.route.Request;
import io.github.windlass4j.gateway.route.Weight;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What Application Gateway v2 does with a request under the Application Gateway Ingress Controller, from the Ingresses alone:
 * choice of listener and path rule, redirects, other paths and hosts for backends. Every step is a statement of
 * {@link AgicKnowledge}; where the documents do not decide, the outcome is unknown. Firewalls, probes, time limits and sessions
 * are taken to let the request pass.
 */
public final class AgicSimulator {
    private final AgicConfig config;
    private final AgicKnowledge facts;

    AgicSimulator(AgicConfig config) {
        this.config = config;
        this.facts = config.facts();
    }

    /**
     * A simulator of the Ingresses that a controller serves.
     *
     * @param set the objects
     * @param ingresses those of its class
     * @return the simulator
     */
    public static AgicSimulator of(GatewaySet set, List<Ingress> ingresses) {
        return new AgicSimulator(AgicConfig.of(set, ingresses));
    }

    Frontend frontend() {
        return new Frontend(this::decide, this::site, this::samples);
    }

    private List<Request> samples() {
        RequestSampler sampler = new RequestSampler(this::patterns, (host, plain) -> List.of());
        for (Listener listener : config.listeners()) {
            listener.names().forEach(name -> sampler.name(Globs.example(name)));
            int port = listener.door().port();
            if (port != facts.httpPort() && port != facts.httpsPort()) {
                sampler.port(port);
            }
        }
        return sampler.requests();
    }

    private List<String> patterns(String host) {
        return config.listeners().stream()
                .filter(listener -> listener.takes(host))
                .flatMap(listener -> listener.rules().stream())
                .map(PathRule::stem)
                .toList();
    }

    /** The first name of the listener that takes a request, of several of the one with the most specific name for it. */
    private String site(Request request) {
        String host = request.host();
        return speaking(request).stream()
                .filter(listener -> listener.takes(host))
                .max(Comparator.comparingInt(listener -> listener.specificity(host)))
                .map(Listener::host)
                .orElse("");
    }

    /**
     * What becomes of a request.
     *
     * @param request over HTTP or HTTPS
     * @return the outcome; refused where nothing listens
     */
    public Outcome decide(Request request) {
        boolean tls = request.transport() == Request.Transport.HTTPS;
        if (!tls && request.transport() != Request.Transport.HTTP) {
            return Outcome.of(Outcome.Kind.REFUSED);
        }
        if (config.isMixed(request.port())) {
            return Outcome.of(Outcome.Kind.UNKNOWN);
        }
        List<Listener> speaking = speaking(request);
        if (speaking.isEmpty()) {
            return tls
                            || config.listeners().stream()
                                    .noneMatch(other -> other.door().port() == request.port())
                    ? Outcome.of(Outcome.Kind.REFUSED)
                    : Outcome.answered(facts.tlsOnlyStatus());
        }
        List<Listener> taking = speaking.stream()
                .filter(listener -> listener.takes(request.host()))
                .toList();
        if (taking.isEmpty()) {
            return Outcome.answered(facts.unmatchedHostStatus());
        }
        return chosen(taking).map(listener -> at(listener, request)).orElse(Outcome.of(Outcome.Kind.UNKNOWN));
    }

    /** The listeners of the request's port and protocol. */
    private List<Listener> speaking(Request request) {
        boolean tls = request.transport() == Request.Transport.HTTPS;
        return config.listeners().stream()
                .filter(listener -> listener.door().port() == request.port() && listener.tls() == tls)
                .toList();
    }

    /** The listener that is asked before all others; empty where that is not documented. */
    private Optional<Listener> chosen(List<Listener> taking) {
        return taking.stream()
                .filter(one -> taking.stream().allMatch(other -> one.equals(other) || config.goesBefore(one, other)))
                .findFirst();
    }

    private Outcome at(Listener listener, Request request) {
        if (listener.refused(facts).isPresent()) {
            return Outcome.of(Outcome.Kind.UNKNOWN);
        }
        for (PathRule rule : listener.rules()) {
            Optional<Boolean> matches = rule.matches(request.path());
            if (matches.isEmpty()) {
                return Outcome.of(Outcome.Kind.UNKNOWN);
            }
            if (matches.get()) {
                return action(listener, Optional.of(rule), rule.action(), request);
            }
        }
        return action(listener, Optional.empty(), listener.fallback(), request);
    }

    private Outcome action(Listener listener, Optional<PathRule> rule, Action action, Request request) {
        if (action.undecided().isPresent()) {
            return Outcome.of(Outcome.Kind.UNKNOWN);
        }
        if (action.redirects()) {
            return redirectsSomewhere(listener)
                    ? Outcome.redirect(facts.redirectStatus(), "https://" + request.host() + request.target())
                    : Outcome.of(Outcome.Kind.UNKNOWN);
        }
        return action.backend()
                .filter(backend -> backend.missing().isEmpty())
                .map(backend -> Outcome.forwarded(List.of(new Outcome.Arrival(
                        Weight.ALL,
                        backend.service(),
                        backend.port().orElse(0),
                        action.settings().backendHost().orElse(request.authority()),
                        target(rule, action.settings(), request)))))
                .orElse(Outcome.answered(facts.emptyPoolStatus()));
    }

    /** Whether it is documented to which host a listener redirects. */
    static boolean redirectsSomewhere(Listener listener) {
        return listener.names().isEmpty() || (listener.names().size() == 1 && !Globs.isPattern(listener.host()));
    }

    private static String target(Optional<PathRule> rule, AgicSettings settings, Request request) {
        String path = settings.pathPrefix()
                .map(prefix -> joined(prefix, request.path().substring(matched(rule))))
                .orElse(request.path());
        return request.query().isEmpty() ? path : path + "?" + request.query();
    }

    private static int matched(Optional<PathRule> rule) {
        return rule.map(taken -> taken.stem().length()).orElse(0);
    }

    /** One slash between both; nothing is added to a prefix that takes the place of the whole path. */
    private static String joined(String prefix, String rest) {
        if (rest.isEmpty()) {
            return prefix;
        }
        String open = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
        return open + (rest.startsWith("/") ? rest : "/" + rest);
    }

    /** How many listeners its gateway has. */
    @Override
    public String toString() {
        return "AGIC with " + Count.of(config.listeners().size(), "listener");
    }
}
