package io.github.windlass4j.gateway.agc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.core.knowledge.Source;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AgcProfileTest {
    private static final AgcKnowledge.Limits LIMITS = AgcKnowledge.shipped().limits();

    @Test
    void a_line_means_its_newest_version() {
        assertThat(AgcProfile.of("1.10").orElseThrow().version()).isEqualTo("1.10.37");
        assertThat(AgcProfile.of("1.1")).isEmpty();
        assertThat(AgcProfile.of("1.9.12")).isEmpty();
        assertThat(AgcProfile.newest()).hasToString("ALB Controller 1.12.1 (Gateway API v1.5.1)");
    }

    @Test
    void the_add_on_follows_the_cluster() {
        assertThat(AgcProfile.ofAddOn("1.35.4").orElseThrow().version()).startsWith("1.10.");
        assertThat(AgcProfile.ofAddOn("1.36.2").orElseThrow().version()).startsWith("1.11.");
        assertThat(AgcProfile.ofAddOn("1.25")).isEmpty();
    }

    @Test
    void a_feature_comes_with_a_version_or_not_at_all() {
        assertThat(AgcProfile.of("1.10").orElseThrow().supports(AgcFeature.CORS))
                .isFalse();
        assertThat(AgcProfile.of("1.11.1").orElseThrow().supports(AgcFeature.CORS))
                .isTrue();
        assertThat(AgcProfile.newest().supports(AgcFeature.LISTENER_SET)).isFalse();
        for (AgcFeature feature : AgcFeature.values()) {
            assertThat(AgcProfile.newest().statement(feature).title()).isNotBlank();
        }
    }

    @Test
    void refuses_what_is_no_version() {
        assertThatThrownBy(() -> AgcProfile.ofAddOn("one")).hasMessageContaining("\"one\"");
        assertThatThrownBy(() -> SubnetPlan.of("10.0.0.0", SubnetPlan.Network.FLAT, 1, LIMITS))
                .hasMessageContaining("IPv4 prefix");
        assertThatThrownBy(() -> SubnetPlan.of("10.0.0.256/24", SubnetPlan.Network.FLAT, 1, LIMITS))
                .hasMessageContaining("IPv4 prefix");
    }

    @Test
    void a_slash_24_holds_one_gateway_and_a_slash_23_two() {
        assertThat(SubnetPlan.of("10.1.2.0/24", SubnetPlan.Network.FLAT, 1, LIMITS)
                        .problems())
                .isEmpty();
        assertThat(SubnetPlan.of("10.1.2.0/25", SubnetPlan.Network.FLAT, 1, LIMITS)
                        .problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("want /24"));
        assertThat(SubnetPlan.of("10.1.2.0/23", SubnetPlan.Network.FLAT, 2, LIMITS)
                        .problems())
                .isEmpty();
        assertThat(SubnetPlan.of("10.1.2.0/23", SubnetPlan.Network.OVERLAY, 1, LIMITS)
                        .problems())
                .hasSize(1);
    }

    @Property(tries = 300)
    void the_widest_prefix_holds_and_the_next_one_does_not(@ForAll @IntRange(min = 1, max = 5000) int gateways) {
        int widest = new SubnetPlan(8, SubnetPlan.Network.FLAT, gateways, LIMITS).widestPrefix();
        assertThat(new SubnetPlan(widest, SubnetPlan.Network.FLAT, gateways, LIMITS).problems())
                .isEmpty();
        assertThat(new SubnetPlan(widest + 1, SubnetPlan.Network.FLAT, gateways, LIMITS).problems())
                .isNotEmpty();
    }

    @Test
    void every_statement_of_a_profile_names_one_of_its_documents() {
        AgcProfile profile = AgcProfile.newest();
        List<String> documents = profile.sources().stream().map(Source::id).toList();
        for (AgcFeature feature : AgcFeature.values()) {
            assertThat(documents).contains(profile.statement(feature).source());
        }
    }
}
