package io.github.windlass4j.gateway.attach;

import static io.github.windlass4j.gateway.attach.StatusObjects.CONTROLLER;
import static io.github.windlass4j.gateway.attach.StatusObjects.accepted;
import static io.github.windlass4j.gateway.attach.StatusObjects.attach;
import static io.github.windlass4j.gateway.attach.StatusObjects.authority;
import static io.github.windlass4j.gateway.attach.StatusObjects.core;
import static io.github.windlass4j.gateway.attach.StatusObjects.gateway;
import static io.github.windlass4j.gateway.attach.StatusObjects.listener;
import static io.github.windlass4j.gateway.attach.StatusObjects.object;
import static io.github.windlass4j.gateway.attach.StatusObjects.resolved;
import static io.github.windlass4j.gateway.attach.StatusObjects.route;
import static io.github.windlass4j.gateway.attach.StatusObjects.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.manifest.object.ObjectRef;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One case for each reason of routes and policies, and for what is just not yet one. */
class RouteStatusRulesTest {
    // Routes

    @Test
    void namespaces_are_let_in_by_rule() {
        String from = "listeners: [" + listener("a", 80, "HTTP", "allowedRoutes: {namespaces: {%s}}") + "]";
        String shop = route("HTTPRoute", "rules: []");
        assertThat(accepted(attach(gateway(from.formatted("from: All")), shop))).isEqualTo("True Accepted");
        assertThat(accepted(attach(gateway(from.formatted("from: Same")), shop)))
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
        String gateway =
                gateway("listeners: [" + listener("a", 80, "HTTP", "allowedRoutes: {namespaces: {from: All}}") + "]");
        for (String rule : List.of(
                "filters: [{type: Odd}]",
                "filters: [{type: RequestRedirect, requestRedirect: {scheme: ftp}}]",
                "filters: [{type: RequestRedirect, requestRedirect: {statusCode: 418}}]",
                "filters: [{type: URLRewrite, urlRewrite: {path: {type: Odd}}}]",
                "backendRefs: [{name: a, port: 80, filters: [{type: Odd}]}]",
                "matches: [{path: {type: Odd}}]",
                "matches: [{method: BREW}]",
                "matches: [{headers: [{name: a, value: b, type: Odd}]}]",
                "matches: [{queryParams: [{name: a, value: b, type: Odd}]}]")) {
            Attachment attachment = attach(gateway, route("HTTPRoute", "rules: [{" + rule + "}]"));
            assertThat(accepted(attachment)).as(rule).isEqualTo("False UnsupportedValue");
            assertThat(listener(attachment, 0).attachedRoutes()).isZero();
        }
        assertThat(accepted(
                        attach(gateway, route("GRPCRoute", "rules: [{matches: [{method: {type: Odd, service: a}}]}]"))))
                .isEqualTo("False UnsupportedValue");
        assertThat(accepted(attach(gateway, route("GRPCRoute", "rules: [{matches: [{method: {service: a}}]}]"))))
                .isEqualTo("True Accepted");
    }

    @Test
    void backends_lead_somewhere_or_say_why_not() {
        String gateway =
                gateway("listeners: [" + listener("a", 80, "HTTP", "allowedRoutes: {namespaces: {from: All}}") + "]");
        String service = core("Service", "store", "cart", "spec: {ports: [{port: 80}, {port: 53, protocol: UDP}]}");
        String far = core("Service", "far", "cart", "spec: {ports: [{port: 80}]}");
        assertThat(backend(gateway, "name: cart, port: 80", service)).isEqualTo("True ResolvedRefs");
        assertThat(backend(gateway, "name: cart, port: 81", service)).isEqualTo("False BackendNotFound");
        assertThat(backend(gateway, "name: cart, port: 53", service)).isEqualTo("False BackendNotFound");
        assertThat(backend(gateway, "name: cart", service)).isEqualTo("False BackendNotFound");
        assertThat(backend(gateway, "name: gone, port: 80", service)).isEqualTo("False BackendNotFound");
        assertThat(backend(gateway, "kind: Bucket, name: cart", service)).isEqualTo("False InvalidKind");
        assertThat(backend(gateway, "name: cart, namespace: far, port: 80", far))
                .isEqualTo("False RefNotPermitted");
        String grant =
                "from: [{group: gateway.networking.k8s.io, kind: %s, namespace: %s}], to: [{group: '', kind: %s%s}]";
        assertThat(granted(gateway, far, grant.formatted("HTTPRoute", "store", "Service", "")))
                .isEqualTo("True ResolvedRefs");
        assertThat(granted(gateway, far, grant.formatted("HTTPRoute", "store", "Service", ", name: cart")))
                .isEqualTo("True ResolvedRefs");
        for (String other : List.of(
                grant.formatted("GRPCRoute", "store", "Service", ""),
                grant.formatted("HTTPRoute", "other", "Service", ""),
                grant.formatted("HTTPRoute", "store", "Secret", ""),
                grant.formatted("HTTPRoute", "store", "Service", ", name: other"))) {
            assertThat(granted(gateway, far, other)).as(other).isEqualTo("False RefNotPermitted");
        }
        assertThat(resolved(attach(
                        CONTROLLER.choosing(Controller.Choice.IGNORES_SERVICE_PORTS),
                        gateway,
                        route("HTTPRoute", "rules: [{backendRefs: [{name: cart, port: 81}]}]"),
                        service)))
                .isEqualTo("True ResolvedRefs");
    }

    private static String backend(String gateway, String reference, String service) {
        String viaRule =
                resolved(attach(gateway, route("HTTPRoute", "rules: [{backendRefs: [{" + reference + "}]}]"), service));
        String viaMirror = resolved(attach(
                gateway,
                route(
                        "HTTPRoute",
                        "rules: [{filters: [{type: RequestMirror, requestMirror: {backendRef: {" + reference
                                + "}}}]}]"),
                service));
        assertThat(viaMirror).isEqualTo(viaRule);
        return viaRule;
    }

    private static String granted(String gateway, String service, String grant) {
        return resolved(attach(
                gateway,
                route("HTTPRoute", "rules: [{backendRefs: [{name: cart, namespace: far, port: 80}]}]"),
                service,
                object("ReferenceGrant", "far", "grant", grant)));
    }

    @Test
    void backends_of_other_kinds_are_known_by_the_controller_alone() {
        String gateway =
                gateway("listeners: [" + listener("a", 80, "HTTP", "allowedRoutes: {namespaces: {from: All}}") + "]");
        String shop = route(
                "HTTPRoute",
                "rules: [{backendRefs: [{group: gateway.networking.x-k8s.io, kind: XBackend, name: ext, port: 443}]}]");
        String external = "apiVersion: gateway.networking.x-k8s.io/v1alpha1\nkind: XBackend\n"
                + "metadata: {name: ext, namespace: store}\nspec: {port: {port: %d}}";
        Controller knowing = CONTROLLER.withBackend("gateway.networking.x-k8s.io", "XBackend");
        assertThat(resolved(attach(gateway, shop, external.formatted(443)))).isEqualTo("False InvalidKind");
        assertThat(resolved(attach(knowing, gateway, shop, external.formatted(443))))
                .isEqualTo("True ResolvedRefs");
        assertThat(resolved(attach(knowing, gateway, shop, external.formatted(444))))
                .isEqualTo("False BackendNotFound");
        assertThat(resolved(attach(knowing, gateway, shop))).isEqualTo("False BackendNotFound");
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

    // Policies

    @Test
    void a_policy_is_judged_by_targets_authorities_and_age() {
        String service =
                core("Service", "infra", "cart", "spec: {ports: [{name: a, port: 443}, {name: b, port: 444}]}");
        String policy = "targetRefs: [{group: '', kind: Service, name: cart%s}], validation: {hostname: a.test, "
                + "caCertificateRefs: [{group: '', kind: %s, name: %s}]}";
        String gateway =
                gateway("listeners: [" + listener("a", 80, "HTTP", "allowedRoutes: {namespaces: {from: All}}") + "]");
        String shop = object(
                "HTTPRoute",
                "infra",
                "shop",
                "parentRefs: [{name: edge}], rules: [{backendRefs: [{name: cart, port: 443}]}]");
        Attachment attachment = attach(
                gateway,
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
}
