package io.github.windlass4j.gateway.route;

import static io.github.windlass4j.gateway.route.Simulators.SERVICES;
import static io.github.windlass4j.gateway.route.Simulators.route;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests from pods: which Service a name means, which route stands in front of it, and for whom. */
class MeshRoutingTest {
    private static final String TO_A = "  parentRefs: [{group: '', kind: Service, name: a, namespace: shop%s}]\n";

    private static String to(String backend, String port) {
        return TO_A.formatted(port) + "  rules: [{backendRefs: [{name: " + backend
                + ", namespace: shop, port: 80}]}]\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a.shop", "a.shop.svc", "a.shop.svc.cluster.local", "A.Shop.svc.cluster.local."})
    void a_service_is_meant_by_each_of_its_names(String host) {
        RouteSimulator simulator = Simulators.of(SERVICES, route("one", to("b", "")));
        RouteDecision decision =
                simulator.decide(Request.get("http://" + host + "/").fromPod("shop"));
        assertThat(decision).hasToString("[1/1 Service shop/b:80]");
        assertThat(decision.trace().toString())
                .startsWith("CONNECTION Service shop/a: takes the request by Service shop/a\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.shop.example", "www.a.shop.svc", "x", "a.other"})
    void another_name_means_no_service_that_is_known(String host) {
        RouteSimulator simulator = Simulators.of(SERVICES, route("one", to("b", "")));
        RouteDecision decision =
                simulator.decide(Request.get("http://" + host + "/").fromPod("shop"));
        assertThat(decision).hasToString("unknown: the host \"" + host + "\" names no Service that is given");
    }

    @Test
    void a_bare_name_means_a_service_of_the_clients_namespace() {
        RouteSimulator simulator = Simulators.of(SERVICES, route("one", to("b", "")));
        assertThat(simulator.decide(Request.get("http://a/").fromPod("other")))
                .isInstanceOf(RouteDecision.Unknown.class);
        assertThat(simulator.decide(Request.get("http://a.shop/").fromPod("other")))
                .hasToString("[1/1 Service shop/b:80]");
    }

    @Test
    void a_port_that_a_route_names_is_its_own() {
        RouteSimulator simulator =
                Simulators.of(SERVICES, route("eighty", to("b", ", port: 80")), route("every", to("c", "")));
        assertThat(simulator
                        .decide(Request.get("http://a/").fromPod("shop"))
                        .trace()
                        .toString())
                .contains("takes the request by Service shop/a:80")
                .contains("HTTPRoute shop/eighty")
                .contains("HTTPRoute shop/every");
        assertThat(simulator.decide(Request.get("http://a:8080/").fromPod("shop")))
                .hasToString("[1/1 Service shop/c:80]");
        RouteSimulator only = Simulators.of(SERVICES, route("eighty", to("b", ", port: 80")));
        RouteDecision plain = only.decide(Request.get("http://a:8080/").fromPod("shop"));
        assertThat(plain).hasToString("[1/1 Service shop/a:8080]");
        assertThat(plain.trace().toString())
                .startsWith("CONNECTION Service shop/a: no route attaches, the Service itself is reached\n");
        assertThat(only.tables()).extracting(MatchTable::name).containsExactly("Service shop/a:80");
    }

    @ParameterizedTest
    @CsvSource({"b, 80", "c, 80"})
    void a_consumers_route_counts_for_clients_of_its_namespace_only(String backend, int port) {
        String consumer =
                route("mine", to(backend, "")).replace("name: mine, namespace: shop", "name: mine, namespace: here");
        RouteSimulator simulator = Simulators.of(SERVICES, consumer);
        assertThat(simulator.decide(Request.get("http://a.shop/").fromPod("here")))
                .hasToString("[1/1 Service shop/" + backend + ":" + port + "]");
        assertThat(simulator.decide(Request.get("http://a.shop/").fromPod("there")))
                .hasToString("[1/1 Service shop/a:80]");
        assertThat(simulator.tables())
                .extracting(MatchTable::name)
                .containsExactly("Service shop/a for clients in here");
    }

    @Test
    void of_several_kinds_only_the_first_counts() {
        String http = route("http", to("b", ""));
        String grpc = route("GRPCRoute", "grpc", to("c", ""));
        String tcp = route("TCPRoute", "tcp", to("c", ""));
        Request get = Request.get("http://a/").fromPod("shop");
        assertThat(Simulators.of(SERVICES, http, tcp).decide(get)).hasToString("[1/1 Service shop/b:80]");
        assertThat(Simulators.of(SERVICES, http, grpc).decide(get))
                .as("GRPCRoute goes before HTTPRoute, and takes gRPC calls only")
                .hasToString("404 (no rule matches)");
        assertThat(Simulators.of(SERVICES, tcp).decide(get)).hasToString("[1/1 Service shop/c:80]");
        assertThat(Simulators.of(SERVICES, tcp)
                        .decide(Request.tcp(80).withAuthority("a").fromPod("shop")))
                .hasToString("[1/1 Service shop/c:80]");
    }

    @Test
    void what_a_client_encrypted_itself_is_not_looked_into() {
        String http = route("http", to("b", ""));
        assertThat(Simulators.of(SERVICES, http)
                        .decide(Request.get("https://a:80/").fromPod("shop")))
                .hasToString("[1/1 Service shop/a:80]");
        String tls = route("TLSRoute", "tls", to("b", ""));
        assertThat(Simulators.of(SERVICES, tls)
                        .decide(Request.get("https://a:80/").fromPod("shop")))
                .hasToString("[1/1 Service shop/b:80]");
        assertThat(Simulators.of(SERVICES, tls).decide(Request.get("http://a/").fromPod("shop")))
                .hasToString("[1/1 Service shop/a:80]");
    }

    @Test
    void datagrams_go_by_udp_routes() {
        String dns = Simulators.service("dns")
                .replace("{ports: [{port: 80}, {port: 8080}]}", "{ports: [{port: 53, protocol: UDP}]}");
        String udp = route(
                "UDPRoute",
                "dns",
                "  parentRefs: [{group: '', kind: Service, name: a, namespace: shop}]\n"
                        + "  rules: [{backendRefs: [{name: dns, port: 53}]}]\n");
        RouteSimulator simulator = Simulators.of(SERVICES, dns, udp);
        assertThat(simulator.decide(Request.udp(80).withAuthority("a").fromPod("shop")))
                .hasToString("[1/1 Service shop/dns:53]");
        assertThat(simulator.decide(Request.get("http://a/").fromPod("shop"))).hasToString("[1/1 Service shop/a:80]");
    }

    @Test
    void a_route_that_is_not_accepted_stands_in_front_of_nothing() {
        RouteSimulator simulator = Simulators.of(SERVICES, route("one", to("b", ", port: 81")));
        assertThat(simulator.decide(Request.get("http://a/").fromPod("shop"))).hasToString("[1/1 Service shop/a:80]");
        assertThat(simulator.tables()).isEmpty();
    }
}
