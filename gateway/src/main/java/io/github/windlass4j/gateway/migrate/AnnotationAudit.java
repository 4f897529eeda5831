package io.github.windlass4j.gateway.migrate;

import io.github.windlass4j.gateway.agc.AgcFeature;
import io.github.windlass4j.gateway.agc.AgcProfile;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.api.Ingress;
import io.github.windlass4j.gateway.migrate.AnnotationCatalog.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Says of every annotation what became of it; those of other tools (certificates, DNS) are named, not carried over. */
final class AnnotationAudit {
    private static final String NGINX = NginxSettings.PREFIX;
    private static final String AGIC = AgicSettings.PREFIX;

    /** The class, which {@link IngressMigration} goes by, and what kubectl keeps for itself. */
    private static final Set<String> READ_ELSEWHERE =
            Set.of("kubernetes.io/ingress.class", "kubectl.kubernetes.io/last-applied-configuration");

    /** Annotations that are converted where the writers can, and the respect in which they note what they cannot. */
    private static final Map<String, Loss.Aspect> ASPECTS = Map.of(
            NGINX + "rewrite-target", Loss.Aspect.REWRITE,
            NGINX + "upstream-vhost", Loss.Aspect.UPSTREAM_HOST,
            AGIC + "backend-hostname", Loss.Aspect.UPSTREAM_HOST,
            NGINX + "ssl-passthrough", Loss.Aspect.PASSTHROUGH,
            NGINX + "permanent-redirect-code", Loss.Aspect.REDIRECT_CODE,
            NGINX + "temporal-redirect-code", Loss.Aspect.REDIRECT_CODE);

    private final AnnotationCatalog catalog;
    private final GatewaySet set;
    private final Optional<AgcProfile> profile;
    private final boolean agc;
    private final Collection<Loss> losses;

    AnnotationAudit(AnnotationCatalog catalog, GatewaySet set, MigrationTarget target, Collection<Loss> losses) {
        this.catalog = catalog;
        this.set = set;
        this.profile = target.agc();
        this.agc = profile.isPresent();
        this.losses = losses;
    }

    /** The annotations of Ingresses, of which some are of the controller of Application Gateway. */
    List<AnnotationReport> of(List<Ingress> ingresses, Collection<Ingress> agic) {
        List<AnnotationReport> reports = new ArrayList<>();
        for (Ingress ingress : ingresses) {
            ingress.resource().annotations().forEach((name, value) -> {
                if (name.startsWith(agic.contains(ingress) ? AGIC : NGINX)) {
                    reports.add(report(ingress, name, value));
                } else if (name.startsWith(NGINX) || name.startsWith(AGIC)) {
                    reports.add(
                            new AnnotationReport(ingress.ref(), name, value, Status.NO_EFFECT, "another controller's"));
                } else if (!READ_ELSEWHERE.contains(name)) {
                    reports.add(new AnnotationReport(
                            ingress.ref(),
                            name,
                            value,
                            Status.UNKNOWN,
                            "another tool's: what it does for this Ingress ends"));
                }
            });
        }
        return reports;
    }

    private AnnotationReport report(Ingress ingress, String name, String value) {
        Optional<AnnotationCatalog.Entry> known = catalog.find(name);
        if (known.isEmpty()) {
            return new AnnotationReport(ingress.ref(), name, value, Status.UNKNOWN, "not in the table: look it up");
        }
        AnnotationCatalog.Entry entry = known.get();
        Optional<String> idle = idle(ingress, entry, value);
        if (idle.isPresent()) {
            return new AnnotationReport(ingress.ref(), name, value, Status.NO_EFFECT, idle.get());
        }
        Optional<String> lost = lost(ingress, name);
        Status status = lost.isPresent() ? Status.LOST : entry.status(agc);
        return new AnnotationReport(ingress.ref(), name, value, status, lost.orElse(entry.becomes(agc)));
    }

    /** Why an annotation says nothing to its controller. */
    private static Optional<String> idle(Ingress ingress, AnnotationCatalog.Entry entry, String value) {
        if (!entry.reads().accepts(value)) {
            return Optional.of("malformed: the controller ignores it");
        }
        if (value.equals(entry.defaultValue())) {
            return Optional.of("the default");
        }
        NginxSettings settings = NginxSettings.of(ingress);
        String name = entry.name().startsWith(NGINX) ? entry.name().substring(NGINX.length()) : "";
        if (name.startsWith("canary-") && !settings.isCanary()) {
            return Optional.of("without canary: true");
        }
        if (name.startsWith("cors-") && !settings.flag("enable-cors").orElse(false)) {
            return Optional.of("without enable-cors: true");
        }
        if (settings.isCanary() && !name.isEmpty() && !NginxSettings.countsOnCanary(name)) {
            return Optional.of("the controller ignores it on a canary");
        }
        if (name.startsWith("session-cookie-")
                && settings.text("affinity").filter("cookie"::equals).isEmpty()) {
            return Optional.of("without affinity: cookie");
        }
        if (name.equals("x-forwarded-prefix") && settings.rewriteTarget().isEmpty()) {
            return Optional.of("without rewrite-target");
        }
        if (name.equals("permanent-redirect")
                && settings.text("temporal-redirect").isPresent()) {
            return Optional.of("the temporal redirect goes before it");
        }
        return Optional.empty();
    }

    /** Why an annotation that is usually converted could not be here. */
    private Optional<String> lost(Ingress ingress, String name) {
        Optional<String> lost = name.startsWith(NGINX)
                ? lost(ingress, NginxSettings.of(ingress), name.substring(NGINX.length()))
                : Optional.empty();
        return lost.or(() -> losses.stream()
                .filter(loss ->
                        loss.aspect() == ASPECTS.get(name) && hosts(ingress).anyMatch(loss.host()::equals))
                .map(Loss::what)
                .findFirst());
    }

    private Optional<String> lost(Ingress ingress, NginxSettings settings, String name) {
        if (agc && NginxSettings.isOfSessions(name) && settings.isCanary()) {
            return Optional.of("sessions are kept by route, not by the backends of a canary alone");
        }
        Optional<String> unknown = unknownTo(name);
        if (unknown.isPresent()) {
            return unknown;
        }
        return switch (name) {
            case "custom-headers" ->
                lostIf(!headersAreThere(ingress), "the ConfigMap is not among the manifests: no header is added");
            case "session-cookie-max-age" ->
                lostIf(
                        settings.text("session-cookie-name").isEmpty(),
                        "a cookie that the gateway names has its own life");
            case "auth-tls-secret" ->
                lostIf(
                        agc && ingress.tls().isEmpty(),
                        "client certificates are not asked for: the Ingress has no TLS section");
            case "cors-allow-origin",
                    "cors-allow-methods",
                    "cors-allow-headers",
                    "cors-expose-headers",
                    "cors-max-age" -> CorsValues.lost(settings, name);
            case "server-alias" ->
                lostIf(
                        !settings.otherAliases().isEmpty(),
                        "routes have no expressions for hosts: " + String.join(", ", settings.otherAliases()));
            case "load-balance" ->
                lostIf(PolicyWriter.strategy(settings).isEmpty(), "a strategy that has no counterpart");
            case "backend-protocol" -> protocolLost(settings);
            case "proxy-ssl-secret", "proxy-ssl-name", "proxy-ssl-server-name", "proxy-ssl-verify" -> tlsLost(settings);
            default -> Optional.empty();
        };
    }

    private static Optional<String> lostIf(boolean lost, String why) {
        return lost ? Optional.of(why) : Optional.empty();
    }

    /** What this version of the controller does not know. */
    private Optional<String> unknownTo(String name) {
        Optional<AgcFeature> feature = name.startsWith("cors-") || name.equals("enable-cors")
                ? Optional.of(AgcFeature.CORS)
                : name.equals("load-balance") ? Optional.of(AgcFeature.LOAD_BALANCING_POLICY) : Optional.empty();
        return feature.filter(needed -> profile.isPresent() && !profile.get().supports(needed))
                .map(needed -> profile.get().statement(needed).title() + " needs ALB Controller "
                        + profile.get().statement(needed).since());
    }

    private Optional<String> protocolLost(NginxSettings settings) {
        String protocol = settings.text("backend-protocol").orElse("HTTP");
        if (protocol.equals("AJP") || protocol.equals("FCGI")) {
            return Optional.of(protocol + " has no counterpart: backends are spoken to over HTTP");
        }
        if (agc && protocol.startsWith("GRPC")) {
            return Optional.of("backends are spoken to by HTTP/1.1: write a GRPCRoute");
        }
        boolean tls = protocol.equals("HTTPS") || protocol.equals("GRPCS");
        return tls && !agc ? tlsLost(settings) : Optional.empty();
    }

    /** A BackendTLSPolicy of Gateway API needs an authority and a name; without them backends are spoken to in the clear. */
    private Optional<String> tlsLost(NginxSettings settings) {
        boolean spoken = Set.of("HTTPS", "GRPCS")
                .contains(settings.text("backend-protocol").orElse("HTTP"));
        if (!spoken) {
            return Optional.of("backends are spoken to in the clear, without backend-protocol: HTTPS");
        }
        return agc || PolicyWriter.BackendTls.of(settings).isPresent()
                ? Optional.empty()
                : Optional.of("no BackendTLSPolicy: it needs proxy-ssl-verify on, proxy-ssl-secret and proxy-ssl-name");
    }

    private boolean headersAreThere(Ingress ingress) {
        String name = NginxSettings.of(ingress).text("custom-headers").orElse("");
        int slash = name.indexOf('/');
        String namespace = slash < 0 ? ingress.namespace() : name.substring(0, slash);
        return set.configMap(namespace, name.substring(slash + 1)).isPresent();
    }

    private static Stream<String> hosts(Ingress ingress) {
        return ingress.rules().stream().map(rule -> rule.host().orElse(""));
    }
}
