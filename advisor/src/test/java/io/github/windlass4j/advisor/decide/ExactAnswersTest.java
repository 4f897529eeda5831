package io.github.windlass4j.advisor.decide;

import static io.github.windlass4j.advisor.Packs.SRC;
import static io.github.windlass4j.advisor.Packs.TODAY;
import static io.github.windlass4j.advisor.Packs.completions;
import static io.github.windlass4j.advisor.Packs.knowledge;
import static io.github.windlass4j.advisor.Packs.pack;
import static io.github.windlass4j.advisor.Packs.question;
import static io.github.windlass4j.advisor.Packs.row;
import static io.github.windlass4j.advisor.Packs.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.advisor.knowledge.Catalogue;
import io.github.windlass4j.advisor.knowledge.HitPolicy;
import io.github.windlass4j.advisor.knowledge.Knowledge;
import io.github.windlass4j.advisor.knowledge.Level;
import io.github.windlass4j.advisor.knowledge.Need;
import io.github.windlass4j.advisor.knowledge.Option;
import io.github.windlass4j.advisor.knowledge.Question;
import io.github.windlass4j.advisor.knowledge.Row;
import io.github.windlass4j.advisor.knowledge.Table;
import io.github.windlass4j.core.knowledge.Claim;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The answer under unknown facts is the set of answers over all completions, no more and no less. */
class ExactAnswersTest {
    private static final List<Question> QUESTIONS =
            List.of(question("a", "1", "2", "3"), question("b", "1", "2"), question("c", "1", "2", "3"));

    private static Advice advise(Knowledge knowledge, Map<String, String> answers) {
        Facts facts = Facts.none();
        for (Map.Entry<String, String> answer : answers.entrySet()) {
            facts = facts.declare(answer.getKey(), answer.getValue());
        }
        return Advisor.advise(knowledge, facts, TODAY);
    }

    @Property(tries = 300)
    void table_answers_equal_brute_force(@ForAll long seed) {
        Random random = new Random(seed);
        HitPolicy policy = HitPolicy.values()[random.nextInt(3)];
        Table low =
                randomTable("low", random, policy == HitPolicy.COLLECT ? HitPolicy.FIRST : policy, List.of("a", "b"));
        List<Row> rows = new ArrayList<>();
        for (int r = 0; r < 4; r++) {
            Map<String, Set<String>> when = new LinkedHashMap<>();
            if (random.nextBoolean()) {
                when.put(
                        "low.x",
                        Set.of(low.valuesOf("x")
                                .get(random.nextInt(low.valuesOf("x").size()))));
            }
            if (random.nextBoolean()) {
                when.put("c", randomValues(random, List.of("1", "2", "3")));
            }
            rows.add(Row.of(when, Map.of("y", "y" + random.nextInt(3)), SRC));
        }
        Table high = new Table("high", "high", List.of("low.x", "c"), policy, rows);
        assertExact(knowledge(QUESTIONS, low, high), "high", random);
    }

    @Property(tries = 300)
    void catalogue_answers_equal_brute_force(@ForAll long seed) {
        Random random = new Random(seed);
        List<Option> options = new ArrayList<>();
        for (String id : List.of("p", "q")) {
            Map<String, List<Claim<Level>>> capabilities = new LinkedHashMap<>();
            for (String capability : List.of("k", "l")) {
                capabilities.put(capability, List.of(Claim.of(Level.values()[random.nextInt(4)], SRC)));
            }
            options.add(new Option(id, id, capabilities, List.of()));
        }
        options.add(new Option("pq", "both", Map.of(), List.of("p", "q")));
        List<Need> needs = new ArrayList<>();
        for (int n = 0; n < 4; n++) {
            String input = List.of("a", "b", "c").get(n % 3);
            Map<String, Set<String>> when = Map.of(input, randomValues(random, List.of("1", "2")));
            String capability = random.nextBoolean() ? "k" : "l";
            needs.add(
                    random.nextBoolean()
                            ? Need.must("n" + n, when, capability, Level.values()[1 + random.nextInt(3)], SRC)
                            : Need.should("n" + n, when, capability, BigDecimal.valueOf(1 + random.nextInt(3)), SRC));
        }
        Catalogue catalogue = new Catalogue("cat", "cat", options, needs);
        assertExact(Knowledge.of(pack(QUESTIONS, List.of(), List.of(), List.of(catalogue), List.of())), "cat", random);
    }

    /** The same on fixed seeds, for whoever has no time for more. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void answers_equal_brute_force_on_fixed_seeds(long seed) {
        table_answers_equal_brute_force(seed);
        catalogue_answers_equal_brute_force(seed);
    }

    private static void assertExact(Knowledge knowledge, String id, Random random) {
        Map<String, String> known = new HashMap<>();
        for (Question question : QUESTIONS) {
            if (random.nextBoolean()) {
                known.put(
                        question.id(),
                        question.values().get(random.nextInt(question.values().size())));
            }
        }
        Set<Possibility> expected = new HashSet<>();
        for (Map<String, String> complete : completions(QUESTIONS, known)) {
            Answer one = advise(knowledge, complete).answer(id);
            assertThat(one.isDecided()).isTrue();
            expected.addAll(one.possible());
        }
        Answer answer = advise(knowledge, known).answer(id);
        assertThat(answer.exact()).isTrue();
        assertThat(answer.possible()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
    }

    private static Table randomTable(String id, Random random, HitPolicy policy, List<String> inputs) {
        List<Row> rows = new ArrayList<>();
        for (int r = 0; r < 3; r++) {
            Map<String, Set<String>> when = new LinkedHashMap<>();
            for (String input : inputs) {
                if (random.nextInt(3) > 0) {
                    when.put(input, randomValues(random, List.of("1", "2")));
                }
            }
            rows.add(Row.of(when, Map.of("x", "x" + random.nextInt(3)), SRC));
        }
        return new Table(id, id, inputs, policy, rows);
    }

    private static Set<String> randomValues(Random random, List<String> domain) {
        Set<String> values =
                domain.stream().filter(v -> random.nextBoolean()).collect(Collectors.toCollection(LinkedHashSet::new));
        return values.isEmpty() ? Set.of(domain.get(0)) : values;
    }

    @Test
    void kleene_alone_would_not_know_what_both_values_agree_on() {
        Knowledge knowledge = knowledge(
                List.of(question("a", "1", "2")),
                table("t", HitPolicy.UNIQUE, List.of("a"), row("a=1 -> x=same"), row("a=2 -> x=same")));
        assertThat(advise(knowledge, Map.of()).answer("t").value("x")).contains("same");
    }

    @Test
    void unknown_is_not_no_match() {
        Knowledge knowledge = knowledge(
                List.of(question("a", "1", "2")), table("t", HitPolicy.UNIQUE, List.of("a"), row("a=1 -> x=one")));
        Answer answer = advise(knowledge, Map.of()).answer("t");

        assertThat(answer.isDecided()).isFalse();
        assertThat(answer.possible()).extracting(Possibility::toString).containsExactly("none", "[{x=one}]");
        assertThat(answer.value("x")).isEmpty();
        assertThat(advise(knowledge, Map.of("a", "2")).answer("t").necessary()).contains(new Possibility(List.of()));
    }

    @Test
    void level_that_nobody_states_keeps_both_answers_possible() {
        Option known = new Option("p", "p", Map.of("k", List.of(Claim.of(Level.NATIVE, SRC))), List.of());
        Option silent = new Option("q", "q", Map.of(), List.of());
        Catalogue catalogue = new Catalogue(
                "cat", "cat", List.of(known, silent), List.of(Need.must("n", Map.of(), "k", Level.CONDITIONAL, SRC)));
        Advice advice =
                advise(Knowledge.of(pack(List.of(), List.of(), List.of(), List.of(catalogue), List.of())), Map.of());

        assertThat(advice.answer("cat").possible()).hasSize(2);
        assertThat(advice.standings("cat")).extracting(Standing::viable).containsExactly(Truth.TRUE, Truth.UNKNOWN);
    }

    @Test
    void search_beyond_its_cap_says_so() {
        List<Question> many = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            many.add(question("q" + i, "0", "1"));
            rows.add(row("q" + i + "=1 -> x=" + i));
        }
        Knowledge knowledge = knowledge(
                many, new Table("t", "t", many.stream().map(Question::id).toList(), HitPolicy.COLLECT, rows));
        Answer answer = advise(knowledge, Map.of()).answer("t");

        assertThat(answer.exact()).isFalse();
        assertThat(answer.isDecided()).isFalse();
        assertThat(answer.possible()).hasSizeLessThanOrEqualTo(Advice.MAX_STATES);
    }

    @Test
    void number_falls_into_its_band() {
        Question days = new Question(
                "days", "Days left?", List.of("last", "second", "first", "none"), List.of(">7", ">14", ">=31"), true);
        Knowledge knowledge =
                knowledge(List.of(days), table("t", HitPolicy.UNIQUE, List.of("days"), row("days=second -> x=hit")));
        assertThat(days.answerFor("7")).isEqualTo("last");
        assertThat(days.answerFor("7.1")).isEqualTo("second");
        assertThat(days.answerFor("14.9")).isEqualTo("first");
        assertThat(days.answerFor("-3")).isEqualTo("last");
        assertThat(days.answerFor("30.9")).isEqualTo("first");
        assertThat(days.answerFor("31")).isEqualTo("none");
        assertThat(advise(knowledge, Map.of("days", "8")).answer("t").value("x"))
                .contains("hit");
        assertThatThrownBy(() -> advise(knowledge, Map.of("days", "soon")))
                .hasMessage("days: \"soon\" (want a number or one of [last, second, first, none])");
    }

    @Test
    void fact_that_is_no_answer_is_refused_and_one_nobody_asks_is_reported() {
        Knowledge knowledge = knowledge(
                List.of(question("a", "1", "2")), table("t", HitPolicy.UNIQUE, List.of("a"), row("a=1 -> x=1")));
        assertThatThrownBy(() -> advise(knowledge, Map.of("a", "3"))).hasMessage("a: \"3\" (want one of [1, 2])");
        assertThat(advise(knowledge, Map.of("z", "3")).unused())
                .extracting(Fact::question)
                .containsExactly("z");
        assertThat(advise(knowledge, Map.of("z", "3")).toString()).endsWith("; no pack asks about z");
        assertThatThrownBy(() -> advise(knowledge, Map.of()).answer("nothing"))
                .hasMessageStartingWith("no table and no catalogue \"nothing\" (want one of [");
    }
}
