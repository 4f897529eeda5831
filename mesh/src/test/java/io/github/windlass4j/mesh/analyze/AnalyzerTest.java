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
