package io.github.windlass4j.gateway.migrate;

import static io.github.windlass4j.gateway.migrate.RuleDraft.object;

import io.github.windlass4j.gateway.migrate.Loss.Aspect;
import io.github.windlass4j.gateway.migrate.NginxConfig.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the servers of ingress-nginx become: listeners, and a route for each host name, namespace and listener. */
final class ServerWriter {
    private final NginxConfig config;
    private final GatewayDraft draft;
    private final FilterWriter filters;
    private final Set<Loss> losses;

    ServerWriter(NginxConfig config, GatewayDraft draft, FilterWriter filters) {
        this.config = config;
        this.draft = draft;
        this.filters = filters;
        this.losses = draft.losses();
    }

    void write() {
        draft.plain(80);
        config.servers().values().forEach(this::server);
        losses.add(new Loss(
                Aspect.OWN_CERTIFICATE,
                "",
                "/",
                "HTTPS to any other host is answered 404 with the controller's own certificate"));
        if (draft.isEmpty()) {
            config.servers()
                    .keySet()
                    .forEach(host ->
                            losses.add(new Loss(Aspect.NOT_SERVED, host, "/", "nothing is there to be served")));
        }
    }

    private void server(Server server) {
        fallthrough(server);
        if (server.clashes()) {
            losses.add(new Loss(
                    Aspect.UNKNOWN_BEFORE, server.host(), "/", "nginx refuses two locations that are the same to it"));
        }
        boolean serves = server.locations().stream()
                .anyMatch(location -> location.backend().isPresent());
        List<RuleDraft> plain = new RuleWriter(config.facts(), server, false, filters, losses::add).write();
        if (plain.isEmpty() && !serves) {
            losses.add(new Loss(Aspect.OWN_CERTIFICATE, server.host(), "/", "HTTPS is answered 404 before"));
            return;
        }
        if (server.host().startsWith("*")) {
            losses.add(
                    new Loss(Aspect.WILDCARD, server.host(), "/", "stands for one label before, for any number after"));
        }
        List<String> sections = new ArrayList<>();
        boolean passed = server.passthrough() && passthrough(server);
        List<String> terminated = passed ? server.aliases() : server.names();
        if (server.secret().isPresent()) {
            terminated.forEach(
                    name -> sections.add(draft.tls(name, server.secret().get(), 443)));
        } else if (!terminated.isEmpty()) {
            losses.add(new Loss(
                    Aspect.OWN_CERTIFICATE,
                    server.host(),
                    "/",
                    "HTTPS is served with the controller's own certificate; after, nothing listens"));
        }
        List<RuleDraft> secure =
                sections.isEmpty() ? plain : new RuleWriter(config.facts(), server, true, filters, losses::add).write();
        List<String> names = server.host().isEmpty() ? List.of() : server.names();
        if (secure.equals(plain)) {
            List<String> both = new ArrayList<>(sections);
            both.add(0, draft.plain(80));
            draft.httpRoutes(server.host(), "", names, plain, both);
        } else {
            draft.httpRoutes(server.host(), "-http", names, plain, List.of(draft.plain(80)));
            draft.httpRoutes(server.host(), "", names, secure, sections);
        }
        server.wwwPartner().filter(name -> !config.servers().containsKey(name)).ifPresent(name -> www(server, name));
    }

    /** Names that also cover a host, with less of it: their rules may take what its own leave. */
    private void fallthrough(Server server) {
        int dot = server.host().indexOf('.', server.host().startsWith("*") ? 2 : 0);
        List<String> wider = new ArrayList<>();
        while (dot > 0) {
            wider.add("*" + server.host().substring(dot));
            dot = server.host().indexOf('.', dot + 1);
        }
        wider.add("");
        boolean covered = !server.host().isEmpty()
                && wider.stream()
                        .flatMap(name -> Stream.ofNullable(config.servers().get(name)))
                        .anyMatch(other -> other.locations().stream()
                                .anyMatch(location -> location.backend().isPresent()));
        if (covered) {
            losses.add(new Loss(
                    Aspect.HOST_FALLTHROUGH,
                    server.host(),
                    "/",
                    "a path that no rule takes is answered 404 before; after, a less specific name may take it"));
        }
    }

    /** A redirect from the other name, over HTTPS too if there is a certificate. */
    private void www(Server server, String name) {
        List<String> sections = new ArrayList<>();
        sections.add(draft.plain(80));
        server.secret().ifPresent(secret -> sections.add(draft.tls(name, secret, 443)));
        int status = config.facts().status(NginxKnowledge.Case.WWW_REDIRECT);
        RuleDraft rule = RuleDraft.redirect(
                server.locations().get(0).ingress().namespace(),
                "PathPrefix",
                "/",
                object("hostname", server.host(), "statusCode", filters.redirect(status)));
        if (filters.redirect(status) != status) {
            losses.add(new Loss(Aspect.REDIRECT_CODE, name, "/", "redirects with " + status + " before"));
        }
        draft.httpRoutes(server.host(), "-www", List.of(name), List.of(rule), sections);
        if (server.secret().isEmpty()) {
            losses.add(new Loss(
                    Aspect.OWN_CERTIFICATE, name, "/", "HTTPS is served with the controller's own certificate before"));
        }
    }

    /** A listener that passes TLS through to the backend of the root location; plain HTTP keeps its routes. */
    private boolean passthrough(Server server) {
        Optional<Upstream> backend = server.passedTo();
        if (backend.isEmpty() || draft.target().agc().isPresent()) {
            losses.add(new Loss(Aspect.PASSTHROUGH, server.host(), "/", "TLS is passed through before, and not after"));
            return false;
        }
        draft.route(
                "TLSRoute",
                draft.label(server.host()) + "-tls",
                backend.get().service().namespace(),
                List.of(server.host()),
                List.of(object(
                        "backendRefs",
                        List.of(object(
                                "name",
                                backend.get().service().name(),
                                "port",
                                backend.get().port().orElse(443))))),
                List.of(draft.passthrough(server.host())));
        return true;
    }
}
