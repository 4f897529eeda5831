package io.github.windlass4j.examples.conformance.x509;

import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.chain.Obstacle;
import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.Suite;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Whether the first obstacle names the rule that an x509-limbo case is about; rules are numbered as families are. */
final class LimboRulesSuite implements Suite {
    @Override
    public String name() {
        return "limbo-rules";
    }

    @Override
    public String file() {
        return "x509/limbo-rules.json";
    }

    @Override
    public Stream<Case> cases(CaseFile cases) {
        Map<String, LimboCase> questions = new HashMap<>();
        try (Stream<JsonNode> nodes = cases.companion("limbo.json").elements("testcases")) {
            nodes.map(node -> new LimboCase(node, Clock.systemUTC())).forEach(one -> questions.put(one.id(), one));
        }
        List<Case> all = new ArrayList<>();
        cases.json().get("cases").properties().forEach(entry -> {
            LimboCase question = questions.get(entry.getKey());
            if (question != null && question.expected().equals("FAILURE")) {
                List<Integer> rules = new ArrayList<>();
                entry.getValue().get("rules").forEach(rule -> rules.add(rule.asInt()));
                all.add(new Case(entry.getKey(), rules, () -> ask(question, rules)));
            }
        });
        return all.stream();
    }

    private static Answer ask(LimboCase question, List<Integer> rules) {
        ChainVerdict verdict = question.verdict();
        return verdict.fold(trusted -> new Answer("trusted", false, trusted.toString()), rejected -> {
            Obstacle first = rejected.obstacles().get(0);
            return new Answer(first.rule().id(), rules.contains(first.rule().family()), rejected.toString());
        });
    }
}
