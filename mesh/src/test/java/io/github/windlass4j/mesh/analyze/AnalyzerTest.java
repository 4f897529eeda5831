package io.github.windlass4j.mesh.analyze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.mesh.istio.Mesh;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AnalyzerTest {
    private static final String BROKEN = """
            apiVersion: v1
            kind: Namespace
            metadata: {name: shop, labels: {istio-injection: enabled, istio.io/rev: x}}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: cart, namespace: shop}
            spec: {selector: {app: cart}, ports: [{name: web, port: 80}]}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: cart
              namespace: shop
              annotations: {traffic.sidecar.istio.io/includeInboundPorts: ""}
            spec: {template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: app}]}}}
            ---
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: cart, namespace: shop}
            spec:
              hosts: [cart]
              gateways: [web, mesh]
              http:
              - route: [{destination: {host: cart, subset: v1}}, {destination: {host: nowhere}}]
              - match: [{uri: {prefix: /a}}]
                route: [{destination: {host: cart}}]
            ---
            apiVersion: networking.istio.io/v1
            kind: Gateway
            metadata: {name: web, namespace: shop}
            spec:
              selector: {istio: none}
              servers: [{hosts: [other.example], port: {number: 80, name: http, protocol: HTTP}}]
            ---
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: cart, namespace: shop}
            spec:
              host: cart
              trafficPolicy: {tls: {mode: SIMPLE}}
              subsets: [{name: v2, labels: {version: v2}}]
            """;

    private static List<String> rules(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.rule() + " " + finding.location().entry())
                .sorted()
                .toList();
    }

    @Test
    void finds_what_is_broken_and_says_where() {
        assertThat(rules(Analyzer.analyze(Mesh.of(Manifests.read(BROKEN, "mesh.yaml")))))
                .contains(
                        "IST0101 Gateway shop/web",
                        "IST0101 VirtualService shop/cart",
                        "IST0107 Deployment shop/cart",
                        "IST0118 Service shop/cart",
                        "IST0123 Namespace shop",
                        "IST0128 DestinationRule shop/cart",
                        "IST0130 VirtualService shop/cart",
                        "IST0132 VirtualService shop/cart",
                        "IST0173 DestinationRule shop/cart");
    }

    @Test
    void knows_where_an_annotation_belongs() {
        Finding finding = Analyzer.named("annotations.K8sAnalyzer")
                .check(Mesh.of(Manifests.read(BROKEN, "mesh.yaml")))
                .get(0);

        assertThat(finding.message())
                .isEqualTo("annotation traffic.sidecar.istio.io/includeInboundPorts has effect on [Pod] only");
        assertThat(finding.location().toString()).startsWith("mesh.yaml:10:1");
    }

    @Test
    void each_is_found_by_its_name_and_reports_under_its_own_codes() {
        Mesh broken = Mesh.of(Manifests.read(BROKEN, "mesh.yaml"));
        for (Analyzer analyzer : Analyzer.istioctl()) {
            assertThat(Analyzer.named(analyzer.name())).isSameAs(analyzer);
            assertThat(analyzer.check(broken))
                    .allSatisfy(finding -> assertThat(finding.rule()).startsWith("IST0"));
        }
        for (Analyzer analyzer : Analyzer.own()) {
            assertThat(Analyzer.named(analyzer.name())).isSameAs(analyzer);
            assertThat(analyzer.check(broken))
                    .allSatisfy(finding -> assertThat(finding.rule()).startsWith("WL-MS-"));
        }
    }

    @Test
    void refuses_an_unknown_name() {
        assertThatThrownBy(() -> Analyzer.named("x.Analyzer"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("x.Analyzer: no such analyzer");
    }

    @Test
    void what_the_webhook_refuses_is_a_finding_of_its_kind() {
        List<Finding> findings = Analyzer.analyze(Mesh.of(Manifests.read("""
                apiVersion: security.istio.io/v1
                kind: PeerAuthentication
                metadata: {name: cart, namespace: shop}
                spec: {portLevelMtls: {80: {mode: STRICT}}}
                ---
                apiVersion: networking.istio.io/v1
                kind: VirtualService
                metadata: {name: cart, namespace: shop}
                spec: {hosts: [cart.example], gateways: [web.shop.svc], http: [{route: [{destination: {host: "*"}}]}]}
                """, "mesh.yaml")));

        assertThat(rules(findings))
                .contains(
                        "IST0106 PeerAuthentication shop/cart",
                        "IST0106 VirtualService shop/cart",
                        "IST0133 VirtualService shop/cart");
        assertThat(findings.toString())
                .contains("peer authentication cannot have port level mTLS")
                .contains("spec.http[0].route[0].destination: invalid destination host *")
                .contains("using legacy gatewayName format");
        assertThat(Analyzer.named("schema.ValidationAnalyzer.Gateway")
                        .check(Mesh.of(Manifests.read(BROKEN, "mesh.yaml"))))
                .isEmpty();
    }

    @Test
    void a_network_takes_endpoints_from_known_clusters_only() {
        String networks = """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: istio, namespace: mesh-root}
                data:
                  meshNetworks: |
                    networks:
                      west: {endpoints: [{fromRegistry: west-1}, {fromRegistry: west-2}, {fromCidr: 10.0.0.0/8}]}
                      east: {endpoints: [{fromRegistry: Kubernetes}]}
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: west, namespace: mesh-root, labels: {istio/multiCluster: "true"}}
                stringData: {west-1: "a kubeconfig"}
                """;
        List<Finding> findings =
                Analyzer.named("multicluster.MeshNetworksAnalyzer").check(Mesh.of(Manifests.read(networks, "n.yaml")));
        assertThat(rules(findings)).containsExactly("IST0126 MeshNetworks mesh-root/meshnetworks");
        assertThat(findings.get(0).message())
                .startsWith("network west takes the endpoints of registry west-2")
                .contains("[External, Kubernetes, Mock, west-1]");
        assertThat(Analyzer.named("multicluster.MeshNetworksAnalyzer")
                        .check(Mesh.of(Manifests.read(networks.replace("\"true\"", "\"false\""), "n.yaml"))))
                .hasSize(2);
        assertThat(Analyzer.named("multicluster.MeshNetworksAnalyzer")
                        .check(Mesh.of(Manifests.read(networks.replace("name: istio,", "name: other,"), "n.yaml"))))
                .isEmpty();
        assertThat(Analyzer.named("multicluster.MeshNetworksAnalyzer")
                        .check(Mesh.of(Manifests.read(networks.replace("8}]}", "8}}"), "n.yaml"))))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message())
                        .startsWith("meshNetworks cannot be read: ConfigMap mesh-root/istio, meshNetworks:2:"));
    }

    @Test
    void services_are_the_same_in_all_clusters() {
        String service = """
                apiVersion: v1
                kind: Service
                metadata: {name: cart, namespace: shop}
                spec: {clusterIP: 10.0.0.1, type: ClusterIP, ports: [{name: http, port: 80}, {name: tcp, port: 90}]}
                """;
        assertThat(inTwo(service, service)).isEmpty();
        assertThat(inTwo(service, service.replace("cart", "other"))).isEmpty();
        assertThat(inTwo(service, service.replace("10.0.0.1", "10.9.9.9"))).isEmpty();
        assertThat(inTwo(
                        service,
                        service.replace(
                                "[{name: http, port: 80}, {name: tcp, port: 90}]",
                                "[{name: tcp, port: 90}, {name: http, port: 80}]")))
                .isEmpty();
        assertThat(inTwo(service, service.replace("10.0.0.1", "None"))).containsExactly("headless {a=false, b=true}");
        assertThat(inTwo(service, service.replace("type: ClusterIP", "type: LoadBalancer")))
                .containsExactly("type {a=ClusterIP, b=LoadBalancer}");
        assertThat(inTwo(service, service.replace("name: tcp", "name: mongo")))
                .containsExactly(
                        "ports {a=http 80/TCP to 80, tcp 90/TCP to 90, b=http 80/TCP to 80, mongo 90/TCP to 90}");
        assertThat(inTwo(service, service.replace("port: 90", "port: 90, targetPort: 91, protocol: UDP")))
                .containsExactly(
                        "ports {a=http 80/TCP to 80, tcp 90/TCP to 90, b=http 80/TCP to 80, tcp 90/UDP to 91}");
    }

    private static List<String> inTwo(String first, String second) {
        List<Finding> findings = Analyzer.acrossClusters(
                Map.of("b", Mesh.of(Manifests.read(second, "b.yaml")), "a", Mesh.of(Manifests.read(first, "a.yaml"))));
        assertThat(findings).allSatisfy(finding -> {
            assertThat(finding.rule()).isEqualTo("IST0170");
            assertThat(finding.location().toString()).startsWith("a.yaml:1:1");
            assertThat(finding.message()).startsWith("not the same in clusters [a, b]: ");
        });
        return findings.stream()
                .map(finding -> finding.message().substring("not the same in clusters [a, b]: ".length()))
                .toList();
    }

    @Test
    void finds_nothing_in_nothing() {
        assertThat(Analyzer.analyze(Mesh.of(Manifests.empty()))).isEmpty();
    }

    @Property(tries = 50)
    void the_order_of_documents_does_not_matter(@ForAll long seed) {
        List<Resource> shuffled =
                new ArrayList<>(Manifests.read(BROKEN, "mesh.yaml").resources());
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(Analyzer.analyze(Mesh.of(Manifests.of(shuffled))))
                .isEqualTo(Analyzer.analyze(Mesh.of(Manifests.read(BROKEN, "mesh.yaml"))));
    }

    @Property(tries = 50)
    void objects_of_another_namespace_change_no_finding(@ForAll long seed) {
        Mesh mesh = Mesh.of(Manifests.read(BROKEN, "mesh.yaml"));
        Mesh more = mesh;
        Random random = new Random(seed);
        more = more.with(Manifests.read("""
                        {apiVersion: security.istio.io/v1, kind: PeerAuthentication,
                        metadata: {name: default, namespace: other}}""", "other.yaml").resources().get(0));
        for (int i = 0; i < 3; i++) {
            String[] kinds = {
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: a%d, namespace: other}}",
                "{apiVersion: v1, kind: Secret, metadata: {name: a%d, namespace: other}}",
                "{apiVersion: v1, kind: ServiceAccount, metadata: {name: a%d, namespace: other}}"
            };
            more = more.with(Manifests.read(kinds[random.nextInt(kinds.length)].formatted(i), "other.yaml")
                    .resources()
                    .get(0));
        }

        assertThat(Analyzer.analyze(more)).isEqualTo(Analyzer.analyze(mesh));
    }
}
