package io.github.windlass4j.gateway.portability;

import io.github.windlass4j.gateway.api.BackendRef;
import io.github.windlass4j.gateway.api.BackendTlsPolicy;
import io.github.windlass4j.gateway.api.Gateway;
import io.github.windlass4j.gateway.api.GatewayObject;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.api.GrpcRule;
import io.github.windlass4j.gateway.api.HttpMatch;
import io.github.windlass4j.gateway.api.HttpRule;
import io.github.windlass4j.gateway.api.Listener;
import io.github.windlass4j.gateway.api.ListenerSet;
import io.github.windlass4j.gateway.api.ParentRef;
import io.github.windlass4j.gateway.api.Reference;
import io.github.windlass4j.gateway.api.Route;
import io.github.windlass4j.gateway.api.RouteFilter;
import io.github.windlass4j.gateway.api.RouteRule;
import io.github.windlass4j.gateway.api.ValueMatch;
import io.github.windlass4j.manifest.k8s.ConfigMap;
import io.github.windlass4j.manifest.k8s.Service;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.object.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds the parts of manifests for which there is no feature. */
final class UntoldDetector {
    private static final Set<String> PROTOCOLS = Set.of("HTTP", "HTTPS", "TLS", "TCP", "UDP");
    private static final Set<String> ADDRESSES = Set.of("IPAddress", "Hostname");

    /** Filters of a whole rule of an HTTPRoute with a feature of their own, or in its core. */
    private static final Set<String> HTTP_FILTERS = Set.of(
            "RequestHeaderModifier",
            "ResponseHeaderModifier",
            "RequestMirror",
            "RequestRedirect",
            "URLRewrite",
            "CORS");

    /** Filters of a single backend of an HTTPRoute with a feature of their own. */
    private static final Set<String> BACKEND_FILTERS = Set.of("RequestHeaderModifier", "RequestRedirect", "URLRewrite");

    private static final Set<String> GRPC_FILTERS = Set.of("RequestHeaderModifier");
    private static final String EXPERIMENTAL = "gateway.networking.x-k8s.io";

    private final GatewaySet set;
    private final List<Untold> all = new ArrayList<>();

    UntoldDetector(GatewaySet set) {
        this.set = set;
    }

    List<Untold> all() {
        set.classes()
                .forEach(gatewayClass ->
                        gatewayClass.parametersRef().ifPresent(ref -> add("parameters", gatewayClass, ref)));
        set.gateways().forEach(this::gateway);
        set.listenerSets().forEach(more -> more.listeners().forEach(listener -> listener(more, listener)));
        set.routes().forEach(this::route);
        set.backendTlsPolicies().forEach(this::policy);
        for (Resource resource : set.resources()) {
            if (resource.group().equals(EXPERIMENTAL)) {
                all.add(new Untold("the experimental kind " + resource.kind(), resource.ref(), "", resource.at()));
            }
        }
        return List.copyOf(all);
    }

    private void add(String what, GatewayObject object, View at) {
        all.add(new Untold(what, object.ref(), at instanceof GatewayObject ? "" : at.field(), at.at()));
    }

    private void gateway(Gateway gateway) {
        gateway.listeners().forEach(listener -> listener(gateway, listener));
        gateway.addresses().stream()
                .filter(address -> !ADDRESSES.contains(address.type()))
                .forEach(address -> add("addresses of type " + address.type(), gateway, address));
        gateway.infrastructure().parametersRef().ifPresent(ref -> add("parameters", gateway, ref));
        FeatureDetector.validations(gateway.tls()).forEach(one -> authorities(gateway, one.caCertificateRefs()));
        if (gateway.isDefault()) {
            add("a default Gateway", gateway, gateway);
        }
    }

    private void listener(GatewayObject owner, Listener listener) {
        if (!PROTOCOLS.contains(listener.protocol())) {
            add("the protocol " + listener.protocol(), owner, listener);
        }
        if (!listener.tls().fields().child("options").names().isEmpty()) {
            add("TLS options", owner, listener.tls());
        }
    }

    private void authorities(GatewayObject owner, List<Reference> references) {
        references.stream()
                .filter(reference -> !reference.isA("", ConfigMap.KIND))
                .forEach(reference -> add("authorities in a " + reference.kind(), owner, reference));
    }

    private void policy(BackendTlsPolicy policy) {
        authorities(policy, policy.validation().caCertificateRefs());
        policy.validation()
                .wellKnownCaCertificates()
                .ifPresent(name -> add("the well-known authorities " + name, policy, policy.validation()));
        if (!policy.resource().spec().child("options").names().isEmpty()) {
            add("TLS options", policy, policy);
        }
    }

    private void route(Route route) {
        for (ParentRef parent : route.parentRefs()) {
            if (!parent.isA(GatewayObject.GROUP, Gateway.KIND)
                    && !parent.isA(GatewayObject.GROUP, ListenerSet.KIND)
                    && !parent.isA("", Service.KIND)) {
                add("a parent of kind " + parent.kind(), route, parent);
            }
        }
        if (route.usesDefaultGateways()) {
            add("default Gateways", route, route);
        }
        for (RouteRule rule : route.rules()) {
            if (rule instanceof HttpRule http) {
                http.matches().forEach(match -> match(route, match));
                http.sessionPersistence().ifPresent(session -> add("session persistence", route, session));
                filters(route, rule.filters(), HTTP_FILTERS, "");
            } else if (rule instanceof GrpcRule grpc) {
                grpc.matches().forEach(match -> match(route, match));
                grpc.sessionPersistence().ifPresent(session -> add("session persistence", route, session));
                filters(route, rule.filters(), GRPC_FILTERS, " for gRPC");
            }
            rule.backendRefs().forEach(backend -> backend(route, rule, backend));
        }
    }

    private void match(Route route, HttpMatch match) {
        if (match.path().type().equals("RegularExpression")) {
            add("a regular expression for paths", route, match.path());
        }
        values(route, match.headers(), "headers");
        values(route, match.queryParams(), "query parameters");
    }

    private void match(Route route, GrpcRule.Match match) {
        if (match.isRegularExpression()) {
            add("a regular expression for methods", route, match);
        }
        values(route, match.headers(), "headers");
    }

    private void values(Route route, List<ValueMatch> matches, String what) {
        matches.stream()
                .filter(ValueMatch::isRegularExpression)
                .forEach(match -> add("a regular expression for " + what, route, match));
    }

    private void filters(Route route, List<RouteFilter> filters, Set<String> told, String where) {
        filters.stream()
                .filter(filter -> !told.contains(filter.type()))
                .forEach(filter -> add("the filter " + filter.type() + where, route, filter));
    }

    private void backend(Route route, RouteRule rule, BackendRef backend) {
        if (!backend.reference().isA("", Service.KIND)) {
            add("a backend of kind " + backend.reference().kind(), route, backend);
        }
        Set<String> told = rule instanceof HttpRule ? BACKEND_FILTERS : Set.of();
        filters(route, backend.filters(), told, " of one backend");
    }
}
