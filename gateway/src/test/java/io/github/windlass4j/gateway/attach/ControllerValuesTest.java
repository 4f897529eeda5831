package io.github.windlass4j.gateway.attach;

import static io.github.windlass4j.gateway.attach.StatusObjects.CONTROLLER;
import static io.github.windlass4j.gateway.attach.StatusObjects.attach;
import static io.github.windlass4j.gateway.attach.StatusObjects.core;
import static io.github.windlass4j.gateway.attach.StatusObjects.edge;
import static io.github.windlass4j.gateway.attach.StatusObjects.gateway;
import static io.github.windlass4j.gateway.attach.StatusObjects.listener;
import static io.github.windlass4j.gateway.attach.StatusObjects.object;
import static io.github.windlass4j.gateway.attach.StatusObjects.resolved;
import static io.github.windlass4j.gateway.attach.StatusObjects.route;
import static io.github.windlass4j.gateway.attach.StatusObjects.told;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Values that the specification leaves to a controller, and what a route may ask for without naming it. */
class ControllerValuesTest {
    private static final String LISTENERS =
            "listeners: [" + listener("http", 80, "HTTP", "allowedRoutes: {namespaces: {from: All}}") + "]";

    @Test
    void a_type_of_address_is_taken_by_the_controller_that_defines_it() {
        String own = gateway("addresses: [{type: example.com/pool, value: front}], " + LISTENERS);
        assertThat(told(edge(attach(own)), "Accepted")).isEqualTo("False UnsupportedAddress");
        Controller defining = CONTROLLER.defining("example.com/pool");
        assertThat(told(edge(attach(defining, own)), "Accepted")).isEqualTo("True Accepted");
        assertThat(told(edge(attach(defining, own)), "Programmed")).isEqualTo("True Programmed");
        assertThat(told(edge(attach(defining, own.replace("pool", "lake"))), "Accepted"))
                .isEqualTo("False UnsupportedAddress");
    }

    @Test
    void well_known_authorities_are_those_of_the_system_or_of_the_controller() {
        String service = core("Service", "store", "web", "spec: {ports: [{port: 443}]}");
        String policy = object(
                "BackendTLSPolicy",
                "store",
                "tls",
                "targetRefs: [{group: '', kind: Service, name: web}], "
                        + "validation: {hostname: web, wellKnownCACertificates: NAMES}");
        assertThat(told(
                        attach(service, policy.replace("NAMES", "System"))
                                .policies()
                                .get(0),
                        "Accepted"))
                .isEqualTo("True Accepted");
        Attachment unknown = attach(service, policy.replace("NAMES", "example.com/ours"));
        assertThat(told(unknown.policies().get(0), "Accepted")).isEqualTo("False Invalid");
        assertThat(told(unknown.policies().get(0), "ResolvedRefs")).isEqualTo("True ResolvedRefs");
        assertThat(told(
                        attach(
                                        CONTROLLER.defining("example.com/ours"),
                                        service,
                                        policy.replace("NAMES", "example.com/ours"))
                                .policies()
                                .get(0),
                        "Accepted"))
                .isEqualTo("True Accepted");
    }

    @Test
    void a_backend_must_speak_what_the_route_sends_and_the_controller_has() {
        for (String protocol : new String[] {"kubernetes.io/h2c", "kubernetes.io/ws", "kubernetes.io/wss", "http"}) {
            String[] objects = {
                gateway(LISTENERS),
                core("Service", "store", "web", "spec: {ports: [{port: 80, appProtocol: " + protocol + "}]}"),
                route("KIND", "rules: [{backendRefs: [{name: web, port: 80}]}]")
            };
            boolean sockets = protocol.contains("/ws");
            String broken = "False UnsupportedProtocol";
            assertThat(resolved(sent(CONTROLLER, "HTTPRoute", objects))).isEqualTo("True ResolvedRefs");
            assertThat(resolved(sent(CONTROLLER, "GRPCRoute", objects)))
                    .as(protocol)
                    .isEqualTo(sockets ? broken : "True ResolvedRefs");
            assertThat(resolved(sent(CONTROLLER.without("HTTPRouteBackendProtocolWebSocket"), "HTTPRoute", objects)))
                    .as(protocol)
                    .isEqualTo(sockets ? broken : "True ResolvedRefs");
            Controller withoutH2c = CONTROLLER.without("HTTPRouteBackendProtocolH2C");
            assertThat(resolved(sent(withoutH2c, "HTTPRoute", objects)))
                    .as(protocol)
                    .isEqualTo(protocol.endsWith("h2c") ? broken : "True ResolvedRefs");
            assertThat(resolved(sent(withoutH2c, "GRPCRoute", objects)))
                    .as("calls need HTTP/2 anyway")
                    .isEqualTo(sockets ? broken : "True ResolvedRefs");
        }
    }

    private static Attachment sent(Controller controller, String kind, String... objects) {
        return attach(controller, objects[0], objects[1], objects[2].replace("KIND", kind));
    }

    @Test
    void a_default_gateway_takes_routes_that_ask_for_one() {
        String wanting = object("HTTPRoute", "store", "any", "useDefaultGateways: All, rules: [{}]");
        Attachment attachment = attach(gateway("defaultScope: All, " + LISTENERS), wanting);
        assertThat(attachment.routes())
                .singleElement()
                .satisfies(route -> assertThat(route.parents()).singleElement().satisfies(parent -> {
                    assertThat(parent.parent()).hasToString("Gateway infra/edge");
                    assertThat(told(parent, "Accepted")).isEqualTo("True Accepted");
                }));
        assertThat(StatusObjects.listener(attachment, 0).routes()).hasSize(1);
        assertThat(attach(gateway("defaultScope: None, " + LISTENERS), wanting).routes())
                .isEmpty();
        assertThat(attach(gateway(LISTENERS), wanting).routes()).isEmpty();
        assertThat(attach(gateway("defaultScope: All, " + LISTENERS), wanting.replace("All", "None"))
                        .routes())
                .isEmpty();
        assertThat(attach(
                                gateway("defaultScope: All, " + LISTENERS),
                                route("HTTPRoute", "useDefaultGateways: All, rules: [{}]"))
                        .routes()
                        .get(0)
                        .parents())
                .as("a Gateway that is named is named once")
                .hasSize(1);
    }

    @Test
    void a_default_gateway_keeps_its_rules_for_namespaces() {
        Attachment attachment = attach(
                gateway("defaultScope: All, listeners: [" + listener("http", 80, "HTTP", "") + "]"),
                object("HTTPRoute", "store", "any", "useDefaultGateways: All, rules: [{}]"));
        assertThat(StatusObjects.accepted(attachment)).isEqualTo("False NotAllowedByListeners");
    }
}
