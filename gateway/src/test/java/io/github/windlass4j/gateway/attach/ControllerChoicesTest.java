package io.github.windlass4j.gateway.attach;

import static io.github.windlass4j.gateway.attach.StatusObjects.CONTROLLER;
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

import io.github.windlass4j.gateway.attach.Controller.Choice;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What the specification leaves to controllers: the status without a choice, and with it. */
class ControllerChoicesTest {
    private static final String OPEN =
            gateway("listeners: [" + listener("a", 80, "HTTP", "allowedRoutes: {namespaces: {from: All}}") + "]");

    private static Attachment choosing(Choice choice, String... documents) {
        return attach(CONTROLLER.choosing(choice), documents);
    }

    // Routes

    @Test
    void host_and_what_is_no_name_are_left_alone_by_some() {
        for (String modifier : List.of(
                "set: [{name: Host, value: a}]",
                "add: [{name: host, value: a}]",
                "remove: [host]",
                "remove: ['a:b']",
                "remove: ['']")) {
            for (String type : List.of("Request", "Response")) {
                String filtering = route(
                        "HTTPRoute",
                        "rules: [{filters: [{type: " + type + "HeaderModifier, " + type.toLowerCase(Locale.ROOT)
                                + "HeaderModifier: {" + modifier + "}}]}]");
                assertThat(accepted(attach(OPEN, filtering))).as(filtering).isEqualTo("True Accepted");
                assertThat(accepted(choosing(Choice.REFUSES_DISPUTED_HEADERS, OPEN, filtering)))
                        .as(filtering)
                        .isEqualTo("False UnsupportedValue");
                assertThat(accepted(choosing(
                                Choice.REFUSES_DISPUTED_HEADERS, OPEN, filtering.replaceAll("(?i)host|a:b|''", "x-a"))))
                        .as(filtering)
                        .isEqualTo("True Accepted");
            }
        }
    }

    @Test
    void filters_of_others_are_refused_by_some() {
        String limited = route(
                "HTTPRoute",
                "rules: [{filters: [{type: ExtensionRef, extensionRef: {group: e.io, kind: Limit, name: a}}]}]");
        assertThat(accepted(attach(OPEN, limited))).isEqualTo("True Accepted");
        assertThat(accepted(choosing(Choice.REFUSES_FILTERS_OF_OTHERS, OPEN, limited)))
                .isEqualTo("False UnsupportedValue");
        Controller own = CONTROLLER.choosing(Choice.REFUSES_FILTERS_OF_OTHERS).defining("e.io/Limit");
        assertThat(accepted(attach(own, OPEN, limited))).isEqualTo("True Accepted");
    }

    @Test
    void a_second_rule_of_a_plain_route_is_refused_by_some() {
        String open = "allowedRoutes: {namespaces: {from: All}}";
        String plain = gateway("listeners: [" + listener("a", 53, "UDP", open) + ", "
                + listener("b", 443, "TLS", "tls: {mode: Passthrough}, " + open) + "]");
        String two = route("UDPRoute", "rules: [{}, {}]");
        assertThat(accepted(attach(plain, two))).isEqualTo("True Accepted");
        Attachment refused = choosing(Choice.REFUSES_FURTHER_RULES, plain, two);
        assertThat(accepted(refused)).isEqualTo("False UnsupportedValue");
        assertThat(listener(refused, 0).attachedRoutes()).isZero();
        assertThat(listener(refused, 0).routes()).isEmpty();
        assertThat(accepted(choosing(Choice.REFUSES_FURTHER_RULES, plain, two.replace("{}, {}", "{}"))))
                .isEqualTo("True Accepted");
        assertThat(accepted(choosing(Choice.REFUSES_FURTHER_RULES, plain, two.replace("UDPRoute", "TLSRoute"))))
                .isEqualTo("True Accepted");
    }

    @Test
    void hosts_are_asked_before_namespaces_by_some() {
        String same = gateway("listeners: [" + listener("a", 80, "HTTP", "hostname: a.test") + "]");
        String elsewhere = route("HTTPRoute", "hostnames: [b.test], rules: []");
        assertThat(accepted(attach(same, elsewhere))).isEqualTo("False NotAllowedByListeners");
        assertThat(accepted(choosing(Choice.ASKS_HOSTS_BEFORE_NAMESPACES, same, elsewhere)))
                .isEqualTo("False NoMatchingListenerHostname");
        assertThat(accepted(choosing(Choice.ASKS_HOSTS_BEFORE_NAMESPACES, same, elsewhere.replace("b.test", "a.test"))))
                .isEqualTo("False NotAllowedByListeners");
    }

    @Test
    void the_last_of_several_broken_backends_gives_the_reason_for_some() {
        String broken =
                route("HTTPRoute", "rules: [{backendRefs: [{name: gone, port: 80}, {kind: Odd, name: a, port: 80}]}]");
        assertThat(resolved(attach(OPEN, broken))).isEqualTo("False BackendNotFound");
        Attachment last = choosing(Choice.TELLS_THE_LAST_BACKEND, OPEN, broken);
        assertThat(resolved(last)).isEqualTo("False InvalidKind");
        assertThat(last.routes()
                        .get(0)
                        .parents()
                        .get(0)
                        .condition("ResolvedRefs")
                        .orElseThrow()
                        .causes())
                .hasSize(2);
    }

    // Listeners

    @Test
    void a_listener_that_nothing_can_join_is_programmed_by_some() {
        for (String useless : List.of(
                listener("a", 80, "ODD", ""), listener("a", 80, "HTTP", "allowedRoutes: {kinds: [{kind: Odd}]}"))) {
            String owner = gateway("listeners: [" + useless + "]");
            Attachment strict = attach(owner);
            Attachment lenient = choosing(Choice.PROGRAMS_LISTENERS_WITHOUT_KINDS, owner);
            assertThat(told(listener(strict, 0), "Programmed")).isEqualTo("False Invalid");
            assertThat(told(listener(lenient, 0), "Programmed")).isEqualTo("True Programmed");
            for (String type : List.of("Accepted", "ResolvedRefs")) {
                assertThat(told(listener(lenient, 0), type)).isEqualTo(told(listener(strict, 0), type));
            }
        }
    }

    @Test
    void one_kind_that_cannot_join_is_too_many_for_some() {
        String half = gateway("listeners: ["
                + listener("a", 80, "HTTP", "allowedRoutes: {kinds: [{kind: HTTPRoute}, {kind: Odd}]}") + "]");
        assertThat(told(listener(attach(half), 0), "Programmed")).isEqualTo("True Programmed");
        Attachment strict = choosing(Choice.WANTS_EVERY_ALLOWED_KIND, half);
        assertThat(told(listener(strict, 0), "Programmed")).isEqualTo("False Invalid");
        assertThat(told(
                        listener(choosing(Choice.WANTS_EVERY_ALLOWED_KIND, half.replace(", {kind: Odd}", "")), 0),
                        "Programmed"))
                .isEqualTo("True Programmed");
    }

    @Test
    void certificates_that_nobody_would_use_are_too_many_for_some() {
        String passing = gateway("listeners: ["
                + listener("a", 443, "TLS", "tls: {mode: Passthrough, certificateRefs: [{name: gone}]}") + "]");
        Attachment ignoring = attach(passing);
        assertThat(told(listener(ignoring, 0), "Programmed")).isEqualTo("True Programmed");
        Attachment refusing = choosing(Choice.REFUSES_CERTIFICATES_BESIDE_PASSTHROUGH, passing);
        assertThat(told(listener(refusing, 0), "Programmed")).isEqualTo("False Invalid");
        assertThat(told(listener(refusing, 0), "Accepted")).isEqualTo("True Accepted");
        assertThat(told(
                        listener(
                                choosing(
                                        Choice.REFUSES_CERTIFICATES_BESIDE_PASSTHROUGH,
                                        passing.replace(", certificateRefs: [{name: gone}]", "")),
                                0),
                        "Programmed"))
                .isEqualTo("True Programmed");
    }

    @Test
    void what_is_not_served_conflicts_with_nobody_for_some() {
        String twins = gateway("listeners: ["
                + listener("a", 443, "HTTPS", "hostname: a.test, tls: {certificateRefs: [{name: gone}]}") + ", "
                + listener("b", 443, "HTTPS", "hostname: a.test, tls: {options: {a: b}}") + "]");
        Attachment all = attach(twins);
        assertThat(told(listener(all, 0), "Conflicted")).isEqualTo("True HostnameConflict");
        assertThat(told(listener(all, 1), "Conflicted")).isEqualTo("True HostnameConflict");
        Attachment served = choosing(Choice.LETS_ONLY_SERVED_LISTENERS_CONFLICT, twins);
        assertThat(told(listener(served, 0), "Conflicted")).isEqualTo("False NoConflicts");
        assertThat(told(listener(served, 0), "ResolvedRefs")).isEqualTo("False InvalidCertificateRef");
        assertThat(told(listener(served, 1), "Programmed")).isEqualTo("True Programmed");
        assertThat(told(listener(served, 0), "OverlappingTLSConfig"))
                .as("requests for the one may still come over connections for the other")
                .isEqualTo("True OverlappingHostnames");
    }

    @Test
    void the_first_of_several_udp_listeners_serves_for_some() {
        String owner = gateway("listeners: [" + listener("a", 53, "UDP", "") + ", " + listener("b", 53, "UDP", "")
                + ", " + listener("c", 80, "TCP", "") + ", " + listener("d", 80, "TCP", "") + "]");
        Choice first = Choice.LETS_THE_FIRST_UDP_LISTENER_STAND;
        for (int i = 0; i < 4; i++) {
            assertThat(told(listener(attach(owner), i), "Conflicted")).isEqualTo("True ProtocolConflict");
            assertThat(told(listener(choosing(first, owner), i), "Conflicted"))
                    .isEqualTo(i == 0 ? "False NoConflicts" : "True ProtocolConflict");
        }
    }

    @Test
    void a_forbidden_certificate_has_another_reason_for_some() {
        String foreign = gateway("listeners: ["
                + listener("a", 443, "HTTPS", "tls: {certificateRefs: [{name: a, namespace: other}]}") + "]");
        assertThat(told(listener(attach(foreign), 0), "Accepted")).isEqualTo("False RefNotPermitted");
        Attachment other = choosing(Choice.TELLS_FORBIDDEN_CERTIFICATES_AS_AUTHORITIES, foreign);
        assertThat(told(listener(other, 0), "Accepted")).isEqualTo("False NoValidCACertificate");
        assertThat(told(listener(other, 0), "ResolvedRefs")).isEqualTo("False RefNotPermitted");
    }

    @Test
    void https_without_settings_is_fine_at_gateways_for_some() {
        String bare = gateway("allowedListeners: {namespaces: {from: Same}}, listeners: ["
                + listener("a", 443, "HTTPS", "") + ", " + listener("b", 8443, "TLS", "") + "]");
        String set = object(
                "ListenerSet",
                "infra",
                "one",
                "parentRef: {name: edge}, listeners: [" + listener("c", 444, "HTTPS", "") + "]");
        Attachment strict = attach(bare, set);
        Attachment lenient = choosing(Choice.WANTS_TLS_SETTINGS_IN_LISTENER_SETS_ONLY, bare, set);
        assertThat(told(listener(strict, 0), "Accepted")).isEqualTo("False UnsupportedValue");
        assertThat(told(listener(lenient, 0), "Accepted")).isEqualTo("True Accepted");
        assertThat(told(listener(lenient, 0), "Programmed")).isEqualTo("True Programmed");
        assertThat(told(listener(lenient, 1), "Accepted")).isEqualTo("False UnsupportedValue");
        assertThat(told(strict.listenerSets().get(0).listeners().get(0), "Accepted"))
                .isEqualTo("False UnsupportedValue");
        assertThat(told(lenient.listenerSets().get(0).listeners().get(0), "Accepted"))
                .isEqualTo("False UnsupportedProtocol");
    }

    // Gateways, ListenerSets and policies

    @Test
    void an_address_that_is_not_supported_is_told_twice_by_some() {
        String strange = gateway(
                "addresses: [{type: example.com/pool, value: a}], listeners: [" + listener("a", 80, "HTTP", "") + "]");
        assertThat(told(edge(attach(strange)), "Programmed")).isEqualTo("False Invalid");
        assertThat(told(edge(choosing(Choice.REPEATS_UNSUPPORTED_ADDRESSES, strange)), "Programmed"))
                .isEqualTo("False UnsupportedAddress");
        String parent = strange.replace("listeners:", "allowedListeners: {namespaces: {from: Same}}, listeners:");
        String set = object(
                "ListenerSet",
                "infra",
                "one",
                "parentRef: {name: edge}, listeners: [" + listener("b", 81, "HTTP", "") + "]");
        for (String type : List.of("Accepted", "Programmed")) {
            assertThat(told(attach(parent, set).listenerSets().get(0), type)).isEqualTo("False ParentNotAccepted");
            assertThat(told(
                            choosing(Choice.REPEATS_UNSUPPORTED_ADDRESSES, parent, set)
                                    .listenerSets()
                                    .get(0),
                            type))
                    .isEqualTo("False UnsupportedAddress");
        }
    }

    @Test
    void a_listener_set_tells_its_listeners_apart_where_its_gateway_does() {
        String odd = listener("b", 81, "ODD", "");
        String parent = gateway("allowedListeners: {namespaces: {from: Same}}, listeners: [" + odd + "]");
        String set = object(
                "ListenerSet",
                "infra",
                "one",
                "parentRef: {name: edge}, listeners: [" + listener("a", 80, "HTTP", "") + ", " + odd + "]");
        assertThat(told(attach(parent, set).listenerSets().get(0), "Accepted")).isEqualTo("False ParentNotAccepted");
        Attachment apart = choosing(Choice.TELLS_LISTENERS_APART, parent, set);
        assertThat(told(edge(apart), "Accepted")).isEqualTo("False ListenersNotValid");
        assertThat(told(apart.listenerSets().get(0), "Accepted")).isEqualTo("True Accepted");
        String fine = parent.replace("ODD", "HTTP");
        assertThat(told(attach(fine, set).listenerSets().get(0), "Accepted")).isEqualTo("True ListenersNotValid");
    }

    @Test
    void every_target_of_a_policy_must_be_there_for_some() {
        String policy = object(
                "BackendTLSPolicy",
                "infra",
                "p",
                "targetRefs: [{group: '', kind: Service, name: cart}, {group: '', kind: Service, name: gone}], "
                        + "validation: {hostname: a.test, caCertificateRefs: [{group: '', kind: ConfigMap, name: ca}]}");
        String[] objects = {policy, authority("ca"), core("Service", "infra", "cart", "spec: {ports: [{port: 443}]}")};
        assertThat(told(attach(objects).policies().get(0), "Accepted")).isEqualTo("True Accepted");
        assertThat(told(choosing(Choice.WANTS_EVERY_TARGET, objects).policies().get(0), "Accepted"))
                .isEqualTo("False TargetNotFound");
    }
}
