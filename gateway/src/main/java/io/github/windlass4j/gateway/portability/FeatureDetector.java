package io.github.windlass4j.gateway.portability;

import io.github.windlass4j.gateway.api.BackendRef;
import io.github.windlass4j.gateway.api.BackendTlsPolicy;
import io.github.windlass4j.gateway.api.Gateway;
import io.github.windlass4j.gateway.api.GatewayObject;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.api.GatewayTls;
import io.github.windlass4j.gateway.api.GrpcRoute;
import io.github.windlass4j.gateway.api.HttpMatch;
import io.github.windlass4j.gateway.api.HttpRoute;
import io.github.windlass4j.gateway.api.HttpRule;
import io.github.windlass4j.gateway.api.Listener;
import io.github.windlass4j.gateway.api.ParentRef;
import io.github.windlass4j.gateway.api.Reference;
import io.github.windlass4j.gateway.api.Route;
import io.github.windlass4j.gateway.api.RouteFilter;
import io.github.windlass4j.gateway.api.RouteRule;
import io.github.windlass4j.manifest.k8s.Service;
import io.github.windlass4j.manifest.object.View;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the features of pkg/features that stand in manifests. */
final class FeatureDetector {
    private static final int OTHER_HTTP_PORT = 8080;
    private static final Map<String, String> PROTOCOLS = Map.of(
            "kubernetes.io/h2c", "HTTPRouteBackendProtocolH2C",
            "kubernetes.io/ws", "HTTPRouteBackendProtocolWebSocket");

    private final GatewaySet set;
    private final List<FeatureUse> uses = new ArrayList<>();

    FeatureDetector(GatewaySet set) {
        this.set = set;
    }

    List<FeatureUse> uses() {
        set.gateways().forEach(this::gateway);
        set.listenerSets().forEach(listeners -> {
            use("ListenerSet", listeners, listeners);
            listeners.listeners().forEach(listener -> port(listeners, listener));
        });
        set.routes().forEach(this::route);
        set.grants().forEach(grant -> use("ReferenceGrant", grant, grant));
        set.backendTlsPolicies().forEach(this::policy);
        return List.copyOf(uses);
    }

    private void use(String feature, GatewayObject object, View at) {
        uses.add(new FeatureUse(feature, object.ref(), at instanceof GatewayObject ? "" : at.field(), at.at()));
    }

    private void gateway(Gateway gateway) {
        use("Gateway", gateway, gateway);
        gateway.listeners().forEach(listener -> {
            port(gateway, listener);
            kinds(gateway, listener);
            listener.tls().certificateRefs().forEach(reference -> crossing(gateway, reference));
        });
        isolation(gateway);
        tlsModes(gateway);
        gateway.addresses()
                .forEach(address -> use(
                        address.value().orElse("").isEmpty() ? "GatewayAddressEmpty" : "GatewayStaticAddresses",
                        gateway,
                        address));
        if (gateway.resource().spec().has("infrastructure")) {
            use("GatewayInfrastructurePropagation", gateway, gateway.infrastructure());
        }
        GatewayTls tls = gateway.tls();
        List<GatewayTls.ClientValidation> validations = new ArrayList<>();
        tls.frontendDefault().ifPresent(validations::add);
        tls.frontendPorts().forEach(port -> port.validation().ifPresent(validations::add));
        for (GatewayTls.ClientValidation validation : validations) {
            validation.caCertificateRefs().forEach(reference -> crossing(gateway, reference));
            use("GatewayFrontendClientCertificateValidation", gateway, validation);
            if (validation.allowsInsecureFallback()) {
                use("GatewayFrontendClientCertificateValidationInsecureFallback", gateway, validation);
            }
        }
        tls.backendClientCertificateRef()
                .ifPresent(reference -> use("GatewayBackendClientCertificate", gateway, reference));
    }

    private void port(GatewayObject owner, Listener listener) {
        if (listener.port() == OTHER_HTTP_PORT) {
            use("GatewayPort8080", owner, listener);
        }
    }

    /** Kinds of routes that a listener is for, also when there is none yet. */
    private void kinds(Gateway gateway, Listener listener) {
        listener.allowedRoutes().kinds().stream()
                .filter(kind -> kind.group().equals(GatewayObject.GROUP))
                .forEach(kind -> use(kind.kind(), gateway, listener.allowedRoutes()));
        if (listener.protocol().equals("TLS")) {
            use("TLSRoute", gateway, listener);
        }
    }

    /** A reference into another namespace is good only where grants are. */
    private void crossing(GatewayObject owner, Reference reference) {
        if (!reference.target(owner.namespace()).namespace().equals(owner.namespace())) {
            use("ReferenceGrant", owner, reference);
        }
    }

    /** Two HTTP listeners of a port whose host names cover each other: only isolation tells their routes apart. */
    private void isolation(Gateway gateway) {
        for (Listener wide : gateway.listeners()) {
            boolean covers = gateway.listeners().stream()
                    .anyMatch(narrow -> narrow.port() == wide.port()
                            && wide.protocol().equals("HTTP")
                            && narrow.protocol().equals("HTTP")
                            && covers(
                                    wide.hostname().orElse(""),
                                    narrow.hostname().orElse("")));
            if (covers) {
                use("GatewayHTTPListenerIsolation", gateway, wide);
            }
        }
    }

    private static boolean covers(String wide, String narrow) {
        return !wide.equals(narrow)
                && (wide.isEmpty() || (wide.startsWith("*.") && narrow.endsWith(wide.substring(1))));
    }

    private void tlsModes(Gateway gateway) {
        Set<Integer> terminating = new HashSet<>();
        Set<Integer> passing = new HashSet<>();
        for (Listener listener : gateway.listeners()) {
            if (listener.protocol().equals("TLS")) {
                (listener.tls().isPassthrough() ? passing : terminating).add(listener.port());
                if (!listener.tls().isPassthrough()) {
                    use("TLSRouteModeTerminate", gateway, listener);
                }
            }
        }
        gateway.listeners().stream()
                .filter(listener -> terminating.contains(listener.port()) && passing.contains(listener.port()))
                .findFirst()
                .ifPresent(listener -> use("TLSRouteModeMixed", gateway, listener));
    }

    private void route(Route route) {
        use(route.kind(), route, route);
        boolean mesh = false;
        for (ParentRef parent : route.parentRefs()) {
            if (parent.isA("", Service.KIND)) {
                mesh = true;
                use("Mesh", route, parent);
                if (!parent.target(route.namespace()).namespace().equals(route.namespace())) {
                    use("MeshConsumerRoute", route, parent);
                }
            }
            if (parent.port().isPresent() && route instanceof HttpRoute) {
                use("HTTPRouteParentRefPort", route, parent);
                use("HTTPRouteDestinationPortMatching", route, parent);
            }
        }
        for (RouteRule rule : route.rules()) {
            rule.backendRefs().forEach(backend -> crossing(route, backend.reference()));
            rule(route, rule, mesh ? "MeshHTTPRoute" : "HTTPRoute", mesh);
        }
    }

    private void rule(Route route, RouteRule rule, String prefix, boolean mesh) {
        boolean named = rule.name().isPresent();
        if (named && route instanceof HttpRoute) {
            use(prefix + "NamedRouteRule", route, rule);
        }
        if (named && route instanceof GrpcRoute) {
            use("GRPCRouteNamedRouteRule", route, rule);
        }
        if (!(rule instanceof HttpRule http)) {
            return;
        }
        http.matches().forEach(match -> match(route, match, prefix));
        filters(route, rule.filters(), prefix, mesh);
        if (http.timeouts().request().isPresent()) {
            use("HTTPRouteRequestTimeout", route, http.timeouts());
        }
        if (http.timeouts().backendRequest().isPresent()) {
            use("HTTPRouteBackendTimeout", route, http.timeouts());
        }
        http.retry().ifPresent(retry -> {
            use("HTTPRouteRetry", route, retry);
            if (http.timeouts().backendRequest().isPresent()) {
                use("HTTPRouteRetryBackendTimeout", route, retry);
            }
        });
        rule.backendRefs().forEach(backend -> backend(route, backend, prefix));
    }

    private void match(Route route, HttpMatch match, String prefix) {
        if (!match.queryParams().isEmpty()) {
            use(prefix + "QueryParamMatching", route, match);
        }
        if (match.method().isPresent() && prefix.equals("HTTPRoute")) {
            use("HTTPRouteMethodMatching", route, match);
        }
    }

    private void filters(Route route, List<RouteFilter> filters, String prefix, boolean mesh) {
        List<RouteFilter> mirrors =
                filters.stream().filter(filter -> filter.mirror().isPresent()).toList();
        if (mirrors.size() > 1) {
            use("HTTPRouteRequestMultipleMirrors", route, mirrors.get(1));
        }
        for (RouteFilter filter : filters) {
            filter.responseHeaders().ifPresent(part -> use("HTTPRouteResponseHeaderModification", route, part));
            filter.mirror().ifPresent(mirror -> {
                use("HTTPRouteRequestMirror", route, mirror);
                if (mirror.numerator() != mirror.denominator()) {
                    use("HTTPRouteRequestPercentageMirror", route, mirror);
                }
            });
            filter.cors().ifPresent(cors -> use("HTTPRouteCORS", route, cors));
            filter.redirect().ifPresent(redirect -> redirect(route, redirect, prefix, mesh));
            filter.rewrite().ifPresent(rewrite -> {
                if (rewrite.hostname().isPresent()) {
                    use("HTTPRouteHostRewrite", route, rewrite);
                }
                if (rewrite.path().isPresent()) {
                    use(mesh ? "MeshHTTPRouteRewritePath" : "HTTPRoutePathRewrite", route, rewrite);
                }
            });
        }
    }

    private void redirect(Route route, RouteFilter.Redirect redirect, String prefix, boolean mesh) {
        if (redirect.scheme().isPresent()) {
            use(prefix + "SchemeRedirect", route, redirect);
        }
        if (redirect.port().isPresent()) {
            use(mesh ? "MeshHTTPRouteRedirectPort" : "HTTPRoutePortRedirect", route, redirect);
        }
        if (redirect.path().isPresent()) {
            use(mesh ? "MeshHTTPRouteRedirectPath" : "HTTPRoutePathRedirect", route, redirect);
        }
        if (Set.of(303, 307, 308).contains(redirect.statusCode())) {
            use("HTTPRoute" + redirect.statusCode() + "RedirectStatusCode", route, redirect);
        }
    }

    private void backend(Route route, BackendRef backend, String prefix) {
        for (RouteFilter filter : backend.filters()) {
            filter.requestHeaders().ifPresent(part -> use(prefix + "BackendRequestHeaderModification", route, part));
            filter.redirect().ifPresent(part -> use("HTTPRouteBackendRequestRedirect", route, part));
            filter.rewrite().ifPresent(part -> use("HTTPRouteBackendURLRewrite", route, part));
        }
        Optional<String> protocol = set.find(backend.target(route.namespace()))
                .filter(object -> object.group().isEmpty() && object.kind().equals(Service.KIND))
                .map(Service::new)
                .flatMap(service ->
                        backend.port().isPresent() ? service.port(backend.port().getAsInt()) : Optional.empty())
                .flatMap(Service.Port::appProtocol);
        protocol.map(PROTOCOLS::get).ifPresent(feature -> use(feature, route, backend));
    }

    private void policy(BackendTlsPolicy policy) {
        use("BackendTLSPolicy", policy, policy);
        if (!policy.validation().subjectAltNames().isEmpty()) {
            use("BackendTLSPolicySANValidation", policy, policy.validation());
        }
    }
}
