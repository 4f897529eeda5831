package io.github.windlass4j.mesh.aks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.house.Shop;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.MeshConfig;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AksLintTest {
    private static final LocalDate DAY = LocalDate.parse("2026-07-15");
    private static final AksCluster CLUSTER = new AksCluster("1.34", false, List.of("asm-1-29"));

    private static List<Finding> lint(String yaml) {
        return lint(yaml, CLUSTER, DAY);
    }

    private static List<Finding> lint(String yaml, AksCluster cluster, LocalDate day) {
        return new AksLint(AksProfile.shipped(), cluster, day)
                .check(Mesh.of(Manifests.read(yaml, "aks.yaml"), MeshConfig.defaults()));
    }

    private static String configMap(String namespace, String name, String mesh) {
        return "{apiVersion: v1, kind: ConfigMap, metadata: {name: " + name + ", namespace: " + namespace
                + "}, data: {mesh: \"" + mesh + "\"}}";
    }

    @Test
    void a_clean_set_has_no_finding() {
        assertThat(lint(Shop.namespace("shop", "istio.io/rev: asm-1-29") + """
                ---
                apiVersion: security.istio.io/v1
                kind: PeerAuthentication
                metadata: {name: default, namespace: aks-istio-system}
                spec: {mtls: {mode: STRICT}}
                """)).isEmpty();
    }

    @Test
    void istio_injection_is_never_advised() {
        List<Finding> findings = lint(
                "{apiVersion: v1, kind: Namespace, metadata: {name: shop," + " labels: {istio-injection: enabled}}}");
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
            assertThat(finding.rule()).isEqualTo("WL-AK-003");
            assertThat(finding.remedy())
                    .contains("kubectl label namespace shop istio-injection- istio.io/rev=asm-1-29 --overwrite");
            assertThat(finding.evidence().get(0)).contains("istio-deploy-addon");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "istio-injection: enabled",
                "istio-injection: disabled",
                "istio.io/rev: asm-1-22",
                "istio-injection: enabled, istio.io/rev: asm-1-29",
                "istio.io/dataplane-mode: ambient",
                "istio.io/rev: prod"
            })
    void no_remedy_sets_the_label(String labels) {
        assertThat(lint("{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {" + labels + "}}}"))
                .allSatisfy(finding -> assertThat(finding.remedy().orElse("")).doesNotContain("istio-injection="));
    }

    @Test
    void a_label_of_a_revision_that_is_not_installed_injects_nothing() {
        assertThat(lint("{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {istio.io/rev: asm-1-22}}}"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("new pods get no sidecar"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ProxyConfig", "WorkloadEntry", "WorkloadGroup", "IstioOperator", "WasmPlugin"})
    void blocked_kinds_are_errors(String kind) {
        assertThat(lint("{apiVersion: x.istio.io/v1, kind: " + kind + ", metadata: {name: a}}"))
                .extracting(Finding::rule)
                .containsExactly("WL-AK-002");
        assertThat(lint("{apiVersion: other.io/v1, kind: " + kind + ", metadata: {name: a}}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "outboundTrafficPolicy: {mode: REGISTRY_ONLY}, ''",
        "trustDomain: x, NOTE",
        "configSources: [], ERROR",
        "defaultConfig: {concurrency: 2}, ''",
        "defaultConfig: {statusPort: 15020}, NOTE",
        "defaultConfig: {interceptionMode: TPROXY}, ERROR",
        "defaultConfig: {concurrency: 0}, WARNING",
        "'a: [', ERROR"
    })
    void fields_of_the_shared_config_map_are_held_against_the_list(String mesh, String severity) {
        assertThat(lint(configMap("aks-istio-system", "istio-shared-configmap-asm-1-29", mesh)))
                .extracting(finding -> finding.severity().name())
                .isEqualTo(severity.isEmpty() ? List.of() : List.of(severity));
    }

    @Test
    void config_maps_in_the_wrong_place_are_told() {
        assertThat(lint(configMap("istio-system", "istio-shared-configmap-asm-1-29", "")))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("is not read in namespace istio-system"));
        assertThat(lint(configMap("aks-istio-system", "istio-asm-1-29", "")))
                .singleElement()
                .satisfies(finding -> assertThat(finding.remedy()).contains("write istio-shared-configmap-asm-1-29"));
        assertThat(lint(configMap("aks-istio-system", "istio-shared-configmap-asm-1-28", "")))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.NOTE));
    }

    @Test
    void telemetry_is_held_against_the_list() {
        assertThat(lint("""
                apiVersion: telemetry.istio.io/v1
                kind: Telemetry
                metadata: {name: t, namespace: shop}
                spec:
                  accessLogging: [{match: {mode: SERVER}, providers: [{name: envoy}], filter: {expression: x}}]
                  metrics: [{overrides: []}]
                """))
                .extracting(finding -> finding.severity() + " " + finding.message())
                .containsExactly(
                        "NOTE accessLogging.providers: allowed, outside of Microsoft's support",
                        "ERROR accessLogging.filter: refused by the add-on's webhook");
    }

    @ParameterizedTest
    @CsvSource({
        "2024-07-01, envoy.filters.http.lua, ERROR",
        "2024-07-20, envoy.filters.http.lua, ''",
        "2024-07-20, envoy.filters.http.local_ratelimit, ERROR",
        "2024-08-20, envoy.filters.http.local_ratelimit, ''",
        "2024-08-20, envoy.filters.http.ext_authz, ERROR",
        "2026-07-15, envoy.filters.http.ext_authz, NOTE",
        "2023-01-01, envoy.filters.http.lua, ERROR"
    })
    void envoy_filters_are_judged_by_day_and_type(LocalDate day, String filter, String severity) {
        String yaml = "{apiVersion: networking.istio.io/v1alpha3, kind: EnvoyFilter, metadata: {name: f},"
                + " spec: {configPatches: [{applyTo: HTTP_FILTER, patch: {value: {name: " + filter + "}}}]}}";
        assertThat(lint(yaml, new AksCluster("1.34", false, List.of()), day))
                .extracting(finding -> finding.severity().name())
                .isEqualTo(severity.isEmpty() ? List.of() : List.of(severity));
    }

    @Test
    void gateway_options_are_held_against_the_list() {
        assertThat(lint("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: istio-gateway-class-defaults, namespace: aks-istio-system}
                data:
                  horizontalPodAutoscaler: "spec: {minReplicas: 1, maxReplicas: 5}"
                  deployment: "spec: {replicas: 2, template: {spec: {hostNetwork: true, containers: [{name: istio-proxy, stdin: true}]}}}"
                  service: "spec: {type: LoadBalancer, ports: []}"
                  ingress: "{}"
                  podDisruptionBudget: "a: ["
                """))
                .extracting(Finding::message)
                .satisfiesExactly(
                        m -> assertThat(m).contains("minReplicas must not be below 2"),
                        m -> assertThat(m).startsWith("deployment: spec.template.spec.hostNetwork is not on the list"),
                        m -> assertThat(m).startsWith("service: spec.ports is not on the list"),
                        m -> assertThat(m).startsWith("key ingress (want one of deployment, service"),
                        m -> assertThat(m).contains("podDisruptionBudget:1:"));
    }

    @Test
    void options_of_a_single_gateway_are_found_by_its_reference() {
        String map = "{apiVersion: v1, kind: ConfigMap, metadata: {name: o, namespace: shop}, data: {x: ''}}";
        String gateway = "\n---\n{apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: {name: g,"
                + " namespace: shop}, spec: {gatewayClassName: istio, infrastructure: {parametersRef: {kind: ConfigMap,"
                + " name: o}}}}";
        assertThat(lint(map)).isEmpty();
        assertThat(lint(map + gateway)).extracting(Finding::rule).containsExactly("WL-AK-007");
    }

    @Test
    void a_mesh_wide_policy_in_istio_system_is_none() {
        assertThat(lint("{apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: {name: default,"
                        + " namespace: istio-system}}"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.remedy())
                        .contains("move it to aks-istio-system if it is meant for the whole mesh"));
    }

    @Test
    void ambient_labels_have_no_effect() {
        assertThat(lint("{apiVersion: v1, kind: Namespace, metadata: {name: shop,"
                        + " labels: {istio.io/dataplane-mode: ambient}}}"))
                .extracting(Finding::rule)
                .containsExactly("WL-AK-008");
    }

    @ParameterizedTest
    @CsvSource({
        "asm-1-22, 1.29, 2026-07-15, ERROR",
        "asm-1-29, 1.34, 2026-07-15, ''",
        "asm-1-29, 1.34, 2026-09-15, WARNING",
        "asm-1-29, 1.28, 2026-07-15, WARNING",
        "asm-9-99, 1.34, 2026-07-15, NOTE"
    })
    void the_clusters_revision_is_held_against_the_calendar(
            String revision, String kubernetes, LocalDate day, String severity) {
        assertThat(lint("", new AksCluster(kubernetes, false, List.of(revision)), day))
                .extracting(finding -> finding.severity().name())
                .isEqualTo(severity.isEmpty() ? List.of() : List.of(severity));
    }

    @Test
    void a_mesh_configuration_that_istiod_refuses_is_an_error() {
        assertThat(lint(configMap("aks-istio-system", "istio-shared-configmap-asm-1-29", "connectTimeout: 0s")))
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .extracting(Finding::message)
                .containsExactly("istiod refuses the whole configuration: mesh.connectTimeout: duration must be greater"
                        + " than 1ms");
    }
}
