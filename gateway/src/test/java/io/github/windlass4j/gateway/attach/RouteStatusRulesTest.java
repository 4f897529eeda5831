package io.github.windlass4j.gateway.attach;

import static io.github.windlass4j.gateway.attach.StatusObjects.CONTROLLER;
import static io.github.windlass4j.gateway.attach.StatusObjects.acceptance;
import static io.github.windlass4j.gateway.attach.StatusObjects.accepted;
import static io.github.windlass4j.gateway.attach.StatusObjects.attach;
import static io.github.windlass4j.gateway.attach.StatusObjects.authority;
import static io.github.windlass4j.gateway.attach.StatusObjects.core;
import static io.github.windlass4j.gateway.attach.StatusObjects.edge;
import static io.github.windlass4j.gateway.attach.StatusObjects.gateway;
import static io.github.windlass4j.gateway.attach.StatusObjects.listener;
import static io.github.windlass4j.gateway.attach.StatusObjects.object;
import static io.github.windlass4j.gateway.attach.StatusObjects.resolved;
import static io.github.windlass4j.gateway.attach.StatusObjects.route;
import static io.github.windlass4j.gateway.attach.StatusObjects.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.gateway.api.BackendRef;
import io.github.windlass4j.manifest.object.ObjectRef;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One case for each reason of routes and policies, and for what is just not yet one. */
class RouteStatusRulesTest {
    /** A Gateway that takes routes of all namespaces. */
    private static final String OPEN =
            gateway("listeners: [" + listener("a", 80, "HTTP", "allowedRoutes: {namespaces: {from: All}}") + "]");

    // Routes

    @Test
    void namespaces_are_let_in_by_rule() {
        String from = "listeners: [" + listener("a", 80, "HTTP", "allowedRoutes: {namespaces: {%s}}") + "]";
        String shop = route("HTTPRoute", "rules: []");
        assertThat(accepted(attach(gateway(from.formatted("from: All")), shop))).isEqualTo("True Accepted");
        assertThat(accepted(attach(gateway(from.formatted("from: Same")), shop)))
                .isEqualTo("False NotAllowedByListeners");
        assertThat(accepted(attach(gateway(from.formatted("from: Selector")), shop)))
                .as("a selector that is not written chooses nothing")
                .isEqualTo("False NotAllowedByListeners");
        String selector = "from: Selector, selector: {matchLabels: {team: x}}";
        assertThat(accepted(attach(gateway(from.formatted(selector)), shop))).isEqualTo("False NotAllowedByListeners");
        assertThat(accepted(attach(
                        gateway(from.formatted(selector)),
                        shop,
                        "apiVersion: v1\nkind: Namespace\nmetadata: {name: store, labels: {team: x}}")))
                .isEqualTo("True Accepted");
        assertThat(accepted(attach(
                        gateway(from.formatted(
                                "from: Selector, selector: {matchLabels: {kubernetes.io/metadata.name: store}}")),
                        shop)))
                .isEqualTo("True Accepted");
    }

    @Test
    void unknown_values_make_a_route_unacceptable() {
        for (String rule : List.of(
                "filters: [{type: Odd}]",
                "filters: [{type: RequestRedirect, requestRedirect: {scheme: ftp}}]",
                "filters: [{type: RequestRedirect, requestRedirect: {statusCode: 418}}]",
                "filters: [{type: URLRewrite, urlRewrite: {path: {type: Odd}}}]",
                "filters: [{type: URLRewrite, urlRewrite: {path: {type: ReplaceFullPath}}}]",
                "filters: [{type: RequestRedirect, requestRedirect: {path: "
                        + "{type: ReplacePrefixMatch, replacePrefixMatch: /a, replaceFullPath: /b}}}]",
                "filters: [{type: RequestHeaderModifier, requestHeaderModifier: {set: [{name: 'a:b', value: c}]}}]",
                "filters: [{type: RequestHeaderModifier, requestHeaderModifier: {add: [{name: '', value: c}]}}]",
                "filters: [{type: ResponseHeaderModifier, responseHeaderModifier: {set: [{name: a, value: \"b\\n\"}]}}]",
                "backendRefs: [{name: a, port: 80, filters: [{type: Odd}]}]",
                "matches: [{path: {type: Odd}}]",
                "matches: [{method: BREW}]",
                "matches: [{headers: [{name: a, value: b, type: Odd}]}]",
                "matches: [{queryParams: [{name: a, value: b, type: Odd}]}]")) {
            Attachment attachment = attach(OPEN, route("HTTPRoute", "rules: [{" + rule + "}]"));
            assertThat(accepted(attachment)).as(rule).isEqualTo("False UnsupportedValue");
            assertThat(listener(attachment, 0).attachedRoutes()).isZero();
            // A route whose matches nobody understands takes no requests; a filter is not skipped.
            assertThat(listener(attachment, 0).routes()).hasSize(rule.startsWith("matches") ? 0 : 1);
            Attachment counting = attach(
                    CONTROLLER.choosing(Controller.Choice.COUNTS_ROUTES_WITH_UNSUPPORTED_VALUES),
                    OPEN,
                    route("HTTPRoute", "rules: [{" + rule + "}]"));
            assertThat(accepted(counting)).as(rule).isEqualTo("False UnsupportedValue");
            assertThat(listener(counting, 0).attachedRoutes()).isOne();
        }
        assertThat(accepted(
                        attach(OPEN, route("GRPCRoute", "rules: [{matches: [{method: {type: Odd, service: a}}]}]"))))
                .isEqualTo("False UnsupportedValue");
        assertThat(accepted(attach(OPEN, route("GRPCRoute", "rules: [{matches: [{method: {service: a}}]}]"))))
                .isEqualTo("True Accepted");
    }

    @Test
    void backends_lead_somewhere_or_say_why_not() {
        String service = core("Service", "store", "cart", "spec: {ports: [{port: 80}, {port: 53, protocol: UDP}]}");
        String far = core("Service", "far", "cart", "spec: {ports: [{port: 80}]}");
        assertThat(backend("name: cart, port: 80", service)).isEqualTo("True ResolvedRefs");
        assertThat(backend("name: cart, port: 81", service)).isEqualTo("False BackendNotFound");
        assertThat(backend("name: cart, port: 53", service)).isEqualTo("False BackendNotFound");
        assertThat(backend("name: cart", service)).isEqualTo("False BackendNotFound");
        assertThat(backend("name: gone, port: 80", service)).isEqualTo("False BackendNotFound");
        assertThat(backend("kind: Bucket, name: cart", service)).isEqualTo("False InvalidKind");
        assertThat(backend("name: cart, namespace: far, port: 80", far)).isEqualTo("False RefNotPermitted");
        String grant =
                "from: [{group: gateway.networking.k8s.io, kind: %s, namespace: %s}], to: [{group: '', kind: %s%s}]";
        assertThat(granted(far, grant.formatted("HTTPRoute", "store", "Service", "")))
                .isEqualTo("True ResolvedRefs");
        assertThat(granted(far, grant.formatted("HTTPRoute", "store", "Service", ", name: cart")))
                .isEqualTo("True ResolvedRefs");
        for (String other : List.of(
                grant.formatted("GRPCRoute", "store", "Service", ""),
                grant.formatted("HTTPRoute", "other", "Service", ""),
                grant.formatted("HTTPRoute", "store", "Secret", ""),
                grant.formatted("HTTPRoute", "store", "Service", ", name: other"))) {
            assertThat(granted(far, other)).as(other).isEqualTo("False RefNotPermitted");
        }
        assertThat(resolved(attach(
                        CONTROLLER.choosing(Controller.Choice.IGNORES_SERVICE_PORTS),
                        OPEN,
                        route("HTTPRoute", "rules: [{backendRefs: [{name: cart, port: 81}]}]"),
                        service)))
                .isEqualTo("True ResolvedRefs");
    }

    private static String backend(String reference, String service) {
        String viaRule =
                resolved(attach(OPEN, route("HTTPRoute", "rules: [{backendRefs: [{" + reference + "}]}]"), service));
        String viaMirror = resolved(attach(
                OPEN,
                route(
                        "HTTPRoute",
                        "rules: [{filters: [{type: RequestMirror, requestMirror: {backendRef: {" + reference
                                + "}}}]}]"),
                service));
        assertThat(viaMirror).isEqualTo(viaRule);
        return viaRule;
    }

    private static String granted(String service, String grant) {
        return resolved(attach(
                OPEN,
                route("HTTPRoute", "rules: [{backendRefs: [{name: cart, namespace: far, port: 80}]}]"),
                service,
                object("ReferenceGrant", "far", "grant", grant)));
    }

    @Test
    void backends_of_other_kinds_are_known_by_the_controller_alone() {
        String shop = route(
                "HTTPRoute",
                "rules: [{backendRefs: [{group: gateway.networking.x-k8s.io, kind: XBackend, name: ext, port: 443}]}]");
        String external = "apiVersion: gateway.networking.x-k8s.io/v1alpha1\nkind: XBackend\n"
                + "metadata: {name: ext, namespace: store}\nspec: {port: {port: %d}}";
        Controller knowing = CONTROLLER.withBackend("gateway.networking.x-k8s.io", "XBackend");
        assertThat(resolved(attach(OPEN, shop, external.formatted(443)))).isEqualTo("False InvalidKind");
        assertThat(resolved(attach(knowing, OPEN, shop, external.formatted(443))))
                .isEqualTo("True ResolvedRefs");
        assertThat(resolved(attach(knowing, OPEN, shop, external.formatted(444))))
                .isEqualTo("False BackendNotFound");
        assertThat(resolved(attach(knowing, OPEN, shop))).isEqualTo("False BackendNotFound");
    }

    @Test
    void references_of_filters_are_followed_wherever_they_stand() {
        String service = core("Service", "store", "cart", "spec: {ports: [{port: 80}]}");
        String mirror = "filters: [{type: RequestMirror, requestMirror: {backendRef: {name: gone, port: 80}}}]";
        String auth = "filters: [{type: ExternalAuth, externalAuth: {backendRef: {name: gone, port: 80}}}]";
        String cart = "backendRefs: [{name: cart, port: 80%s}]";
        for (String rule : List.of(
                mirror + ", " + cart.formatted(""), cart.formatted(", " + mirror), auth + ", " + cart.formatted(""))) {
            Attachment attachment = attach(OPEN, route("HTTPRoute", "rules: [{" + rule + "}]"), service);
            assertThat(resolved(attachment)).as(rule).isEqualTo("False BackendNotFound");
            assertThat(attachment.routes().get(0).backends()).hasSize(2);
        }
    }

    @Test
    void a_resolution_is_one_of_three() {
        Attachment attachment = attach(
                CONTROLLER.withBackend("e.io", "Bucket"),
                OPEN,
                route(
                        "HTTPRoute",
                        "rules: [{backendRefs: [{name: cart, port: 80}, {group: e.io, kind: Bucket, name: files}, "
                                + "{name: gone, port: 80}]}]"),
                core("Service", "store", "cart", "spec: {ports: [{port: 80}]}"),
                "apiVersion: e.io/v1\nkind: Bucket\nmetadata: {name: files, namespace: store}");
        assertThat(attachment.routes().get(0).backends())
                .map(one -> one.<String>fold(
                        found -> "port " + found.port().port(),
                        foreign -> foreign.target().kind(),
                        broken -> broken.reason()))
                .containsExactly("port 80", "Bucket", "BackendNotFound");
    }

    @Test
    void a_grant_counts_in_the_namespace_of_its_target_only() {
        assertThat(resolved(attach(
                        OPEN,
                        route("HTTPRoute", "rules: [{backendRefs: [{name: cart, namespace: far, port: 80}]}]"),
                        core("Service", "far", "cart", "spec: {ports: [{port: 80}]}"),
                        object(
                                "ReferenceGrant",
                                "store",
                                "grant",
                                "from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: store}], "
                                        + "to: [{group: '', kind: Service}]"))))
                .isEqualTo("False RefNotPermitted");
    }

    @Test
    void a_route_of_another_kind_than_the_listener_takes_is_not_allowed() {
        String gateway = gateway("listeners: ["
                + listener("web", 80, "HTTP", "hostname: a.test, allowedRoutes: {namespaces: {from: All}}") + ", "
                + listener("bytes", 81, "TCP", "allowedRoutes: {namespaces: {from: All}}") + ", "
                + listener("datagrams", 82, "UDP", "allowedRoutes: {namespaces: {from: All}}") + "]");
        Attachment tcp = attach(gateway, route("TCPRoute", "rules: []"));
        assertThat(accepted(tcp)).isEqualTo("True Accepted");
        assertThat(edge(tcp).listeners()).map(ListenerStatus::attachedRoutes).containsExactly(0, 1, 0);
        Attachment udp = attach(gateway, route("UDPRoute", "rules: []"));
        assertThat(edge(udp).listeners()).map(ListenerStatus::attachedRoutes).containsExactly(0, 0, 1);
        Attachment http = attach(gateway, route("HTTPRoute", "hostnames: [b.test], rules: []"));
        assertThat(accepted(http)).isEqualTo("False NoMatchingListenerHostname");
        assertThat(http.routes().get(0).parents().get(0).isAccepted()).isFalse();
        assertThat(acceptance(http).message())
                .endsWith("no listener takes any of [b.test] (listeners: [web (HTTP 80 a.test)])");
        Attachment grpc = attach(gateway, route("GRPCRoute", "hostnames: [a.test], rules: []"));
        assertThat(edge(grpc).listeners().get(0).routes()).hasToString("[GRPCRoute store/shop [a.test]]");
        Attachment tls = attach(
                gateway("listeners: ["
                        + listener(
                                "a",
                                443,
                                "TLS",
                                "hostname: a.test, tls: {mode: Passthrough}, "
                                        + "allowedRoutes: {namespaces: {from: All}}")
                        + "]"),
                route("TLSRoute", "hostnames: [b.test], rules: []"));
        assertThat(accepted(tls)).isEqualTo("False NoMatchingListenerHostname");
        Attachment nameless = attach(gateway, route("HTTPRoute", "rules: []"));
        assertThat(edge(nameless).listeners().get(0).routes()).hasToString("[HTTPRoute store/shop [a.test]]");
    }

    @Test
    void unknown_values_of_every_place_are_told() {
        assertThat(accepted(attach(
                        OPEN, route("GRPCRoute", "rules: [{matches: [{headers: [{name: a, value: b, type: Odd}]}]}]"))))
                .isEqualTo("False UnsupportedValue");
        assertThat(
                        accepted(
                                attach(
                                        OPEN,
                                        route(
                                                "HTTPRoute",
                                                "rules: [{filters: [{type: RequestRedirect, requestRedirect: {path: {type: Odd}}}]}]"))))
                .isEqualTo("False UnsupportedValue");
        assertThat(accepted(attach(
                        OPEN,
                        route(
                                "HTTPRoute",
                                "rules: [{filters: [{type: RequestRedirect, requestRedirect: {scheme: https, "
                                        + "statusCode: 308, path: {type: ReplaceFullPath, replaceFullPath: /}}}]}]"))))
                .isEqualTo("True Accepted");
    }

    @Test
    void objects_are_found_by_all_of_their_identity_and_told_in_one_line() {
        Attachment attachment = attach(
                gateway("allowedListeners: {namespaces: {from: All}}, listeners: ["
                        + listener("a", 80, "HTTP", "allowedRoutes: {namespaces: {from: All}}") + "]"),
                route("HTTPRoute", "rules: [{backendRefs: [{name: gone, port: 80}]}]"),
                object(
                        "ListenerSet",
                        "infra",
                        "more",
                        "parentRef: {name: edge}, listeners: [" + listener("b", 81, "HTTP", "") + "]"),
                object(
                        "BackendTLSPolicy",
                        "store",
                        "p",
                        "targetRefs: [{group: '', kind: Service, name: gone}], validation: {hostname: a.test}"));
        assertThat(attachment).hasToString("Attachment[1 gateway, 1 listener set, 1 route, 1 policy]");
        assertThat(attachment.controller()).isEqualTo(CONTROLLER);
        assertThat(attachment.gateway("infra", "edge")).isPresent();
        assertThat(attachment.gateway("infra", "other")).isEmpty();
        assertThat(attachment.gateway("other", "edge")).isEmpty();
        RouteStatus shop = attachment.routes().get(0);
        assertThat(attachment.route(shop.route().ref())).contains(shop);
        assertThat(attachment.route(ObjectRef.core("Service", "store", "shop"))).isEmpty();
        assertThat(shop).asString().startsWith("HTTPRoute store/shop [");
        assertThat(shop.parents().get(0))
                .asString()
                .contains("[Accepted=True (Accepted), ResolvedRefs=False (BackendNotFound): ");
        assertThat(edge(attachment)).asString().startsWith("Gateway infra/edge [Accepted=True (Accepted), ");
        assertThat(edge(attachment).listeners().get(0)).hasToString("Gateway infra/edge listener a (HTTP 80), 1 route");
        assertThat(edge(attachment).listeners().get(1))
                .hasToString("ListenerSet infra/more listener b (HTTP 81), 0 routes");
        assertThat(attachment.listenerSets().get(0))
                .hasToString("ListenerSet infra/more [Accepted=True (Accepted), Programmed=True (Programmed)]");
        assertThat(attachment.policies().get(0))
                .asString()
                .startsWith("BackendTLSPolicy store/p [Accepted=False (TargetNotFound): ");
        BackendRef stranger = attach(
                        gateway("listeners: []"),
                        route("HTTPRoute", "rules: [{}, {backendRefs: [{name: x, port: 1}]}]"))
                .gatewaySet()
                .routes()
                .get(0)
                .rules()
                .get(1)
                .backendRefs()
                .get(0);
        assertThatThrownBy(() -> shop.backend(stranger))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no backend of HTTPRoute store/shop");
    }

    // Inside a mesh

    @Test
    void a_route_for_a_service_needs_the_service_and_its_port() {
        String route = object(
                "HTTPRoute",
                "client",
                "shop",
                "parentRefs: [{group: '', kind: Service, name: cart, namespace: store%s}], hostnames: [a.test],"
                        + " rules: [{backendRefs: [{name: cart, namespace: store, port: 80}]}]");
        String service = core("Service", "store", "cart", "spec: {ports: [{port: 80}, {port: 81}]}");
        Attachment attachment = attach(route.formatted(", port: 80"), service);
        assertThat(accepted(attachment)).isEqualTo("True Accepted");
        assertThat(resolved(attachment)).isEqualTo("True ResolvedRefs");
        ObjectRef cart = ObjectRef.core("Service", "store", "cart");
        assertThat(attachment.routesOf(cart, 80)).hasToString("[HTTPRoute client/shop [a.test]]");
        assertThat(attachment.routesOf(cart, 81)).isEmpty();
        assertThat(attach(route.formatted(""), service).routesOf(cart, 81)).hasSize(1);
        assertThat(accepted(attach(route.formatted(", port: 82"), service))).isEqualTo("False NoMatchingParent");
        assertThat(accepted(attach(route.formatted("")))).isEqualTo("False NoMatchingParent");
        assertThat(attach(CONTROLLER.without("Mesh"), route.formatted(""), service)
                        .routes())
                .isEmpty();
    }

    @Test
    void a_route_for_a_service_says_what_it_is_refused_for() {
        String route = object(
                "HTTPRoute",
                "store",
                "shop",
                "parentRefs: [{group: '', kind: Service, name: cart%s}], rules: [{matches: [{method: %s}]}]");
        String service = core("Service", "store", "cart", "spec: {ports: [{port: 80}]}");
        assertThat(accepted(attach(route.formatted("", "BREW"), service))).isEqualTo("False UnsupportedValue");
        assertThat(accepted(attach(route.formatted("", "GET"), service))).isEqualTo("True Accepted");
        assertThat(acceptance(attach(route.formatted(", port: 82", "GET"), service))
                        .message())
                .endsWith("Service store/cart has no such port");
    }

    // Policies

    @Test
    void a_policy_is_judged_by_targets_authorities_and_age() {
        String service =
                core("Service", "infra", "cart", "spec: {ports: [{name: a, port: 443}, {name: b, port: 444}]}");
        String policy = "targetRefs: [{group: '', kind: Service, name: cart%s}], validation: {hostname: a.test, "
                + "caCertificateRefs: [{group: '', kind: %s, name: %s}]}";
        String shop = object(
                "HTTPRoute",
                "infra",
                "shop",
                "parentRefs: [{name: edge}], rules: [{backendRefs: [{name: cart, port: 443}]}]");
        Attachment attachment = attach(
                OPEN,
                shop,
                service,
                authority("ca"),
                object("BackendTLSPolicy", "infra", "a", policy.formatted("", "ConfigMap", "ca")),
                object("BackendTLSPolicy", "infra", "b", policy.formatted("", "ConfigMap", "ca")),
                object("BackendTLSPolicy", "infra", "c", policy.formatted(", sectionName: a", "ConfigMap", "gone")),
                object("BackendTLSPolicy", "infra", "d", policy.formatted(", sectionName: odd", "ConfigMap", "ca")),
                object("BackendTLSPolicy", "infra", "e", policy.formatted(", sectionName: b", "Secret", "ca")));
        assertThat(attachment.policies().stream()
                        .map(one -> told(one, "Accepted") + ", " + told(one, "ResolvedRefs"))
                        .toList())
                .containsExactly(
                        "True Accepted, True ResolvedRefs",
                        "False Conflicted, True ResolvedRefs",
                        "False NoValidCACertificate, False InvalidCACertificateRef",
                        "False TargetNotFound, True ResolvedRefs",
                        "False NoValidCACertificate, False InvalidKind");
        assertThat(attachment.policies().get(0).ancestors()).hasToString("[Gateway infra/edge]");
        BackendResolution.Found backend =
                (BackendResolution.Found) attachment.routes().get(0).backends().get(0);
        assertThat(attachment.policyFor(backend).orElseThrow().policy().name()).isEqualTo("c");
        Attachment system = attach(
                service,
                object(
                        "BackendTLSPolicy",
                        "infra",
                        "a",
                        "targetRefs: [{group: '', kind: Service, name: cart}], validation: {hostname: a.test, "
                                + "wellKnownCACertificates: System}"));
        assertThat(told(system.policies().get(0), "Accepted")).isEqualTo("True Accepted");
        assertThat(system.policies().get(0).ancestors()).isEmpty();
    }

    @Test
    void a_policy_without_authorities_or_target_says_so() {
        String service = core("Service", "infra", "cart", "spec: {ports: [{name: a, port: 443}, {port: 444}]}");
        String policy = "targetRefs: [{%s, name: cart%s}], validation: {hostname: a.test}";
        String toService = "group: '', kind: Service";
        assertThat(message(policy.formatted(toService, ""), service)).endsWith("trusts nothing");
        assertThat(message(policy.formatted(toService, ", sectionName: b"), service))
                .endsWith("Service infra/cart, port \"b\" is not there");
        assertThat(message(policy.formatted("group: e.io, kind: Bucket", ""), service))
                .endsWith("Bucket infra/cart is not there");
        assertThat(message(
                        policy.formatted("group: e.io, kind: Bucket", ""),
                        "apiVersion: e.io/v1\nkind: Bucket\nmetadata: {name: cart, namespace: infra}"))
                .endsWith("trusts nothing");
        String keyless = core("ConfigMap", "infra", "ca", "data: {other: x}");
        Attachment attachment = attach(
                service,
                keyless,
                object(
                        "BackendTLSPolicy",
                        "infra",
                        "p",
                        "targetRefs: [{group: '', kind: Service, name: cart}], validation: {hostname: a.test, "
                                + "caCertificateRefs: [{group: '', kind: ConfigMap, name: ca}]}"));
        assertThat(attachment
                        .policies()
                        .get(0)
                        .condition("ResolvedRefs")
                        .orElseThrow()
                        .message())
                .endsWith("ConfigMap infra/ca lacks the key ca.crt");
        assertThat(told(attachment.policies().get(0), "Accepted")).isEqualTo("False NoValidCACertificate");
    }

    private static String message(String policy, String target) {
        return attach(target, object("BackendTLSPolicy", "infra", "p", policy))
                .policies()
                .get(0)
                .condition("Accepted")
                .orElseThrow()
                .message();
    }

    @Test
    void a_policy_for_the_whole_service_counts_for_ports_without_one_of_their_own() {
        String policy = "targetRefs: [{group: '', kind: Service, name: cart%s}], validation: {hostname: a.test, "
                + "wellKnownCACertificates: System}";
        Attachment attachment = attach(
                OPEN,
                route(
                        "HTTPRoute",
                        "rules: [{backendRefs: [{name: cart, port: 443}, {name: cart, port: 444}, {name: other, port: 1}]}]"),
                core("Service", "store", "cart", "spec: {ports: [{name: a, port: 443}, {name: b, port: 444}]}"),
                core("Service", "store", "other", "spec: {ports: [{port: 1}]}"),
                object("BackendTLSPolicy", "store", "own", policy.formatted(", sectionName: a")),
                object("BackendTLSPolicy", "store", "whole", policy.formatted("")));
        assertThat(attachment.routes().get(0).backends())
                .map(backend -> attachment
                        .policyFor((BackendResolution.Found) backend)
                        .map(status -> status.policy().name())
                        .orElse("-"))
                .containsExactly("own", "whole", "-");
    }
}
