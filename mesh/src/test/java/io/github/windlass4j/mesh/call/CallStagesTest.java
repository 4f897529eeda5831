package io.github.windlass4j.mesh.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.mesh.call.CallVerdict.Outcome;
import io.github.windlass4j.mesh.call.CallVerdict.Symptom;
import io.github.windlass4j.mesh.call.Stage.Step;
import io.github.windlass4j.mesh.inject.InjectionWebhook;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.MeshConfig;
import io.github.windlass4j.mesh.proxy.Connection.Application;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One mesh, one call, and what each stage makes of it: a cart that calls a catalog. */
class CallStagesTest {
    private static final String CATALOG = "catalog.shop.svc.cluster.local";
    private static final String STRICT = policy("STRICT");

    private final List<String> documents = new ArrayList<>();
    private String clientAnnotations = "";
    private String serverAnnotations = "";
    private String serverLabels = "";
    private String namespaceLabels = "istio.io/rev: blue";
    private String meshConfig = "{}";
    private String service = "clusterIP: 10.0.0.1";

    private static String policy(String mode) {
        return "{apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: {name: default, namespace: shop}, spec: "
                + "{mtls: {mode: " + mode + "}}}";
    }

    private static String rule(String policy) {
        return "{apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {name: catalog, namespace: shop}, spec: "
                + "{host: catalog, trafficPolicy: {tls: {" + policy + "}}}}";
    }

    private static String authorization(String spec) {
        return "{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: limits, namespace: shop}, spec: {"
                + spec + "}}";
    }

    private static String virtualService(String http) {
        return "{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: catalog, namespace: shop}, spec: "
                + "{hosts: [catalog], http: [" + http + "]}}";
    }

    private static String deployment(String name, String labels, String annotations) {
        return "{apiVersion: apps/v1, kind: Deployment, metadata: {name: " + name
                + ", namespace: shop}, spec: {template: "
                + "{metadata: {labels: {app: " + name + (labels.isEmpty() ? "" : ", " + labels) + "}, annotations: {"
                + annotations + "}}, spec: {serviceAccountName: " + name + ", containers: [{name: app}]}}}}";
    }

    private CallStagesTest with(String... more) {
        documents.addAll(List.of(more));
        return this;
    }

    private CallVerdict ask(Call call) {
        List<String> all = new ArrayList<>(documents);
        all.add("{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {" + namespaceLabels + "}}}");
        all.add(deployment("cart", "", clientAnnotations));
        all.add(deployment("catalog", serverLabels, serverAnnotations));
        all.add(
                "{apiVersion: v1, kind: Service, metadata: {name: catalog, namespace: shop}, spec: {" + service
                        + ", selector: {app: catalog}, ports: [{name: http, port: 80, targetPort: 8080}, {name: tcp, port: 81}]}}");
        Mesh mesh = Mesh.of(
                Manifests.read(String.join("\n---\n", all), "test"), MeshConfig.read(meshConfig, "mesh config"));
        return CallSimulator.of(mesh, InjectionWebhook.ofRevision("blue")).run(call);
    }

    private static Call cart() {
        return Call.from("shop", "cart").to(CATALOG, 80);
    }

    private static Call outside() {
        return Call.fromOutside().to(CATALOG, 80);
    }

    private static List<Step> steps(CallVerdict verdict) {
        return verdict.trace().stream().map(Stage::step).toList();
    }

    private static String stage(CallVerdict verdict, Step step) {
        return verdict.trace().stream()
                .filter(stage -> stage.step() == step)
                .map(Stage::toString)
                .reduce("", (a, b) -> b);
    }

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

    @Test
    void a_denied_request_gets_403_and_a_denied_connection_is_closed() {
        with(authorization("action: DENY, rules: [{from: [{source: {principals: [cluster.local/ns/shop/sa/cart]}}]}]"));
        CallVerdict request = ask(cart());
        assertThat(request.outcome()).isEqualTo(Outcome.DENIED);
        assertThat(request.symptom()).contains(new Symptom(403, "RBAC: access denied", ""));
        assertThat(request.cause().orElseThrow())
                .hasToString("AUTHORIZATION: a DENY policy takes it (AuthorizationPolicy shop/limits, spec.rules[0])");
        CallVerdict bytes = ask(Call.from("shop", "cart").to(CATALOG, 81).speaking(Application.TCP));
        assertThat(bytes.symptom()).contains(new Symptom(0, "connection closed by the server's proxy", ""));
        assertThat(ask(outside()).outcome())
                .as("nobody without a certificate has an identity")
                .isEqualTo(Outcome.PLAINTEXT);
        assertThat(with(rule("mode: DISABLE")).ask(cart()).outcome()).isEqualTo(Outcome.PLAINTEXT);
    }

    @Test
    void an_allow_policy_is_named_and_one_that_needs_more_leaves_the_answer_open() {
        with(authorization("rules: [{to: [{operation: {methods: [GET]}}]}]"));
        CallVerdict allowed = ask(cart());
        assertThat(allowed.outcome()).isEqualTo(Outcome.MTLS);
        assertThat(stage(allowed, Step.AUTHORIZATION))
                .contains("an ALLOW policy takes it")
                .contains("spec.rules[0]");
        assertThat(ask(cart().requesting("PUT", "/", Map.of())).outcome()).isEqualTo(Outcome.DENIED);
        documents.clear();
        CallVerdict open = with(authorization("rules: [{from: [{source: {ipBlocks: [10.0.0.0/8]}}]}]"))
                .ask(cart());
        assertThat(open.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(open.notModelled()).containsExactly("AuthorizationPolicy: an ALLOW policy may take it");
    }

    @Test
    void headers_and_paths_reach_the_server_s_policies() {
        with(authorization("rules: [{to: [{operation: {paths: [/v1/*], methods: [PUT]}}], when: [{key: "
                + "'request.headers[x-team]', values: [blue]}]}]"));
        assertThat(ask(cart().requesting("PUT", "/v1/a", Map.of("x-team", "blue")))
                        .outcome())
                .isEqualTo(Outcome.MTLS);
        assertThat(ask(cart().requesting("PUT", "/v1/a", Map.of())).outcome()).isEqualTo(Outcome.DENIED);
        assertThat(ask(cart().requesting("PUT", "/v2/a", Map.of("x-team", "blue")))
                        .outcome())
                .isEqualTo(Outcome.DENIED);
    }

    @Test
    void what_changes_a_proxy_s_configuration_is_not_guessed() {
        String filter =
                "{apiVersion: networking.istio.io/v1alpha3, kind: EnvoyFilter, metadata: {name: %s, namespace: %s}, spec: "
                        + "{workloadSelector: {labels: {app: %s}}, configPatches: [{applyTo: %s}]}}";
        for (String[] one : new String[][] {
            {"shop", "cart", "NETWORK_FILTER", "UNKNOWN"},
            {"shop", "catalog", "CLUSTER", "UNKNOWN"},
            {"istio-system", "cart", "LISTENER", "UNKNOWN"},
            {"elsewhere", "cart", "LISTENER", "MTLS"},
            {"shop", "other", "LISTENER", "MTLS"},
            {"shop", "cart", "HTTP_FILTER", "MTLS"},
        }) {
            documents.clear();
            CallVerdict verdict =
                    with(filter.formatted("patch", one[0], one[1], one[2])).ask(cart());
            assertThat(verdict.outcome()).as("%s", (Object) one).isEqualTo(Outcome.valueOf(one[3]));
            assertThat(verdict.notModelled())
                    .hasSize(one[3].equals("UNKNOWN") ? 1 : 0)
                    .allMatch(note -> note.contains("EnvoyFilter") && note.contains("is not modelled"));
        }
    }

    @Test
    void a_pod_that_is_not_created_makes_no_call() {
        clientAnnotations = "traffic.sidecar.istio.io/includeInboundPorts: x";
        CallVerdict verdict = ask(cart());
        assertThat(verdict.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(verdict.notModelled())
                .singleElement()
                .asString()
                .startsWith("whether the client's pods run with a proxy");
        clientAnnotations = "";
        serverAnnotations = "traffic.sidecar.istio.io/includeInboundPorts: x";
        assertThat(ask(outside()).notModelled())
                .singleElement()
                .asString()
                .startsWith("whether the server's pods run with a proxy");
    }

    /** Which addresses a service has decides where ranges are captured. */
    @ParameterizedTest
    @CsvSource({
        "clusterIP: 10.0.0.1, includeOutboundIPRanges: 10.0.0.0/8, MTLS, 0",
        "clusterIP: 10.0.0.1, includeOutboundIPRanges: 11.0.0.0/8, PLAINTEXT, 0",
        "clusterIP: 10.0.0.1, excludeOutboundIPRanges: 10.0.0.1/32, PLAINTEXT, 0",
        "type: ClusterIP, includeOutboundIPRanges: 198.0.0.0/8, UNKNOWN, 1",
        "type: ClusterIP, excludeOutboundIPRanges: 10.0.0.0/8, UNKNOWN, 1",
        "type: ClusterIP, excludeOutboundIPRanges: 10.0.0.1/32, MTLS, 1",
        "type: ClusterIP, excludeOutboundPorts: '\"80\"', PLAINTEXT, 0",
        "type: ClusterIP, 'excludeOutboundIPRanges: 10.0.0.0/8, traffic.sidecar.istio.io/excludeOutboundPorts: \"80\"', PLAINTEXT, 1",
    })
    void ranges_and_addresses(String stated, String annotation, Outcome outcome, int notes) {
        service = stated;
        clientAnnotations = "traffic.sidecar.istio.io/" + annotation.replace("'", "");
        CallVerdict verdict = ask(cart());
        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(verdict.notModelled()).hasSize(notes).allMatch(note -> note.contains("manifest"));
    }

    /** What istiod does not look at is unknown to its proxies, but stands in the cluster all the same. */
    @ParameterizedTest
    @CsvSource({
        "'istio.io/rev: blue, team: shop', 'team: shop', MTLS, MTLS",
        "'istio.io/rev: blue, team: shop', 'team: other', UNKNOWN, UNKNOWN",
        "'team: shop', 'team: other', PLAINTEXT, PLAINTEXT",
        "'istio.io/dataplane-mode: ambient', 'team: other', UNKNOWN, UNKNOWN",
    })
    void namespaces_that_istiod_does_not_look_at(String labels, String selector, Outcome inside, Outcome strict) {
        namespaceLabels = labels;
        meshConfig = "discoverySelectors: [{matchLabels: {" + selector + "}}]";
        CallVerdict verdict = ask(cart());
        assertThat(verdict.outcome()).isEqualTo(inside);
        if (inside == Outcome.UNKNOWN) {
            assertThat(verdict.notModelled())
                    .singleElement()
                    .asString()
                    .startsWith("discoverySelectors leave out namespace shop");
        }
        assertThat(with(STRICT).ask(cart()).outcome()).isEqualTo(strict);
    }

    @Test
    void a_service_that_istiod_does_not_look_at_is_called_as_a_stranger() {
        meshConfig = "discoverySelectors: [{matchLabels: {'istio.io/rev': blue}}]";
        with(
                "{apiVersion: v1, kind: Namespace, metadata: {name: old}}",
                "{apiVersion: v1, kind: Service, metadata: {name: db, namespace: old}, spec: {clusterIP: 10.0.0.9, "
                        + "selector: {app: db}, ports: [{name: tcp, port: 5432}]}}",
                "{apiVersion: v1, kind: Pod, metadata: {name: db, namespace: old, labels: {app: db}}, spec: {containers: [{name: a}]}}",
                rule("mode: ISTIO_MUTUAL").replace("host: catalog", "host: db.old.svc.cluster.local"));
        Call call = Call.from("shop", "cart").to("db.old.svc.cluster.local", 5432);
        assertThat(ask(call).outcome()).as("the rule finds no service").isEqualTo(Outcome.PLAINTEXT);
        assertThat(stage(ask(call), Step.ROUTE)).contains("sent on as it is");
        meshConfig =
                "discoverySelectors: [{matchLabels: {'istio.io/rev': blue}}]\noutboundTrafficPolicy: {mode: REGISTRY_ONLY}";
        assertThat(ask(call).outcome()).isEqualTo(Outcome.NO_ROUTE);
        meshConfig = "{}";
        assertThat(ask(call).outcome()).as("all are looked at").isEqualTo(Outcome.REJECTED);
    }

    /** Who a waypoint is for is said by the waypoint; what it does with a call is not modelled. */
    @ParameterizedTest
    @CsvSource({
        "'', false, true",
        "'labels: {istio.io/waypoint-for: service}', false, true",
        "'labels: {istio.io/waypoint-for: all}', true, true",
        "'labels: {istio.io/waypoint-for: workload}', true, false",
        "'labels: {istio.io/waypoint-for: none}', false, false",
    })
    void a_waypoint_takes_what_it_is_for(String labels, boolean pods, boolean services) {
        namespaceLabels = "istio.io/dataplane-mode: ambient, istio.io/use-waypoint: way";
        assertThat(ask(cart()).notModelled())
                .containsExactly("waypoint Gateway shop/way takes it, and is not among the objects");
        with("{apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: {name: way, namespace: shop"
                + (labels.isEmpty() ? "" : ", " + labels) + "}, spec: {gatewayClassName: istio-waypoint}}");
        assertThat(ask(cart()).outcome()).isEqualTo(services ? Outcome.UNKNOWN : Outcome.MTLS);
        assertThat(ask(cart().toPod()).outcome()).isEqualTo(pods ? Outcome.UNKNOWN : Outcome.MTLS);
        if (services) {
            assertThat(ask(cart()).notModelled())
                    .containsExactly("waypoint Gateway shop/way takes it, whose routes and policies are not modelled");
        }
        service = "clusterIP: 10.0.0.1";
        namespaceLabels = "istio.io/dataplane-mode: ambient, istio.io/use-waypoint: none";
        assertThat(ask(cart()).outcome()).isEqualTo(Outcome.MTLS);
    }

    @Test
    void a_pod_is_called_by_its_own_address_and_port() {
        CallVerdict named = ask(cart().toPod());
        assertThat(named.outcome()).isEqualTo(Outcome.PLAINTEXT);
        assertThat(stage(named, Step.ROUTE)).contains("sent on as it is");
        service = "clusterIP: None";
        assertThat(ask(cart().toPod()).outcome())
                .as("the pod listens on another port")
                .isEqualTo(Outcome.PLAINTEXT);
        assertThat(ask(Call.from("shop", "cart")
                                .to(CATALOG, 81)
                                .speaking(Application.TCP)
                                .toPod())
                        .outcome())
                .as("a headless service's pods are known")
                .isEqualTo(Outcome.MTLS);
    }

    @Test
    void ambient_pods_are_served_by_the_node_s_proxy() {
        namespaceLabels = "istio.io/dataplane-mode: ambient";
        CallVerdict inside = ask(cart());
        assertThat(inside.outcome()).isEqualTo(Outcome.MTLS);
        assertThat(inside.notModelled()).isEmpty();
        assertThat(stage(inside, Step.OUTBOUND_CAPTURE)).contains("through the node's proxy (ambient)");
        assertThat(ask(outside()).outcome()).isEqualTo(Outcome.PLAINTEXT);
        assertThat(ask(outside().overTls()).outcome()).isEqualTo(Outcome.PASSTHROUGH_TLS);
        assertThat(ask(Call.from("shop", "cart").to("example.com", 80)).outcome())
                .isEqualTo(Outcome.PLAINTEXT);
        CallVerdict strict = with(STRICT).ask(outside());
        assertThat(strict.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(strict.symptom()).contains(new Symptom(0, "connection reset by peer", ""));
        assertThat(stage(strict, Step.SERVER))
                .contains("where the node's proxy (ambient) takes mutual TLS only (mode STRICT)");
        assertThat(ask(cart()).outcome()).isEqualTo(Outcome.MTLS);
        serverLabels = "istio.io/dataplane-mode: none";
        assertThat(ask(cart()).outcome()).isEqualTo(Outcome.PLAINTEXT);
        serverLabels = "istio.io/rev: blue, sidecar.istio.io/inject: \"true\"";
        assertThat(ask(cart()).outcome())
                .as("a sidecar takes what the tunnel brings")
                .isEqualTo(Outcome.MTLS);
    }

    @Test
    void ambient_knows_identities_but_no_requests() {
        namespaceLabels = "istio.io/dataplane-mode: ambient";
        CallVerdict denied = with(authorization("action: DENY, rules: [{from: [{source: {namespaces: [shop]}}]}]"))
                .ask(cart());
        assertThat(denied.outcome()).isEqualTo(Outcome.DENIED);
        assertThat(denied.symptom()).contains(new Symptom(0, "connection closed by the server's proxy", ""));
        documents.clear();
        assertThat(with(authorization("rules: [{to: [{operation: {methods: [GET]}}]}]"))
                        .ask(cart())
                        .outcome())
                .isEqualTo(Outcome.DENIED);
    }

    @Test
    void an_external_service_is_outside_of_the_mesh() {
        String entry =
                "{apiVersion: networking.istio.io/v1, kind: ServiceEntry, metadata: {name: pay, namespace: shop}, spec: "
                        + "{hosts: [pay.example.com], location: MESH_EXTERNAL, resolution: DNS, ports: [{number: 80, name: http}]}}";
        CallVerdict verdict = with(entry).ask(Call.from("shop", "cart").to("pay.example.com", 80));
        assertThat(verdict.outcome()).isEqualTo(Outcome.PLAINTEXT);
        assertThat(stage(verdict, Step.CLIENT_TLS)).contains("no TLS: neither");
        String simple = rule("mode: SIMPLE").replace("host: catalog", "host: pay.example.com");
        assertThat(with(simple)
                        .ask(Call.from("shop", "cart").to("pay.example.com", 80))
                        .outcome())
                .isEqualTo(Outcome.PASSTHROUGH_TLS);
    }

    @Test
    void tls_of_the_application_travels_inside() {
        Call call = Call.from("shop", "cart").to(CATALOG, 81).overTls();
        CallVerdict verdict = with(STRICT).ask(call);
        assertThat(verdict.outcome()).isEqualTo(Outcome.MTLS);
        assertThat(with(authorization("rules: [{to: [{operation: {methods: [GET]}}]}]"))
                        .ask(call)
                        .outcome())
                .as("no proxy sees the request")
                .isEqualTo(Outcome.DENIED);
    }

    @Test
    void an_unknown_client_is_refused_with_the_known_ones() {
        assertThatThrownBy(() -> ask(Call.from("shop", "basket").to(CATALOG, 80)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no workload shop/basket (want one of [cart, catalog])");
    }

    @Test
    void a_call_tells_itself() {
        assertThat(cart()).hasToString("shop/cart -> catalog.shop.svc.cluster.local:80");
        assertThat(outside().toPod().overTls())
                .hasToString("outside -> a pod of catalog.shop.svc.cluster.local:80 (TLS)");
        assertThat(new Symptom(503, "no healthy upstream", "UH")).hasToString("503 UH no healthy upstream");
        assertThat(new Symptom(0, "closed", "")).hasToString("closed");
        for (Outcome outcome : Outcome.values()) {
            assertThat(outcome.arrives())
                    .isEqualTo(List.of(Outcome.MTLS, Outcome.PLAINTEXT, Outcome.PASSTHROUGH_TLS)
                            .contains(outcome));
        }
    }

    @Test
    void an_external_name_is_followed_by_whoever_has_no_proxy() {
        String alias =
                "{apiVersion: v1, kind: Service, metadata: {name: %s, namespace: shop}, spec: {type: ExternalName, "
                        + "externalName: %s}}";
        with(
                alias.formatted("door", "gate.shop.svc.cluster.local"),
                alias.formatted("gate", CATALOG),
                alias.formatted("left", "right.shop.svc.cluster.local"),
                alias.formatted("right", "left.shop.svc.cluster.local"));
        CallVerdict open = ask(Call.fromOutside().to("door.shop.svc.cluster.local", 80));
        assertThat(open.outcome()).isEqualTo(Outcome.PLAINTEXT);
        assertThat(stage(open, Step.SERVER)).contains("mode PERMISSIVE takes it");
        assertThat(with(STRICT)
                        .ask(Call.fromOutside().to("door.shop.svc.cluster.local", 80))
                        .outcome())
                .isEqualTo(Outcome.REJECTED);
        assertThat(ask(Call.fromOutside().to("left.shop.svc.cluster.local", 80)).outcome())
                .as("names in a circle end")
                .isNotEqualTo(Outcome.MTLS);
    }
}
