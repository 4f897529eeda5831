package io.github.windlass4j.gateway.migrate;

import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.api.Ingress;
import io.github.windlass4j.manifest.object.ObjectRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the Application Gateway Ingress Controller makes of its Ingresses: listeners, each with its path rules in order and a
 * default (pkg/appgw, getListenerConfigs, getPathMaps, mergePathMap). Secrets are taken to exist.
 *
 * @param facts what is known of the controller
 * @param listeners in the order in which their first Ingress is listed
 */
record AgicConfig(AgicKnowledge facts, List<Listener> listeners) {
    /**
     * Names and port: what makes two rules share a listener.
     *
     * @param names the host names as written, none for every host
     */
    record Door(List<String> names, int port, boolean isPrivate) {}

    /**
     * A listener.
     *
     * @param secret its certificate, of the Ingress's namespace; present with TLS
     * @param priority the number that its Ingresses state, if they agree
     * @param rules in the order in which they are tried
     * @param fallback what no rule takes
     */
    record Listener(
            Door door, Optional<ObjectRef> secret, OptionalInt priority, List<PathRule> rules, Action fallback) {
        boolean tls() {
            return secret.isPresent();
        }

        List<String> names() {
            return door.names();
        }

        /** The first name, by which the listener is told apart; empty for every host. */
        String host() {
            return names().isEmpty() ? "" : names().get(0);
        }

        boolean takes(String host) {
            return names().isEmpty() || names().stream().anyMatch(name -> covers(name, host.toLowerCase(Locale.ROOT)));
        }

        /** Why Application Gateway refuses such a listener, with all that was to change together with it. */
        Optional<String> refused(AgicKnowledge facts) {
            if (names().size() > facts.mostNames()) {
                return Optional.of("a listener has at most " + facts.mostNames() + " names");
            }
            return rules.stream()
                    .filter(rule -> !rule.isValid())
                    .map(rule -> "there is no pattern " + rule.pattern())
                    .findFirst();
        }

        /** Whether some host is taken by both, as far as their names tell. */
        boolean overlaps(Listener other) {
            return names().isEmpty()
                    || other.names().isEmpty()
                    || names().stream().anyMatch(other::takes)
                    || other.names().stream().anyMatch(this::takes);
        }

        /** How much of a host its names spell out: everything, or as much as the longest that takes it. */
        int specificity(String host) {
            return names().stream()
                    .filter(name -> covers(name, host.toLowerCase(Locale.ROOT)))
                    .mapToInt(name -> name.equalsIgnoreCase(host) ? Integer.MAX_VALUE : name.length())
                    .max()
                    .orElse(0);
        }

        private static boolean covers(String name, String host) {
            return Globs.matches(name.toLowerCase(Locale.ROOT), host);
        }
    }

    /**
     * A path rule.
     *
     * @param pattern what is matched; a star at the end takes any rest
     * @param bySegments whether the star was put there for the path type Prefix
     */
    record PathRule(String pattern, boolean bySegments, Action action) {
        boolean isPrefix() {
            return pattern.endsWith("*");
        }

        /** The pattern without its star. */
        String stem() {
            return isPrefix() ? pattern.substring(0, pattern.length() - 1) : pattern;
        }

        /** Whether Application Gateway takes such a pattern. */
        boolean isValid() {
            return pattern.startsWith("/") && stem().chars().noneMatch(c -> "*?#".indexOf(c) >= 0);
        }

        /** Whether a path is matched; empty where the documents do not decide. */
        Optional<Boolean> matches(String path) {
            String want = stem().toLowerCase(Locale.ROOT);
            String have = path.toLowerCase(Locale.ROOT);
            if (!isPrefix()) {
                return Optional.of(have.equals(want));
            }
            if (want.endsWith("/") && have.equals(want.substring(0, want.length() - 1))) {
                return Optional.empty();
            }
            if (!have.startsWith(want)) {
                return Optional.of(false);
            }
            boolean whole = want.endsWith("/") || have.length() == want.length() || have.charAt(want.length()) == '/';
            return !whole && bySegments ? Optional.empty() : Optional.of(true);
        }
    }

    /**
     * What becomes of a request that got here.
     *
     * @param ingress whose path or default it is
     * @param backend where it goes; without one and without a redirect to the empty pool
     * @param redirects whether it is sent to HTTPS
     * @param undecided why the documents do not say what becomes of it
     */
    record Action(
            ObjectRef ingress,
            AgicSettings settings,
            Optional<Upstream> backend,
            boolean redirects,
            Optional<String> undecided) {
        /** To the pool that nothing is in. */
        static final Action NOTHING =
                new Action(ObjectRef.core("", "", ""), AgicSettings.NONE, Optional.empty(), false, Optional.empty());

        Action leftOpen(String why) {
            return new Action(ingress, settings, backend, redirects, Optional.of(why));
        }

        /** Whether it goes to the pool that nothing is in. */
        boolean isNothing() {
            return backend.isEmpty() && !redirects && undecided.isEmpty();
        }
    }

    /** Where the Ingresses with listeners are. */
    Stream<String> namespaces() {
        return listeners.stream()
                .flatMap(listener -> Stream.concat(
                        Stream.of(listener.fallback()),
                        listener.rules().stream().map(PathRule::action)))
                .map(action -> action.ingress().namespace());
    }

    /** Whether listeners of both protocols share a port, of which the documents say nothing. */
    boolean isMixed(int port) {
        return listeners.stream()
                        .filter(listener -> listener.door().port() == port)
                        .map(Listener::tls)
                        .distinct()
                        .count()
                > 1;
    }

    /** Whether a listener is asked before another one; of two without a stated priority that is not documented. */
    boolean goesBefore(Listener one, Listener other) {
        return lastNumber(one) < firstNumber(other);
    }

    private int firstNumber(Listener listener) {
        return listener.priority()
                .orElse(listener.names().isEmpty() ? facts.basicPriority() : facts.multiSitePriority());
    }

    private int lastNumber(Listener listener) {
        return listener.priority()
                .orElse((listener.names().isEmpty() ? facts.highestPriority() : facts.basicPriority()) - 1);
    }

    static AgicConfig of(GatewaySet set, List<Ingress> ingresses) {
        return new Compiler(AgicKnowledge.shipped(), set, ingresses).compile();
    }

    private static final class Compiler {
        /** How a listener was last written. */
        private record Written(Optional<ObjectRef> secret, boolean redirects) {}

        private final AgicKnowledge facts;
        private final GatewaySet set;
        private final List<Ingress> ingresses;
        private final Map<Door, Written> written = new LinkedHashMap<>();
        private final Map<Door, Draft> drafts = new LinkedHashMap<>();

        Compiler(AgicKnowledge facts, GatewaySet set, List<Ingress> ingresses) {
            this.facts = facts;
            this.set = set;
            this.ingresses = ingresses.stream()
                    .sorted(Comparator.comparing(ingress -> ingress.namespace() + "/" + ingress.name()))
                    .toList();
        }

        AgicConfig compile() {
            for (Ingress ingress : ingresses) {
                ingress.rules().forEach(rule -> written.putAll(doors(ingress, rule)));
            }
            ingresses.forEach(this::paths);
            List<Listener> listeners = new ArrayList<>();
            drafts.forEach((door, draft) -> {
                Written last = written.getOrDefault(door, new Written(Optional.empty(), false));
                listeners.add(draft.listener(facts, door, last.secret()));
            });
            return new AgicConfig(facts, List.copyOf(listeners));
        }

        /** HTTPS with a certificate, and HTTP without one or with redirects; the same door twice is HTTP. */
        private Map<Door, Written> doors(Ingress ingress, Ingress.Rule rule) {
            Map<Door, Written> doors = new LinkedHashMap<>();
            if (!rule.fields().has("http")) {
                return doors;
            }
            boolean redirects = AgicSettings.of(ingress).redirectsToTls();
            Optional<ObjectRef> secret = secret(ingress, rule.host().orElse(""));
            if (secret.isPresent()) {
                doors.put(door(ingress, rule, facts.httpsPort()), new Written(secret, redirects));
            }
            if (redirects || secret.isEmpty()) {
                doors.put(door(ingress, rule, facts.httpPort()), new Written(Optional.empty(), false));
            }
            return doors;
        }

        private Door door(Ingress ingress, Ingress.Rule rule, int port) {
            AgicSettings settings = AgicSettings.of(ingress);
            List<String> names = new ArrayList<>();
            rule.host().ifPresent(names::add);
            names.addAll(settings.moreNames());
            int other = settings.number("override-frontend-port", 1, facts.highestPort())
                    .orElse(port);
            return new Door(List.copyOf(names), other, settings.flag("use-private-ip"));
        }

        /** The Secret of a host, else the one without hosts, else the certificate that is installed. */
        private static Optional<ObjectRef> secret(Ingress ingress, String host) {
            String namespace = ingress.namespace();
            Optional<String> named = Optional.empty();
            Optional<String> any = Optional.empty();
            for (Ingress.Tls tls : ingress.tls()) {
                if (tls.secretName().isPresent() && tls.hosts().contains(host)) {
                    named = tls.secretName();
                }
                if (tls.secretName().isPresent()
                        && (tls.hosts().isEmpty() || tls.hosts().contains(""))) {
                    any = tls.secretName();
                }
            }
            Optional<String> secret = named.isPresent() ? named : any;
            return secret.or(() -> AgicSettings.of(ingress).certificate().map(Compiler::secretName))
                    .map(name -> ObjectRef.core("Secret", namespace, name));
        }

        /** A Secret in the place of an installed certificate, whose name may have other letters. */
        private static String secretName(String certificate) {
            return certificate.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-");
        }

        private void paths(Ingress ingress) {
            if (ingress.rules().isEmpty()) {
                ingress.defaultBackend()
                        .flatMap(backend -> Upstream.byTargetPortToo(set, ingress, backend))
                        .ifPresent(backend -> {
                            Draft alone = new Draft();
                            alone.fallback = action(ingress, AgicSettings.NONE, backend);
                            drafts.put(new Door(List.of(), facts.httpPort(), false), alone);
                        });
            }
            for (Ingress.Rule rule : ingress.rules()) {
                doors(ingress, rule).forEach((door, own) -> {
                    boolean redirected = AgicSettings.of(ingress).redirectsToTls()
                            && own.secret().isEmpty()
                            && isTarget(new Door(door.names(), facts.httpsPort(), door.isPrivate()));
                    drafts.computeIfAbsent(door, unknown -> new Draft()).add(set, ingress, rule, redirected);
                });
            }
        }

        private boolean isTarget(Door door) {
            Written target = written.get(door);
            return target != null && target.secret().isPresent() && target.redirects();
        }
    }

    private static Action action(Ingress ingress, AgicSettings settings, Upstream backend) {
        Optional<String> undecided = backend.there() && backend.missing().isPresent()
                ? backend.missing()
                : settings.rewriteSet()
                        .map(name -> "the rewrite rule set " + name + " is not among the manifests")
                        .or(() -> settings.takesHostFromBackend()
                                ? Optional.of("backends see their own address as the host")
                                : Optional.empty());
        boolean relative =
                settings.pathPrefix().filter(prefix -> !prefix.startsWith("/")).isPresent();
        return new Action(
                ingress.ref(),
                settings,
                Optional.of(backend),
                false,
                undecided.or(() -> relative ? Optional.of("backend-path-prefix is no path") : Optional.empty()));
    }

    /** A listener while it is put together. */
    private static final class Draft {
        private final Map<String, PathRule> rules = new LinkedHashMap<>();
        private final Set<Integer> priorities = new TreeSet<>();
        private Action fallback = Action.NOTHING;
        private boolean redirectsByDefault;

        void add(GatewaySet set, Ingress ingress, Ingress.Rule rule, boolean redirected) {
            AgicSettings settings = AgicSettings.of(ingress);
            priorities.add(
                    settings.number("rule-priority", 1, Integer.MAX_VALUE).orElse(0));
            Action redirect = new Action(ingress.ref(), settings, Optional.empty(), true, Optional.empty());
            Optional<Upstream> last =
                    ingress.defaultBackend().flatMap(backend -> Upstream.byTargetPortToo(set, ingress, backend));
            for (Ingress.Path path : rule.paths()) {
                Optional<Upstream> backend = path.backend().flatMap(to -> Upstream.byTargetPortToo(set, ingress, to));
                if (Set.of("", "/", "/*").contains(path.path())) {
                    last = backend;
                } else if (redirected || backend.isPresent()) {
                    PathRule added =
                            rule(path, redirected ? redirect : action(ingress, settings, backend.orElseThrow()));
                    rules.putIfAbsent(added.pattern(), added);
                }
            }
            if (redirected) {
                fallback = redirect;
                redirectsByDefault = true;
            } else if (last.isPresent()) {
                fallback = merged(action(ingress, settings, last.get()));
            }
        }

        /** The later default stays, but for what the earlier one leaves behind. */
        private Action merged(Action next) {
            Optional<Upstream> backend = next.backend();
            if (redirectsByDefault) {
                return next.leftOpen("one Ingress redirects by default and a later one forwards");
            }
            return fallback.backend().isPresent()
                            && backend.isPresent()
                            && !backend.get().there()
                    ? next.leftOpen("the pool of an earlier default stays, with the settings of a later one")
                    : next;
        }

        private static PathRule rule(Ingress.Path path, Action action) {
            String text = path.path();
            return switch (path.pathType()) {
                case "Prefix" -> new PathRule(text.endsWith("*") ? text : text + "*", true, action);
                case "Exact" ->
                    new PathRule(text.endsWith("*") ? text.substring(0, text.length() - 1) : text, false, action);
                default -> new PathRule(text, false, action);
            };
        }

        Listener listener(AgicKnowledge facts, Door door, Optional<ObjectRef> secret) {
            int stated = priorities.size() == 1 ? priorities.iterator().next() : 0;
            OptionalInt priority =
                    stated > 0 && stated <= facts.highestPriority() ? OptionalInt.of(stated) : OptionalInt.empty();
            return new Listener(door, secret, priority, List.copyOf(rules.values()), fallback);
        }
    }
}
