package io.github.windlass4j.mesh.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.mesh.call.CallVerdict.Outcome;
import io.github.windlass4j.mesh.call.CallVerdict.Symptom;
import io.github.windlass4j.mesh.call.Stage.Step;
import io.github.windlass4j.mesh.proxy.Connection.Application;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One mesh, one call, and what each stage makes of it: a cart that calls a catalog. */
class CallStagesTest extends ShopCalls {
    @Test
    void two_proxies_speak_mutual_tls_by_themselves() {
        CallVerdict verdict = ask(cart());
        assertThat(verdict.outcome()).isEqualTo(Outcome.MTLS);
        assertThat(verdict.symptom()).isEmpty();
        assertThat(verdict.notModelled()).isEmpty();
        assertThat(steps(verdict))
                .containsExactly(
                        Step.CLIENT_INJECTION,
                        Step.OUTBOUND_CAPTURE,
                        Step.ROUTE,
                        Step.CLIENT_TLS,
                        Step.SERVER_INJECTION,
                        Step.INBOUND_CAPTURE,
                        Step.SERVER);
        assertThat(stage(verdict, Step.CLIENT_INJECTION))
                .contains("the client has a proxy: the injector's policy is enabled (Deployment shop/cart)");
        assertThat(stage(verdict, Step.SERVER_INJECTION))
                .contains("the server has a proxy: ")
                .contains("shop/catalog");
        assertThat(stage(verdict, Step.OUTBOUND_CAPTURE)).contains("through the proxy: all destinations");
        assertThat(stage(verdict, Step.INBOUND_CAPTURE)).contains("through the proxy: all inbound ports");
        assertThat(stage(verdict, Step.CLIENT_TLS)).isEqualTo("CLIENT_TLS: automatic mutual TLS");
        assertThat(stage(verdict, Step.SERVER)).startsWith("SERVER: mode PERMISSIVE takes it");
        assertThat(verdict).asString().startsWith("MTLS: SERVER: mode PERMISSIVE takes it");
    }

    @Test
    void plaintext_from_outside_is_taken_unless_the_mode_is_strict() {
        CallVerdict open = ask(outside());
        assertThat(open.outcome()).isEqualTo(Outcome.PLAINTEXT);
        assertThat(steps(open))
                .containsExactly(
                        Step.CLIENT_INJECTION, Step.ROUTE, Step.SERVER_INJECTION, Step.INBOUND_CAPTURE, Step.SERVER);
        assertThat(stage(open, Step.ROUTE))
                .contains("Kubernetes connects to " + CATALOG + ":80")
                .contains("Service shop/catalog");
        CallVerdict closed = with(STRICT).ask(outside());
        assertThat(closed.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(closed.symptom())
                .contains(new Symptom(
                        0, "connection reset by peer; the server's proxy logs NR filter_chain_not_found", ""));
        assertThat(stage(closed, Step.SERVER))
                .isEqualTo("SERVER: plaintext where mutual TLS is required: no filter chain takes it (mode STRICT)"
                        + " (PeerAuthentication shop/default, spec.mtls.mode)");
    }

    @Test
    void a_rule_against_tls_meets_a_strict_server() {
        with(STRICT, rule("mode: DISABLE"));
        CallVerdict request = ask(cart());
        assertThat(request.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(request.symptom().orElseThrow().status()).isEqualTo(503);
        assertThat(request.symptom().orElseThrow().flag()).isEqualTo("UC");
        assertThat(stage(request, Step.CLIENT_TLS))
                .contains("a DestinationRule asks for DISABLE")
                .contains("shop/catalog, spec.trafficPolicy.tls");
        CallVerdict bytes = ask(Call.from("shop", "cart").to(CATALOG, 81).speaking(Application.TCP));
        assertThat(bytes.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(bytes.symptom().orElseThrow().status()).isZero();
        assertThat(bytes.symptom().orElseThrow()).asString().startsWith("connection reset by peer");
    }

    @Test
    void a_rule_for_plain_tls_is_no_mutual_tls() {
        with(rule("mode: SIMPLE"));
        Call bytes = Call.from("shop", "cart").to(CATALOG, 81).speaking(Application.TCP);
        assertThat(ask(bytes).outcome()).isEqualTo(Outcome.PASSTHROUGH_TLS);
        CallVerdict request = ask(cart());
        assertThat(request.outcome())
                .as("a port of HTTP takes plaintext or Istio's TLS")
                .isEqualTo(Outcome.REJECTED);
        assertThat(stage(request, Step.SERVER)).contains("TLS that no filter chain takes (mode PERMISSIVE)");
        CallVerdict strict = with(STRICT).ask(cart());
        assertThat(strict.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(stage(strict, Step.SERVER)).contains("TLS without Istio's client certificate where it is required");
        assertThat(strict.symptom().orElseThrow().flag()).isEqualTo("UF");
    }

    @Test
    void a_foreign_client_certificate_is_refused() {
        CallVerdict verdict = with(STRICT, rule("mode: MUTUAL, clientCertificate: c.pem, privateKey: c.key"))
                .ask(cart());
        assertThat(verdict.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(stage(verdict, Step.SERVER)).contains("TLS without Istio's client certificate");
    }

    @Test
    void without_a_proxy_at_the_server_the_client_s_sends_plaintext() {
        serverLabels = "sidecar.istio.io/inject: \"false\"";
        CallVerdict verdict = with(STRICT).ask(cart());
        assertThat(verdict.outcome()).isEqualTo(Outcome.PLAINTEXT);
        assertThat(stage(verdict, Step.CLIENT_TLS))
                .contains("automatic mutual TLS, not to")
                .contains("no proxy there takes it");
        assertThat(verdict.cause().orElseThrow()).hasToString("SERVER: no proxy looks at it");
        CallVerdict forced = with(rule("mode: ISTIO_MUTUAL")).ask(cart());
        assertThat(forced.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(forced.symptom())
                .contains(new Symptom(503, "upstream connect error: TLS handshake with plaintext", "UF,URX"));
        assertThat(ask(cart().overTls()).outcome()).isNotEqualTo(Outcome.PLAINTEXT);
        assertThat(ask(outside().overTls()).outcome()).isEqualTo(Outcome.PASSTHROUGH_TLS);
    }

    @Test
    void an_excluded_inbound_port_passes_by_the_proxy() {
        serverAnnotations = "traffic.sidecar.istio.io/excludeInboundPorts: \"8080\"";
        with(STRICT);
        CallVerdict open = ask(outside());
        assertThat(open.outcome()).isEqualTo(Outcome.PLAINTEXT);
        assertThat(stage(open, Step.INBOUND_CAPTURE))
                .contains("past the proxy: inbound port 8080 is excluded")
                .contains("metadata.annotations");
        assertThat(ask(cart()).outcome()).as("clients still open mutual TLS").isEqualTo(Outcome.REJECTED);
    }

    @Test
    void an_excluded_outbound_port_passes_by_the_client_s_proxy() {
        clientAnnotations = "traffic.sidecar.istio.io/excludeOutboundPorts: \"80\"";
        assertThat(ask(cart()).outcome()).isEqualTo(Outcome.PLAINTEXT);
        CallVerdict verdict = with(STRICT).ask(cart());
        assertThat(verdict.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(verdict.symptom().orElseThrow().status()).isZero();
        assertThat(stage(verdict, Step.OUTBOUND_CAPTURE))
                .contains("past the proxy: outbound port 80 is excluded")
                .contains("shop/cart, metadata.annotations");
    }

    @Test
    void an_unknown_host_is_sent_on_as_it_is() {
        CallVerdict verdict = with(STRICT).ask(cart().withHost("shop.example.com"));
        assertThat(verdict.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(stage(verdict, Step.ROUTE))
                .contains("no service of the port has Host shop.example.com: sent on as it is");
        assertThat(stage(verdict, Step.CLIENT_TLS)).isEqualTo("CLIENT_TLS: the passthrough cluster opens no TLS");
        assertThat(verdict.symptom().orElseThrow().status())
                .as("the client's proxy answers")
                .isEqualTo(503);
        CallVerdict stranger =
                ask(Call.from("shop", "cart").to("example.com", 443).overTls());
        assertThat(stranger.outcome()).isEqualTo(Outcome.PASSTHROUGH_TLS);
        assertThat(stranger.cause().orElseThrow()).hasToString("SERVER_INJECTION: example.com is outside of the mesh");
        assertThat(ask(Call.from("shop", "cart").to("example.com", 80)).outcome())
                .isEqualTo(Outcome.PLAINTEXT);
    }

    @Test
    void only_known_hosts_are_allowed() {
        meshConfig = "outboundTrafficPolicy: {mode: REGISTRY_ONLY}";
        CallVerdict request = ask(cart().withHost("shop.example.com"));
        assertThat(request.outcome()).isEqualTo(Outcome.NO_ROUTE);
        assertThat(request.symptom()).contains(new Symptom(502, "Bad Gateway by the client's own proxy", ""));
        CallVerdict bytes =
                ask(Call.from("shop", "cart").to("example.com", 5432).speaking(Application.TCP));
        assertThat(bytes.outcome()).isEqualTo(Outcome.NO_ROUTE);
        assertThat(bytes.symptom()).contains(new Symptom(0, "connection closed", "UH"));
        assertThat(stage(bytes, Step.ROUTE)).contains("unknown destination and only known ones are allowed");
        assertThat(ask(Call.fromOutside().to("example.com", 80)).outcome()).isEqualTo(Outcome.PLAINTEXT);
    }

    @Test
    void a_service_without_endpoints_answers_503() {
        service = "clusterIP: 10.0.0.1, publishNotReadyAddresses: true";
        String empty =
                "{apiVersion: v1, kind: Service, metadata: {name: empty, namespace: shop}, spec: {clusterIP: 10.0.0.2, "
                        + "selector: {app: none}, ports: [{name: http, port: 80}]}}";
        CallVerdict verdict = with(empty).ask(Call.from("shop", "cart").to("empty.shop.svc.cluster.local", 80));
        assertThat(verdict.outcome()).isEqualTo(Outcome.NO_ROUTE);
        assertThat(verdict.symptom()).contains(new Symptom(503, "no healthy upstream", "UH"));
        assertThat(stage(verdict, Step.ROUTE))
                .contains("no endpoint of empty.shop")
                .contains("Service shop/empty");
    }

    @Test
    void a_route_to_a_missing_subset_answers_503() {
        CallVerdict verdict = with(virtualService("{route: [{destination: {host: catalog, subset: v2}}]}"))
                .ask(cart());
        assertThat(verdict.outcome()).isEqualTo(Outcome.NO_ROUTE);
        assertThat(verdict.symptom()).contains(new Symptom(503, "cluster not found", "NC"));
    }

    @Test
    void routes_may_answer_redirect_or_miss() {
        CallVerdict redirected = with(virtualService("{match: [{uri: {exact: /}}], redirect: {uri: /new}}"))
                .ask(cart());
        assertThat(redirected.outcome()).isEqualTo(Outcome.NO_ROUTE);
        assertThat(redirected.symptom())
                .contains(new Symptom(0, "an answer or redirection by the client's own proxy", ""));
        assertThat(stage(redirected, Step.ROUTE)).contains("the proxy answers itself");
        CallVerdict missed = ask(cart().requesting("GET", "/other", Map.of()));
        assertThat(missed.outcome()).isEqualTo(Outcome.NO_ROUTE);
        assertThat(missed.symptom()).contains(new Symptom(404, "no route", "NR"));
    }

    @Test
    void a_route_may_change_the_host() {
        CallVerdict verdict = with(virtualService(
                        "{rewrite: {authority: inner.example.com}, route: [{destination: {host: catalog}}]}"))
                .ask(cart());
        assertThat(verdict.outcome()).isEqualTo(Outcome.MTLS);
        assertThat(verdict.trace()).anyMatch(stage -> stage.text().equals("Host becomes inner.example.com"));
        CallVerdict denied = with(authorization(
                        "action: DENY, rules: [{to: [{operation: {hosts: [inner.example.com]}}]}]"))
                .ask(cart());
        assertThat(denied.outcome()).isEqualTo(Outcome.DENIED);
    }

    @Test
    void endpoints_that_fare_differently_are_told_one_by_one() {
        String old = deployment("old", "side: old", "")
                .replace("app: old", "app: catalog, sidecar.istio.io/inject: \"false\"");
        CallVerdict verdict = with(STRICT, old).ask(cart());
        assertThat(verdict.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(verdict.trace())
                .singleElement()
                .asString()
                .contains("the endpoints fare differently: [")
                .contains("MTLS")
                .contains("PLAINTEXT");
        assertThat(verdict.notModelled()).hasSize(2).allMatch(note -> note.startsWith("one of several ends: "));
    }
}
