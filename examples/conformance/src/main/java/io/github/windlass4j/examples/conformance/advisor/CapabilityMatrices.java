package io.github.windlass4j.examples.conformance.advisor;

import io.github.windlass4j.advisor.decide.Advice;
import io.github.windlass4j.advisor.decide.Standing;
import io.github.windlass4j.advisor.decide.Truth;
import io.github.windlass4j.advisor.knowledge.Catalogue;
import io.github.windlass4j.advisor.knowledge.Knowledge;
import io.github.windlass4j.advisor.knowledge.Level;
import io.github.windlass4j.advisor.knowledge.Need;
import io.github.windlass4j.advisor.knowledge.Option;
import io.github.windlass4j.advisor.knowledge.Question;
import io.github.windlass4j.core.knowledge.Claim;
import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.CaseIds;
import io.github.windlass4j.examples.conformance.Suite;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Matrices of the Azure Architecture Center: the matrix becomes a catalogue, a case's requirements become answers. */
final class CapabilityMatrices implements Suite {
    @Override
    public String name() {
        return "aac-capability-matrices";
    }

    @Override
    public String file() {
        return "advisor/aac-capability-matrices.json.gz";
    }

    @Override
    public Stream<Case> cases(CaseFile file) {
        return StreamSupport.stream(file.json().get("matrices").spliterator(), false)
                .flatMap(matrix -> {
                    Knowledge knowledge = knowledge(matrix);
                    String source = matrix.get("source").asString();
                    return StreamSupport.stream(matrix.get("cases").spliterator(), false)
                            .map(one -> one(source, knowledge, one));
                });
    }

    private static Case one(String source, Knowledge knowledge, JsonNode one) {
        Map<String, List<String>> expected = new LinkedHashMap<>();
        expected.put("viable", strings(one.get("viable")));
        expected.put("viableUnconditional", strings(one.get("viableUnconditional")));
        String id = source + "/" + CaseIds.of(one, "viable", "viableUnconditional");
        return new Case(id, expected, () -> {
            List<String> required = strings(one.get("require"));
            Map<String, String> answers = new LinkedHashMap<>();
            knowledge.questions().forEach(q -> answers.put(q.id(), required.contains(q.id()) ? "yes" : "no"));
            Advice advice = CasePack.advise(knowledge, answers);
            Map<String, List<String>> actual = new LinkedHashMap<>();
            actual.put("viable", viable(advice, "matrix"));
            actual.put("viableUnconditional", viable(advice, "unconditional"));
            return Answer.compare(expected, actual, "require " + required);
        });
    }

    private static List<String> viable(Advice advice, String catalogue) {
        return advice.standings(catalogue).stream()
                .filter(s -> s.viable() == Truth.TRUE)
                .map(Standing::option)
                .toList();
    }

    private static Knowledge knowledge(JsonNode matrix) {
        List<String> names = strings(matrix.get("options"));
        List<Question> questions = new ArrayList<>();
        List<Need> needs = new ArrayList<>();
        List<Need> unconditional = new ArrayList<>();
        List<Map<String, List<Claim<Level>>>> levels = names.stream()
                .<Map<String, List<Claim<Level>>>>map(n -> new LinkedHashMap<>())
                .toList();
        matrix.get("capabilities").properties().forEach(entry -> {
            String capability = entry.getKey();
            questions.add(Question.yesNo(capability, capability + "?"));
            Map<String, Set<String>> when = Map.of(capability, Set.of("yes"));
            needs.add(Need.must(capability, when, capability, Level.CONDITIONAL, CasePack.FILE));
            unconditional.add(Need.must(capability, when, capability, Level.NATIVE, CasePack.FILE));
            for (int o = 0; o < names.size(); o++) {
                levels.get(o)
                        .put(capability, List.of(Claim.of(level(entry.getValue().get(o)), CasePack.FILE)));
            }
        });
        List<Option> options = new ArrayList<>();
        for (int o = 0; o < names.size(); o++) {
            options.add(new Option(names.get(o), names.get(o), levels.get(o), List.of()));
        }
        return CasePack.of(
                questions,
                List.of(),
                List.of(
                        new Catalogue("matrix", "Matrix", options, needs),
                        new Catalogue("unconditional", "Matrix", options, unconditional)));
    }

    private static Level level(JsonNode cell) {
        if (cell.isString()) {
            return Level.CONDITIONAL;
        }
        return cell.asInt() == 1 ? Level.NATIVE : Level.NO;
    }

    static List<String> strings(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }
}
