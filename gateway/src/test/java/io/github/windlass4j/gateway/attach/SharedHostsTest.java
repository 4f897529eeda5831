package io.github.windlass4j.gateway.attach;

import static io.github.windlass4j.gateway.attach.StatusObjects.CONTROLLER;
import static io.github.windlass4j.gateway.attach.StatusObjects.attach;
import static io.github.windlass4j.gateway.attach.StatusObjects.gateway;
import static io.github.windlass4j.gateway.attach.StatusObjects.listener;
import static io.github.windlass4j.gateway.attach.StatusObjects.told;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** HTTPRoutes and GRPCRoutes at hosts of one listener (GRPCRouteSpec, hostnames). */
class SharedHostsTest {
    private static final String ONE = gateway("listeners: [" + listener("http", 80, "HTTP", "") + "]");

    private static String route(String kind, String name, String created, String spec) {
        return """
                apiVersion: gateway.networking.k8s.io/v1
                kind: %s
                metadata: {name: %s, namespace: infra%s}
                spec: {%s, rules: [{}]}""".formatted(
                        kind,
                        name,
                        created.isEmpty() ? "" : ", creationTimestamp: \"" + created + "\"",
                        spec.contains("parentRefs") ? spec : "parentRefs: [{name: edge}], " + spec);
    }

    private static List<String> acceptance(Controller controller, String... documents) {
        return attach(controller, documents).routes().stream()
                .map(route -> route.route().ref().name() + " "
                        + route.parents().stream()
                                .map(parent -> told(parent, "Accepted"))
                                .toList())
                .toList();
    }

    @Test
    void the_older_of_two_kinds_has_the_host() {
        String requests = route("HTTPRoute", "web", "2024-05-01T00:00:00Z", "hostnames: [a.example.com]");
        String calls = route("GRPCRoute", "rpc", "2024-05-02T00:00:00Z", "hostnames: [\"*.example.com\"]");
        assertThat(acceptance(CONTROLLER, ONE, calls, requests))
                .containsExactly("rpc [False NoMatchingListenerHostname]", "web [True Accepted]");
        assertThat(attach(ONE, calls, requests)
                        .routes()
                        .get(0)
                        .parents()
                        .get(0)
                        .conditions()
                        .get(0))
                .hasToString(
                        "Accepted=False (NoMatchingListenerHostname): Gateway infra/edge spec.listeners[0] (4:44): "
                                + "its hosts have an older route of another kind, HTTPRoute infra/web");
        assertThat(acceptance(CONTROLLER, ONE, calls.replace("05-02", "04-30"), requests))
                .containsExactly("rpc [True Accepted]", "web [False NoMatchingListenerHostname]");
    }

    @Test
    void of_equal_age_the_first_by_name_has_it() {
        assertThat(acceptance(
                        CONTROLLER,
                        ONE,
                        route("GRPCRoute", "b", "", "hostnames: [a.example.com]"),
                        route("HTTPRoute", "a", "", "hostnames: [a.example.com]")))
                .containsExactly("b [False NoMatchingListenerHostname]", "a [True Accepted]");
    }

    @Test
    void other_hosts_other_listeners_and_routes_of_one_kind_do_not_meet() {
        assertThat(acceptance(
                        CONTROLLER,
                        ONE,
                        route("GRPCRoute", "a", "", "hostnames: [a.example.com]"),
                        route("GRPCRoute", "b", "", "hostnames: [a.example.com]"),
                        route("HTTPRoute", "c", "", "hostnames: [c.example.com]")))
                .containsExactly("a [True Accepted]", "b [True Accepted]", "c [True Accepted]");
        String two = gateway(
                "listeners: [" + listener("one", 80, "HTTP", "") + ", " + listener("two", 8080, "HTTP", "") + "]");
        assertThat(acceptance(
                        CONTROLLER,
                        two,
                        route("GRPCRoute", "a", "", "parentRefs: [{name: edge, sectionName: one}]"),
                        route("HTTPRoute", "b", "", "parentRefs: [{name: edge}]")))
                .as("one listener is enough")
                .containsExactly("a [True Accepted]", "b [True Accepted]");
        assertThat(attach(
                                two,
                                route("GRPCRoute", "a", "", "parentRefs: [{name: edge, sectionName: one}]"),
                                route("HTTPRoute", "b", "", "parentRefs: [{name: edge}]"))
                        .gateway("infra", "edge")
                        .orElseThrow()
                        .listeners())
                .extracting(listener -> listener.routes().size())
                .containsExactly(1, 1);
    }

    @Test
    void a_route_without_hosts_shares_all_of_them() {
        assertThat(acceptance(
                        CONTROLLER,
                        ONE,
                        route("GRPCRoute", "b", "", "hostnames: [a.example.com]"),
                        route("HTTPRoute", "a", "", "parentRefs: [{name: edge}]")))
                .containsExactly("b [False NoMatchingListenerHostname]", "a [True Accepted]");
    }

    @Test
    void a_controller_may_not_heed_it() {
        assertThat(acceptance(
                        CONTROLLER.choosing(Controller.Choice.LETS_HTTP_AND_GRPC_SHARE_HOSTS),
                        ONE,
                        route("GRPCRoute", "b", "", "hostnames: [a.example.com]"),
                        route("HTTPRoute", "a", "", "hostnames: [a.example.com]")))
                .containsExactly("b [True Accepted]", "a [True Accepted]");
    }
}
