package io.github.windlass4j.mesh.aks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.mesh.istio.Mesh;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpgradePlanTest {
    private static final Mesh MESH = Mesh.of(Manifests.read("""
            apiVersion: v1
            kind: Namespace
            metadata: {name: shop, labels: {istio.io/rev: asm-1-28}}
            ---
            apiVersion: v1
            kind: Namespace
            metadata: {name: plain}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: shop}
            spec: {template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web}]}}}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: own, namespace: plain}
            spec: {template: {metadata: {labels: {istio.io/rev: asm-1-28, sidecar.istio.io/inject: "true"}}, spec: {containers: [{name: own}]}}}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: outside, namespace: plain}
            spec: {template: {metadata: {labels: {app: outside}}, spec: {containers: [{name: outside}]}}}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: istio-shared-configmap-asm-1-28, namespace: aks-istio-system}
            data: {mesh: "accessLogFile: /dev/stdout"}
            """, "mesh.yaml"));

    private static UpgradeVerdict plan(String revision, String kubernetes, String day) {
        return new UpgradePlan(
                        AksProfile.shipped(),
                        new AksCluster(kubernetes, false, List.of(revision)),
                        LocalDate.parse(day))
                .decide(MESH);
    }

    @Test
    void the_plan_copies_first_and_completes_last() {
        UpgradeVerdict.Ready ready = (UpgradeVerdict.Ready) plan("asm-1-28", "1.34", "2026-07-15");
        assertThat(ready.to()).hasToString("asm-1-30");
        assertThat(ready.others()).hasToString("[asm-1-29]");
        assertThat(ready.copy()).containsExactly("istio-shared-configmap-asm-1-28");
        assertThat(ready.relabel()).containsExactly("Namespace shop", "Deployment plain/own");
        assertThat(ready.restart()).containsExactlyInAnyOrder("Deployment shop/web", "Deployment plain/own");
        assertThat(ready.notes()).isEmpty();
        List<String> titles =
                ready.plan().steps().stream().map(CommandStep::title).toList();
        assertThat(titles)
                .containsSubsequence(
                        "Copy the mesh's configuration for the new revision",
                        "Start the new control plane beside the old one",
                        "Let the new revision inject namespace shop",
                        "Give Deployment shop/web the new proxy",
                        "Remove the old control plane");
        assertThat(ready.plan().toString())
                .contains("kubectl label namespace shop istio.io/rev=asm-1-30 --overwrite")
                .contains("istio-shared-configmap-asm-1-30")
                .doesNotContain("istio-injection");
        assertThat(ready.plan().parameters()).containsExactly("CLUSTER", "RESOURCE_GROUP");
    }

    @ParameterizedTest
    @CsvSource({
        "asm-1-22, 1.30, 2026-07-15, asm-1-28",
        "asm-1-26, 1.34, 2026-07-15, asm-1-28",
        "asm-1-27, 1.34, 2026-07-15, asm-1-29",
        "asm-1-28, 1.34, 2026-07-15, asm-1-30",
        "asm-1-28, 1.31, 2026-07-15, asm-1-29",
        "asm-1-29, 1.36, 2026-07-15, asm-1-30"
    })
    void the_reach_is_two_revisions_or_the_nearest_supported_one(
            String from, String kubernetes, String day, String to) {
        assertThat(plan(from, kubernetes, day).<String>fold(ready -> ready.to().name(), Object::toString))
                .isEqualTo(to);
    }

    @Test
    void a_cluster_that_is_too_old_has_to_be_upgraded_first() {
        assertThat(plan("asm-1-22", "1.27", "2026-07-15"))
                .isInstanceOfSatisfying(UpgradeVerdict.Blocked.class, blocked -> {
                    assertThat(blocked.reason()).isEqualTo("asm-1-28 does not work with AKS 1.27");
                    assertThat(blocked.remedy()).contains("upgrade the cluster");
                });
    }

    @Test
    void without_a_newer_revision_there_is_no_plan() {
        assertThat(plan("asm-1-30", "1.36", "2026-07-15"))
                .isInstanceOfSatisfying(
                        UpgradeVerdict.Blocked.class,
                        blocked -> assertThat(blocked.reason()).contains("as of 2026-08-21"));
        assertThat(plan("asm-9-99", "1.36", "2026-07-15")).isInstanceOf(UpgradeVerdict.Blocked.class);
    }

    @Test
    void an_upgrade_under_way_is_finished_first() {
        UpgradeVerdict verdict = new UpgradePlan(
                        AksProfile.shipped(),
                        new AksCluster("1.34", false, List.of("asm-1-28", "asm-1-29")),
                        LocalDate.parse("2026-07-15"))
                .decide(MESH);
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        UpgradeVerdict.Blocked.class,
                        blocked -> assertThat(blocked.remedy()).contains("complete or roll back"));
    }

    @Test
    void old_facts_are_told() {
        UpgradeVerdict.Ready ready = (UpgradeVerdict.Ready) plan("asm-1-29", "1.36", "2026-12-15");
        assertThat(ready.notes())
                .anySatisfy(note -> assertThat(note).contains("revisions are known as of 2026-08-21"))
                .anySatisfy(note -> assertThat(note).contains("asm-1-30 ends this month as expected"))
                .anySatisfy(note -> assertThat(note).contains("istio-shared-configmap-asm-1-29 is not among"));
    }
}
