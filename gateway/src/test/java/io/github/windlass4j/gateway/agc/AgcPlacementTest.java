package io.github.windlass4j.gateway.agc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class AgcPlacementTest {
    private static AgcPlacement plan(boolean zones, int regions, boolean edge) {
        return AgcPlacement.of(new AgcPlacement.Needs(zones, regions, edge), AgcKnowledge.shipped());
    }

    @Test
    void one_region_needs_nothing_in_front() {
        assertThat(plan(true, 1, true).balancer()).isEmpty();
        assertThat(plan(true, 1, false).statements())
                .extracting(AgcKnowledge.Statement::topic)
                .containsExactly(AgcKnowledge.Topic.ZONES);
    }

    @Test
    void several_regions_need_front_door_for_http_features_and_traffic_manager_for_dns() {
        assertThat(plan(true, 2, true).balancer()).isEqualTo(Optional.of(AgcPlacement.Balancer.FRONT_DOOR));
        assertThat(plan(false, 2, false).balancer()).isEqualTo(Optional.of(AgcPlacement.Balancer.TRAFFIC_MANAGER));
        assertThat(plan(false, 2, false).statements())
                .extracting(AgcKnowledge.Statement::topic)
                .contains(AgcKnowledge.Topic.FAULT_DOMAINS, AgcKnowledge.Topic.TRAFFIC_MANAGER);
    }
}
