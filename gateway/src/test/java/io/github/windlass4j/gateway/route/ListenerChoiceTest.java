package io.github.windlass4j.gateway.route;

import static io.github.windlass4j.gateway.route.Simulators.SERVICES;
import static io.github.windlass4j.gateway.route.Simulators.gateway;
import static io.github.windlass4j.gateway.route.Simulators.route;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.attach.Attachment;
import io.github.windlass4j.gateway.attach.Controller;
import io.github.windlass4j.gateway.route.RouteDecision.Refused.Refusal;
import io.github.windlass4j.manifest.object.Manifests;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which listener takes a connection, why the others do not, and how an attempt ends that none takes. */
class ListenerChoiceTest {
    private static final String ALL = "  rules: [{backendRefs: [{name: a, port: 80}]}]\n";
    private static final String CERT = "tls: {certificateRefs: [{name: cert}]}";

    private static final Authority CLIENTS = Mint.seeded(5).root("Clients");
    private static final Instant NOW = Mint.DEFAULT_INSTANT.plusSeconds(3600);

    private static final RouteSimulator MIXED = Simulators.of(
            SERVICES,
            TestCertificate.SECRET,
            gateway(
                    "name: plain, port: 80, protocol: HTTP, hostname: one.test",
                    "name: https, port: 443, protocol: HTTPS, hostname: one.test, " + CERT,
                    "name: pass, port: 443, protocol: TLS, hostname: two.test, tls: {mode: Passthrough}",
                    "name: bytes, port: 9000, protocol: TCP",
                    "name: datagrams, port: 9001, protocol: UDP",
                    "name: closed, port: 80, protocol: ODD"),
            route("web", ALL),
            route("TLSRoute", "pass", "  hostnames: [two.test]\n" + ALL),
            route("TCPRoute", "bytes", ALL),
            route("UDPRoute", "datagrams", ALL.replace("name: a,", "name: dns,")),
            Simulators.service("dns").replace("port: 8080}", "port: 80, protocol: UDP}"));

    private static RouteDecision.Refused refused(Request request) {
        return (RouteDecision.Refused) MIXED.decide(request);
    }

    @Test
    void what_nothing_takes_ends_without_an_answer() {
        assertThat(refused(Request.get("http://one.test:81/")))
                .hasToString("refused: no listener takes port 81")
                .extracting(RouteDecision.Refused::refusal)
                .isEqualTo(Refusal.CONNECTION);
        assertThat(refused(Request.udp(80)))
                .hasToString("refused: no listener takes UDP")
                .extracting(RouteDecision.Refused::refusal)
                .isEqualTo(Refusal.CONNECTION);
        assertThat(refused(Request.tcp(9001)))
                .hasToString("refused: the port only takes UDP")
                .extracting(RouteDecision.Refused::refusal)
                .isEqualTo(Refusal.CONNECTION);
        assertThat(refused(Request.get("http://one.test:443/")))
                .hasToString("refused: the port speaks TLS")
                .extracting(RouteDecision.Refused::refusal)
                .isEqualTo(Refusal.CLOSED);
        assertThat(refused(Request.tls("one.test", 80)))
                .hasToString("refused: the port speaks HTTP")
                .extracting(RouteDecision.Refused::refusal)
                .isEqualTo(Refusal.CLOSED);
        assertThat(refused(Request.tls("one.test", 443)))
                .hasToString("refused: the listener expects HTTP")
                .extracting(RouteDecision.Refused::refusal)
                .isEqualTo(Refusal.CLOSED);
        assertThat(refused(Request.tls("three.test", 443)))
                .hasToString("refused: no listener takes the server name three.test")
                .extracting(RouteDecision.Refused::refusal)
                .isEqualTo(Refusal.TLS);
        assertThat(refused(Request.tls("", 443)))
                .hasToString("refused: no listener takes a handshake without server name");
        assertThat(MIXED.decide(Request.get("http://three.test/"))).hasToString("404 (no listener takes the host)");
        assertThat(MIXED.decide(Request.get("http:///"))).hasToString("404 (no listener takes the host)");
    }

    @Test
    void each_kind_of_traffic_finds_its_listener() {
        String toA = "[1/1 Service shop/a:80]";
        assertThat(MIXED.decide(Request.get("http://one.test/"))).hasToString(toA);
        assertThat(MIXED.decide(Request.get("https://one.test/"))).hasToString(toA);
        assertThat(MIXED.decide(Request.tls("two.test", 443))).hasToString(toA);
        assertThat(MIXED.decide(Request.get("https://two.test/"))).hasToString(toA);
        assertThat(MIXED.decide(Request.tcp(9000))).hasToString(toA);
        assertThat(MIXED.decide(Request.get("http://any:9000/"))).hasToString(toA);
        assertThat(MIXED.decide(Request.udp(9001))).hasToString("[1/1 Service shop/dns:80]");
        assertThat(MIXED.decide(Request.get("https:///").withSni("one.test")))
                .as("without a host header the server name counts")
                .hasToString(toA);
    }

    @Test
    void the_trace_says_what_keeps_a_listener_from_serving() {
        RouteSimulator simulator = Simulators.of(
                SERVICES, gateway("name: tls, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: missing}]}"));
        assertThat(simulator.decide(Request.get("https://one.test/")).trace().toString())
                .contains("listener \"tls\": takes no traffic: Programmed=False (Invalid): Gateway shop/edge "
                        + "spec.listeners[0].tls.certificateRefs[0]")
                .doesNotContain("NoConflicts");
    }

    @Test
    void the_trace_says_of_every_other_listener_why_it_does_not_take_the_request() {
        assertThat(MIXED.decide(Request.get("http://one.test/")).trace().steps())
                .map(Trace.Step::toString)
                .startsWith(
                        "LISTENER Gateway shop/edge, listener \"https\": is for port 443",
                        "LISTENER Gateway shop/edge, listener \"pass\": is for port 443",
                        "LISTENER Gateway shop/edge, listener \"bytes\": is for port 9000",
                        "LISTENER Gateway shop/edge, listener \"datagrams\": is for port 9001")
                .anyMatch(step -> step.startsWith("LISTENER Gateway shop/edge, listener \"closed\": takes no traffic: "
                        + "Accepted=False (UnsupportedProtocol)"))
                .contains("LISTENER Gateway shop/edge, listener \"plain\": takes HTTP on port 80 for one.test");
        assertThat(MIXED.decide(Request.get("https://two.test/")).trace().toString())
                .contains("listener \"https\": is for one.test");
        assertThat(MIXED.decide(Request.tls("one.test", 80)).trace().toString())
                .contains("listener \"plain\": speaks HTTP")
                .contains("CONNECTION Gateway shop/edge: the port speaks HTTP");
        RouteSimulator nested = Simulators.of(
                SERVICES,
                gateway(
                        "name: all, port: 80, protocol: HTTP",
                        "name: wild, port: 80, protocol: HTTP, hostname: '*.test'",
                        "name: one, port: 80, protocol: HTTP, hostname: one.test"),
                route("web", ALL));
        assertThat(nested.decide(Request.get("http://one.test/")).trace().toString())
                .contains("listener \"all\": is less specific\n")
                .contains("listener \"wild\": is less specific (*.test)\n");
    }

    @Test
    void a_misdirected_request_is_told_where_it_belongs() {
        RouteSimulator simulator = Simulators.of(
                SERVICES,
                TestCertificate.SECRET,
                gateway(
                        "name: one, port: 443, protocol: HTTPS, hostname: one.test, " + CERT,
                        "name: two, port: 443, protocol: HTTPS, hostname: two.test, " + CERT),
                route("web", ALL));
        RouteDecision.Answered answer = (RouteDecision.Answered)
                simulator.decide(Request.get("https://two.test/").withSni("one.test"));
        assertThat(answer.status()).isEqualTo(421);
        assertThat(answer.trace().toString())
                .contains("listener \"two\": the host two.test belongs here, but the connection was made to "
                        + "Gateway shop/edge, listener \"one\"");
        assertThat(simulator.decide(Request.get("https://three.test/").withSni("one.test")))
                .hasToString("404 (no listener takes the host)");
    }

    @Test
    void one_of_several_gateways_must_be_named() {
        String other = gateway("name: http, port: 80, protocol: HTTP").replace("name: edge, n", "name: inner, n");
        RouteSimulator two =
                Simulators.of(SERVICES, gateway("name: http, port: 80, protocol: HTTP"), other, route("web", ALL));
        RouteDecision unnamed = two.decide(Request.get("http://h/"));
        assertThat(unnamed).hasToString("unknown: the request names no Gateway, and the controller serves 2");
        assertThat(unnamed.effect()).hasToString("unknown: ");
        assertThat(two.decide(Request.get("http://h/").atGateway("shop", "edge")))
                .hasToString("[1/1 Service shop/a:80]");
        assertThat(two.decide(Request.get("http://h/").atGateway("shop", "inner")))
                .hasToString("404 (no rule matches)");
        RouteDecision missing = two.decide(Request.get("http://h/").atGateway("shop", "gone"));
        assertThat(missing.trace()).hasToString("CONNECTION Gateway shop/gone: no controller serves such a Gateway");
        assertThat(Simulators.of(SERVICES).decide(Request.get("http://h/")))
                .hasToString("unknown: the request names no Gateway, and the controller serves none");
    }

    // Certificates of clients

    private static final String HTTPS = "name: https, port: 443, protocol: HTTPS, " + CERT;

    private static Attachment demanding(String mode) {
        String authority =
                "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: clients, namespace: shop}\ndata:\n  ca.crt: |\n"
                        + CLIENTS.certificate().toPem().indent(4);
        String tls = "  tls: {frontend: {default: {validation: {mode: " + mode
                + ", caCertificateRefs: [{group: '', kind: ConfigMap, name: clients}]}}}}\n";
        return Attachment.of(
                GatewaySet.of(Manifests.read(
                        SERVICES
                                + TestCertificate.SECRET
                                + authority
                                + gateway(HTTPS).replace("  listeners:", tls + "  listeners:")
                                + route("web", ALL),
                        "shop.yaml")),
                Controller.named("example.com/controller").accepting("edge"));
    }

    @Test
    void a_client_certificate_is_demanded_and_judged() {
        RouteSimulator now = RouteSimulator.of(demanding("AllowValidOnly"), NOW);
        Issued client = CLIENTS.issueLeaf("client", spec -> spec.extendedKeyUsage("1.3.6.1.5.5.7.3.2"));
        Issued stranger =
                Mint.seeded(6).root("Others").issueLeaf("client", spec -> spec.extendedKeyUsage("1.3.6.1.5.5.7.3.2"));
        Request request = Request.get("https://h/");
        RouteDecision bare = now.decide(request);
        assertThat(bare).hasToString("refused: the listener demands a client certificate");
        assertThat(((RouteDecision.Refused) bare).refusal()).isEqualTo(Refusal.TLS);
        assertThat(now.decide(request.withClientChain(client.chain()))).hasToString("[1/1 Service shop/a:80]");
        assertThat(now.decide(request.withClientChain(stranger.chain())))
                .asString()
                .startsWith("refused: the client certificate is not accepted: rejected");
        assertThat(RouteSimulator.of(demanding("AllowInsecureFallback"), NOW).decide(request))
                .hasToString("[1/1 Service shop/a:80]");
    }

    @Test
    void without_a_time_a_client_certificate_is_not_judged_and_the_trace_says_so() {
        RouteDecision decision = RouteSimulator.of(demanding("AllowValidOnly"))
                .decide(Request.get("https://h/")
                        .withClientChain(CLIENTS.issueLeaf("client").chain()));
        assertThat(decision).hasToString("[1/1 Service shop/a:80]");
        assertThat(decision.trace().unknown())
                .map(Trace.Step::toString)
                .containsExactly("UNKNOWN Gateway shop/edge, listener \"https\", client certificate: "
                        + "no time is given at which it could be judged");
    }

    @Test
    void the_four_outcomes_are_told_apart() {
        List<Request> requests = List.of(
                Request.get("http://one.test/"),
                Request.get("http://three.test/"),
                Request.tcp(1),
                Request.get("http://nobody/").fromPod("shop"));
        assertThat(requests)
                .map(request -> MIXED.decide(request)
                        .<String>fold(routed -> "routed", answer -> "answered", refused -> "refused", u -> "unknown"))
                .containsExactly("routed", "answered", "refused", "unknown");
    }
}
