package io.github.windlass4j.examples.conformance.advisor;

import io.github.windlass4j.advisor.knowledge.Knowledge;
import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.Suite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Single needs and pairs of needs, decided by the article's own rule and by the shipped pack alike. */
final class PlatformNeeds implements Suite {
    @Override
    public String name() {
        return "foundry-databricks-when";
    }

    @Override
    public String file() {
        return "advisor/foundry-databricks-when.json";
    }

    @Override
    public Stream<Case> cases(CaseFile file) {
        JsonNode json = file.json();
        Map<String, List<String>> sides = new TreeMap<>();
        for (JsonNode row : json.get("rows")) {
            sides.computeIfAbsent(row.get("choose").asString(), k -> new ArrayList<>())
                    .add(row.get("id").asString());
        }
        Knowledge rule = PlatformRule.of(
                sides.getOrDefault("FOUNDRY", List.of()),
                sides.getOrDefault("DATABRICKS", List.of()),
                sides.getOrDefault("BOTH", List.of()));
        List<Case> cases = new ArrayList<>();
        for (String list : List.of("singleNeedCases", "pairCases")) {
            for (JsonNode one : json.get(list)) {
                List<String> needs = CapabilityMatrices.strings(one.get("needs"));
                String expected = one.get("choose").asString();
                cases.add(new Case(String.join("+", needs), expected, () -> {
                    Map<String, String> answers = new TreeMap<>();
                    rule.questions().forEach(q -> answers.put(q.id(), needs.contains(q.id()) ? "yes" : "no"));
                    String actual = CasePack.advise(rule, answers)
                            .answer(PlatformRule.TABLE)
                            .value("choose")
                            .orElse("undecided");
                    return Answer.compare(expected, actual, needs.toString());
                }));
            }
        }
        return cases.stream();
    }
}
