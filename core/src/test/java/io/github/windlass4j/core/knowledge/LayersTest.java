package io.github.windlass4j.core.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LayersTest {
    @Test
    void later_layer_hides_and_the_hidden_stays_visible() {
        Layers<Integer> layers = Layers.<Integer>of("ours", Map.of("a", 1)).with("user", Map.of("a", 2));

        assertThat(layers.find("a")).contains(2);
        assertThat(layers.layerOf("a")).contains("user");
        assertThat(layers.overrides()).containsExactly(new Layers.Replacement<>("a", "user", 2, "ours", 1));
    }

    @Test
    void layer_without_the_key_changes_nothing() {
        Layers<Integer> layers = Layers.<Integer>of("ours", Map.of("a", 1)).with("user", Map.of("b", 2));

        assertThat(layers.effective()).containsExactly(Map.entry("a", 1), Map.entry("b", 2));
        assertThat(layers.overrides()).isEmpty();
        assertThat(layers.find("c")).isEmpty();
    }

    @Test
    void adding_a_layer_leaves_the_lower_ones_as_they_were() {
        Layers<Integer> ours = Layers.of("ours", Map.of("a", 1));
        ours.with("user", Map.of("a", 2));

        assertThat(ours.find("a")).contains(1);
        assertThatThrownBy(() -> ours.effective().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void claim_holds_on_both_of_its_end_days() {
        LocalDate first = LocalDate.of(2026, 1, 1);
        LocalDate last = LocalDate.of(2026, 1, 31);
        Claim<String> claim = new Claim<>("x", "page", first, last, last);

        assertThat(claim.holdsOn(first)).isTrue();
        assertThat(claim.holdsOn(last)).isTrue();
        assertThat(claim.holdsOn(first.minusDays(1))).isFalse();
        assertThat(claim.holdsOn(last.plusDays(1))).isFalse();
        assertThat(claim.isStaleOn(last)).isFalse();
        assertThat(claim.isStaleOn(last.plusDays(1))).isTrue();
        assertThat(Claim.of("x", "page").holdsOn(first)).isTrue();
        assertThat(Claim.of("x", "page").isStaleOn(first)).isFalse();
    }
}
