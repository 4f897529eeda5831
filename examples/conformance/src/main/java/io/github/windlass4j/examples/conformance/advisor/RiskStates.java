package io.github.windlass4j.examples.conformance.advisor;

import io.github.windlass4j.advisor.decide.Advice;
import io.github.windlass4j.advisor.decide.Possibility;
import io.github.windlass4j.advisor.knowledge.HitPolicy;
import io.github.windlass4j.advisor.knowledge.Knowledge;
import io.github.windlass4j.advisor.knowledge.Question;
import io.github.windlass4j.advisor.knowledge.Row;
import io.github.windlass4j.advisor.knowledge.Table;
import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.CaseIds;
import io.github.windlass4j.examples.conformance.Suite;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * Partial states of an article's risk matrix. The matrix, a companion file, becomes a table of the kernel; its world is
 * closed: a combination that stands in no row does not occur.
 */
final class RiskStates implements Suite {
    @Override
    public String name() {
        return "ca-risk-matrix-partial";
    }

    @Override
    public String file() {
        return "advisor/ca-risk-matrix-partial.json";
    }

    @Override
    public Stream<Case> cases(CaseFile file) {
        Knowledge knowledge = knowledge(file.companion("ca-risk-matrix.json").json());
        return StreamSupport.stream(file.json().get("states").spliterator(), false)
                .map(state -> {
                    Set<String> expected = new TreeSet<>(CapabilityMatrices.strings(state.get("possibleRisks")));
                    return new Case(CaseIds.of(state, "possibleRisks", "rows"), expected, () -> {
                        Map<String, String> facts = new LinkedHashMap<>();
                        state.get("facts")
                                .properties()
                                .forEach(f -> facts.put(f.getKey(), f.getValue().asString()));
                        return Answer.compare(expected, risks(CasePack.advise(knowledge, facts)), facts.toString());
                    });
                });
    }

    static Set<String> risks(Advice advice) {
        Set<String> result = new TreeSet<>();
        for (Possibility outcome : advice.answer("risk").possible()) {
            result.addAll(outcome.values("risk"));
        }
        return result;
    }

    static Knowledge knowledge(JsonNode matrix) {
        List<String> inputs = CapabilityMatrices.strings(matrix.get("inputs"));
        Map<String, Set<String>> domains = new LinkedHashMap<>();
        inputs.forEach(i -> domains.put(i, new LinkedHashSet<>()));
        List<Row> rows = new ArrayList<>();
        for (JsonNode row : matrix.get("rows")) {
            Map<String, Set<String>> when = new LinkedHashMap<>();
            for (String input : inputs) {
                String value = row.get(input).asString();
                domains.getOrDefault(input, Set.of()).add(value);
                when.put(input, Set.of(value));
            }
            rows.add(Row.of(when, Map.of("risk", row.get("risk").asString()), CasePack.FILE));
        }
        List<Question> questions = new ArrayList<>();
        domains.forEach((input, values) ->
                questions.add(new Question(input, input + "?", List.copyOf(values), List.of(), false)));
        return CasePack.of(questions, List.of(new Table("risk", "Risk", inputs, HitPolicy.UNIQUE, rows)), List.of());
    }
}
