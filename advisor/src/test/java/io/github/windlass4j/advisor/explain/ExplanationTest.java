package io.github.windlass4j.advisor.explain;

import static io.github.windlass4j.advisor.Packs.SRC;
import static io.github.windlass4j.advisor.Packs.TODAY;
import static io.github.windlass4j.advisor.Packs.completions;
import static io.github.windlass4j.advisor.Packs.knowledge;
import static io.github.windlass4j.advisor.Packs.question;
import static io.github.windlass4j.advisor.Packs.row;
import static io.github.windlass4j.advisor.Packs.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.advisor.decide.Advice;
import io.github.windlass4j.advisor.decide.Advisor;
import io.github.windlass4j.advisor.decide.Facts;
import io.github.windlass4j.advisor.decide.Truth;
import io.github.windlass4j.advisor.knowledge.HitPolicy;
import io.github.windlass4j.advisor.knowledge.Knowledge;
import io.github.windlass4j.advisor.knowledge.Question;
import io.github.windlass4j.advisor.knowledge.Row;
import io.github.windlass4j.advisor.knowledge.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplanationTest {
    private static final List<Question> QUESTIONS = List.of(
            question("a", "1", "2", "3"), question("b", "1", "2"), question("c", "1", "2"), question("d", "1", "2"));

    @Property(tries = 150)
    void counterfactuals_are_minimal_and_complete(@ForAll long seed) {
        Random random = new Random(seed);
        List<Row> rows = new ArrayList<>();
        for (int r = 0; r < 4; r++) {
            Map<String, Set<String>> when = new LinkedHashMap<>();
            for (Question q : QUESTIONS) {
                if (random.nextInt(5) > 1) {
                    when.put(
                            q.id(),
                            Set.of(q.values().get(random.nextInt(q.values().size()))));
                }
            }
            rows.add(Row.of(when, Map.of("x", "x" + random.nextInt(2)), SRC));
        }
        Knowledge knowledge =
                knowledge(QUESTIONS, new Table("t", "t", List.of("a", "b", "c", "d"), HitPolicy.FIRST, rows));
        List<Map<String, String>> states = completions(QUESTIONS, Map.of());
        Map<String, String> state = states.get(random.nextInt(states.size()));
        Advice advice = advise(knowledge, state);

        int nearest = Integer.MAX_VALUE;
        Set<Map<String, String>> expected = new HashSet<>();
        for (Map<String, String> other : states) {
            if (advise(knowledge, other).answer("t").equals(advice.answer("t"))) {
                continue;
            }
            Map<String, String> change = new LinkedHashMap<>(other);
            change.entrySet().removeAll(state.entrySet());
            if (change.size() < nearest) {
                nearest = change.size();
                expected.clear();
            }
            if (change.size() == nearest) {
                expected.add(change);
            }
        }
        Counterfactuals found = Explanation.of(advice, "t").counterfactuals();
        assertThat(found.complete()).isTrue();
        assertThat(found.changes()).extracting(Counterfactual::change).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void counterfactuals_are_minimal_and_complete_on_fixed_seeds(long seed) {
        counterfactuals_are_minimal_and_complete(seed);
    }

    private static Advice advise(Knowledge knowledge, Map<String, String> answers) {
        Facts facts = Facts.none();
        for (Map.Entry<String, String> answer : answers.entrySet()) {
            facts = facts.declare(answer.getKey(), answer.getValue());
        }
        return Advisor.advise(knowledge, facts, TODAY);
    }

    @Test
    void asks_what_matters_and_measures_before_asking() {
        Question measured = new Question("m", "m?", List.of("1", "2"), List.of(), true);
        List<Question> questions = List.of(question("idle", "1", "2"), question("a", "1", "2"), measured);
        Knowledge knowledge = knowledge(
                questions,
                table(
                        "t",
                        HitPolicy.UNIQUE,
                        List.of("idle", "a", "m"),
                        row("a=1 m=1 -> x=same"),
                        row("a=2 m=1 -> x=p"),
                        row("a=1 m=2 -> x=q"),
                        row("a=2 m=2 -> x=same")));
        NextQuestion next =
                Explanation.of(advise(knowledge, Map.of()), "t").nextQuestion().orElseThrow();

        assertThat(next.question().id()).isEqualTo("m");
        assertThat(next.expectedOpen()).hasToString("2");
        assertThat(next.leadsTo().get("1")).hasSize(2);
        Advice later = advise(knowledge, Map.of("m", "1"));
        assertThat(Explanation.of(later, "t")
                        .nextQuestion()
                        .orElseThrow()
                        .question()
                        .id())
                .isEqualTo("a");
        assertThat(Explanation.of(advise(knowledge, Map.of("m", "1", "a", "2")), "t")
                        .nextQuestion())
                .isEmpty();
    }

    @Test
    void asks_on_although_one_answer_alone_settles_nothing() {
        List<Question> questions =
                List.of(question("idle", "1", "2"), question("a", "1", "2"), question("b", "1", "2"));
        Knowledge knowledge = knowledge(
                questions,
                table(
                        "t",
                        HitPolicy.FIRST,
                        List.of("idle", "a", "b"),
                        row("a=1 b=1 -> x=even"),
                        row("a=2 b=2 -> x=even"),
                        row("-> x=odd")));
        assertThat(Explanation.of(advise(knowledge, Map.of()), "t")
                        .nextQuestion()
                        .orElseThrow()
                        .question()
                        .id())
                .isEqualTo("a");
    }

    @Test
    void proof_names_rows_inputs_facts_and_sources() {
        Knowledge knowledge = knowledge(
                List.of(question("a", "1", "2"), question("b", "1", "2")),
                table("low", HitPolicy.UNIQUE, List.of("a"), row("a=1 -> x=p"), row("a=2 -> x=q")),
                table("high", HitPolicy.FIRST, List.of("low.x", "b"), row("low.x=q -> y=no"), row("b=1 -> y=yes")));
        Proof proof = Explanation.of(advise(knowledge, Map.of("a", "1", "b", "1")), "high")
                .proof();

        assertThat(proof.statement()).isEqualTo("high = [{y=yes}]");
        assertThat(proof.holds()).isEqualTo(Truth.TRUE);
        assertThat(proof.because())
                .extracting(Proof::statement)
                .containsExactly("high, row 1 {y=no} is ruled out", "high, row 2 {y=yes} applies");
        Proof ruledOut = proof.because().get(0);
        assertThat(ruledOut.sources()).containsExactly(SRC);
        assertThat(ruledOut.because().get(0).statement()).isEqualTo("low.x is p (want q)");
        assertThat(ruledOut.because().get(0).because().get(0).statement()).isEqualTo("low = [{x=p}]");
        assertThat(proof.because().get(1).because())
                .extracting(Proof::statement)
                .containsExactly("b is 1 (want 1), DECLARED");
    }

    /** Only what may be changed is changed: a fact that nobody can turn is no advice. */
    @Test
    void counterfactuals_keep_to_what_may_be_changed() {
        Knowledge knowledge = knowledge(
                List.of(question("a", "1", "2"), question("b", "1", "2")),
                table("t", HitPolicy.FIRST, List.of("a", "b"), row("a=2 -> x=p"), row("b=2 -> x=p"), row("-> x=q")));
        Explanation explanation = Explanation.of(advise(knowledge, Map.of("a", "1", "b", "1")), "t");
        assertThat(explanation.counterfactuals().changes()).hasSize(2);
        assertThat(explanation.counterfactuals(Set.of("b")).changes())
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.change()).isEqualTo(Map.of("b", "2"));
                    assertThat(one.becomes()).hasToString("[[{x=p}]]");
                });
        assertThat(explanation.counterfactuals(Set.of()).changes()).isEmpty();
        assertThat(explanation.counterfactuals(Set.of()).complete()).isTrue();
    }

    @Test
    void a_proof_tells_what_may_apply_and_leaves_out_what_does_not() {
        Knowledge knowledge = knowledge(
                List.of(question("a", "1", "2", "3"), question("b", "1", "2")),
                table(
                        "t",
                        HitPolicy.UNIQUE,
                        List.of("a", "b"),
                        row("a=1 -> x=p"),
                        row("a=2|3 b=1 -> x=q"),
                        row("a=2|3 b=2 -> x=r")));
        Proof open = Explanation.of(advise(knowledge, Map.of("a", "2")), "t").proof();
        assertThat(open.statement()).isEqualTo("t = one of [[{x=q}], [{x=r}]]");
        assertThat(open.holds()).isEqualTo(Truth.UNKNOWN);
        assertThat(open.because())
                .extracting(Proof::statement)
                .containsExactly("t, row 2 {x=q} may apply", "t, row 3 {x=r} may apply");
        assertThat(open.because().get(0).because())
                .extracting(Proof::statement)
                .containsExactly("a is 2 (want 2 or 3), DECLARED", "b is one of [1, 2] (want 1), not known");
        Advice supposed = advise(knowledge, Map.of("a", "2")).supposing(Map.of("b", "2"));
        Proof decided = Explanation.of(supposed, "t").proof();
        assertThat(decided.statement()).isEqualTo("t = [{x=r}]");
        assertThat(decided.because().get(0).because())
                .extracting(Proof::statement)
                .containsExactly("a is 2 (want 2 or 3), DECLARED", "b is 2 (want 2), supposed");
    }

    @Test
    void analysis_finds_gaps_overlaps_and_shadowed_rows() {
        List<Question> questions = List.of(question("a", "1", "2", "3"), question("b", "1", "2"));
        Knowledge knowledge = knowledge(
                questions,
                table("u", HitPolicy.UNIQUE, List.of("a", "b"), row("a=1 -> x=p"), row("a=1|2 b=1 -> x=q")),
                table(
                        "f",
                        HitPolicy.FIRST,
                        List.of("a", "b"),
                        row("a=1 -> x=p"),
                        row("a=1 b=1 -> x=q"),
                        row("-> x=r")));
        TableAnalysis unique = TableAnalysis.of(knowledge, "u", TODAY);

        assertThat(unique.combinations()).isEqualTo(6);
        assertThat(unique.uncovered()).isEqualTo(3);
        assertThat(unique.gaps()).containsExactly(Map.of("a", "2", "b", "2"), Map.of("a", "3"));
        assertThat(unique.overlaps())
                .containsExactly(new TableAnalysis.Overlap(List.of(1, 2), Map.of("a", "1", "b", "1")));
        TableAnalysis first = TableAnalysis.of(knowledge, "f", TODAY);
        assertThat(first.shadowed()).containsExactly(2);
        assertThat(first.uncovered()).isZero();
        assertThat(first.overlaps()).isEmpty();
    }

    @Test
    void analysis_counts_what_a_gap_leaves_out_over_inputs_that_nothing_asks() {
        List<Question> questions =
                List.of(question("idle", "1", "2", "3"), question("a", "1", "2"), question("b", "1", "2", "3", "4"));
        Knowledge knowledge = knowledge(
                questions,
                table("u", HitPolicy.UNIQUE, List.of("idle", "a", "b"), row("a=1 b=1 -> x=p"), row("a=1 b=1|2 -> x=q")),
                table(
                        "c",
                        HitPolicy.COLLECT,
                        List.of("a", "b"),
                        row("a=1 -> x=p"),
                        row("a=1 -> x=q"),
                        row("b=1 -> x=r")),
                table("high", HitPolicy.FIRST, List.of("u.x"), row("u.x=p -> y=1")));
        TableAnalysis unique = TableAnalysis.of(knowledge, "u", TODAY);
        assertThat(unique.combinations()).isEqualTo(24);
        assertThat(unique.uncovered()).isEqualTo(18);
        assertThat(unique.overlaps()).singleElement().satisfies(overlap -> {
            assertThat(overlap.rows()).containsExactly(1, 2);
            assertThat(overlap.witness()).isEqualTo(Map.of("a", "1", "b", "1"));
        });
        TableAnalysis collect = TableAnalysis.of(knowledge, "c", TODAY);
        assertThat(collect.overlaps()).isEmpty();
        assertThat(collect.shadowed()).isEmpty();
        assertThat(collect.uncovered()).isEqualTo(3);
        TableAnalysis high = TableAnalysis.of(knowledge, "high", TODAY);
        assertThat(high.combinations()).isEqualTo(2);
        assertThat(high.gaps()).containsExactly(Map.of("u.x", "q"));
        assertThatThrownBy(() -> TableAnalysis.of(knowledge, "none", TODAY)).hasMessage("no table \"none\"");
    }
}
