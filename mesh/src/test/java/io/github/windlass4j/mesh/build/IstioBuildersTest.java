package io.github.windlass4j.mesh.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.manifest.build.RefusedObjectException;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.schema.Schemas;
import io.github.windlass4j.manifest.yaml.Yaml;
import io.github.windlass4j.mesh.istio.AuthorizationPolicy;
import io.github.windlass4j.mesh.istio.ClientTls;
import io.github.windlass4j.mesh.istio.DestinationRule;
import io.github.windlass4j.mesh.istio.IstioKind;
import io.github.windlass4j.mesh.istio.IstioObject;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.MtlsMode;
import io.github.windlass4j.mesh.istio.PeerAuthentication;
import io.github.windlass4j.mesh.istio.VirtualService;
import io.github.windlass4j.mesh.mtls.PeerPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IstioBuildersTest {
    private static final Map<String, String> CART = Map.of("app", "cart");

    /** One object of every kind, by every method that its builder has. */
    static List<IstioObject> objects() {
        return List.of(
                PeerAuthenticationBuilder.of("shop", "cart")
                        .pods(CART)
                        .mtls(MtlsMode.STRICT)
                        .port(8080, MtlsMode.PERMISSIVE)
                        .port(8443, MtlsMode.DISABLE)
                        .build(),
                RequestAuthenticationBuilder.of("shop", "tokens")
                        .target("gateway.networking.k8s.io", "Gateway", "edge")
                        .jwt(
                                "https://issuer.example.com",
                                jwt -> jwt.jwksUri("https://issuer.example.com/keys")
                                        .audience("shop")
                                        .fromHeader("x-token", "Bearer ")
                                        .fromHeader("x-plain", "")
                                        .fromParameter("token")
                                        .forwardsToken())
                        .jwt("other", jwt -> jwt.jwks("{\"keys\":[]}"))
                        .build(),
                AuthorizationPolicyBuilder.of("shop", "cart")
                        .pods(CART)
                        .action(AuthorizationPolicy.Action.DENY)
                        .rule(rule -> rule.from(source -> source.principals("cluster.local/ns/shop/sa/web")
                                        .notPrincipals("*/sa/cron")
                                        .namespaces("shop")
                                        .notNamespaces("default")
                                        .ipBlocks("10.0.0.0/8")
                                        .notIpBlocks("10.1.0.0/16")
                                        .remoteIpBlocks("192.0.2.0/24")
                                        .notRemoteIpBlocks("192.0.2.7")
                                        .requestPrincipals("issuer/me")
                                        .notRequestPrincipals("issuer/you"))
                                .from(source ->
                                        source.serviceAccounts("shop/web").notServiceAccounts("shop/cron"))
                                .to(operation -> operation
                                        .hosts("shop.example.com")
                                        .notHosts("*.test")
                                        .methods("GET")
                                        .notMethods("PUT")
                                        .paths("/cart/*", "/a/{*}")
                                        .notPaths("/cart/admin")
                                        .ports("8080")
                                        .notPorts("9090"))
                                .when("request.headers[x-team]", "blue")
                                .unless("source.namespace", "test"))
                        .rule(rule -> rule)
                        .build(),
                AuthorizationPolicyBuilder.of("shop", "asks")
                        .ask("oauth")
                        .rule(rule -> rule)
                        .build(),
                TelemetryBuilder.of("istio-system", "default")
                        .tracing("zipkin", 12.5)
                        .accessLog("envoy")
                        .accessLog("stdout", "response.code >= 400")
                        .metrics("prometheus")
                        .withoutMetric("prometheus", "REQUEST_SIZE")
                        .build(),
                WasmPluginBuilder.of("shop", "auth")
                        .pods(CART)
                        .url("oci://registry.example.com/auth:1")
                        .sha256("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")
                        .phase("AUTHN")
                        .priority(10)
                        .config(Map.of("level", 3))
                        .build(),
                TrafficExtensionBuilder.of("shop", "script")
                        .lua("function envoy_on_request(handle) end")
                        .phase("STATS")
                        .priority(2)
                        .build(),
                TrafficExtensionBuilder.of("shop", "module")
                        .wasm("https://registry.example.com/a.wasm")
                        .build(),
                ProxyConfigBuilder.of("shop", "small")
                        .pods(CART)
                        .concurrency(2)
                        .image("distroless")
                        .environment(Map.of("A", "b"))
                        .build(),
                EnvoyFilterBuilder.of("shop", "filter")
                        .pods(CART)
                        .priority(-3)
                        .patch(
                                "HTTP_FILTER",
                                "INSERT_BEFORE",
                                patch -> patch.match(Map.of("context", "SIDECAR_INBOUND"))
                                        .value(Map.of("name", "envoy.filters.http.lua")))
                        .patch("CLUSTER", "REMOVE", patch -> patch)
                        .build(),
                IstioGatewayBuilder.of("infra", "edge")
                        .pods(Map.of("istio", "ingressgateway"))
                        .server(80, "HTTP", server -> server.hosts("*").redirectsToTls())
                        .server(
                                443,
                                "HTTPS",
                                server -> server.name("shop")
                                        .hosts("shop.example.com")
                                        .tls("SIMPLE", "shop-cert"))
                        .server(
                                8443,
                                "TLS",
                                server -> server.hosts("*.example.com").passthrough())
                        .server(15443, "TLS", server -> server.hosts("*.global").istioMutual())
                        .build(),
                VirtualServiceBuilder.of("shop", "cart")
                        .hosts("cart", "shop.example.com")
                        .gateways("mesh", "infra/edge")
                        .exportTo(".", "infra")
                        .http(rule -> rule.name("canary")
                                .match(match ->
                                        match.path("/cart").method("GET").port(80))
                                .match(match -> match.prefix("/a")
                                        .header("x-a", "1")
                                        .header("x-b", "2")
                                        .from(CART)
                                        .gateways("mesh"))
                                .to("cart", to -> to.subset("v1").port(80).weight(90))
                                .to("cart", to -> to.subset("v2").port(80).weight(10))
                                .rewritePath("/b")
                                .timeout(Duration.ofMillis(1500))
                                .retries(3, Duration.ofSeconds(1), "5xx,reset")
                                .mirror("copy", to -> to.port(80)))
                        .http(rule ->
                                rule.match(match -> match.pathRegex("/[a-z]+")).redirect("shop.example.com", "/new"))
                        .http(rule -> rule.match(match -> match.path("/gone")).respond(410))
                        .http(rule -> rule.rewriteAuthority("inner").to("cart", 80))
                        .tls(rule -> rule.sni(443, "shop.example.com").to("cart", 443))
                        .tcp(rule -> rule.port(3306).to("db", to -> to.port(3306)))
                        .build(),
                DestinationRuleBuilder.of("shop", "cart")
                        .host("cart.shop.svc.cluster.local")
                        .policy(policy -> policy.tls(ClientTls.Mode.ISTIO_MUTUAL)
                                .loadBalancer("LEAST_REQUEST")
                                .maxConnections(100)
                                .ejectAfter(5, Duration.ofSeconds(10), Duration.ofMinutes(1))
                                .port(9090, port -> port.tls(ClientTls.Mode.DISABLE)))
                        .subset("v1", Map.of("version", "v1"))
                        .subset(
                                "v2",
                                Map.of("version", "v2"),
                                policy -> policy.tls(ClientTls.Mode.SIMPLE, "roots", "cart.example.com"))
                        .pods(Map.of("app", "web"))
                        .exportTo(".")
                        .build(),
                ServiceEntryBuilder.of("shop", "bank")
                        .hosts("bank.example.com")
                        .addresses("192.0.2.7")
                        .port(443, "tls", "TLS")
                        .location("MESH_EXTERNAL")
                        .resolution("STATIC")
                        .endpoint(
                                "192.0.2.8",
                                endpoint -> endpoint.port("tls", 8443)
                                        .labels(CART)
                                        .network("n")
                                        .locality("r/z")
                                        .weight(3))
                        .exportTo("*")
                        .build(),
                ServiceEntryBuilder.of("shop", "machines")
                        .hosts("machines.example.com")
                        .port(80, "http", "HTTP")
                        .location("MESH_INTERNAL")
                        .resolution("STATIC")
                        .pods(CART)
                        .build(),
                WorkloadEntryBuilder.of("shop", "machine")
                        .machine(
                                "192.0.2.9",
                                machine -> machine.port("http", 8080)
                                        .port("tls", 8443)
                                        .labels(CART)
                                        .serviceAccount("cart"))
                        .build(),
                WorkloadGroupBuilder.of("shop", "machines")
                        .pods(CART)
                        .template(machine -> machine.port("http", 8080).serviceAccount("cart"))
                        .build(),
                SidecarBuilder.of("shop", "cart")
                        .pods(CART)
                        .ingress(8080, "HTTP", "127.0.0.1:8080")
                        .egress(3306, "TCP", "shop/db.shop.svc.cluster.local")
                        .egress("./*", "istio-system/*")
                        .outboundPolicy("REGISTRY_ONLY")
                        .build());
    }

    @Test
    void there_is_a_builder_for_every_kind() {
        assertThat(objects())
                .extracting(object -> object.resource().kind())
                .containsAll(IstioKind.all().stream().map(IstioKind::kind).toList());
    }

    @ParameterizedTest
    @MethodSource("objects")
    void what_was_built_is_read_again(IstioObject object) {
        Resource written = object.resource();
        Resource read =
                Manifests.read(Yaml.write(written.root()), "built").resources().get(0);
        assertThat(read).isEqualTo(written);
        assertThat(IstioKind.of(read)).isPresent();
    }

    @Test
    void views_find_what_builders_wrote() {
        PeerAuthentication strict = PeerAuthenticationBuilder.of("shop", "cart")
                .pods(CART)
                .mtls(MtlsMode.STRICT)
                .port(8080, MtlsMode.PERMISSIVE)
                .port(8443, MtlsMode.DISABLE)
                .build();
        PeerPolicy policy =
                PeerPolicy.of(Mesh.of(Manifests.of(List.of(strict.resource()))), "shop", Map.of("app", "cart"));
        assertThat(policy.port(80).mode()).isEqualTo(MtlsMode.STRICT);
        assertThat(policy.port(8080).mode()).isEqualTo(MtlsMode.PERMISSIVE);
        assertThat(policy.port(8443).mode()).isEqualTo(MtlsMode.DISABLE);
        DestinationRule rule = DestinationRuleBuilder.of("shop", "cart")
                .host("cart")
                .policy(made -> made.tls(ClientTls.Mode.ISTIO_MUTUAL))
                .version("v1beta1")
                .build();
        assertThat(rule.resource().type()).hasToString("DestinationRule.v1beta1.networking.istio.io");
        assertThat(rule.trafficPolicy().fields().child("tls").text("mode")).contains("ISTIO_MUTUAL");
        VirtualService route = VirtualServiceBuilder.of("shop", "cart")
                .hosts("cart")
                .http(made ->
                        made.to("cart", 80).timeout(Duration.ofMillis(1500)).retries(1, Duration.ofMinutes(1), "5xx"))
                .build();
        assertThat(route.spec().list("http").get(0).text("timeout")).contains("1.5s");
        assertThat(route.spec().list("http").get(0).child("retries").text("perTryTimeout"))
                .contains("60s");
    }

    /** What the API server's definition refuses, what only istiod's webhook refuses, and what would be dropped in silence. */
    @Test
    void an_object_is_written_the_same_in_every_run() {
        Map<String, String> labels = Map.of("d", "4", "b", "2", "c", "3", "a", "1");
        String sorted = "{\"a\":\"1\",\"b\":\"2\",\"c\":\"3\",\"d\":\"4\"}";
        assertThat(DestinationRuleBuilder.of("shop", "cart")
                        .host("cart")
                        .subset("v1", labels)
                        .pods(labels)
                        .build()
                        .resource()
                        .spec())
                .hasToString("{\"host\":\"cart\",\"subsets\":[{\"name\":\"v1\",\"labels\":" + sorted
                        + "}],\"workloadSelector\":{\"matchLabels\":" + sorted + "}}");
        assertThat(VirtualServiceBuilder.of("shop", "all")
                        .hosts("shop.example.com")
                        .http(rule ->
                                rule.retries(3, Duration.ofSeconds(2), "5xx").delegate("cart", "routes"))
                        .build()
                        .resource()
                        .spec())
                .hasToString("{\"hosts\":[\"shop.example.com\"],\"http\":[{"
                        + "\"retries\":{\"attempts\":3,\"perTryTimeout\":\"2s\",\"retryOn\":\"5xx\"},"
                        + "\"delegate\":{\"namespace\":\"cart\",\"name\":\"routes\"}}]}");
    }

    @Test
    void a_request_can_be_left_to_another_virtual_service() {
        VirtualService root = VirtualServiceBuilder.of("shop", "all")
                .hosts("shop.example.com")
                .http(rule -> rule.delegate("cart", "routes"))
                .build();
        assertThat(root.http().get(0).fields().child("delegate").text("namespace"))
                .contains("cart");
    }

    @Test
    void definitions_of_the_own_cluster_decide_what_can_be_built() {
        Schemas older = Schemas.of(Manifests.read("""
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: peerauthentications.security.istio.io}
                spec:
                  group: security.istio.io
                  scope: Namespaced
                  names: {kind: PeerAuthentication, plural: peerauthentications}
                  versions:
                  - name: v1
                    served: true
                    storage: true
                    schema:
                      openAPIV3Schema:
                        type: object
                        properties:
                          spec: {type: object, properties: {mtls: {type: object, properties: {mode: {type: string}}}}}
                """, "crd.yaml"));
        PeerAuthenticationBuilder strict =
                PeerAuthenticationBuilder.of("shop", "all").mtls(MtlsMode.STRICT);
        assertThat(strict.build(older).mode()).isEqualTo(MtlsMode.STRICT);
        refused(() -> strict.pods(CART).build(older), "unknown field \"spec.selector\"");
    }

    @Test
    void what_would_be_refused_is_told_when_it_is_built() {
        refused(
                () -> PeerAuthenticationBuilder.of("shop", "cart")
                        .port(8443, MtlsMode.STRICT)
                        .build(),
                "portLevelMtls requires selector");
        refused(
                () -> AuthorizationPolicyBuilder.of("shop", "cart")
                        .pods(CART)
                        .target("", "Service", "cart")
                        .build(),
                "only one of targetRefs or selector can be set");
        refused(
                () -> PeerAuthenticationBuilder.of("shop", "cart")
                        .target("", "Service", "cart")
                        .build(),
                "unknown field \"spec.targetRefs\"");
        refused(
                () -> TrafficExtensionBuilder.of("shop", "both")
                        .lua("x")
                        .wasm("oci://a")
                        .build(),
                "TrafficExtension shop/both");
        refused(
                () -> VirtualServiceBuilder.of("shop", "cart").build(),
                "http, tcp or tls must be provided in virtual service");
        refused(
                () -> VirtualServiceBuilder.of("shop", "cart")
                        .hosts("cart")
                        .http(rule -> rule.to("cart", to -> to.weight(-1)))
                        .build(),
                "weight");
        refused(
                () -> ServiceEntryBuilder.of("shop", "bank")
                        .hosts("*.example.com")
                        .port(443, "tls", "TLS")
                        .resolution("DNS")
                        .build(),
                "ServiceEntry shop/bank");
        refused(() -> SidecarBuilder.of("shop", "cart").egress("cart").build(), "Sidecar shop/cart");
        refused(
                () -> DestinationRuleBuilder.of("shop", "cart")
                        .host("cart")
                        .policy(policy -> policy.port(80, port -> port.port(81, inner -> inner.loadBalancer("RANDOM"))))
                        .build(),
                "unknown field");
        refused(
                () -> AuthorizationPolicyBuilder.of("shop", "cart")
                        .version("v2")
                        .build(),
                "AuthorizationPolicy");
    }

    private static void refused(Supplier<?> build, String message) {
        assertThatThrownBy(build::get)
                .isInstanceOf(RefusedObjectException.class)
                .hasMessageContaining(message);
    }
}
