package io.github.windlass4j.gateway.agc;

import io.github.windlass4j.gateway.api.BackendRef;
import io.github.windlass4j.gateway.api.GrpcRoute;
import io.github.windlass4j.gateway.api.GrpcRule;
import io.github.windlass4j.gateway.api.HttpMatch;
import io.github.windlass4j.gateway.api.HttpRoute;
import io.github.windlass4j.gateway.api.HttpRule;
import io.github.windlass4j.gateway.api.Route;
import io.github.windlass4j.gateway.api.RouteFilter;
import io.github.windlass4j.gateway.api.RouteRule;
import io.github.windlass4j.gateway.api.ValueMatch;
import io.github.windlass4j.manifest.k8s.Service;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.manifest.object.View;
import java.util.Optional;
import java.util.stream.Stream;

/** Routes: what the version of the controller knows, and what a backend may be. */
final class RouteRules {
    private final Inspection inspection;
    private final Route route;

    private RouteRules(Inspection inspection, Route route) {
        this.inspection = inspection;
        this.route = route;
    }

    static void check(Inspection inspection) {
        inspection.routes().forEach(route -> new RouteRules(inspection, route).check());
    }

    private void check() {
        if (route instanceof GrpcRoute) {
            needs(AgcFeature.GRPC_ROUTE, "WL-AGC-035", route, "GRPCRoute");
        } else if (!(route instanceof HttpRoute)) {
            report("WL-AGC-003", route, "a " + route.kind() + " is never served");
            return;
        }
        for (RouteRule rule : route.rules()) {
            if (rule instanceof HttpRule http) {
                http(http);
            }
            if (rule instanceof GrpcRule grpc && grpc.matches().stream().anyMatch(RouteRules::isRegularExpression)) {
                needs(AgcFeature.REGEX_MATCH, "WL-AGC-036", rule, "a regular expression");
            }
            rule.filters().forEach(this::filter);
            rule.backendRefs().forEach(this::backend);
        }
    }

    private void http(HttpRule rule) {
        rule.matches().stream()
                .filter(RouteRules::isRegularExpression)
                .forEach(match -> needs(AgcFeature.REGEX_MATCH, "WL-AGC-036", match, "a regular expression"));
        if (rule.fields().has("timeouts")) {
            needs(AgcFeature.ROUTE_TIMEOUTS, "WL-AGC-041", rule.timeouts(), "timeouts");
        }
    }

    private static boolean isRegularExpression(HttpMatch match) {
        return match.path().type().equals("RegularExpression")
                || Stream.concat(match.headers().stream(), match.queryParams().stream())
                        .anyMatch(ValueMatch::isRegularExpression);
    }

    private static boolean isRegularExpression(GrpcRule.Match match) {
        return match.isRegularExpression() || match.headers().stream().anyMatch(ValueMatch::isRegularExpression);
    }

    private void filter(RouteFilter filter) {
        switch (filter.type()) {
            case "CORS" -> needs(AgcFeature.CORS, "WL-AGC-040", filter, "the CORS filter");
            case "RequestMirror" -> needs(AgcFeature.REQUEST_MIRROR, "WL-AGC-043", filter, "the RequestMirror filter");
            case "RequestRedirect" ->
                filter.redirect()
                        .filter(redirect -> redirect.statusCode() == 307 || redirect.statusCode() == 308)
                        .ifPresent(redirect -> needs(
                                AgcFeature.REDIRECT_307_308,
                                "WL-AGC-042",
                                redirect,
                                "status " + redirect.statusCode()));
            default -> {
                // Every version knows the others.
            }
        }
    }

    private void backend(BackendRef backend) {
        boolean changesRequest = backend.filters().stream()
                .anyMatch(filter -> filter.requestHeaders().isPresent());
        if (changesRequest && !inspection.profile().supports(AgcFeature.BACKEND_HEADER_MODIFICATION)) {
            report(
                    "WL-AGC-044",
                    backend,
                    "request headers are changed in the backendRef (move the filter to the rule)");
        }
        ObjectRef target = backend.target(route.namespace());
        if (!target.equals(ObjectRef.core(Service.KIND, target.namespace(), target.name()))) {
            if (!target.kind().equals("InferencePool")) {
                report("WL-AGC-047", backend, "the backend is a " + target + " (want a Service)");
            }
            return;
        }
        Optional<Service> service = inspection.set().service(target.namespace(), target.name());
        if (service.isEmpty()) {
            inspection.notLookedAt(route + ": " + target + " is not among the manifests");
            return;
        }
        if (service.get().externalName().isPresent()) {
            report(
                    "WL-AGC-047",
                    backend,
                    target + " stands for " + service.get().externalName().get() + " outside the cluster");
        }
        backend.port()
                .ifPresent(port -> service.get()
                        .port(port)
                        .flatMap(Service.Port::appProtocol)
                        .filter(protocol -> protocol.equals("kubernetes.io/h2c") && !(route instanceof GrpcRoute))
                        .ifPresent(protocol ->
                                report("WL-AGC-046", backend, target + " wants " + protocol + " and gets HTTP/1.1")));
    }

    private void needs(AgcFeature feature, String rule, View at, String what) {
        if (!inspection.profile().supports(feature)) {
            String since = inspection.profile().statement(feature).since();
            report(
                    rule,
                    at,
                    what + " needs ALB Controller " + since + ", this is "
                            + inspection.profile().version());
        }
    }

    private void report(String rule, View at, String message) {
        inspection.report(rule, route.resource(), at.at(), route + ": " + message);
    }
}
