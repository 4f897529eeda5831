package io.github.windlass4j.mesh.aks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.core.knowledge.MalformedKnowledgeException;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.mesh.istio.Mesh;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AksProfileTest {
    private static final AksProfile PROFILE = AksProfile.shipped();

    @ParameterizedTest
    @CsvSource({
        "2023-03-01, asm-1-17, NOT_YET",
        "2023-04-01, asm-1-17, SUPPORTED",
        "2023-12-31, asm-1-17, SUPPORTED",
        "2024-01-01, asm-1-17, ENDING",
        "2024-01-31, asm-1-17, ENDING",
        "2024-02-01, asm-1-17, ENDED"
    })
    void support_is_told_by_months(LocalDate day, String revision, AksRevision.Support expected) {
        assertThat(PROFILE.revision(revision).orElseThrow().supportOn(day)).isEqualTo(expected);
    }

    @Test
    void names_the_documents_behind_its_facts() {
        assertThat(PROFILE.sources()).isNotEmpty().allSatisfy(source -> {
            assertThat(source.publisher()).isNotBlank();
            assertThat(source.link()).isPresent();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "2024-07-15, Lua, BLOCKED",
        "2024-07-16, Lua, SUPPORTED",
        "2024-07-16, LocalRateLimit, BLOCKED",
        "2024-08-05, LocalRateLimit, SUPPORTED",
        "2025-10-11, Other, BLOCKED",
        "2025-10-12, Other, ALLOWED"
    })
    void envoy_filters_follow_the_calendar(LocalDate day, String type, FieldSupport expected) {
        assertThat(PROFILE.envoyFilter(day).orElseThrow().support(type)).isEqualTo(expected);
    }

    @Test
    void before_the_add_on_there_is_no_rule() {
        assertThat(PROFILE.envoyFilter(LocalDate.parse("2023-04-15"))).isEmpty();
    }

    @Test
    void what_is_not_listed_is_blocked() {
        assertThat(PROFILE.meshConfig("configSources")).isEqualTo(FieldSupport.BLOCKED);
        assertThat(PROFILE.proxyConfig("interceptionMode")).isEqualTo(FieldSupport.BLOCKED);
        assertThat(PROFILE.telemetry("metrics.reportingInterval")).isEqualTo(FieldSupport.BLOCKED);
        assertThat(PROFILE.telemetry("tracing.randomSamplingPercentage")).isEqualTo(FieldSupport.ALLOWED);
    }

    @Test
    void revisions_are_in_the_order_of_their_numbers() {
        assertThat(PROFILE.revisions()).isSorted().hasSizeGreaterThan(10);
        assertThat(PROFILE.since("TLSRoute")).contains("asm-1-30");
        assertThat(PROFILE.since("nothing")).isEmpty();
    }

    @Test
    void the_mesh_of_a_revision_has_the_add_ons_root_namespace() {
        String shared = "{apiVersion: v1, kind: ConfigMap, metadata: {name: istio-shared-configmap-asm-1-29, namespace:"
                + " aks-istio-system}, data: {mesh: 'enablePrometheusMerge: false'}}";
        Mesh own = PROFILE.mesh(Manifests.read(shared, "m.yaml"), "asm-1-29");
        assertThat(own.rootNamespace()).isEqualTo("aks-istio-system");
        assertThat(own.config().isPrometheusMerge()).isFalse();
        Mesh other = PROFILE.mesh(Manifests.read(shared, "m.yaml"), "asm-1-30");
        assertThat(other.rootNamespace()).isEqualTo("aks-istio-system");
        assertThat(other.config().isPrometheusMerge()).isTrue();
    }

    @Test
    void facts_of_your_own_are_read_strictly() {
        assertThatThrownBy(() -> AksProfile.read("{}".getBytes(StandardCharsets.UTF_8), "own.json"))
                .isInstanceOf(MalformedKnowledgeException.class)
                .hasMessageContaining("own.json:1:");
        assertThatThrownBy(() ->
                        new AksRevision("1-29", "2026-01", "2026-01", "2026-01", false, List.of(), List.of(), "s"))
                .hasMessageContaining("want such as asm-1-29");
        assertThatThrownBy(() ->
                        new AksRevision("asm-1-29", "May", "2026-01", "2026-01", false, List.of(), List.of(), "s"))
                .hasMessageContaining("want such as 2026-08");
    }

    @Test
    void a_plan_names_its_parameters() {
        CommandPlan plan = new CommandPlan(List.of(new CommandStep("t", "p", "az x --name $CLUSTER -g $GROUP_1", "c")));
        assertThat(plan.parameters()).containsExactly("CLUSTER", "GROUP_1");
        assertThat(plan).hasToString("1. t\n  before: p\n  run:    az x --name $CLUSTER -g $GROUP_1\n  check:  c\n");
        assertThat(Map.copyOf(PROFILE.exclusions())).containsKey("ambient mode");
    }

    @Property(tries = 2_000)
    void an_upgrade_leads_to_a_supported_later_revision_of_the_cluster(
            @ForAll("days") LocalDate day,
            @ForAll("revisions") AksRevision from,
            @ForAll("versions") String kubernetes) {
        AksCluster cluster = new AksCluster(kubernetes, false, List.of(from.name()));
        List<AksRevision> targets = new UpgradePlan(PROFILE, cluster, day).targets(from);
        assertThat(targets).isSorted().hasSizeLessThanOrEqualTo(2).allSatisfy(to -> {
            assertThat(to).isGreaterThan(from);
            assertThat(to.supportOn(day)).isIn(AksRevision.Support.SUPPORTED, AksRevision.Support.ENDING);
            assertThat(to.kubernetes()).contains(kubernetes);
        });
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.integers().between(0, 1_300).map(LocalDate.parse("2023-05-01")::plusDays);
    }

    @Provide
    Arbitrary<AksRevision> revisions() {
        return Arbitraries.of(PROFILE.revisions());
    }

    @Provide
    Arbitrary<String> versions() {
        return Arbitraries.integers().between(25, 37).map(minor -> "1." + minor);
    }
}
