package io.github.windlass4j.mesh.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.mesh.aks.AksProfile;
import io.github.windlass4j.mesh.aks.CommandPlan;
import io.github.windlass4j.mesh.aks.CommandStep;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObservabilitySetupTest {
    private static final String UI = """
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: hubble-ui, namespace: kube-system}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: hubble-ui}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: hubble-ui}
            roleRef: {kind: ClusterRole, name: hubble-ui}
            subjects: [{kind: ServiceAccount, name: hubble-ui, namespace: kube-system}]
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: hubble-ui-nginx, namespace: kube-system}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: hubble-ui, namespace: kube-system}
            spec: {template: {metadata: {labels: {k8s-app: hubble-ui}}}}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: hubble-ui, namespace: kube-system}
            spec: {selector: {k8s-app: hubble-ui}}
            """;

    @Test
    void every_step_has_a_precondition_and_a_check() {
        AksProfile profile = AksProfile.shipped();
        CommandPlan plan = new ObservabilitySetup(
                        profile, profile.revision("asm-1-29").orElseThrow(), List.of("shop", "web"))
                .plan();
        assertThat(plan.steps()).hasSize(13).allSatisfy(step -> {
            assertThat(step.precondition()).isNotBlank();
            assertThat(step.check()).isNotBlank();
        });
        assertThat(plan.steps())
                .extracting(CommandStep::command)
                .noneSatisfy(command -> assertThat(command).contains("istio-injection="));
        assertThat(plan.toString())
                .contains("kubectl label namespace web istio.io/rev=asm-1-29 --overwrite")
                .contains("kubectl apply -f ama-metrics-prometheus-config.yaml");
        assertThat(plan.parameters())
                .containsExactly(
                        "CLUSTER",
                        "DASHBOARD",
                        "GRAFANA",
                        "GRAFANA_ID",
                        "MONITOR_WORKSPACE",
                        "MONITOR_WORKSPACE_ID",
                        "REGION",
                        "RESOURCE_GROUP");
    }

    @Test
    void a_whole_user_interface_passes() {
        assertThat(HubbleCheck.check(Manifests.read(UI, "hubble-ui.yaml"))).isEmpty();
    }

    @Test
    void everything_missing_is_told() {
        assertThat(HubbleCheck.check(Manifests.empty()))
                .extracting(Finding::message)
                .containsExactlyInAnyOrder(
                        "no ServiceAccount hubble-ui",
                        "no ClusterRole hubble-ui",
                        "no ClusterRoleBinding hubble-ui",
                        "no ConfigMap hubble-ui",
                        "no Deployment hubble-ui",
                        "no Service hubble-ui");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "selector: {k8s-app: hubble-ui} | selector: {k8s-app: other} | WL-OB-023",
                "roleRef: {kind: ClusterRole, name: hubble-ui} | roleRef: {kind: ClusterRole, name: other} | WL-OB-022",
                "name: hubble-ui, namespace: kube-system}]  | name: other, namespace: kube-system}] | WL-OB-022",
                "hubble-ui-nginx, namespace: kube-system | hubble-ui-nginx, namespace: default | WL-OB-021"
            })
    void what_does_not_fit_is_told(String from, String to, String rule) {
        assertThat(UI).contains(from.strip());
        assertThat(HubbleCheck.check(Manifests.read(UI.replace(from.strip(), to.strip()), "hubble-ui.yaml")))
                .extracting(Finding::rule)
                .containsExactly(rule);
    }
}
