package io.github.windlass4j.examples.conformance.advisor;

import io.github.windlass4j.advisor.decide.Advice;
import io.github.windlass4j.advisor.knowledge.Knowledge;
import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.Suite;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Every state of twelve needs, each wanted, not wanted or unknown: how many have which set of possible answers. */
final class PlatformStates implements Suite {
    private static final int SIDE = 6;

    @Override
    public String name() {
        return "foundry-databricks-partial-counts";
    }

    @Override
    public String file() {
        return "advisor/foundry-databricks-partial-counts.json";
    }

    @Override
    public Stream<Case> cases(CaseFile file) {
        List<JsonNode> counts = new ArrayList<>();
        file.json().get("counts").forEach(counts::add);
        if (counts.isEmpty()) {
            return Stream.of();
        }
        Map<Set<String>, Integer> found = count();
        return counts.stream().map(count -> {
            Set<String> possible = new TreeSet<>(CapabilityMatrices.strings(count.get("possible")));
            int expected = count.get("states").asInt();
            return new Case(
                    String.join("+", possible),
                    expected,
                    () -> Answer.compare(expected, found.getOrDefault(possible, 0), "of 3^12 states"));
        });
    }

    static Map<Set<String>, Integer> count() {
        List<String> first = IntStream.range(0, SIDE).mapToObj(i -> "first" + i).toList();
        List<String> second =
                IntStream.range(0, SIDE).mapToObj(i -> "second" + i).toList();
        Knowledge rule = PlatformRule.of(first, second, List.of());
        Map<Set<String>, Integer> counts = new HashMap<>();
        visit(
                Stream.concat(first.stream(), second.stream()).toList(),
                0,
                new HashMap<>(),
                CasePack.advise(rule, Map.of()),
                counts);
        return counts;
    }

    private static void visit(
            List<String> needs,
            int index,
            Map<String, String> answers,
            Advice advice,
            Map<Set<String>, Integer> counts) {
        if (index == needs.size()) {
            Set<String> possible = new TreeSet<>(
                    advice.supposing(answers).answer(PlatformRule.TABLE).possible("choose"));
            counts.merge(possible, 1, Integer::sum);
            return;
        }
        for (String value : List.of("yes", "no")) {
            answers.put(needs.get(index), value);
            visit(needs, index + 1, answers, advice, counts);
        }
        answers.remove(needs.get(index));
        visit(needs, index + 1, answers, advice, counts);
    }
}
