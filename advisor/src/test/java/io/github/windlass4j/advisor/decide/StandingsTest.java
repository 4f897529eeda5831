package io.github.windlass4j.advisor.decide;

import static io.github.windlass4j.advisor.Packs.SRC;
import static io.github.windlass4j.advisor.Packs.TODAY;
import static io.github.windlass4j.advisor.Packs.pack;
import static io.github.windlass4j.advisor.Packs.question;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.advisor.explain.Explanation;
import io.github.windlass4j.advisor.explain.Proof;
import io.github.windlass4j.advisor.explain.Robustness;
import io.github.windlass4j.advisor.knowledge.Catalogue;
import io.github.windlass4j.advisor.knowledge.Knowledge;
import io.github.windlass4j.advisor.knowledge.Level;
import io.github.windlass4j.advisor.knowledge.Need;
import io.github.windlass4j.advisor.knowledge.Option;
import io.github.windlass4j.core.knowledge.Claim;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Options weighed against needs: who is excluded, who wins, how firmly, and why. */
class StandingsTest {
    private static final Map<String, Set<String>> ALWAYS = Map.of();

    private static Option option(String id, Object... levels) {
        Map<String, List<Claim<Level>>> capabilities = new LinkedHashMap<>();
        for (int i = 0; i < levels.length; i += 2) {
            capabilities.put(String.valueOf(levels[i]), List.of(Claim.of((Level) levels[i + 1], SRC)));
        }
        return new Option(id, id, capabilities, List.of());
    }

    private static Need should(String id, String capability, long weight) {
        return Need.should(id, ALWAYS, capability, BigDecimal.valueOf(weight), SRC);
    }

    private static Advice advise(List<Option> options, List<Need> needs, String... facts) {
        Catalogue catalogue = new Catalogue("cat", "Cat", options, needs);
        Knowledge knowledge = Knowledge.of(
                pack(List.of(question("far", "yes", "no")), List.of(), List.of(), List.of(catalogue), List.of()));
        Facts known = Facts.none();
        for (int i = 0; i < facts.length; i += 2) {
            known = known.declare(facts[i], facts[i + 1]);
        }
        return Advisor.advise(knowledge, known, TODAY);
    }

    private static String winner(Advice advice) {
        return advice.answer("cat").possible().toString();
    }

    @Test
    void a_must_excludes_and_a_should_ranks() {
        Advice advice = advise(
                List.of(
                        option("p", "k", Level.PREVIEW, "l", Level.NATIVE),
                        option("q", "k", Level.CONDITIONAL, "l", Level.PREVIEW),
                        option("r", "k", Level.NATIVE, "l", Level.CONDITIONAL)),
                List.of(Need.must("must", ALWAYS, "k", Level.CONDITIONAL, SRC), should("rank", "l", 2)));
        assertThat(winner(advice)).isEqualTo("[[{option=r}]]");
        List<Standing> standings = advice.standings("cat");
        assertThat(standings).extracting(Standing::viable).containsExactly(Truth.FALSE, Truth.TRUE, Truth.TRUE);
        assertThat(standings).extracting(one -> one.best().toString()).containsExactly("6", "2", "4");
        assertThat(standings).extracting(one -> one.worst().toString()).containsExactly("6", "2", "4");
        assertThat(standings.get(0).reasons())
                .extracting(Standing.Reason::excludes)
                .containsExactly(true, false);
        assertThat(standings.get(1).reasons())
                .extracting(Standing.Reason::excludes)
                .containsExactly(false, false);
        assertThat(standings.get(0).reasons().get(0).levels()).containsExactly("PREVIEW");
    }

    @Test
    void equal_scores_share_the_first_place() {
        Advice advice = advise(
                List.of(option("p", "k", Level.NATIVE, "l", Level.NO), option("q", "k", Level.NO, "l", Level.NATIVE)),
                List.of(should("a", "k", 1), should("b", "l", 1)));
        assertThat(winner(advice)).isEqualTo("[[{option=p}, {option=q}]]");
        assertThat(Robustness.of(advice, "cat")).isEmpty();
    }

    @Test
    void a_need_counts_only_where_its_condition_holds() {
        List<Option> options = List.of(option("p", "k", Level.NO), option("q", "k", Level.NATIVE));
        List<Need> needs = List.of(Need.must("far", Map.of("far", Set.of("yes")), "k", Level.NATIVE, SRC));
        assertThat(winner(advise(options, needs, "far", "yes"))).isEqualTo("[[{option=q}]]");
        assertThat(winner(advise(options, needs, "far", "no"))).isEqualTo("[[{option=p}, {option=q}]]");
        Advice open = advise(options, needs);
        assertThat(open.answer("cat").possible()).hasSize(2);
        assertThat(open.standings("cat")).extracting(Standing::viable).containsExactly(Truth.UNKNOWN, Truth.TRUE);
        assertThat(open.standings("cat").get(0).reasons().get(0).applies()).isEqualTo(Truth.UNKNOWN);
        assertThat(advise(options, needs, "far", "no").standings("cat").get(0).reasons())
                .isEmpty();
    }

    @Test
    void an_open_condition_may_add_to_the_score_or_not() {
        Advice advice = advise(
                List.of(option("p", "k", Level.CONDITIONAL)),
                List.of(Need.should("s", Map.of("far", Set.of("yes")), "k", BigDecimal.valueOf(3), SRC)));
        Standing standing = advice.standings("cat").get(0);
        assertThat(standing.worst()).isEqualTo(Ratio.ZERO);
        assertThat(standing.best()).isEqualTo(Ratio.of(6));
        assertThat(advice.answer("cat").isDecided())
                .as("there is only one option")
                .isTrue();
    }

    /** Two products together can what either can, but one alone is preferred when it is enough. */
    @Test
    void a_combination_wins_only_where_no_single_option_is_viable() {
        Option both = new Option("both", "both", Map.of(), List.of("p", "q"));
        Option p = option("p", "k", Level.NATIVE, "l", Level.NO);
        Option q = option("q", "k", Level.NO, "l", Level.NATIVE);
        Need k = Need.must("k", ALWAYS, "k", Level.NATIVE, SRC);
        Need l = Need.must("l", ALWAYS, "l", Level.NATIVE, SRC);
        assertThat(winner(advise(List.of(p, q, both), List.of(k)))).isEqualTo("[[{option=p}]]");
        assertThat(winner(advise(List.of(p, q, both), List.of(k, l)))).isEqualTo("[[{option=both}]]");
        Need everywhere = new Need("e", ALWAYS, "k", Need.Strength.MUST, Level.NATIVE, null, true, List.of(SRC));
        assertThat(winner(advise(List.of(p, q, both), List.of(k, l, everywhere))))
                .as("a need of every member")
                .isEqualTo("[none]");
    }

    @Test
    void a_winner_is_as_robust_as_the_share_of_weightings_that_keep_it() {
        Advice advice = advise(
                List.of(
                        option("p", "k", Level.NATIVE, "l", Level.PREVIEW),
                        option("q", "k", Level.PREVIEW, "l", Level.CONDITIONAL),
                        option("r", "k", Level.NO, "l", Level.NATIVE),
                        new Option("both", "both", Map.of(), List.of("p", "q"))),
                List.of(
                        should("a", "k", 2),
                        should("b", "l", 1),
                        Need.must("m", ALWAYS, "l", Level.PREVIEW, SRC),
                        Need.should("off", Map.of("far", Set.of("yes")), "k", BigDecimal.ONE, SRC)),
                "far",
                "no");
        Robustness robustness = Robustness.of(advice, "cat").orElseThrow();
        assertThat(robustness.winner()).isEqualTo("p");
        assertThat(robustness.criteria()).containsExactly("a", "b");
        // Against q: 2a > b; against r: 3a > 2b.
        assertThat(robustness.againstEach()).hasToString("{q=2/3, r=3/5}");
        assertThat(robustness.share()).hasToString("Optional[3/5]");
    }

    @Test
    void without_criteria_or_winner_there_is_nothing_to_be_robust() {
        Need must = Need.must("m", ALWAYS, "k", Level.NATIVE, SRC);
        assertThat(Robustness.of(advise(List.of(option("p", "k", Level.NATIVE)), List.of(must)), "cat"))
                .isEmpty();
        Advice alone = advise(List.of(option("p", "k", Level.NATIVE)), List.of(should("s", "k", 1)));
        assertThat(Robustness.of(alone, "cat").orElseThrow().share()).contains(Ratio.ONE);
        assertThat(Robustness.of(alone, "cat").orElseThrow().againstEach()).isEmpty();
    }

    @Test
    void an_excluded_rival_does_not_count_and_an_open_one_does() {
        Option silent = option("q", "k", Level.PREVIEW);
        Advice advice = advise(
                List.of(
                        option("p", "k", Level.CONDITIONAL, "l", Level.NATIVE),
                        silent,
                        option("r", "k", Level.NATIVE, "l", Level.NO)),
                List.of(should("a", "k", 1), Need.must("m", ALWAYS, "l", Level.NATIVE, SRC)));
        assertThat(advice.standings("cat"))
                .extracting(Standing::viable)
                .containsExactly(Truth.TRUE, Truth.UNKNOWN, Truth.FALSE);
        Robustness robustness = Robustness.of(advice, "cat").orElseThrow();
        assertThat(robustness.againstEach()).containsOnlyKeys("q").containsEntry("q", Ratio.ONE);
    }

    @Test
    void a_proof_of_a_choice_tells_levels_and_sources() {
        Advice advice = advise(
                List.of(
                        option("p", "k", Level.PREVIEW),
                        option("q", "k", Level.NATIVE),
                        new Option("both", "both", Map.of(), List.of("p", "q"))),
                List.of(Need.must("m", Map.of("far", Set.of("yes")), "k", Level.CONDITIONAL, SRC), should("s", "k", 2)),
                "far",
                "yes");
        assertThat(Explanation.of(advice, "cat")).hasToString("explanation of cat: " + advice);
        Proof proof = Explanation.of(advice, "cat").proof();
        assertThat(proof.statement()).isEqualTo("cat = [{option=q}]");
        assertThat(proof.holds()).isEqualTo(Truth.TRUE);
        assertThat(proof.because())
                .extracting(Proof::statement)
                .containsExactly("p is excluded", "q is viable, score 6", "both is viable, score 6");
        Proof need = proof.because().get(0).because().get(0);
        assertThat(need.statement()).isEqualTo("m: k must be at least CONDITIONAL, is PREVIEW");
        assertThat(need.holds()).isEqualTo(Truth.FALSE);
        assertThat(need.sources()).containsExactly(SRC);
        assertThat(need.because())
                .extracting(Proof::statement)
                .containsExactly("far is yes (want yes), DECLARED", "p: k is PREVIEW, ONE_CLAIM");
        assertThat(need.because().get(1).because().get(0))
                .isEqualTo(new Proof("PREVIEW", Truth.TRUE, List.of(SRC), List.of()));
        assertThat(proof.because().get(1).because().get(1).statement()).isEqualTo("s: k should be high, is NATIVE");
        assertThat(proof.because().get(2).because().get(0).because())
                .extracting(Proof::statement)
                .containsExactly(
                        "far is yes (want yes), DECLARED", "p: k is PREVIEW, ONE_CLAIM", "q: k is NATIVE, ONE_CLAIM");
    }

    @Test
    void what_nobody_states_is_open_in_the_proof_too() {
        Advice advice = advise(
                List.of(option("p", "k", Level.NATIVE), option("q")),
                List.of(Need.must("m", ALWAYS, "k", Level.NATIVE, SRC), should("s", "k", 1)));
        Proof proof = Explanation.of(advice, "cat").proof();
        assertThat(proof.holds()).isEqualTo(Truth.UNKNOWN);
        assertThat(proof.statement()).startsWith("cat = one of [");
        assertThat(proof.because().get(1).statement()).isEqualTo("q may be viable, score 0 to 3");
        assertThat(proof.because().get(1).because().get(0).because().get(0).statement())
                .isEqualTo("q: k is not stated by any source, NO_CLAIM");
    }

    @Test
    void unknown_names_are_refused() {
        Advice advice = advise(List.of(option("p", "k", Level.NATIVE)), List.of(should("s", "k", 1)));
        assertThat(advice.decisions()).containsExactly("cat");
        assertThat(advice.asOf()).isEqualTo(TODAY);
        assertThatThrownBy(() -> advice.standings("dog")).hasMessage("no catalogue \"dog\"");
        assertThatThrownBy(() -> advice.topic("t")).hasMessage("no topic \"t\"");
        assertThatThrownBy(() -> advice.steps("p")).hasMessage("no plan \"p\"");
    }
}
