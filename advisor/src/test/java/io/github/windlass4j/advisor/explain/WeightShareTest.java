package io.github.windlass4j.advisor.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.advisor.decide.Ratio;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class WeightShareTest {
    private static List<Ratio> ratios(int... values) {
        return IntStream.of(values).mapToObj(Ratio::of).toList();
    }

    @Test
    void two_criteria_are_a_line() {
        assertThat(WeightShare.ofPositive(ratios(-10, 9))).hasToString("9/19");
        assertThat(WeightShare.ofPositive(ratios(16, -16))).hasToString("1/2");
    }

    @Test
    void ties_and_clear_cases() {
        assertThat(WeightShare.ofPositive(ratios(-7, -2))).isEqualTo(Ratio.ZERO);
        assertThat(WeightShare.ofPositive(ratios(0, 0))).isEqualTo(Ratio.ZERO);
        assertThat(WeightShare.ofPositive(ratios(0, 3))).isEqualTo(Ratio.ONE);
        assertThat(WeightShare.ofPositive(ratios(0, -3))).isEqualTo(Ratio.ZERO);
    }

    @Property(tries = 200)
    void share_and_share_of_the_opposite_fill_the_whole(
            @ForAll @Size(min = 2, max = 6) List<@IntRange(min = -9, max = 9) Integer> d) {
        List<Ratio> there = d.stream().map(Ratio::of).toList();
        List<Ratio> back = d.stream().map(x -> Ratio.of(-x)).toList();
        Ratio sum = WeightShare.ofPositive(there).plus(WeightShare.ofPositive(back));
        boolean tieEverywhere = d.stream().allMatch(x -> x == 0);
        assertThat(sum).isEqualTo(tieEverywhere ? Ratio.ZERO : Ratio.ONE);
    }

    @Property(tries = 100)
    void joint_share_partitions_the_whole(
            @ForAll @Size(value = 4) List<@IntRange(min = -9, max = 9) Integer> d,
            @ForAll @Size(value = 4) List<@IntRange(min = -9, max = 9) Integer> e) {
        List<Ratio> first = d.stream().map(Ratio::of).toList();
        List<Ratio> second = e.stream().map(Ratio::of).toList();
        List<Ratio> notSecond = e.stream().map(x -> Ratio.of(-x)).toList();
        Ratio with = WeightShare.ofAllPositive(List.of(first, second)).orElseThrow();
        Ratio without = WeightShare.ofAllPositive(List.of(first, notSecond)).orElseThrow();
        if (e.stream().anyMatch(x -> x != 0)) {
            assertThat(with.plus(without)).isEqualTo(WeightShare.ofPositive(first));
        }
        List<List<Ratio>> swapped = new ArrayList<>(List.of(second, first));
        assertThat(WeightShare.ofAllPositive(swapped)).contains(with);
    }

    @Test
    void three_equal_rivals_share_by_symmetry() {
        // Best in one criterion out of three against the two others' champions: a third of all weightings.
        assertThat(WeightShare.ofAllPositive(List.of(ratios(1, -1, 0), ratios(1, 0, -1))))
                .contains(Ratio.ONE.over(Ratio.of(3)));
        assertThat(WeightShare.ofAllPositive(List.of())).contains(Ratio.ONE);
    }

    /** Against two rivals at once: the parts that two cuts make of all weightings fill the whole, whatever their signs. */
    @Test
    void joint_shares_fill_the_whole_on_fixed_weights() {
        int[][] weights = {{3, -1, 2, -4}, {-2, 5, 0, 1}, {7, -3, -3, 2}, {0, 0, 4, -4}, {-1, -1, 3, 6}, {-5, -2, -3, 9}
        };
        for (int[] one : weights) {
            List<Integer> first = IntStream.of(one).boxed().toList();
            share_and_share_of_the_opposite_fill_the_whole(first);
            for (int[] other : weights) {
                joint_share_partitions_the_whole(
                        first, IntStream.of(other).boxed().toList());
            }
        }
        assertThat(WeightShare.ofAllPositive(List.of(ratios(1, 1, 1), ratios(1, 2, 3))))
                .contains(Ratio.ONE);
        assertThat(WeightShare.ofAllPositive(List.of(ratios(-1, -1, -1), ratios(1, 2, 3))))
                .contains(Ratio.ZERO);
        // A line is cut at one half and at three quarters; the stricter cut leaves a quarter.
        assertThat(WeightShare.ofAllPositive(List.of(ratios(1, -1), ratios(1, -3))))
                .contains(Ratio.ONE.over(Ratio.of(4)));
    }
}
