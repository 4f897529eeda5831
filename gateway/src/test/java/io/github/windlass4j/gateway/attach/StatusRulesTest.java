package io.github.windlass4j.gateway.attach;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.api.Listener;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.ObjectRef;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One case for each reason, and for what is just not yet one. */
class StatusRulesTest {
    private static final Controller CONTROLLER =
            Controller.named("example.com/controller").accepting("edge");
    private static final Authority ROOT = Mint.seeded(3).root("Root");

    private static Attachment attach(String... documents) {
        return attach(CONTROLLER, documents);
    }

    private static Attachment attach(Controller controller, String... documents) {
        return Attachment.of(GatewaySet.of(Manifests.read(String.join("\n---\n", documents), "set.yaml")), controller);
    }

    private static String gateway(String spec) {
        return object("Gateway", "infra", "edge", "gatewayClassName: edge, " + spec);
    }

    private static String object(String kind, String namespace, String name, String spec) {
        return "apiVersion: gateway.networking.k8s.io/v1\nkind: %s\nmetadata: {name: %s, namespace: %s}\nspec: {%s}"
                .formatted(kind, name, namespace, spec);
    }

    private static String core(String kind, String namespace, String name, String rest) {
        return "apiVersion: v1\nkind: %s\nmetadata: {name: %s, namespace: %s}\n%s"
                .formatted(kind, name, namespace, rest);
    }

    private static String listener(String name, int port, String protocol, String more) {
        return "{name: %s, port: %d, protocol: %s%s}"
                .formatted(name, port, protocol, more.isEmpty() ? "" : ", " + more);
    }

    private static String route(String kind, String more) {
        return object(kind, "store", "shop", "parentRefs: [{name: edge, namespace: infra}], " + more);
    }

    private static String authority(String name) {
        return core(
                "ConfigMap",
                "infra",
                name,
                "data: {ca.crt: " + quoted(ROOT.certificate().toPem()) + "}");
    }

    private static String quoted(String text) {
        return '"' + text.replace("\n", "\\n") + '"';
    }

    private static String told(Conditioned status, String type) {
        return status.condition(type)
                .map(one -> one.status() + " " + one.reason())
                .orElse("-");
    }

    private static GatewayStatus edge(Attachment attachment) {
        return attachment.gateway("infra", "edge").orElseThrow();
    }

    private static ListenerStatus listener(Attachment attachment, int index) {
        return edge(attachment).listeners().get(index);
    }

    private static String accepted(Attachment attachment) {
        return told(attachment.routes().get(0).parents().get(0), "Accepted");
    }

    private static String resolved(Attachment attachment) {
        return told(attachment.routes().get(0).parents().get(0), "ResolvedRefs");
    }

    // Classes and Gateways

    @Test
    void a_gateway_belongs_to_the_controller_of_its_class() {
        String gatewayClass = "apiVersion: gateway.networking.k8s.io/v1\nkind: GatewayClass\nmetadata: {name: edge}\n"
                + "spec: {controllerName: %s}";
        String gateway = gateway("listeners: [" + listener("a", 80, "HTTP", "") + "]");
        Controller bare = Controller.named("example.com/controller");
        assertThat(attach(bare, gateway, gatewayClass.formatted("example.com/controller"))
                        .gateways())
                .hasSize(1);
        assertThat(attach(bare, gateway, gatewayClass.formatted("example.com/other"))
                        .gateways())
                .isEmpty();
        assertThat(attach(bare, gateway).gateways()).isEmpty();
        Attachment broken = attach(
                bare,
                gatewayClass
                        .replace("spec: {", "spec: {parametersRef: {group: a.b, kind: C, name: gone}, ")
                        .formatted("example.com/controller"));
        assertThat(told(broken.classes().get(0), "Accepted")).isEqualTo("False InvalidParameters");
    }

    @Test
    void a_gateway_is_as_good_as_its_listeners() {
        String good = listener("a", 80, "HTTP", "");
        String odd = listener("b", 81, "ODD", "");
        Attachment some = attach(gateway("listeners: [" + good + ", " + odd + "]"));
        assertThat(told(edge(some), "Accepted")).isEqualTo("True ListenersNotValid");
        assertThat(told(edge(some), "Programmed")).isEqualTo("True Programmed");
        assertThat(told(listener(some, 1), "Accepted")).isEqualTo("False UnsupportedProtocol");
        assertThat(told(listener(some, 1), "Programmed")).isEqualTo("False Invalid");
        assertThat(listener(some, 1).supportedKinds()).isEmpty();
        Attachment none = attach(gateway("listeners: [" + odd + "]"));
        assertThat(told(edge(none), "Accepted")).isEqualTo("False ListenersNotValid");
        assertThat(told(edge(none), "Programmed")).isEqualTo("False Invalid");
        assertThat(told(edge(attach(gateway("listeners: [" + good + "]"))), "Accepted"))
                .isEqualTo("True Accepted");
    }

    @Test
    void parameters_and_addresses_must_be_ones_that_there_are() {
        String listeners = "listeners: [" + listener("a", 80, "HTTP", "") + "]";
        assertThat(told(
                        edge(attach(gateway(
                                listeners + ", infrastructure: {parametersRef: {group: a.b, kind: C, name: gone}}"))),
                        "Accepted"))
                .isEqualTo("False InvalidParameters");
        assertThat(told(edge(attach(gateway(listeners + ", addresses: [{type: NamedAddress, value: x}]"))), "Accepted"))
                .isEqualTo("False UnsupportedAddress");
        Condition programmed = edge(attach(gateway(listeners + ", addresses: [{value: 192.0.2.1}]")))
                .condition("Programmed")
                .orElseThrow();
        assertThat(programmed)
                .hasToString("Programmed=True (Programmed): Gateway infra/edge spec.addresses[0] (4:94): "
                        + "assumes that this address can be used");
    }

    @Test
    void a_client_certificate_for_backends_must_be_there() {
        String listeners = "listeners: [" + listener("a", 80, "HTTP", "") + "]";
        assertThat(told(
                        edge(attach(gateway(listeners + ", tls: {backend: {clientCertificateRef: {name: gone}}}"))),
                        "ResolvedRefs"))
                .isEqualTo("False InvalidClientCertificateRef");
        assertThat(told(
                        edge(attach(gateway(
                                listeners + ", tls: {backend: {clientCertificateRef: {name: gone, namespace: x}}}"))),
                        "ResolvedRefs"))
                .isEqualTo("False RefNotPermitted");
    }

    // Listeners

    @Test
    void protocols_take_their_kinds() {
        Attachment attachment = attach(gateway("listeners: ["
                + String.join(
                        ", ",
                        listener("a", 80, "HTTP", ""),
                        listener("b", 81, "TLS", "tls: {mode: Passthrough}"),
                        listener("c", 82, "TLS", "tls: {mode: Terminate, options: {a: b}}"),
                        listener("d", 83, "TCP", ""),
                        listener("e", 84, "UDP", ""),
                        listener("f", 85, "HTTP", "allowedRoutes: {kinds: [{kind: GRPCRoute}]}"),
                        listener("g", 86, "HTTP", "allowedRoutes: {kinds: [{kind: TCPRoute}, {kind: HTTPRoute}]}"),
                        listener("h", 87, "HTTP", "allowedRoutes: {kinds: [{kind: HTTPRoute, group: a.b}]}"))
                + "]"));
        assertThat(edge(attachment).listeners().stream()
                        .map(one -> one.supportedKinds().toString())
                        .toList())
                .containsExactly(
                        "[HTTPRoute, GRPCRoute]",
                        "[TLSRoute]",
                        "[TLSRoute, TCPRoute]",
                        "[TCPRoute]",
                        "[UDPRoute]",
                        "[GRPCRoute]",
                        "[HTTPRoute]",
                        "[]");
        assertThat(told(listener(attachment, 6), "ResolvedRefs")).isEqualTo("False InvalidRouteKinds");
        assertThat(told(listener(attachment, 6), "Programmed")).isEqualTo("True Programmed");
        assertThat(told(listener(attachment, 7), "Programmed")).isEqualTo("False Invalid");
        assertThat(attach(
                                CONTROLLER.without("GRPCRoute"),
                                gateway("listeners: [" + listener("a", 80, "HTTP", "") + "]"))
                        .gateways()
                        .get(0)
                        .listeners()
                        .get(0)
                        .supportedKinds())
                .containsExactly(Listener.Kind.of("HTTPRoute"));
    }

    @Test
    void conflicts_spare_nobody_within_a_gateway() {
        Attachment attachment = attach(gateway("listeners: ["
                + String.join(
                        ", ",
                        listener("a", 80, "HTTP", "hostname: a.test"),
                        listener("b", 80, "TCP", ""),
                        listener("c", 80, "UDP", ""),
                        listener("d", 443, "TLS", "hostname: a.test, tls: {mode: Passthrough}"),
                        listener("e", 443, "TLS", "hostname: a.test, tls: {mode: Passthrough}"),
                        listener("f", 443, "TLS", "hostname: b.test, tls: {mode: Passthrough}"))
                + "]"));
        assertThat(edge(attachment).listeners().stream()
                        .map(one -> told(one, "Conflicted"))
                        .toList())
                .containsExactly(
                        "True ProtocolConflict",
                        "True ProtocolConflict",
                        "False NoConflicts",
                        "True HostnameConflict",
                        "True HostnameConflict",
                        "False NoConflicts");
        assertThat(told(listener(attachment, 0), "Programmed")).isEqualTo("False Invalid");
        assertThat(told(listener(attachment, 0), "Accepted")).isEqualTo("False ProtocolConflict");
    }

    @Test
    void tls_ended_and_passed_through_at_one_port_need_a_feature() {
        String gateway = gateway("listeners: ["
                + listener("a", 443, "TLS", "hostname: a.test, tls: {mode: Passthrough}") + ", "
                + listener("b", 443, "TLS", "hostname: b.test, tls: {mode: Terminate, options: {a: b}}") + "]");
        assertThat(told(listener(attach(gateway), 0), "Conflicted")).isEqualTo("False NoConflicts");
        Attachment without = attach(CONTROLLER.without("TLSRouteModeMixed"), gateway);
        assertThat(told(listener(without, 0), "Conflicted")).isEqualTo("True ProtocolConflict");
        Attachment plain = attach(CONTROLLER.without("TLSRouteModeTerminate"), gateway);
        assertThat(told(listener(plain, 1), "Accepted")).isEqualTo("False UnsupportedValue");
    }

    @Test
    void listeners_that_cannot_work_are_not_accepted() {
        for (String wrong : List.of(
                listener("a", 443, "HTTPS", ""),
                listener("a", 443, "HTTPS", "tls: {mode: Passthrough}"),
                listener("a", 443, "HTTPS", "tls: {mode: Terminate}"),
                listener("a", 53, "UDP", "hostname: a.test"),
                listener("a", 53, "TCP", "hostname: a.test"),
                listener(
                        "a",
                        80,
                        "HTTP",
                        "allowedRoutes: {namespaces: {from: Selector, selector: {matchExpressions: "
                                + "[{key: a, operator: Exists, values: [b]}]}}}"))) {
            assertThat(told(listener(attach(gateway("listeners: [" + wrong + "]")), 0), "Accepted"))
                    .as(wrong)
                    .isEqualTo("False UnsupportedValue");
        }
    }

    @Test
    void client_authorities_are_looked_up_by_port() {
        String listeners = "listeners: ["
                + listener("a", 443, "HTTPS", "tls: {options: {a: b}}") + ", "
                + listener("b", 444, "HTTPS", "tls: {options: {a: b}}") + "]";
        String frontend = ", tls: {frontend: {default: {validation: {caCertificateRefs: [%s]}}, "
                + "perPort: [{port: 444, tls: {validation: {mode: AllowInsecureFallback, caCertificateRefs: [%s]}}}]}}";
        String good = "{group: '', kind: ConfigMap, name: ca}";
        Attachment fine = attach(gateway(listeners + frontend.formatted(good, good)), authority("ca"));
        assertThat(told(listener(fine, 0), "Accepted")).isEqualTo("True Accepted");
        assertThat(told(edge(fine), "InsecureFrontendValidationMode")).isEqualTo("True ConfigurationChanged");
        assertThat(bad(listeners, frontend, "{group: '', kind: ConfigMap, name: gone}"))
                .isEqualTo("False InvalidCACertificateRef");
        assertThat(bad(listeners, frontend, "{group: '', kind: Service, name: ca}"))
                .isEqualTo("False InvalidCACertificateKind");
        assertThat(bad(listeners, frontend, "{group: '', kind: ConfigMap, name: ca, namespace: other}"))
                .isEqualTo("False RefNotPermitted");
        Attachment partly = attach(
                gateway(listeners + frontend.formatted(good, good + ", {group: '', kind: ConfigMap, name: gone}")),
                authority("ca"));
        assertThat(told(listener(partly, 1), "Accepted")).isEqualTo("True Accepted");
        assertThat(told(listener(partly, 1), "ResolvedRefs")).isEqualTo("False InvalidCACertificateRef");
    }

    private static String bad(String listeners, String frontend, String reference) {
        Attachment attachment = attach(
                gateway(listeners + frontend.formatted("{group: '', kind: ConfigMap, name: ca}", reference)),
                authority("ca"));
        assertThat(told(listener(attachment, 0), "Accepted")).isEqualTo("True Accepted");
        assertThat(told(listener(attachment, 1), "Accepted")).isEqualTo("False NoValidCACertificate");
        return told(listener(attachment, 1), "ResolvedRefs");
    }

    // ListenerSets

    @Test
    void a_listener_set_needs_leave_and_gives_way() {
        String parent = gateway("allowedListeners: {namespaces: {from: Same}}, listeners: ["
                + listener("a", 80, "HTTP", "hostname: a.test") + "]");
        String spec = "parentRef: {name: edge, namespace: infra}, listeners: [%s]";
        Attachment attachment = attach(
                parent,
                object(
                        "ListenerSet",
                        "infra",
                        "one",
                        spec.formatted(listener("x", 80, "HTTP", "hostname: a.test") + ", "
                                + listener("y", 80, "HTTP", "hostname: b.test"))),
                object("ListenerSet", "infra", "two", spec.formatted(listener("x", 80, "HTTP", "hostname: b.test"))),
                object("ListenerSet", "store", "far", spec.formatted(listener("x", 81, "HTTP", ""))));
        assertThat(attachment.listenerSets().stream()
                        .map(one -> told(one, "Accepted"))
                        .toList())
                .containsExactly("True ListenersNotValid", "False ListenersNotValid", "False NotAllowed");
        assertThat(told(attachment.listenerSets().get(0).listeners().get(0), "Programmed"))
                .isEqualTo("False HostnameConflict");
        assertThat(edge(attachment).attachedListenerSets()).isEqualTo(1);
        assertThat(edge(attachment).ownListeners()).hasSize(1);
        assertThat(edge(attachment).listeners()).hasSize(4);
        Attachment older = attach(
                parent,
                object("ListenerSet", "infra", "one", spec.formatted(listener("x", 80, "HTTP", "hostname: b.test"))),
                object("ListenerSet", "infra", "two", spec.formatted(listener("x", 80, "HTTP", "hostname: b.test")))
                        .replace("{name: two,", "{creationTimestamp: '2026-01-01T00:00:00Z', name: two,"));
        assertThat(older.listenerSets().stream()
                        .map(one -> told(one, "Accepted"))
                        .toList())
                .containsExactly("False ListenersNotValid", "True Accepted");
        Attachment orphan = attach(
                parent.replace("protocol: HTTP", "protocol: ODD"),
                object("ListenerSet", "infra", "one", spec.formatted(listener("x", 81, "HTTP", ""))));
        assertThat(told(orphan.listenerSets().get(0), "Accepted")).isEqualTo("False ParentNotAccepted");
    }

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
