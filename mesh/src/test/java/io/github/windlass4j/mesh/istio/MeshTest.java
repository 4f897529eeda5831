package io.github.windlass4j.mesh.istio;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.house.Shop;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MeshTest {
    private static final String YAML = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: istio, namespace: mesh-root}
            data:
              mesh: |
                trustDomain: shop
                outboundTrafficPolicy: {mode: REGISTRY_ONLY}
            """
            + Shop.namespace("shop", "team: a")
            + Shop.service("shop", "cart", """
                selector: {app: cart},
                  ports: [
                    {name: http-web, port: 80, targetPort: 8080},
                    {name: db, port: 3306},
                    {name: any, port: 81},
                    {name: x, port: 82, appProtocol: kubernetes.io/h2c}]""")
            + Shop.deployment("shop", "cart-v1", "labels: {app: cart, version: v1}", "")
            + Shop.deployment("shop", "cart-v2", "labels: {app: cart, version: v2}", "")
            + """
            ---
            apiVersion: security.istio.io/v1beta1
            kind: PeerAuthentication
            metadata: {name: young, namespace: shop, creationTimestamp: "2026-02-01T00:00:00Z"}
            spec:
              selector: {matchLabels: {app: cart}}
              mtls: {mode: STRICT}
              portLevelMtls: {"8080": {mode: PERMISSIVE}}
            ---
            apiVersion: security.istio.io/v1
            kind: PeerAuthentication
            metadata: {name: old, namespace: shop, creationTimestamp: "2026-01-01T00:00:00Z"}
            spec: {}
            ---
            apiVersion: networking.istio.io/v1alpha3
            kind: DestinationRule
            metadata: {name: cart}
            spec:
              host: cart.shop.svc.cluster.local
              trafficPolicy:
                tls: {mode: ISTIO_MUTUAL}
                portLevelSettings: [{port: {number: 81}, tls: {mode: DISABLE}}]
              subsets: [{name: v1, labels: {version: v1}}]
            """;

    private final Mesh mesh = Mesh.of(Manifests.read(YAML, "mesh.yaml"));

    @Test
    void reads_the_mesh_configuration_and_takes_its_namespace_as_root() {
        assertThat(mesh.rootNamespace()).isEqualTo("mesh-root");
        assertThat(mesh.config().trustDomain()).isEqualTo("shop");
        assertThat(mesh.config().outboundTrafficPolicy()).isEqualTo(MeshConfig.REGISTRY_ONLY);
        assertThat(MeshConfig.defaults().outboundTrafficPolicy()).isEqualTo(MeshConfig.ALLOW_ANY);
    }

    @Test
    void lists_policies_of_all_versions_oldest_first() {
        List<PeerAuthentication> policies = mesh.in(PeerAuthentication.KIND, "shop");

        assertThat(policies).extracting(PeerAuthentication::name).containsExactly("old", "young");
        assertThat(policies.get(1).mode()).isEqualTo(MtlsMode.STRICT);
        assertThat(policies.get(1).portModes()).isEqualTo(Map.of(8080, MtlsMode.PERMISSIVE));
        assertThat(policies.get(0).target().isEverything()).isTrue();
    }

    @Test
    void finds_services_by_host_and_the_workloads_behind_them() {
        var service = mesh.service(mesh.resolve("cart", "shop")).orElseThrow();

        assertThat(mesh.workloads(service)).hasSize(2);
        assertThat(mesh.workloads("shop", Map.of("app", "cart", "version", "v2")))
                .hasSize(1);
        assertThat(mesh.services(mesh.workloads("shop").get(0))).containsExactly(service);
        assertThat(service.ports().stream().map(Protocol::of))
                .containsExactly(Protocol.HTTP, Protocol.TCP, Protocol.UNDECLARED, Protocol.HTTP2);
    }

    @Test
    void puts_an_object_without_namespace_into_default() {
        DestinationRule rule =
                mesh.in(DestinationRule.KIND, Mesh.DEFAULT_NAMESPACE).get(0);

        assertThat(rule.ref()).hasToString("DestinationRule default/cart");
        assertThat(rule.trafficPolicy().tls().orElseThrow().mode()).isEqualTo(ClientTls.Mode.ISTIO_MUTUAL);
        assertThat(rule.trafficPolicy()
                        .port(81)
                        .orElseThrow()
                        .tls()
                        .orElseThrow()
                        .mode())
                .isEqualTo(ClientTls.Mode.DISABLE);
        assertThat(rule.subset("v1").orElseThrow().trafficPolicy().isPresent()).isFalse();
    }

    @Test
    void lays_the_add_ons_own_configuration_over_the_shared_one() {
        Mesh merged = Mesh.of(Manifests.read("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: istio-asm-1-29, namespace: aks-istio-system}
                data:
                  mesh: |
                    trustDomain: own
                    defaultConfig: {concurrency: 2}
                    extensionProviders: [{name: a, x: own}]
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: istio-shared-configmap-asm-1-29, namespace: aks-istio-system}
                data:
                  mesh: |
                    trustDomain: shared
                    accessLogFile: /dev/stdout
                    defaultConfig: {concurrency: 4, holdApplicationUntilProxyStarts: true}
                    extensionProviders: [{name: a, x: shared}, {name: b}]
                """, "mesh.yaml"));

        assertThat(merged.rootNamespace()).isEqualTo("aks-istio-system");
        assertThat(merged.config().trustDomain()).isEqualTo("own");
        assertThat(merged.config().fields().text("accessLogFile")).contains("/dev/stdout");
        assertThat(merged.config().defaultConfig().names())
                .containsExactlyInAnyOrder("concurrency", "holdApplicationUntilProxyStarts");
        assertThat(merged.config().defaultConfig().whole("concurrency")).hasValue(2);
        assertThat(merged.config().extensionProvider("a").orElseThrow().text("x"))
                .contains("own");
        assertThat(merged.config().extensionProvider("b")).isPresent();
        assertThat(merged.config().extensionProviders())
                .extracting(provider -> provider.text("name", ""))
                .containsOnly("a", "b");
    }

    @Test
    void a_wildcard_covers_what_ends_like_it_but_not_its_own_ending() {
        assertThat(new Host("*.foo").covers(new Host("a.foo"))).isTrue();
        assertThat(new Host("*.foo").covers(new Host("foo"))).isFalse();
        assertThat(new Host("*.foo").covers(new Host("*.a.foo"))).isTrue();
        assertThat(new Host("*.a.foo").covers(new Host("*.foo"))).isFalse();
        assertThat(new Host("*.a.foo").overlaps(new Host("*.foo"))).isTrue();
        assertThat(new Host("a.foo").covers(new Host("*.foo"))).isFalse();
        assertThat(Host.resolve("a.b", "shop", "cluster.local")).hasToString("a.b");
    }

    @Test
    void knows_fifteen_kinds() {
        assertThat(IstioKind.all()).hasSize(15);
        assertThat(IstioKind.of(mesh.all(DestinationRule.KIND).get(0).resource()))
                .contains(DestinationRule.KIND);
    }

    @Test
    void with_replaces_and_without_removes() {
        PeerAuthentication old = mesh.in(PeerAuthentication.KIND, "shop").get(0);
        Resource changed =
                Resource.of(Manifests.read("""
                        apiVersion: security.istio.io/v1
                        kind: PeerAuthentication
                        metadata: {name: old, namespace: shop}
                        spec: {mtls: {mode: DISABLE}}
                        """, "new.yaml").resources().get(0).root());

        assertThat(mesh.with(changed).in(PeerAuthentication.KIND, "shop"))
                .extracting(PeerAuthentication::mode)
                .containsExactly(MtlsMode.DISABLE, MtlsMode.STRICT);
        assertThat(mesh.without(old.ref()).in(PeerAuthentication.KIND, "shop")).hasSize(1);
    }

    @Property(tries = 100)
    void the_order_of_documents_does_not_matter(@ForAll long seed) {
        List<Resource> shuffled =
                new ArrayList<>(Manifests.read(YAML, "mesh.yaml").resources());
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(Mesh.of(Manifests.of(shuffled)).manifests().resources())
                .isEqualTo(mesh.manifests().resources());
    }
}
