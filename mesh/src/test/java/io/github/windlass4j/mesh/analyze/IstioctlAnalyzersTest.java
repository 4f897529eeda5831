package io.github.windlass4j.mesh.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.MeshConfig;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Single rules of istioctl's analyzers, each with what it takes and what it lets pass. */
class IstioctlAnalyzersTest {
    private static final Instant AT = Instant.parse("2026-05-01T00:00:00Z");

    private static Mesh mesh(String... documents) {
        return Mesh.of(Manifests.read(String.join("\n---\n", documents), "mesh.yaml"));
    }

    private static String istio(String kind, String namespace, String name, String spec) {
        return "{apiVersion: networking.istio.io/v1, kind: " + kind + ", metadata: {name: " + name + ", namespace: "
                + namespace + "}, spec: {" + spec + "}}";
    }

    private static String namespace(String name, String labels) {
        return "{apiVersion: v1, kind: Namespace, metadata: {name: " + name + ", labels: {" + labels + "}}}";
    }

    private static String pod(String namespace, String name, String metadata, String container) {
        return "{apiVersion: v1, kind: Pod, metadata: {name: " + name + ", namespace: " + namespace + ", " + metadata
                + "}, spec: {containers: [{name: istio-proxy, " + container + "}]}}";
    }

    private static List<String> found(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.rule() + " " + finding.location().entry())
                .sorted()
                .toList();
    }

    private static List<String> found(String analyzer, Mesh mesh) {
        return found(Analyzer.named(analyzer).check(mesh));
    }

    @Test
    void sidecars_for_a_whole_namespace_are_told_of_by_the_same_analyzer_as_selectors() {
        Mesh mesh = mesh(
                istio("Sidecar", "shop", "a", ""),
                istio("Sidecar", "shop", "b", "workloadSelector: {labels: {}}"),
                istio("Sidecar", "shop", "c", "workloadSelector: {labels: {app: none}}"),
                istio("Sidecar", "other", "alone", ""));

        assertThat(found("sidecar.SelectorAnalyzer", mesh))
                .containsExactly("IST0101 Sidecar shop/c", "IST0111 Sidecar shop/a", "IST0111 Sidecar shop/b");
    }

    @Test
    void telemetries_that_are_in_each_others_way_are_named() {
        String telemetry =
                "{apiVersion: telemetry.istio.io/v1, kind: Telemetry, metadata: {name: %s, namespace: shop}}";

        List<Finding> findings = Analyzer.named("telemetry.DefaultSelectorAnalyzer")
                .check(mesh(telemetry.formatted("a"), telemetry.formatted("b")));

        assertThat(findings)
                .hasSize(2)
                .allSatisfy(
                        finding -> assertThat(finding.message())
                                .isEqualTo(
                                        "Telemetry a, b are all for the whole namespace shop: which one counts is not defined"));
    }

    @Test
    void in_the_ambient_mesh_a_sidecar_is_without_effect_once() {
        String redirected = "labels: {app: web}, annotations: {ambient.istio.io/redirection: enabled}";
        Mesh mesh = mesh(
                namespace("shop", "istio.io/dataplane-mode: ambient"),
                pod("shop", "one", redirected, "image: x"),
                pod("shop", "two", redirected, "image: x"),
                pod("shop", "three", "labels: {app: other}", "image: x"),
                istio("Sidecar", "shop", "all", ""),
                istio("Sidecar", "shop", "web", "workloadSelector: {labels: {app: web}}"),
                istio("Sidecar", "shop", "other", "workloadSelector: {labels: {app: other}}"),
                istio("Sidecar", "shop", "none", "workloadSelector: {labels: {app: none}}"));

        assertThat(found("sidecar.SelectorAnalyzer", mesh))
                .containsExactly("IST0101 Sidecar shop/none", "IST0167 Sidecar shop/all", "IST0167 Sidecar shop/web");
    }

    @ParameterizedTest
    @CsvSource({"80, true", "8003, true", "81, false", "443, false"})
    void a_gateway_may_name_the_port_of_its_service_or_that_of_its_pods(int port, boolean isGood) {
        Mesh mesh = mesh(
                pod("edge", "gate", "labels: {app: gate}", "image: x"),
                "{apiVersion: v1, kind: Service, metadata: {name: gate, namespace: edge}, spec: {selector: {app: gate}, "
                        + "ports: [{port: 80, targetPort: 8003}]}}",
                istio("Gateway", "edge", "web", "selector: {app: gate}, servers: [{port: {number: " + port + "}}]"));

        assertThat(found("gateway.IngressGatewayPortAnalyzer", mesh).isEmpty()).isEqualTo(isGood);
    }

    @ParameterizedTest
    @CsvSource({
        "hub/proxyv2:1.3.1, true",
        "hub/proxyv2:1.3.1-distroless, true",
        "hub/proxyv2:1.3.1-debug, false",
        "hub/proxyv2:1.3.0, false"
    })
    void a_proxy_of_the_version_may_be_of_the_plain_build_or_of_the_one_asked_for(String image, boolean isGood) {
        Manifests manifests = Manifests.read(
                String.join(
                        "\n---\n",
                        namespace("shop", "istio-injection: enabled"),
                        pod("shop", "web", "labels: {}", "image: '" + image + "'"),
                        "{apiVersion: v1, kind: ConfigMap, metadata: {name: istio-sidecar-injector, namespace: istio-system}, "
                                + "data: {values: '{\"global\": {\"hub\": \"hub\", \"tag\": \"1.3.1\", \"proxy\": {\"image\": "
                                + "\"proxyv2\"}}}'}}"),
                "mesh.yaml");
        Mesh mesh =
                Mesh.of(manifests, MeshConfig.read("defaultConfig: {image: {imageType: distroless}}", "config.yaml"));

        assertThat(found("injection.ImageAnalyzer", mesh).isEmpty()).isEqualTo(isGood);
    }

    @ParameterizedTest
    @CsvSource({
        "shop/edge, a.example, ''",
        "edge, a.example, ''",
        "edge, b.example, IST0132",
        "open, b.example, ''",
        "none, a.example, IST0101 IST0132",
        "other/edge, a.example, IST0101 IST0132"
    })
    void a_virtual_service_may_name_a_gateway_of_gateway_api(String gateway, String host, String codes) {
        String api = "{apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: {name: %s, namespace: shop}, "
                + "spec: {gatewayClassName: istio, listeners: [{name: web, %s port: 80, protocol: HTTP}]}}";
        Mesh mesh = mesh(
                api.formatted("edge", "hostname: a.example,"),
                api.formatted("open", ""),
                istio("VirtualService", "shop", "web", "hosts: [" + host + "], gateways: [" + gateway + "]"));

        assertThat(String.join(
                        " ",
                        found("virtualservice.GatewayAnalyzer", mesh).stream()
                                .map(line -> line.substring(0, line.indexOf(' ')))
                                .toList()))
                .isEqualTo(codes);
    }

    private static Mesh credential(String data) {
        return mesh(
                pod("edge", "gate", "labels: {app: gate}", "image: x"),
                "{apiVersion: v1, kind: Secret, metadata: {name: web, namespace: edge}, data: {" + data + "}}",
                istio(
                        "Gateway",
                        "edge",
                        "web",
                        "selector: {app: gate}, servers: [{tls: {mode: SIMPLE, credentialName: web}}]"));
    }

    private static String data(String key, String text) {
        return key + ": " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_gateway_s_secret_holds_a_certificate_that_is_valid_when_asked() {
        Authority root = Mint.seeded(3).at(AT).root("Root");
        Issued leaf = root.issueLeaf("a.example", spec -> spec.notBefore(AT).notAfter(AT.plus(Duration.ofHours(3))));
        String key = data("tls.key", leaf.privateKeyPem());
        Analyzer secrets = Analyzer.named("gateway.SecretAnalyzer");
        Mesh good = credential(data("tls.crt", leaf.chainPem()) + ", " + key);

        assertThat(secrets.check(good)).isEmpty();
        assertThat(secrets.check(good, AT.plusSeconds(1))).isEmpty();
        assertThat(secrets.check(good, AT.plus(Duration.ofDays(1))))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo("IST0161");
                    assertThat(finding.message())
                            .isEqualTo("credentialName web: the certificate is valid from 2026-05-01T00:00:00Z to"
                                    + " 2026-05-01T03:00:00Z; checked at 2026-05-02T00:00:00Z");
                });
        assertThat(found(Analyzer.analyze(good, AT.plus(Duration.ofDays(1))))).contains("IST0161 Gateway edge/web");
        assertThat(found(Analyzer.analyze(good))).doesNotContain("IST0161 Gateway edge/web");
        assertThat(found(secrets.check(credential(data("tls.crt", "no certificate") + ", " + key))))
                .containsExactly("IST0161 Gateway edge/web");
        assertThat(found(secrets.check(credential(data("tls.crt", leaf.chainPem())))))
                .containsExactly("IST0161 Gateway edge/web");
        assertThat(found(secrets.check(credential(data("tls.crt", leaf.chainPem()) + ", " + key + ", "
                        + data("cert", "no certificate") + ", " + data("key", "k")))))
                .as("the generic layout comes first")
                .containsExactly("IST0161 Gateway edge/web");
    }
}
