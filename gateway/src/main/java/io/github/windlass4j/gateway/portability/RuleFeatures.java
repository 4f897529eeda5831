package io.github.windlass4j.gateway.portability;

import io.github.windlass4j.gateway.api.BackendRef;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.api.GrpcRoute;
import io.github.windlass4j.gateway.api.HttpMatch;
import io.github.windlass4j.gateway.api.HttpRule;
import io.github.windlass4j.gateway.api.Route;
import io.github.windlass4j.gateway.api.RouteFilter;
import io.github.windlass4j.gateway.api.RouteRule;
import io.github.windlass4j.manifest.k8s.Service;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.manifest.object.View;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The features that the rules of one route need. */
final class RuleFeatures {
    private static final Map<String, String> PROTOCOLS = Map.of(
            "kubernetes.io/h2c", "HTTPRouteBackendProtocolH2C",
            "kubernetes.io/ws", "HTTPRouteBackendProtocolWebSocket");

    private final FeatureDetector detector;
    private final GatewaySet set;
    private final Route route;
    private final boolean atGateways;
    private final boolean inMesh;

    RuleFeatures(FeatureDetector detector, GatewaySet set, Route route, boolean atGateways, boolean inMesh) {
        this.detector = detector;
        this.set = set;
        this.route = route;
        this.atGateways = atGateways;
        this.inMesh = inMesh;
    }

    private void use(String feature, View at) {
        detector.use(feature, route, at);
    }

    /** A feature that has one name for Gateways and another for the mesh. */
    private void use(String gateways, String mesh, View at) {
        if (atGateways) {
            use(gateways, at);
        }
        if (inMesh) {
            use(mesh, at);
        }
    }

    void rule(RouteRule rule) {
        boolean named = rule.name().isPresent();
        if (named && route instanceof GrpcRoute) {
            use("GRPCRouteNamedRouteRule", rule);
        }
        if (!(rule instanceof HttpRule http)) {
            return;
        }
        if (named) {
            use("HTTPRouteNamedRouteRule", "MeshHTTPRouteNamedRouteRule", rule);
        }
        http.matches().forEach(this::match);
        filters(rule.filters());
        if (http.timeouts().request().isPresent()) {
            use("HTTPRouteRequestTimeout", http.timeouts());
        }
        if (http.timeouts().backendRequest().isPresent()) {
            use("HTTPRouteBackendTimeout", http.timeouts());
        }
        http.retry().ifPresent(retry -> {
            use("HTTPRouteRetry", retry);
            if (http.timeouts().backendRequest().isPresent()) {
                use("HTTPRouteRetryBackendTimeout", retry);
            }
        });
        rule.backendRefs().forEach(this::backend);
    }

    private void match(HttpMatch match) {
        if (!match.queryParams().isEmpty()) {
            use("HTTPRouteQueryParamMatching", "MeshHTTPRouteQueryParamMatching", match);
        }
        if (match.method().isPresent()) {
            use("HTTPRouteMethodMatching", match);
        }
    }

    private void filters(List<RouteFilter> filters) {
        List<RouteFilter> mirrors =
                filters.stream().filter(filter -> filter.mirror().isPresent()).toList();
        if (mirrors.size() > 1) {
            use("HTTPRouteRequestMultipleMirrors", mirrors.get(1));
        }
        for (RouteFilter filter : filters) {
            filter.responseHeaders().ifPresent(part -> use("HTTPRouteResponseHeaderModification", part));
            filter.mirror().ifPresent(this::mirror);
            filter.cors().ifPresent(cors -> use("HTTPRouteCORS", cors));
            filter.redirect().ifPresent(this::redirect);
            filter.rewrite().ifPresent(rewrite -> {
                if (rewrite.hostname().isPresent()) {
                    use("HTTPRouteHostRewrite", rewrite);
                }
                if (rewrite.path().isPresent()) {
                    use("HTTPRoutePathRewrite", "MeshHTTPRouteRewritePath", rewrite);
                }
            });
        }
    }

    private void mirror(RouteFilter.Mirror mirror) {
        use("HTTPRouteRequestMirror", mirror);
        if (mirror.numerator() != mirror.denominator()) {
            use("HTTPRouteRequestPercentageMirror", mirror);
        }
    }

    private void redirect(RouteFilter.Redirect redirect) {
        if (redirect.scheme().isPresent()) {
            use("HTTPRouteSchemeRedirect", "MeshHTTPRouteSchemeRedirect", redirect);
        }
        if (redirect.port().isPresent()) {
            use("HTTPRoutePortRedirect", "MeshHTTPRouteRedirectPort", redirect);
        }
        if (redirect.path().isPresent()) {
            use("HTTPRoutePathRedirect", "MeshHTTPRouteRedirectPath", redirect);
        }
        if (Set.of(303, 307, 308).contains(redirect.statusCode())) {
            use("HTTPRoute" + redirect.statusCode() + "RedirectStatusCode", redirect);
        }
    }

    private void backend(BackendRef backend) {
        for (RouteFilter filter : backend.filters()) {
            filter.requestHeaders()
                    .ifPresent(part -> use(
                            "HTTPRouteBackendRequestHeaderModification",
                            "MeshHTTPRouteBackendRequestHeaderModification",
                            part));
            filter.redirect().ifPresent(part -> use("HTTPRouteBackendRequestRedirect", part));
            filter.rewrite().ifPresent(part -> use("HTTPRouteBackendURLRewrite", part));
        }
        if (backend.port().isPresent() && backend.reference().isA("", Service.KIND)) {
            ObjectRef target = backend.target(route.namespace());
            set.service(target.namespace(), target.name())
                    .flatMap(service -> service.port(backend.port().getAsInt()))
                    .flatMap(Service.Port::appProtocol)
                    .map(PROTOCOLS::get)
                    .ifPresent(feature -> use(feature, backend));
        }
    }
}
