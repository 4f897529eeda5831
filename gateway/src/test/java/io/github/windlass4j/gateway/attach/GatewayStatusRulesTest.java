package io.github.windlass4j.gateway.attach;

import static io.github.windlass4j.gateway.attach.StatusObjects.CONTROLLER;
import static io.github.windlass4j.gateway.attach.StatusObjects.ROOT;
import static io.github.windlass4j.gateway.attach.StatusObjects.attach;
import static io.github.windlass4j.gateway.attach.StatusObjects.authority;
import static io.github.windlass4j.gateway.attach.StatusObjects.core;
import static io.github.windlass4j.gateway.attach.StatusObjects.edge;
import static io.github.windlass4j.gateway.attach.StatusObjects.gateway;
import static io.github.windlass4j.gateway.attach.StatusObjects.listener;
import static io.github.windlass4j.gateway.attach.StatusObjects.object;
import static io.github.windlass4j.gateway.attach.StatusObjects.quoted;
import static io.github.windlass4j.gateway.attach.StatusObjects.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.gateway.api.Listener;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One case for each reason of classes, Gateways and ListenerSets, and for what is just not yet one. */
class GatewayStatusRulesTest {
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

    @Test
    void a_client_certificate_that_is_there_is_fine() {
        String listeners = "listeners: [" + listener("a", 80, "HTTP", "") + "]";
        Attachment fine = attach(
                gateway(listeners + ", tls: {backend: {clientCertificateRef: {name: client}}}"), keyPair("client"));
        assertThat(told(edge(fine), "ResolvedRefs")).isEqualTo("True ResolvedRefs");
    }

    private static String keyPair(String name) {
        Issued leaf = ROOT.issueLeaf(name + ".test");
        return core(
                "Secret",
                "infra",
                name,
                "stringData: {tls.crt: " + quoted(leaf.chainPem()) + ", tls.key: " + quoted(leaf.privateKeyPem())
                        + "}");
    }

    @Test
    void parameters_that_are_there_are_fine() {
        String config = "apiVersion: a.b/v1\nkind: C\nmetadata: {name: there, namespace: %s}";
        String listeners = "listeners: [" + listener("a", 80, "HTTP", "") + "]";
        assertThat(told(
                        edge(attach(
                                gateway(listeners
                                        + ", infrastructure: {parametersRef: {group: a.b, kind: C, name: there}}"),
                                config.formatted("infra"))),
                        "Accepted"))
                .isEqualTo("True Accepted");
        String gatewayClass = "apiVersion: gateway.networking.k8s.io/v1\nkind: GatewayClass\nmetadata: {name: edge}\n"
                + "spec: {controllerName: example.com/controller, "
                + "parametersRef: {group: a.b, kind: C, name: there, namespace: conf}}";
        assertThat(told(attach(gatewayClass, config.formatted("conf")).classes().get(0), "Accepted"))
                .isEqualTo("True Accepted");
        assertThat(told(
                        attach(gatewayClass, config.formatted("other"))
                                .classes()
                                .get(0),
                        "Accepted"))
                .isEqualTo("False InvalidParameters");
    }

    @Test
    void an_address_without_value_assumes_nothing() {
        String listeners = "listeners: [" + listener("a", 80, "HTTP", "") + "]";
        assertThat(edge(attach(gateway(listeners + ", addresses: [{type: Hostname}]")))
                        .condition("Programmed")
                        .orElseThrow())
                .hasToString("Programmed=True (Programmed)");
    }

    @Test
    void unresolved_listeners_show_at_the_gateway_unless_the_controller_tells_them_apart() {
        String lost = listener("a", 443, "HTTPS", "tls: {certificateRefs: [{name: gone}]}");
        String good = listener("b", 80, "HTTP", "");
        Attachment usual = attach(gateway("listeners: [" + lost + ", " + good + "]"));
        assertThat(told(edge(usual), "ResolvedRefs")).isEqualTo("False ListenersNotResolved");
        assertThat(edge(usual).condition("ResolvedRefs").orElseThrow().causes()).hasSize(1);
        assertThat(listener(usual, 0).isServing()).isFalse();
        assertThat(listener(usual, 1).isServing()).isTrue();
        Controller apart = CONTROLLER.choosing(Controller.Choice.TELLS_LISTENERS_APART);
        Attachment told = attach(apart, gateway("listeners: [" + lost + "]"));
        assertThat(told(edge(told), "Accepted")).isEqualTo("False ListenersNotValid");
        assertThat(told(edge(told), "Programmed")).isEqualTo("True Programmed");
        assertThat(told(edge(told), "ResolvedRefs")).isEqualTo("True ResolvedRefs");
        Attachment invalid = attach(
                apart,
                gateway("listeners: [" + good
                        + "], infrastructure: {parametersRef: {group: a.b, kind: C, name: gone}}"));
        assertThat(told(edge(invalid), "Programmed")).isEqualTo("False Invalid");
    }

    @Test
    void parameters_that_are_not_there_keep_a_gateway_from_being_programmed_unless_the_controller_goes_on() {
        String spec = "listeners: [" + listener("a", 80, "HTTP", "")
                + "], infrastructure: {parametersRef: {group: a.b, kind: C, name: gone}}";
        Controller goesOn = CONTROLLER.choosing(Controller.Choice.PROGRAMS_WITHOUT_PARAMETERS);
        assertThat(told(edge(attach(gateway(spec))), "Programmed")).isEqualTo("False Invalid");
        assertThat(told(edge(attach(goesOn, gateway(spec))), "Accepted")).isEqualTo("False InvalidParameters");
        assertThat(told(edge(attach(goesOn, gateway(spec))), "Programmed")).isEqualTo("True Programmed");
        assertThat(told(edge(attach(goesOn, gateway(spec + ", addresses: [{type: pool, value: a}]"))), "Accepted"))
                .isEqualTo("False InvalidParameters");
    }

    @Test
    void clients_without_certificate_may_be_let_in_by_default() {
        String listeners = "listeners: [" + listener("a", 443, "HTTPS", "tls: {options: {a: b}}") + "]";
        String frontend = ", tls: {frontend: {default: {validation: {mode: %s, caCertificateRefs: "
                + "[{group: '', kind: ConfigMap, name: ca}]}}}}";
        assertThat(told(
                        edge(attach(gateway(listeners + frontend.formatted("AllowInsecureFallback")), authority("ca"))),
                        "InsecureFrontendValidationMode"))
                .isEqualTo("True ConfigurationChanged");
        assertThat(told(
                        edge(attach(gateway(listeners + frontend.formatted("AllowValidOnly")), authority("ca"))),
                        "InsecureFrontendValidationMode"))
                .isEqualTo("-");
    }

    @Test
    void a_certificate_that_must_not_be_used_makes_its_listener_unacceptable() {
        String there = "{name: there}";
        String forbidden = "{name: any, namespace: other}";
        String missing = "{name: gone}";
        assertThat(https(forbidden)).isEqualTo("False RefNotPermitted, False RefNotPermitted, False Invalid");
        assertThat(https(forbidden + ", " + forbidden))
                .isEqualTo("False RefNotPermitted, False RefNotPermitted, False Invalid");
        assertThat(https(missing)).isEqualTo("True Accepted, False InvalidCertificateRef, False Invalid");
        assertThat(https(missing + ", " + forbidden))
                .isEqualTo("True Accepted, False InvalidCertificateRef, False Invalid");
        assertThat(https(forbidden + ", " + missing)).isEqualTo("True Accepted, False RefNotPermitted, False Invalid");
        assertThat(https(forbidden + ", " + there))
                .as("one that can be used is enough to serve")
                .isEqualTo("True Accepted, False RefNotPermitted, True Programmed");
    }

    private static String https(String references) {
        ListenerStatus status = listener(
                attach(
                        gateway("listeners: ["
                                + listener("a", 443, "HTTPS", "tls: {certificateRefs: [" + references + "]}") + "]"),
                        keyPair("there")),
                0);
        return told(status, "Accepted") + ", " + told(status, "ResolvedRefs") + ", " + told(status, "Programmed");
    }

    @Test
    void an_unknown_protocol_is_told_with_those_that_there_are() {
        String odd = gateway("listeners: [" + listener("a", 80, "ODD", "") + "]");
        assertThat(listener(attach(odd), 0).condition("Accepted").orElseThrow().message())
                .endsWith("protocol ODD is not supported (want HTTP, HTTPS, TLS, TCP, UDP)");
        assertThat(listener(attach(CONTROLLER.without("UDPRoute"), odd), 0)
                        .condition("Accepted")
                        .orElseThrow()
                        .message())
                .endsWith("protocol ODD is not supported (want HTTP, HTTPS, TLS, TCP)");
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
                listener("a", 80, "HTTP", "allowedRoutes: {namespaces: {from: Selector}}"),
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
}
