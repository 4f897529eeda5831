package io.github.windlass4j.advisor.knowledge;

import static io.github.windlass4j.advisor.Packs.SRC;
import static io.github.windlass4j.advisor.Packs.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.core.knowledge.Claim;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a single question, row, step or option may look like. */
class ShapesTest {
    private static List<String> values(int count) {
        return IntStream.range(0, count).mapToObj(i -> "v" + i).toList();
    }

    private static Question question(List<String> values, String... bounds) {
        return new Question("q", "q?", values, List.of(bounds), false);
    }

    @Test
    void a_question_has_two_to_sixty_two_different_answers() {
        assertThat(question(values(2)).values()).hasSize(2);
        assertThat(question(values(62)).values()).hasSize(62);
        assertThatThrownBy(() -> question(values(1))).hasMessage("values: 1 (want 2 to 62)");
        assertThatThrownBy(() -> question(values(63))).hasMessage("values: 63 (want 2 to 62)");
        assertThatThrownBy(() -> question(List.of("a", "a"))).hasMessage("values: [a, a] (want no repetition)");
        assertThat(Question.yesNo("q", "q?").values()).containsExactly("yes", "no");
    }

    @Test
    void bounds_ascend_between_words() {
        assertThat(question(values(3), ">1", ">=2").answerFor("2")).isEqualTo("v2");
        assertThat(question(values(3), ">1", ">= 2").answerFor("1")).isEqualTo("v0");
        assertThatThrownBy(() -> question(values(3), ">1")).hasMessage("bounds: 1 (want one less than the 3 values)");
        assertThatThrownBy(() -> question(values(3), ">1", ">1"))
                .hasMessage("bounds: [>1, >1] (want ascending numbers)");
        assertThatThrownBy(() -> question(values(3), ">2", ">1"))
                .hasMessage("bounds: [>2, >1] (want ascending numbers)");
        assertThatThrownBy(() -> question(values(2), "1")).hasMessage("bounds: \"1\" (want >=NUMBER or >NUMBER)");
        assertThatThrownBy(() -> question(values(2), ">x")).hasMessage("bounds: \">x\" (want >=NUMBER or >NUMBER)");
        assertThatThrownBy(() -> question(List.of("1", "more"), ">1"))
                .hasMessage("values: [1, more] (want words: a number names its band)");
    }

    @ParameterizedTest
    @CsvSource({"2026-11-21, false", "2026-11-22, true", "2026-11-23, true", "2026-11-24, false"})
    void a_row_holds_from_its_first_to_its_last_day(LocalDate day, boolean holds) {
        Row row = new Row(Map.of(), Map.of("x", "1"), List.of(SRC), List.of(), TODAY, TODAY.plusDays(1));
        assertThat(row.holdsOn(day)).isEqualTo(holds);
        assertThat(Row.of(Map.of(), Map.of("x", "1"), SRC).holdsOn(day)).isTrue();
    }

    private static Step step(String action, String owner, Duration dwell, Period every) {
        return new Step(
                "s",
                action,
                owner,
                Map.of(),
                Map.of(),
                Map.of(),
                dwell,
                every,
                Map.of("tool", "kubectl"),
                List.of(SRC));
    }

    @Test
    void a_step_has_an_owner_an_action_and_times_that_make_sense() {
        Step step = step("roll", "team", Duration.ZERO, Period.ofDays(1));
        assertThat(step.detail()).containsEntry("tool", "kubectl");
        assertThat(new Plan("p", "P", List.of(step)).steps()).containsExactly(step);
        assertThatThrownBy(() -> step(" ", "team", null, null)).hasMessageContaining("must not be blank");
        assertThatThrownBy(() -> step("roll", "", null, null)).hasMessageContaining("must not be blank");
        assertThatThrownBy(() -> step("roll", "team", Duration.ofHours(-1), null))
                .hasMessageContaining("dwell: PT-1H");
        assertThatThrownBy(() -> step("roll", "team", null, Period.ZERO)).hasMessageContaining("every: P0D");
        assertThatThrownBy(() -> step("roll", "team", null, Period.ofDays(-1))).hasMessageContaining("every: P-1D");
        assertThatThrownBy(() -> new Plan("p", "P", List.of())).hasMessage("steps: 0 (want >= 1)");
        assertThatThrownBy(() -> new Plan("p", "P", List.of(step, step))).hasMessage("step \"s\" given twice");
    }

    @Test
    void a_need_has_a_weight_above_zero_and_a_threshold() {
        assertThatThrownBy(() -> Need.should("n", Map.of(), "k", BigDecimal.ZERO, SRC))
                .hasMessage("weight: 0 (want > 0)");
        Need plain = new Need("n", Map.of(), "k", Need.Strength.MUST, null, null, false, List.of(SRC));
        assertThat(plain.threshold()).isEqualTo(Level.CONDITIONAL);
        assertThat(plain.importance()).isEqualByComparingTo(BigDecimal.ONE);
        assertThat(Need.must("n", Map.of(), "k", Level.NATIVE, SRC).threshold()).isEqualTo(Level.NATIVE);
        assertThat(Need.should("n", Map.of(), "k", BigDecimal.TEN, SRC).importance())
                .isEqualByComparingTo("10");
    }

    @Test
    void a_catalogue_has_different_options_and_members_among_them() {
        Option p = new Option("p", "p", Map.of("k", List.of(Claim.of(Level.NATIVE, SRC))), List.of());
        assertThatThrownBy(() -> new Catalogue("c", "C", List.of(), List.of())).hasMessage("options: 0 (want >= 1)");
        assertThatThrownBy(() -> new Catalogue("c", "C", List.of(p, p), List.of()))
                .hasMessage("option \"p\" given twice");
        for (String member : List.of("x", "both")) {
            Option both = new Option("both", "both", Map.of(), List.of("p", member));
            assertThatThrownBy(() -> new Catalogue("c", "C", List.of(p, both), List.of()))
                    .hasMessage("option \"both\": member \"" + member + "\" is not another option");
        }
    }

    @Test
    void tables_and_topics_are_not_empty() {
        assertThatThrownBy(() -> new Table("t", "T", List.of(), HitPolicy.FIRST, List.of()))
                .hasMessage("rows: 0 (want >= 1)");
        assertThatThrownBy(() -> new Topic("t", "T", List.of(), List.of(), List.of()))
                .hasMessage("claims: 0 (want >= 1)");
        assertThat(new Topic("t", "T", List.of(Claim.of("a", SRC), Claim.of("a", SRC)), List.of(), List.of()).values())
                .containsExactly("a");
    }
}
