package io.github.windlass4j.gateway.migrate;

import io.github.windlass4j.core.cert.CertificateBundle;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.api.Ingress;
import io.github.windlass4j.manifest.k8s.Secret;
import io.github.windlass4j.manifest.object.ObjectRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What ingress-nginx makes of its Ingresses: a server for each host name and its locations (internal/ingress/controller,
 * createServers, getBackendServers, mergeAlternativeBackends). The catch-all server has the empty name.
 *
 * @param facts what the controller answers itself
 * @param servers by host name
 */
record NginxConfig(NginxKnowledge facts, Map<String, Server> servers) {
    /**
     * A server.
     *
     * @param locations in the order in which expressions are tried: longest path first, then the later in the alphabet
     * @param secret the Secret with its certificate; without one the controller's own certificate is shown
     * @param secured whether one of the two was configured for its name, so that plain requests are sent to HTTPS
     * @param regex whether every location is an expression, because one uses expressions or rewrites
     */
    record Server(
            String host,
            List<String> aliases,
            List<Location> locations,
            Optional<ObjectRef> secret,
            boolean secured,
            boolean passthrough,
            boolean joinsWww,
            boolean regex) {
        /** Whether a location sends plain requests to HTTPS (lua_ingress.lua, redirect_to_https). */
        boolean redirectsToTls(Location location) {
            return location.settings().forcesTls() || (location.settings().redirectsToTls() && secured);
        }

        List<String> names() {
            List<String> names = new ArrayList<>();
            names.add(host);
            names.addAll(aliases);
            return names;
        }

        /** Where TLS for the host, not for its aliases, is passed through to; a Service that is not there is passed over. */
        Optional<Upstream> passedTo() {
            return passed().flatMap(Location::backend)
                    .filter(backend -> backend.missing().isEmpty());
        }

        /** Whether TLS for the host is passed through to the root location that no Ingress wrote: to no address at all. */
        boolean isPassedToNobody() {
            return passed().filter(root -> root.backend().isEmpty()).isPresent();
        }

        /**
         * The first root location, if TLS is passed through to it (controller.go, getConfiguration; nginx.go, OnUpdate; the
         * proxy in front compares names as they stand).
         */
        private Optional<Location> passed() {
            return passthrough && !host.isEmpty() && !host.startsWith("*")
                    ? locations.stream()
                            .filter(location -> location.path().equals("/"))
                            .findFirst()
                    : Optional.empty();
        }

        /** The name without www, or with it, which is redirected here. */
        Optional<String> wwwPartner() {
            if (!joinsWww || host.isEmpty() || host.startsWith("*")) {
                return Optional.empty();
            }
            return Optional.of(host.startsWith("www.") ? host.substring(4) : "www." + host);
        }

        /** Two locations that nginx takes for the same: it refuses such a configuration and keeps the one before. */
        boolean clashes() {
            return !regex
                    && locations.stream()
                                    .filter(location -> location.comparison() == Comparison.PREFIX)
                                    .map(Location::prefix)
                                    .distinct()
                                    .count()
                            < locations.stream()
                                    .filter(location -> location.comparison() == Comparison.PREFIX)
                                    .count();
        }

        /** Checked before any location. */
        Optional<String> appRoot() {
            return locations.stream()
                    .flatMap(location -> location.settings().appRoot().stream())
                    .findFirst();
        }
    }

    /** How a path is compared when no location of the server is an expression. */
    enum Comparison {
        EXACT,
        /** Also for a path type that is left to the implementation, or absent: the controller reads it as Prefix. */
        PREFIX
    }

    /** A location; without a backend it is the default one, which answers 404. */
    record Location(
            String path,
            Comparison comparison,
            Optional<Upstream> backend,
            Optional<Canary> canary,
            NginxSettings settings,
            ObjectRef ingress) {
        /** The path as whole segments. */
        String prefix() {
            return path.endsWith("/") ? path : path + "/";
        }

        /** Whether the path is rewritten: a target that equals the path means none. */
        Optional<String> rewrite() {
            return settings.rewriteTarget().filter(target -> !target.equals(path));
        }
    }

    /** The alternative of a location. */
    record Canary(Upstream backend, NginxSettings settings, ObjectRef ingress) {}

    /** Where the Ingresses with locations are. */
    Stream<String> namespaces() {
        return servers.values().stream()
                .flatMap(server -> server.locations().stream())
                .map(location -> location.ingress().namespace());
    }

    /** What counts for the backends of an Ingress; nothing does for a canary that is nobody's alternative. */
    NginxSettings settings(Ingress ingress) {
        NginxSettings own = NginxSettings.of(ingress);
        return own.isCanary()
                ? servers.values().stream()
                        .flatMap(server -> server.locations().stream())
                        .filter(location -> location.canary()
                                .filter(canary -> canary.ingress().equals(ingress.ref()))
                                .isPresent())
                        .findFirst()
                        .map(location -> location.settings().asSeenBy(own))
                        .orElse(NginxSettings.NONE)
                : own;
    }

    static NginxConfig of(GatewaySet set, List<Ingress> ingresses) {
        return new Compiler(set, ingresses).compile();
    }

    private static final class Compiler {
        private static final Comparator<Ingress> OLDEST_FIRST = Comparator.comparing((Ingress ingress) ->
                        ingress.resource().creationTimestamp().orElse(Instant.EPOCH))
                .thenComparing(ingress -> ingress.namespace() + "/" + ingress.name());

        private final GatewaySet set;
        private final List<Ingress> ingresses;
        private final Map<String, Draft> drafts = new TreeMap<>();

        Compiler(GatewaySet set, List<Ingress> ingresses) {
            this.set = set;
            this.ingresses = ingresses.stream().sorted(OLDEST_FIRST).toList();
        }

        NginxConfig compile() {
            drafts.put("", new Draft(root(Optional.empty(), NginxSettings.NONE, ObjectRef.core("", "", ""))));
            ingresses.forEach(this::servers);
            ingresses.stream().filter(ingress -> !isCanary(ingress)).forEach(this::details);
            ingresses.stream().filter(ingress -> !isCanary(ingress)).forEach(this::locations);
            ingresses.stream().filter(Compiler::isCanary).forEach(this::canary);
            Map<String, Server> servers = new TreeMap<>();
            Set<String> taken = new HashSet<>(drafts.keySet());
            drafts.forEach((host, draft) -> certify(host, draft));
            drafts.forEach((host, draft) -> servers.put(host, draft.server(host, taken)));
            return new NginxConfig(NginxKnowledge.shipped(), servers);
        }

        /** A name without a certificate has that of the wildcard for its first label; the catch-all has no name to look up. */
        private void certify(String host, Draft draft) {
            Draft wildcard = drafts.get("*" + host.substring(Math.max(0, host.indexOf('.'))));
            if (host.isEmpty()) {
                draft.secured = false;
            } else if (!draft.secured && wildcard != null && host.indexOf('.') > 0) {
                draft.secured = wildcard.secured;
                draft.secret = wildcard.secret;
            }
        }

        private static boolean isCanary(Ingress ingress) {
            return NginxSettings.of(ingress).isCanary();
        }

        /** The first Ingress of a host decides where its unmatched paths go; without rules it is the catch-all. */
        private void servers(Ingress ingress) {
            NginxSettings settings = NginxSettings.of(ingress);
            Optional<Upstream> fallback =
                    ingress.defaultBackend().flatMap(backend -> Upstream.of(set, ingress, backend));
            Draft catchAll = draft("");
            if (ingress.rules().isEmpty() && catchAll.rootIsDefault && fallback.isPresent()) {
                catchAll.rootIsDefault = false;
                catchAll.locations.set(0, root(fallback, NginxSettings.NONE, ingress.ref()));
            }
            for (Ingress.Rule rule : ingress.rules()) {
                drafts.computeIfAbsent(host(rule), host -> new Draft(root(fallback, settings, ingress.ref())));
            }
        }

        private Draft draft(String host) {
            return drafts.computeIfAbsent(host, unknown -> {
                throw new IllegalStateException("no server " + unknown);
            });
        }

        private static Location root(Optional<Upstream> backend, NginxSettings settings, ObjectRef ingress) {
            return new Location("/", Comparison.PREFIX, backend, Optional.empty(), settings, ingress);
        }

        private static String host(Ingress.Rule rule) {
            return rule.host().map(host -> host.toLowerCase(Locale.ROOT)).orElse("");
        }

        private void details(Ingress ingress) {
            NginxSettings settings = NginxSettings.of(ingress);
            for (Ingress.Rule rule : ingress.rules()) {
                Draft draft = draft(host(rule));
                if (draft.aliases.isEmpty()) {
                    draft.aliases.addAll(settings.aliases());
                }
                draft.passthrough |= settings.flag("ssl-passthrough").orElse(false);
                if (!draft.secured && !ingress.tls().isEmpty()) {
                    draft.secured = true;
                    draft.secret = secret(ingress, host(rule));
                }
            }
        }

        /** The entry that names the host decides; else the first one whose certificate does (store, extractTLSSecretName). */
        private Optional<ObjectRef> secret(Ingress ingress, String host) {
            String namespace = ingress.namespace();
            Optional<Ingress.Tls> named = ingress.tls().stream()
                    .filter(tls -> tls.hosts().stream().anyMatch(host::equalsIgnoreCase))
                    .findFirst();
            return named.or(() -> ingress.tls().stream()
                            .filter(tls -> !host.isEmpty() && isFor(namespace, tls, host))
                            .findFirst())
                    .flatMap(Ingress.Tls::secretName)
                    .map(name -> ObjectRef.core("Secret", namespace, name));
        }

        /** Whether an entry's certificate names a host; one that is not given is taken to name the hosts of its entry. */
        private boolean isFor(String namespace, Ingress.Tls tls, String host) {
            return tls.secretName()
                    .filter(name -> set.secret(namespace, name)
                            .map(secret -> holds(secret, host))
                            .orElseGet(() -> tls.hosts().isEmpty() || covers(tls.hosts(), host)))
                    .isPresent();
        }

        private static boolean holds(Secret secret, String host) {
            List<String> names = new ArrayList<>();
            secret.value("tls.crt").stream()
                    .flatMap(content -> CertificateBundle.read(content, "").certificates().stream())
                    .limit(1)
                    .flatMap(leaf -> leaf.extensions().subjectAlternativeNames().stream())
                    .flatMap(List::stream)
                    .forEach(name -> {
                        if (name instanceof GeneralName.Dns dns) {
                            names.add(dns.name());
                        }
                    });
            return covers(names, host);
        }

        /**
         * As Go's VerifyHostname, which the controller asks: a wildcard stands for the whole first label of a name of any length,
         * and for itself. The rules of core's {@code hostname} are those of clients that ask for one server; the host of an
         * Ingress may be a wildcard, which is no name of a server.
         */
        private static boolean covers(List<String> names, String host) {
            int dot = host.indexOf('.');
            String wildcard = dot > 0 ? "*" + host.substring(dot) : host;
            return names.stream().anyMatch(name -> name.equalsIgnoreCase(host) || name.equalsIgnoreCase(wildcard));
        }

        private void locations(Ingress ingress) {
            NginxSettings settings = NginxSettings.of(ingress);
            for (Ingress.Rule rule : ingress.rules()) {
                Draft draft = draft(host(rule));
                for (Ingress.Path path : rule.paths()) {
                    Optional<Upstream> backend = path.backend().flatMap(target -> Upstream.of(set, ingress, target));
                    if (backend.isPresent()) {
                        draft.add(new Location(
                                pathOf(path), comparison(path), backend, Optional.empty(), settings, ingress.ref()));
                        draft.joinsWww |= settings.joinsWww();
                    }
                }
            }
        }

        private static String pathOf(Ingress.Path path) {
            return path.path().isEmpty() ? "/" : path.path();
        }

        private static Comparison comparison(Ingress.Path path) {
            return path.pathType().equals("Exact") ? Comparison.EXACT : Comparison.PREFIX;
        }

        /** A canary adds no location: it becomes the alternative of the location with its host, path and path type. */
        private void canary(Ingress ingress) {
            for (Ingress.Rule rule : ingress.rules()) {
                for (Ingress.Path path : rule.paths()) {
                    path.backend()
                            .flatMap(target -> Upstream.of(set, ingress, target))
                            .ifPresent(backend -> draft(host(rule))
                                    .alternative(
                                            pathOf(path),
                                            comparison(path),
                                            new Canary(backend, NginxSettings.of(ingress), ingress.ref())));
                }
            }
        }
    }

    /** A server while it is put together. */
    private static final class Draft {
        private final List<Location> locations = new ArrayList<>();
        private final List<String> aliases = new ArrayList<>();
        private Optional<ObjectRef> secret = Optional.empty();
        private boolean rootIsDefault = true;
        private boolean secured;
        private boolean passthrough;
        private boolean joinsWww;

        Draft(Location root) {
            locations.add(root);
        }

        /** The first of two equal locations stays; the default one gives way. */
        void add(Location location) {
            for (int i = 0; i < locations.size(); i++) {
                Location there = locations.get(i);
                if (there.path().equals(location.path()) && there.comparison() == location.comparison()) {
                    if (i == 0 && rootIsDefault) {
                        rootIsDefault = false;
                        locations.set(0, location);
                    }
                    return;
                }
            }
            locations.add(location);
        }

        void alternative(String path, Comparison comparison, Canary canary) {
            locations.replaceAll(there -> there.path().equals(path)
                            && there.comparison() == comparison
                            && there.canary().isEmpty()
                            && there.backend().isPresent()
                            && !there.backend().get().equals(canary.backend())
                    ? new Location(
                            path, comparison, there.backend(), Optional.of(canary), there.settings(), there.ingress())
                    : there);
        }

        /** nginx ignores a name that an earlier server has. */
        Server server(String host, Set<String> taken) {
            List<Location> ordered = new ArrayList<>(locations);
            ordered.sort(Comparator.comparing(Location::path).reversed());
            ordered.sort(Comparator.comparingInt(
                            (Location location) -> location.path().length())
                    .reversed());
            boolean regex = locations.stream()
                    .anyMatch(location -> location.settings().usesRegex()
                            || location.rewrite().isPresent());
            List<String> free = aliases.stream().filter(taken::add).sorted().toList();
            return new Server(host, free, List.copyOf(ordered), secret, secured, passthrough, joinsWww, regex);
        }
    }
}
