package io.github.windlass4j.mesh.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.mesh.call.CallVerdict.Outcome;
import io.github.windlass4j.mesh.call.Stage.Step;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.proxy.Connection.Application;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What calls that are not from one sidecar to another by a full name come to: gateways, other names, stated endpoints. */
class CallEdgesTest extends ShopCalls {
    private static final String GATEWAY = deployment("gate", "", "inject.istio.io/templates: gateway");
    private static final String GATEWAY_SERVICE =
            "{apiVersion: v1, kind: Service, metadata: {name: gate, namespace: shop}, spec: {clusterIP: 10.0.0.2, selector: "
                    + "{app: gate}, ports: [{name: http, port: 80, targetPort: 8080}, {name: status, port: 15021}]}}";

    private static Call gate() {
        return Call.from("shop", "gate").to(CATALOG, 80);
    }

    private static String entry(String name, String host, String more) {
        return "{apiVersion: networking.istio.io/v1, kind: ServiceEntry, metadata: {name: " + name
                + ", namespace: shop}, spec: {hosts: [" + host
                + "], ports: [{number: 5432, name: tcp, protocol: TCP}], "
                + more + "}}";
    }

    /** A gateway's proxy opens connections as any other, although nothing of its pod is captured. */
    @ParameterizedTest
    @CsvSource({
        "STRICT, '', MTLS",
        "PERMISSIVE, '', MTLS",
        "DISABLE, '', PLAINTEXT",
        "PERMISSIVE, 'mode: DISABLE', PLAINTEXT",
        "STRICT, 'mode: DISABLE', REJECTED",
        "STRICT, 'mode: ISTIO_MUTUAL', MTLS",
        "PERMISSIVE, 'mode: SIMPLE, credentialName: ours', REJECTED",
    })
    void a_gateway_is_a_client_with_a_proxy_of_its_own(String mode, String tls, Outcome outcome) {
        with(GATEWAY, policy(mode));
        if (!tls.isEmpty()) {
            with(rule(tls));
        }
        CallVerdict verdict = ask(gate());
        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(stage(verdict, Step.ROUTE))
                .contains("the gateway's outbound|80||" + CATALOG)
                .contains("Deployment shop/gate");
    }

    @Test
    void a_gateway_that_nobody_injects_runs_the_proxy_as_its_own_container() {
        with(
                STRICT,
                "{apiVersion: apps/v1, kind: Deployment, metadata: {name: gate, namespace: shop}, spec: {template: {metadata: "
                        + "{labels: {app: gate, sidecar.istio.io/inject: 'false'}}, spec: {containers: [{name: istio-proxy, "
                        + "args: [proxy, router]}]}}}}");
        assertThat(ask(gate()).outcome()).isEqualTo(Outcome.MTLS);
        assertThat(stage(ask(gate()), Step.CLIENT_INJECTION)).contains("own container is a gateway's proxy");
    }

    @Test
    void a_gateway_has_only_clusters_of_services() {
        with(GATEWAY);
        CallVerdict verdict = ask(Call.from("shop", "gate").to("example.com", 80));
        assertThat(verdict.outcome()).isEqualTo(Outcome.NO_ROUTE);
        assertThat(verdict.symptom().orElseThrow()).hasToString("503 NC cluster not found");
    }

    @Test
    void what_a_gateway_takes_is_not_guessed() {
        with(GATEWAY, GATEWAY_SERVICE);
        CallVerdict inside = ask(Call.from("shop", "cart").to("gate.shop.svc.cluster.local", 80));
        assertThat(inside.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(inside.notModelled()).singleElement().asString().contains("Deployment shop/gate is a gateway");
        assertThat(stage(inside, Step.CLIENT_TLS)).contains("no proxy there takes it");
        assertThat(ask(Call.fromOutside().to("gate.shop.svc.cluster.local", 80)).outcome())
                .isEqualTo(Outcome.UNKNOWN);
        assertThat(ask(Call.fromOutside().to("gate.shop.svc.cluster.local", 15021))
                        .outcome())
                .isEqualTo(Outcome.PLAINTEXT);
    }

    /** Only patches for the part that the call meets leave it open. */
    @ParameterizedTest
    @CsvSource({
        "SIDECAR_OUTBOUND, cart, UNKNOWN",
        "SIDECAR_INBOUND, cart, MTLS",
        "GATEWAY, cart, MTLS",
        "ANY, cart, UNKNOWN",
        "SIDECAR_INBOUND, catalog, UNKNOWN",
        "SIDECAR_OUTBOUND, catalog, MTLS",
    })
    void patches_count_where_they_are_for(String context, String app, Outcome outcome) {
        with(
                "{apiVersion: networking.istio.io/v1alpha3, kind: EnvoyFilter, metadata: {name: patch, namespace: shop}, spec: "
                        + "{workloadSelector: {labels: {app: " + app
                        + "}}, configPatches: [{applyTo: NETWORK_FILTER, match: {context: "
                        + context + "}}]}}");
        assertThat(ask(cart()).outcome()).isEqualTo(outcome);
    }

    /** As the search list of the client's namespace completes it. */
    @ParameterizedTest
    @ValueSource(strings = {"catalog", "catalog.shop", "catalog.shop.svc"})
    void short_names_are_the_clients(String host) {
        service = "clusterIP: 10.0.0.1";
        for (int port : List.of(80, 81)) {
            Call call =
                    Call.from("shop", "cart").to(host, port).speaking(port == 80 ? Application.HTTP : Application.TCP);
            assertThat(with(STRICT).ask(call).outcome()).isEqualTo(Outcome.MTLS);
        }
        assertThat(ask(Call.fromOutside().to(host, 80)).outcome())
                .as("nobody's search list")
                .isEqualTo(host.equals("catalog") ? Outcome.UNKNOWN : Outcome.PLAINTEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"catalog-0.catalog.shop.svc.cluster.local", "catalog-0.catalog"})
    void pods_of_a_headless_service_have_names(String host) {
        service = "clusterIP: None";
        with(STRICT);
        assertThat(ask(Call.from("shop", "cart").to(host, 80)).outcome()).isEqualTo(Outcome.MTLS);
        assertThat(ask(Call.from("shop", "cart").to(host, 81).speaking(Application.TCP))
                        .outcome())
                .isEqualTo(Outcome.MTLS);
        assertThat(ask(Call.fromOutside().to("catalog-0." + CATALOG, 80)).outcome())
                .isEqualTo(Outcome.REJECTED);
        service = "clusterIP: 10.0.0.1";
        assertThat(ask(Call.from("shop", "cart").to("catalog-0." + CATALOG, 81)).outcome())
                .as("only headless Services give their pods names")
                .isEqualTo(Outcome.UNKNOWN);
    }

    /** Sidecars do not read Secrets for everybody (buildUpstreamClusterTLSContext). */
    @Test
    void a_secret_is_for_gateways_and_for_rules_that_pick_their_clients() {
        String secret = rule("mode: SIMPLE, credentialName: ours");
        with(entry("db", "db.example.com", "resolution: DNS"), secret.replace("host: catalog", "host: db.example.com"));
        Call call = Call.from("shop", "cart").to("db.example.com", 5432).speaking(Application.TCP);
        CallVerdict ignored = ask(call);
        assertThat(ignored.outcome()).isEqualTo(Outcome.PLAINTEXT);
        assertThat(stage(ignored, Step.CLIENT_TLS))
                .contains("SIMPLE with credentialName is for gateways and rules with workloadSelector")
                .contains("DestinationRule shop/catalog, spec.trafficPolicy.tls");
        documents.clear();
        with(
                entry("db", "db.example.com", "resolution: DNS"),
                secret.replace("host: catalog", "host: db.example.com, workloadSelector: {matchLabels: {app: cart}}"));
        assertThat(ask(call).outcome()).isEqualTo(Outcome.PASSTHROUGH_TLS);
        documents.clear();
        with(
                entry("db", "db.example.com", "resolution: DNS"),
                rule("mode: SIMPLE, credentialName: 'configmap://roots'")
                        .replace("host: catalog", "host: db.example.com"));
        assertThat(ask(call).outcome()).isEqualTo(Outcome.PASSTHROUGH_TLS);
    }

    /** Clients name the port in Host unless it is the usual one, and policies compare all of it. */
    @ParameterizedTest
    @CsvSource({
        "80, 'catalog.shop.svc.cluster.local', DENIED",
        "80, 'catalog.shop.svc.cluster.local:*', MTLS",
        "8080, 'catalog.shop.svc.cluster.local', MTLS",
        "8080, 'catalog.shop.svc.cluster.local:8080', DENIED",
        "8080, 'catalog.shop.svc.cluster.local:*', DENIED",
    })
    void the_host_has_a_port(int port, String host, Outcome outcome) {
        String second =
                "{apiVersion: v1, kind: Service, metadata: {name: catalog, namespace: shop}, spec: {clusterIP: 10.0.0.1, "
                        + "selector: {app: catalog}, ports: [{name: http, port: 80, targetPort: 8080}, {name: http-alt, port: 8080}]}}";
        CallVerdict verdict = with(authorization(
                        "action: DENY, rules: [{to: [{operation: {hosts: ['" + host + "']}}]}]"))
                .askWith(second, Call.from("shop", "cart").to(CATALOG, port));
        assertThat(verdict.outcome()).isEqualTo(outcome);
    }

    @Test
    void hosts_that_are_sent() {
        assertThat(cart().sentHost()).isEqualTo(CATALOG);
        assertThat(Call.fromOutside().to("a", 443).overTls().sentHost()).isEqualTo("a");
        assertThat(Call.fromOutside().to("a", 80).overTls().sentHost()).isEqualTo("a:80");
        assertThat(Call.fromOutside().to("a", 81).withHost("b").sentHost()).isEqualTo("b");
        assertThat(Call.fromOutside().to("::1", 81).sentHost()).isEqualTo("[::1]:81");
        assertThat(Call.fromOutside().to("a", 81).withHost("b:7").serverName()).isEqualTo("b");
    }

    /** kube-dns has both; connections meet the one for TCP, whichever stands first. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_port_for_datagrams_beside_one_for_connections(boolean datagramsFirst) {
        String udp = "{name: dns, port: 53, protocol: UDP}";
        String tcp = "{name: dns-tcp, port: 53}";
        String both = datagramsFirst ? udp + ", " + tcp : tcp + ", " + udp;
        String dns =
                "{apiVersion: v1, kind: Service, metadata: {name: catalog, namespace: shop}, spec: {clusterIP: 10.0.0.1, "
                        + "selector: {app: catalog}, ports: [" + both + "]}}";
        CallVerdict verdict = with(STRICT)
                .askWith(dns, Call.from("shop", "cart").to(CATALOG, 53).speaking(Application.TCP));
        assertThat(verdict.outcome()).isEqualTo(Outcome.MTLS);
        assertThat(stage(verdict, Step.ROUTE)).contains("outbound|53||" + CATALOG);
    }

    /** The server's proxy takes the first port of a number, and one for datagrams means bytes. */
    @ParameterizedTest
    @CsvSource({"true, DENIED", "false, MTLS"})
    void a_port_for_datagrams_hides_requests(boolean datagramsFirst, Outcome outcome) {
        String udp = "{name: quic, port: 80, targetPort: 8080, protocol: UDP}";
        String tcp = "{name: http, port: 80, targetPort: 8080}";
        String catalog =
                "{apiVersion: v1, kind: Service, metadata: {name: catalog, namespace: shop}, spec: {clusterIP: 10.0.0.1, "
                        + "selector: {app: catalog}, ports: [" + (datagramsFirst ? udp + ", " + tcp : tcp + ", " + udp)
                        + "]}}";
        with(authorization("rules: [{to: [{operation: {methods: [GET]}}]}]"));
        assertThat(askWith(catalog, cart()).outcome()).isEqualTo(outcome);
    }

    /** Without a selector the addresses are written by hand, in the older kind too. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{apiVersion: v1, kind: Endpoints, metadata: {name: old, namespace: shop}, subsets: [{addresses: [{ip: %s}], "
                        + "ports: [{name: http, port: 8080}]}]}",
                "{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: old-1, namespace: shop, labels: "
                        + "{kubernetes.io/service-name: old}}, endpoints: [{addresses: [%s]}], ports: [{name: http, port: 8080}]}"
            })
    void stated_endpoints(String endpoints) {
        String old =
                "{apiVersion: v1, kind: Service, metadata: {name: old, namespace: shop}, spec: {clusterIP: 10.0.0.9, "
                        + "ports: [{name: http, port: 80}]}}";
        Call call = Call.from("shop", "cart").to("old.shop.svc.cluster.local", 80);
        assertThat(with(old, STRICT).ask(call).symptom().orElseThrow()).hasToString("503 UH no healthy upstream");
        with(endpoints.formatted("192.168.0.9"));
        assertThat(ask(call).outcome()).as("a machine without a proxy").isEqualTo(Outcome.PLAINTEXT);
        with(
                "{apiVersion: v1, kind: Pod, metadata: {name: lone, namespace: shop, labels: {app: lone}}, spec: {containers: "
                        + "[{name: a}]}, status: {podIP: 192.168.0.9}}");
        assertThat(ask(call).outcome()).as("the address of a pod in the mesh").isEqualTo(Outcome.MTLS);
        assertThat(ask(Call.fromOutside().to("old.shop.svc.cluster.local", 80)).outcome())
                .isEqualTo(Outcome.REJECTED);
    }

    @Test
    void endpoints_that_do_not_take_traffic_are_none() {
        with(
                "{apiVersion: v1, kind: Service, metadata: {name: old, namespace: shop}, spec: {ports: [{name: http, port: 80}]}}",
                "{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: old-1, namespace: shop, labels: "
                        + "{kubernetes.io/service-name: old}}, endpoints: [{addresses: [192.168.0.9], conditions: {ready: false}}], "
                        + "ports: [{name: http, port: 8080}]}");
        assertThat(ask(Call.from("shop", "cart").to("old.shop.svc.cluster.local", 80))
                        .outcome())
                .isEqualTo(Outcome.NO_ROUTE);
    }

    @Test
    void what_is_scaled_to_nothing_or_lacks_the_port_takes_no_calls() {
        with(deployment("old", "", "sidecar.istio.io/inject: 'false'")
                .replace("labels: {app: old}", "labels: {app: catalog}")
                .replace("spec: {template", "spec: {replicas: 0, template"));
        assertThat(with(STRICT).ask(cart()).outcome()).isEqualTo(Outcome.MTLS);
        String named =
                "{apiVersion: v1, kind: Service, metadata: {name: catalog, namespace: shop}, spec: {clusterIP: 10.0.0.1, "
                        + "selector: {app: catalog}, ports: [{name: http, port: 80, targetPort: web}]}}";
        CallVerdict missing = askWith(named, cart());
        assertThat(missing.symptom().orElseThrow()).hasToString("503 UH no healthy upstream");
        assertThat(ask(outside().toPod()).outcome()).isEqualTo(Outcome.REJECTED);
    }

    /** Routes of the Gateway API for Services become rules that are not modelled. */
    @ParameterizedTest
    @CsvSource({
        "HTTPRoute, '{kind: Service, group: \"\", name: catalog}', UNKNOWN",
        "HTTPRoute, '{kind: Service, group: \"\", name: catalog, port: 80}', UNKNOWN",
        "HTTPRoute, '{kind: Service, group: \"\", name: catalog, port: 81}', MTLS",
        "GRPCRoute, '{kind: Service, group: \"\", name: catalog, namespace: shop}', UNKNOWN",
        "HTTPRoute, '{kind: Service, group: \"\", name: catalog, namespace: other}', MTLS",
        "HTTPRoute, '{name: catalog}', MTLS",
        "HTTPRoute, '{kind: Service, name: catalog}', MTLS",
    })
    void routes_of_the_gateway_api_are_not_guessed(String kind, String parent, Outcome outcome) {
        with("{apiVersion: gateway.networking.k8s.io/v1, kind: " + kind
                + ", metadata: {name: split, namespace: shop}, spec: {parentRefs: [" + parent + "]}}");
        CallVerdict verdict = ask(cart());
        assertThat(verdict.outcome()).isEqualTo(outcome);
        if (outcome == Outcome.UNKNOWN) {
            assertThat(verdict.notModelled())
                    .containsExactly(
                            kind + " shop/split is attached to Service shop/catalog: what it makes of the call is not"
                                    + " modelled");
        }
        assertThat(ask(outside()).outcome()).as("nobody's proxy reads it").isEqualTo(Outcome.PLAINTEXT);
    }

    @Test
    void a_rule_that_aborts_everything_lets_nothing_through() {
        String fault =
                "{fault: {abort: {percentage: {value: %s}, httpStatus: 503}}, route: [{destination: {host: catalog}}]}";
        assertThat(with(virtualService(fault.formatted("100.0"))).ask(cart()).outcome())
                .isEqualTo(Outcome.NO_ROUTE);
        documents.clear();
        assertThat(with(virtualService(fault.formatted("10"))).ask(cart()).outcome())
                .isEqualTo(Outcome.MTLS);
    }

    @Test
    void query_parameters_keep_their_case() {
        with(virtualService("{match: [{queryParams: {Version: {exact: v1}}}], directResponse: {status: 200}}, "
                + "{route: [{destination: {host: catalog}}]}"));
        assertThat(ask(cart().requesting("GET", "/?Version=v1", Map.of())).outcome())
                .isEqualTo(Outcome.NO_ROUTE);
        assertThat(ask(cart().requesting("GET", "/?version=v1", Map.of())).outcome())
                .isEqualTo(Outcome.MTLS);
    }

    /** Without addresses two databases share a listener, and the older one gets all; with the proxy's DNS each has its own. */
    @Test
    void entries_without_addresses() {
        with(
                entry("a", "a.example.com", "resolution: DNS"),
                entry("b", "b.example.com", "resolution: DNS"),
                rule("mode: SIMPLE").replace("host: catalog", "host: b.example.com"));
        Call call = Call.from("shop", "cart").to("b.example.com", 5432).speaking(Application.TCP);
        assertThat(stage(ask(call), Step.ROUTE)).contains("outbound|5432||a.example.com");
        assertThat(ask(call).outcome()).isEqualTo(Outcome.PLAINTEXT);
        meshConfig = "defaultConfig: {proxyMetadata: {ISTIO_META_DNS_CAPTURE: 'true'}}";
        assertThat(stage(ask(call), Step.ROUTE)).contains("outbound|5432||b.example.com");
        assertThat(ask(call).outcome()).isEqualTo(Outcome.PASSTHROUGH_TLS);
        clientAnnotations = "proxy.istio.io/config: '{proxyMetadata: {ISTIO_META_DNS_CAPTURE: \"false\"}}'";
        assertThat(stage(ask(call), Step.ROUTE)).contains("outbound|5432||a.example.com");
    }

    /** A token can be good or not; without one nobody asks. */
    @ParameterizedTest
    @CsvSource({
        "'', '', MTLS",
        "'', 'authorization: Bearer x', UNKNOWN",
        "'', 'authorization: Basic x', MTLS",
        "'action: DENY, rules: [{from: [{source: {notRequestPrincipals: [\"*\"]}}]}]', '', DENIED",
        "'action: DENY, rules: [{from: [{source: {notRequestPrincipals: [\"*\"]}}]}]', 'authorization: Bearer x', UNKNOWN",
        "'rules: [{from: [{source: {requestPrincipals: [\"*\"]}}]}]', '', DENIED",
        "'rules: [{when: [{key: \"request.auth.claims[a]\", values: [b]}]}]', '', DENIED",
        "'rules: [{when: [{key: \"request.auth.claims[a]\", values: [b]}]}]', 'authorization: Bearer x', UNKNOWN",
    })
    void tokens(String policy, String header, Outcome outcome) {
        with(
                "{apiVersion: security.istio.io/v1, kind: RequestAuthentication, metadata: {name: tokens, namespace: shop}, spec: "
                        + "{selector: {matchLabels: {app: catalog}}, jwtRules: [{issuer: us}]}}");
        if (!policy.isEmpty()) {
            with(authorization(policy));
        }
        Map<String, String> headers =
                header.isEmpty() ? Map.of() : Map.of(header.split(": ")[0], header.split(": ")[1]);
        CallVerdict verdict = ask(cart().requesting("GET", "/", headers));
        assertThat(verdict.outcome()).isEqualTo(outcome);
        if (policy.isEmpty() && outcome == Outcome.UNKNOWN) {
            assertThat(verdict.notModelled())
                    .containsExactly(
                            "RequestAuthentication: the request has a token, and whether it is good is not known");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'fromHeaders: [{name: X-Token, prefix: \"T \"}]', 'X-Token: T a', /, UNKNOWN",
        "'fromHeaders: [{name: X-Token, prefix: \"T \"}]', 'X-Token: a', /, MTLS",
        "'fromHeaders: [{name: X-Token}]', 'authorization: Bearer a', /, MTLS",
        "'fromParams: [t]', 'a: b', /?t=1, UNKNOWN",
        "'fromParams: [t]', 'a: b', /?u=1, MTLS",
        "'fromCookies: [t]', 'Cookie: a=1; t=2', /, UNKNOWN",
        "'fromCookies: [t]', 'Cookie: a=1', /, MTLS",
        "'issuer: us', 'a: b', /?access_token=1, UNKNOWN",
    })
    void places_of_tokens(String rule, String header, String path, Outcome outcome) {
        with(
                "{apiVersion: security.istio.io/v1, kind: RequestAuthentication, metadata: {name: tokens, namespace: shop}, spec: "
                        + "{jwtRules: [{" + rule + "}]}}");
        Map<String, String> headers = Map.of(header.split(": ", 2)[0], header.split(": ", 2)[1]);
        assertThat(ask(cart().requesting("GET", path, headers)).outcome()).isEqualTo(outcome);
    }

    /** The most common entry for a foreign API: no addresses, no endpoints, any name below a domain. */
    @ParameterizedTest
    @ValueSource(strings = {"'*.example.com'", "api.example.com"})
    void entries_without_resolution_send_on_what_comes(String host) {
        with(
                "{apiVersion: networking.istio.io/v1, kind: ServiceEntry, metadata: {name: api, namespace: shop}, spec: {hosts: ["
                        + host
                        + "], location: MESH_EXTERNAL, resolution: NONE, ports: [{number: 443, name: tls, protocol: TLS}, "
                        + "{number: 80, name: http, protocol: HTTP}]}}");
        meshConfig = "outboundTrafficPolicy: {mode: REGISTRY_ONLY}";
        Call call = Call.from("shop", "cart").to("api.example.com", 80);
        assertThat(ask(call).outcome()).isEqualTo(Outcome.PLAINTEXT);
        assertThat(ask(Call.from("shop", "cart").to("api.example.com", 443).overTls())
                        .outcome())
                .isEqualTo(Outcome.PASSTHROUGH_TLS);
        with(rule("mode: SIMPLE").replace("host: catalog", "host: " + host));
        assertThat(ask(call).outcome()).isEqualTo(Outcome.PASSTHROUGH_TLS);
    }

    @Test
    void a_service_answers_on_its_own_ports_only() {
        CallVerdict verdict = ask(Call.from("shop", "cart").to(CATALOG, 8080));
        assertThat(verdict.outcome()).isEqualTo(Outcome.NO_ROUTE);
        assertThat(verdict.cause().orElseThrow())
                .hasToString("ROUTE: the Service has no port 8080 (Service shop/catalog, spec.ports)");
        assertThat(ask(Call.fromOutside().to(CATALOG, 8080)).outcome()).isEqualTo(Outcome.NO_ROUTE);
        assertThat(ask(Call.fromOutside().to("10.0.0.1", 80)).outcome()).isEqualTo(Outcome.PLAINTEXT);
        assertThat(with(STRICT).ask(Call.fromOutside().to("10.0.0.1", 80)).outcome())
                .as("the Service's address")
                .isEqualTo(Outcome.REJECTED);
        assertThat(ask(Call.from("shop", "cart").to("10.0.0.1", 80)).outcome()).isEqualTo(Outcome.MTLS);
        assertThat(ask(Call.from("shop", "cart").to(CATALOG + ".", 80)).outcome())
                .as("an absolute name")
                .isEqualTo(Outcome.MTLS);
    }

    @Test
    void a_pod_is_known_by_its_address() {
        with(
                STRICT,
                "{apiVersion: v1, kind: Pod, metadata: {name: lone, namespace: shop, labels: {app: lone}}, spec: {containers: "
                        + "[{name: a}]}, status: {podIP: 192.168.0.9}}");
        assertThat(ask(Call.fromOutside().to("192.168.0.9", 8080)).outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(ask(Call.from("shop", "cart").to("192.168.0.9", 8080)).outcome())
                .as("no service leads there: plaintext goes on as it is")
                .isEqualTo(Outcome.REJECTED);
        assertThat(ask(Call.from("shop", "cart").to("192.168.0.10", 8080)).outcome())
                .isEqualTo(Outcome.PLAINTEXT);
    }

    /** The dump of a cluster has pods, and perhaps no webhooks. */
    @Test
    void pods_tell_what_nobody_tells_of_their_template() {
        String pod =
                "{apiVersion: v1, kind: Pod, metadata: {name: %1$s-1, namespace: shop, uid: %1$s, labels: {app: %1$s, "
                        + "pod-template-hash: x}, annotations: {sidecar.istio.io/status: '{}'}}, spec: {initContainers: [{name: istio-init, "
                        + "args: [istio-iptables, -i, '*', -b, '*']}], containers: [{name: a}, {name: istio-proxy}]}}";
        List<String> all = List.of(
                deployment("cart", "", ""),
                deployment("catalog", "", ""),
                pod.formatted("cart"),
                pod.formatted("catalog"),
                STRICT,
                "{apiVersion: v1, kind: Service, metadata: {name: catalog, namespace: shop}, spec: {selector: {app: catalog}, "
                        + "ports: [{name: http, port: 80}]}}");
        Mesh mesh = Mesh.of(Manifests.read(String.join("\n---\n", all), "dump"));
        assertThat(CallSimulator.of(mesh).decide(cart()).outcome()).isEqualTo(Outcome.MTLS);
        Mesh other = Mesh.of(Manifests.read(
                String.join("\n---\n", all)
                        + "\n---\n{apiVersion: v1, kind: Pod, metadata: {name: cart-2, namespace: shop, uid: z, labels: {app: cart}}}",
                "dump"));
        assertThat(CallSimulator.of(other).decide(cart()).outcome())
                .as("pods that differ tell nothing")
                .isEqualTo(Outcome.UNKNOWN);
    }

    /** What Kubernetes drops before any proxy sees it is said beside the outcome. */
    @ParameterizedTest
    @CsvSource({
        "'podSelector: {}', 0, 1",
        "'podSelector: {matchLabels: {app: catalog}}, policyTypes: [Ingress]', 0, 1",
        "'podSelector: {matchLabels: {app: other}}', 0, 0",
        "'podSelector: {}, policyTypes: [Egress]', 1, 0",
        "'podSelector: {}, egress: []', 1, 1",
        "'podSelector: {matchLabels: {app: cart}}, policyTypes: [Ingress, Egress]', 1, 0",
    })
    void network_policies_are_named(String spec, int outgoing, int incoming) {
        with(
                "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: limits, namespace: shop}, spec: {"
                        + spec + "}}");
        CallVerdict verdict = ask(cart());
        assertThat(verdict.outcome()).isEqualTo(Outcome.MTLS);
        assertThat(verdict.notModelled()).hasSize(outgoing + incoming).allMatch(note -> note.contains("not looked at"));
        assertThat(
                        verdict.notModelled()
                                .contains(
                                        "NetworkPolicy shop/limits limits what leaves the pods of Deployment shop/cart; it is not looked at"))
                .isEqualTo(outgoing == 1);
        assertThat(ask(outside()).notModelled()).hasSize(incoming);
    }
}
