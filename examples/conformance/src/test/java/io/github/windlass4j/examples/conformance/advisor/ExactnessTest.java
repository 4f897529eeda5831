package io.github.windlass4j.examples.conformance.advisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.advisor.decide.Advice;
import io.github.windlass4j.advisor.explain.Counterfactual;
import io.github.windlass4j.advisor.explain.Counterfactuals;
import io.github.windlass4j.advisor.explain.Explanation;
import io.github.windlass4j.advisor.knowledge.HitPolicy;
import io.github.windlass4j.advisor.knowledge.Knowledge;
import io.github.windlass4j.advisor.knowledge.Question;
import io.github.windlass4j.advisor.knowledge.Row;
import io.github.windlass4j.advisor.knowledge.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Exact answers, smallest changes and good questions, held against brute force over whole state spaces. */
class ExactnessTest {
    private static final int SIDE = 6;
    private static final List<String> FIRST =
            IntStream.range(0, SIDE).mapToObj(i -> "first" + i).toList();
    private static final List<String> SECOND =
            IntStream.range(0, SIDE).mapToObj(i -> "second" + i).toList();
    private static final List<String> NEEDS =
            Stream.concat(FIRST.stream(), SECOND.stream()).toList();
    private static final Knowledge RULE = PlatformRule.of(FIRST, SECOND, List.of());
    private static final Advice NOTHING_KNOWN = CasePack.advise(RULE, Map.of());

    @Test
    void all_531441_platform_states_equal_brute_force() {
        Map<Integer, Set<String>> memo = new HashMap<>();
        int[] visited = {0};
        visit(0, new HashMap<>(), memo, visited);
        assertThat(visited[0]).isEqualTo(531_441);
    }

    private static void visit(int index, Map<String, String> answers, Map<Integer, Set<String>> memo, int[] visited) {
        if (index == NEEDS.size()) {
            visited[0]++;
            Set<String> actual =
                    NOTHING_KNOWN.supposing(answers).answer(PlatformRule.TABLE).possible("choose");
            if (!actual.equals(bruteForce(answers, memo))) {
                assertThat(actual).as(answers.toString()).isEqualTo(bruteForce(answers, memo));
            }
            return;
        }
        for (String value : List.of("yes", "no")) {
            answers.put(NEEDS.get(index), value);
            visit(index + 1, answers, memo, visited);
        }
        answers.remove(NEEDS.get(index));
        visit(index + 1, answers, memo, visited);
    }

    // The rule sees each side only through "some yes" and "some unknown"; per such pair all completions are tried.
    private static Set<String> bruteForce(Map<String, String> answers, Map<Integer, Set<String>> memo) {
        int key = side(FIRST, answers) * 4 + side(SECOND, answers);
        return memo.computeIfAbsent(key, k -> {
            Set<String> result = new TreeSet<>();
            List<String> open =
                    NEEDS.stream().filter(n -> !answers.containsKey(n)).toList();
            for (int bits = 0; bits < 1 << open.size(); bits++) {
                Set<String> wanted = new HashSet<>();
                NEEDS.stream().filter(n -> "yes".equals(answers.get(n))).forEach(wanted::add);
                for (int i = 0; i < open.size(); i++) {
                    if ((bits >> i & 1) == 1) {
                        wanted.add(open.get(i));
                    }
                }
                result.add(rule(wanted));
            }
            return result;
        });
    }

    private static int side(List<String> side, Map<String, String> answers) {
        boolean some = side.stream().anyMatch(n -> "yes".equals(answers.get(n)));
        boolean open = side.stream().anyMatch(n -> !answers.containsKey(n));
        return (some ? 1 : 0) + (open ? 2 : 0);
    }

    private static String rule(Set<String> wanted) {
        boolean first = FIRST.stream().anyMatch(wanted::contains);
        boolean second = SECOND.stream().anyMatch(wanted::contains);
        return first && second ? "BOTH" : first ? "FOUNDRY" : second ? "DATABRICKS" : "NEITHER";
    }

    @Test
    void all_567_partial_states_of_a_three_column_matrix_equal_brute_force() {
        List<List<String>> domains = List.of(
                IntStream.range(0, 8).mapToObj(i -> "a" + i).toList(),
                IntStream.range(0, 8).mapToObj(i -> "b" + i).toList(),
                IntStream.range(0, 6).mapToObj(i -> "c" + i).toList());
        List<String> inputs = List.of("a", "b", "c");
        List<Row> rows = new ArrayList<>();
        for (int r = 0; r < 8; r++) {
            Map<String, Set<String>> when = new TreeMap<>();
            for (int i = 0; i < 3; i++) {
                int value = i == 2 ? r % 3 : r;
                when.put(inputs.get(i), Set.of(domains.get(i).get(value)));
            }
            rows.add(Row.of(when, Map.of("risk", "r" + r % 3), CasePack.FILE));
        }
        List<Question> questions = IntStream.range(0, 3)
                .mapToObj(i -> new Question(inputs.get(i), inputs.get(i), domains.get(i), List.of(), false))
                .toList();
        Knowledge knowledge =
                CasePack.of(questions, List.of(new Table("risk", "Risk", inputs, HitPolicy.UNIQUE, rows)), List.of());
        int states = 0;
        for (int a = -1; a < 8; a++) {
            for (int b = -1; b < 8; b++) {
                for (int c = -1; c < 6; c++) {
                    Map<String, String> facts = new TreeMap<>();
                    put(facts, "a", a);
                    put(facts, "b", b);
                    put(facts, "c", c);
                    Set<String> expected = new TreeSet<>();
                    for (Row row : rows) {
                        if (facts.entrySet().stream()
                                .allMatch(f -> row.when()
                                        .getOrDefault(f.getKey(), Set.of())
                                        .contains(f.getValue()))) {
                            expected.add(row.then().getOrDefault("risk", ""));
                        }
                    }
                    assertThat(RiskStates.risks(CasePack.advise(knowledge, facts)))
                            .as(facts.toString())
                            .isEqualTo(expected);
                    states++;
                }
            }
        }
        assertThat(states).isEqualTo(567);
    }

    private static void put(Map<String, String> facts, String input, int value) {
        if (value >= 0) {
            facts.put(input, input + value);
        }
    }

    @Test
    void all_4096_counterfactuals_are_minimal_and_complete() {
        for (int state = 0; state < 1 << NEEDS.size(); state++) {
            Map<String, String> answers = new TreeMap<>();
            Set<String> wanted = new HashSet<>();
            for (int i = 0; i < NEEDS.size(); i++) {
                boolean yes = (state >> i & 1) == 1;
                answers.put(NEEDS.get(i), yes ? "yes" : "no");
                if (yes) {
                    wanted.add(NEEDS.get(i));
                }
            }
            Counterfactuals found = Explanation.of(NOTHING_KNOWN.supposing(answers), PlatformRule.TABLE)
                    .counterfactuals();
            Set<Set<String>> actual = new HashSet<>();
            for (Counterfactual change : found.changes()) {
                actual.add(change.change().keySet());
            }
            if (!found.complete() || !actual.equals(nearest(wanted))) {
                assertThat(actual).as(wanted.toString()).isEqualTo(nearest(wanted));
            }
        }
    }

    private static Set<Set<String>> nearest(Set<String> wanted) {
        String now = rule(wanted);
        for (int size = 1; size <= NEEDS.size(); size++) {
            Set<Set<String>> result = new HashSet<>();
            for (int bits = 0; bits < 1 << NEEDS.size(); bits++) {
                if (Integer.bitCount(bits) != size) {
                    continue;
                }
                Set<String> flipped = new HashSet<>();
                Set<String> then = new HashSet<>(wanted);
                for (int i = 0; i < NEEDS.size(); i++) {
                    if ((bits >> i & 1) == 1) {
                        flipped.add(NEEDS.get(i));
                        if (!then.remove(NEEDS.get(i))) {
                            then.add(NEEDS.get(i));
                        }
                    }
                }
                if (!rule(then).equals(now)) {
                    result.add(flipped);
                }
            }
            if (!result.isEmpty()) {
                return result;
            }
        }
        return Set.of();
    }

    @Test
    void questions_are_within_five_percent_of_the_optimum() {
        for (double p : List.of(0.5, 0.3, 0.1)) {
            double asked = expected(Map.of(), p, new HashMap<>());
            double optimum = optimum(new int[] {SIDE, SIDE}, new boolean[2], p, new HashMap<>());
            System.out.printf("questions, p = %.1f: %.3f asked, optimum %.3f%n", p, asked, optimum);
            assertThat(asked).isLessThanOrEqualTo(1.05 * optimum).isGreaterThanOrEqualTo(optimum - 1e-9);
        }
    }

    private static double expected(Map<String, String> answers, double p, Map<Map<String, String>, Double> memo) {
        Double known = memo.get(answers);
        if (known != null) {
            return known;
        }
        double result = Explanation.of(NOTHING_KNOWN.supposing(answers), PlatformRule.TABLE)
                .nextQuestion()
                .map(next -> {
                    Map<String, String> yes = new TreeMap<>(answers);
                    yes.put(next.question().id(), "yes");
                    Map<String, String> no = new TreeMap<>(answers);
                    no.put(next.question().id(), "no");
                    return 1 + p * expected(yes, p, memo) + (1 - p) * expected(no, p, memo);
                })
                .orElse(0.0);
        memo.put(answers, result);
        return result;
    }

    // Dynamic programme over (unknown needs per side, whether a side is wanted already).
    private static double optimum(int[] open, boolean[] wanted, double p, Map<String, Double> memo) {
        boolean[] settled = {wanted[0] || open[0] == 0, wanted[1] || open[1] == 0};
        if (settled[0] && settled[1]) {
            return 0;
        }
        String key = open[0] + " " + open[1] + " " + wanted[0] + " " + wanted[1];
        Double known = memo.get(key);
        if (known != null) {
            return known;
        }
        double best = Double.MAX_VALUE;
        for (int side = 0; side < 2; side++) {
            if (open[side] > 0) {
                int[] left = open.clone();
                left[side]--;
                boolean[] then = wanted.clone();
                then[side] = true;
                best = Math.min(best, 1 + p * optimum(left, then, p, memo) + (1 - p) * optimum(left, wanted, p, memo));
            }
        }
        memo.put(key, best);
        return best;
    }
}
