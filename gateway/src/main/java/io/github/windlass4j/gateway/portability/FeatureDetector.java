package io.github.windlass4j.gateway.portability;

import io.github.windlass4j.gateway.api.BackendRef;
import io.github.windlass4j.gateway.api.BackendTlsPolicy;
import io.github.windlass4j.gateway.api.Gateway;
import io.github.windlass4j.gateway.api.GatewayObject;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.api.GatewayTls;
import io.github.windlass4j.gateway.api.HttpRoute;
import io.github.windlass4j.gateway.api.Listener;
import io.github.windlass4j.gateway.api.ListenerSet;
import io.github.windlass4j.gateway.api.ParentRef;
import io.github.windlass4j.gateway.api.Reference;
import io.github.windlass4j.gateway.api.Route;
import io.github.windlass4j.gateway.api.RouteRule;
import io.github.windlass4j.gateway.api.TcpRoute;
import io.github.windlass4j.gateway.api.TlsRoute;
import io.github.windlass4j.gateway.api.UdpRoute;
import io.github.windlass4j.manifest.k8s.Service;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.manifest.object.View;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the features of pkg/features that stand in manifests. */
final class FeatureDetector {
    private static final String GRANT = "ReferenceGrant";
    private static final int OTHER_HTTP_PORT = 8080;

    /** A listener of a Gateway, its own or one that a ListenerSet adds. */
    private record Owned(GatewayObject owner, Listener listener) {}

    private final GatewaySet set;
    private final List<FeatureUse> uses = new ArrayList<>();

    FeatureDetector(GatewaySet set) {
        this.set = set;
    }

    List<FeatureUse> uses() {
        Map<ObjectRef, List<Owned>> together = new LinkedHashMap<>();
        for (Gateway gateway : set.gateways()) {
            gateway(gateway);
            listeners(gateway, gateway.listeners(), gateway.ref(), together);
        }
        for (ListenerSet more : set.listenerSets()) {
            use(ListenerSet.KIND, more, more);
            listeners(more, more.listeners(), more.parentRef().target(more.namespace()), together);
        }
        together.values().forEach(all -> {
            isolation(all);
            mixedTls(all);
        });
        set.routes().forEach(this::route);
        set.grants().forEach(grant -> use(GRANT, Profiles.GRANTS, grant, grant));
        set.backendTlsPolicies().forEach(this::policy);
        return List.copyOf(uses);
    }

    /** An extended feature. */
    void use(String feature, GatewayObject object, View at) {
        use(feature, List.of(), object, at);
    }

    private void use(String feature, List<String> profiles, GatewayObject object, View at) {
        String field = at instanceof GatewayObject ? "" : at.field();
        uses.add(new FeatureUse(feature, profiles, object.ref(), field, at.at()));
    }

    private void gateway(Gateway gateway) {
        use(Gateway.KIND, Profiles.GATEWAY, gateway, gateway);
        gateway.addresses().forEach(address -> address(gateway, address));
        Gateway.Infrastructure infrastructure = gateway.infrastructure();
        if (!infrastructure.labels().isEmpty() || !infrastructure.annotations().isEmpty()) {
            use("GatewayInfrastructurePropagation", gateway, infrastructure);
        }
        if (!gateway.allowedListeners().from().equals("None")) {
            use(ListenerSet.KIND, gateway, gateway.allowedListeners());
        }
        GatewayTls tls = gateway.tls();
        for (GatewayTls.ClientValidation validation : validations(tls)) {
            validation.caCertificateRefs().forEach(reference -> crossing(gateway, reference));
            use("GatewayFrontendClientCertificateValidation", gateway, validation);
            if (validation.allowsInsecureFallback()) {
                use("GatewayFrontendClientCertificateValidationInsecureFallback", gateway, validation);
            }
        }
        tls.backendClientCertificateRef().ifPresent(reference -> {
            use("GatewayBackendClientCertificate", gateway, reference);
            crossing(gateway, reference);
        });
    }

    static List<GatewayTls.ClientValidation> validations(GatewayTls tls) {
        List<GatewayTls.ClientValidation> validations = new ArrayList<>();
        tls.frontendDefault().ifPresent(validations::add);
        tls.frontendPorts().forEach(port -> port.validation().ifPresent(validations::add));
        return validations;
    }

    /** Types with the prefix of a domain are the implementation's own: no report tells of them. */
    private void address(Gateway gateway, Gateway.Address address) {
        if (Set.of("IPAddress", "Hostname").contains(address.type())) {
            use(address.value().isEmpty() ? "GatewayAddressEmpty" : "GatewayStaticAddresses", gateway, address);
        }
    }

    private void listeners(
            GatewayObject owner, List<Listener> listeners, ObjectRef gateway, Map<ObjectRef, List<Owned>> together) {
        List<Owned> all = together.computeIfAbsent(gateway, unseen -> new ArrayList<>());
        for (Listener listener : listeners) {
            all.add(new Owned(owner, listener));
            if (listener.port() == OTHER_HTTP_PORT) {
                use("GatewayPort8080", owner, listener);
            }
            kinds(owner, listener);
            listener.tls().certificateRefs().forEach(reference -> crossing(owner, reference));
        }
    }

    /** Kinds of routes that a listener is for, also when there is none yet: those that it names, or its protocol's own. */
    private void kinds(GatewayObject owner, Listener listener) {
        listener.allowedRoutes().kinds().stream()
                .filter(kind -> Profiles.isRoute(kind.group(), kind.kind()))
                .forEach(kind -> use(kind.kind(), Profiles.atGateways(kind.kind()), owner, listener.allowedRoutes()));
        String kind = switch (listener.protocol()) {
            case "TLS" -> TlsRoute.KIND;
            case "TCP" -> TcpRoute.KIND;
            case "UDP" -> UdpRoute.KIND;
            default -> "";
        };
        if (!kind.isEmpty() && listener.allowedRoutes().kinds().isEmpty()) {
            use(kind, Profiles.atGateways(kind), owner, listener);
        }
        if (endsTls(listener)) {
            use("TLSRouteModeTerminate", owner, listener);
        }
    }

    private static boolean endsTls(Listener listener) {
        return isForTlsRoutes(listener) && !listener.tls().isPassthrough();
    }

    private static boolean isForTlsRoutes(Listener listener) {
        List<Listener.Kind> kinds = listener.allowedRoutes().kinds();
        return listener.protocol().equals("TLS")
                && (kinds.isEmpty() || kinds.contains(Listener.Kind.of(TlsRoute.KIND)));
    }

    /** A reference into another namespace is good only where grants are. */
    private void crossing(GatewayObject owner, Reference reference) {
        if (!reference.target(owner.namespace()).namespace().equals(owner.namespace())) {
            use(GRANT, Profiles.GRANTS, owner, reference);
        }
    }

    /** Two HTTP listeners of a port whose host names cover each other: only isolation tells their routes apart. */
    private void isolation(List<Owned> listeners) {
        List<Owned> http = listeners.stream()
                .filter(one -> one.listener().protocol().equals("HTTP"))
                .toList();
        for (Owned wide : http) {
            boolean covers = http.stream()
                    .map(Owned::listener)
                    .anyMatch(narrow -> narrow.port() == wide.listener().port()
                            && covers(
                                    wide.listener().hostname().orElse(""),
                                    narrow.hostname().orElse("")));
            if (covers) {
                use("GatewayHTTPListenerIsolation", wide.owner(), wide.listener());
            }
        }
    }

    private static boolean covers(String wide, String narrow) {
        return !wide.equals(narrow)
                && (wide.isEmpty() || (wide.startsWith("*.") && narrow.endsWith(wide.substring(1))));
    }

    private void mixedTls(List<Owned> listeners) {
        Set<Integer> ending = new HashSet<>();
        Set<Integer> passing = new HashSet<>();
        List<Owned> tls =
                listeners.stream().filter(one -> isForTlsRoutes(one.listener())).toList();
        tls.forEach(one ->
                (endsTls(one.listener()) ? ending : passing).add(one.listener().port()));
        tls.stream()
                .filter(one -> ending.contains(one.listener().port())
                        && passing.contains(one.listener().port()))
                .findFirst()
                .ifPresent(one -> use("TLSRouteModeMixed", one.owner(), one.listener()));
    }

    private void route(Route route) {
        Optional<ParentRef> inMesh = route.parentRefs().stream()
                .filter(parent -> parent.isA("", Service.KIND))
                .findFirst();
        boolean atGateways = route.usesDefaultGateways()
                || inMesh.isEmpty()
                || route.parentRefs().stream().anyMatch(parent -> !parent.isA("", Service.KIND));
        if (atGateways) {
            use(route.kind(), Profiles.atGateways(route.kind()), route, route);
        }
        inMesh.ifPresent(parent -> {
            use("Mesh", Profiles.MESH, route, parent);
            use(route.kind(), Profiles.inMesh(route), route, parent);
        });
        route.parentRefs().forEach(parent -> parent(route, parent));
        RuleFeatures features = new RuleFeatures(this, set, route, atGateways, inMesh.isPresent());
        for (RouteRule rule : route.rules()) {
            backends(rule).forEach(backend -> granted(route, backend));
            features.rule(rule);
        }
    }

    private void parent(Route route, ParentRef parent) {
        boolean service = parent.isA("", Service.KIND);
        if (service && !parent.target(route.namespace()).namespace().equals(route.namespace())) {
            use("MeshConsumerRoute", route, parent);
        }
        if (parent.port().isPresent() && route instanceof HttpRoute) {
            use("HTTPRouteParentRefPort", route, parent);
            if (!service) {
                use("HTTPRouteDestinationPortMatching", route, parent);
            }
        }
    }

    /** Every backend of a rule, those of its filters too. */
    private static List<BackendRef> backends(RouteRule rule) {
        List<BackendRef> all = new ArrayList<>(rule.backendRefs());
        rule.filters().forEach(filter -> {
            filter.mirror().ifPresent(mirror -> all.add(mirror.backendRef()));
            filter.externalAuth().ifPresent(all::add);
        });
        return all;
    }

    /** Inside the mesh a route may send requests on to the Service that it is for, wherever that is (GEP-1324). */
    private void granted(Route route, BackendRef backend) {
        ObjectRef target = backend.target(route.namespace());
        if (route.parentRefs().stream()
                .noneMatch(parent -> parent.target(route.namespace()).equals(target))) {
            crossing(route, backend.reference());
        }
    }

    private void policy(BackendTlsPolicy policy) {
        use("BackendTLSPolicy", policy, policy);
        if (!policy.validation().subjectAltNames().isEmpty()) {
            use("BackendTLSPolicySANValidation", policy, policy.validation());
        }
    }
}
