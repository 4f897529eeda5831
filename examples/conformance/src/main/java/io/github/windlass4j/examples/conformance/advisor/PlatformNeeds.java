package io.github.windlass4j.examples.conformance.advisor;

import io.github.windlass4j.advisor.knowledge.Knowledge;
import io.github.windlass4j.advisor.knowledge.KnowledgePack;
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

/** Single needs and pairs of needs: the article's own rule as a table, and the shipped pack, must both choose as stated. */
final class PlatformNeeds implements Suite {
    /** What a need says, by a fragment, to the questions of the pack that it answers with yes. */
    private static final Map<String, List<String>> MEANINGS = Map.ofEntries(
            Map.entry("multi-agent systems", List.of("generativeApps")),
            Map.entry("array of foundation models", List.of("modelChoice")),
            Map.entry("tool calling", List.of("toolAgents")),
            Map.entry("guardrails", List.of("guardrails")),
            Map.entry("prototype", List.of("prototyping")),
            Map.entry("Microsoft 365", List.of("m365")),
            Map.entry("ETL", List.of("dataEngineering")),
            Map.entry("traditional machine learning", List.of("mlTraining")),
            Map.entry("lineage", List.of("lineage")),
            Map.entry("business intelligence", List.of("analytics")),
            Map.entry("natural language", List.of("askData")),
            Map.entry("auto-scaling", List.of("heavyCompute")),
            Map.entry("grounded in enterprise-specific", List.of("toolAgents", "grounding")),
            Map.entry("raw data to intelligent", List.of("dataEngineering", "generativeApps")),
            Map.entry("specialized toolsets", List.of("analytics", "generativeApps")));

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
        Map<String, String> texts = new TreeMap<>();
        for (JsonNode row : json.get("rows")) {
            texts.put(row.get("id").asString(), row.get("when").asString());
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
                    String byRule = CasePack.advise(rule, answers)
                            .answer(PlatformRule.TABLE)
                            .value("choose")
                            .orElse("undecided");
                    String byPack = shipped(needs.stream().map(texts::get).toList());
                    return Answer.compare(
                            expected,
                            byRule.equals(byPack) ? byPack : byRule + " by rule, " + byPack + " by pack",
                            needs.toString());
                }));
            }
        }
        return cases.stream();
    }

    // What an article of its time takes for granted: the public cloud, previews, the platform made for each workload.
    private static String shipped(List<String> needs) {
        Map<String, String> answers = new TreeMap<>();
        Knowledge pack = Knowledge.of(KnowledgePack.shipped("ai-platform"));
        MEANINGS.values().forEach(questions -> questions.forEach(q -> answers.put(q, "no")));
        for (String need : needs) {
            MEANINGS.forEach((fragment, questions) -> {
                if (need.contains(fragment)) {
                    questions.forEach(q -> answers.put(q, "yes"));
                }
            });
        }
        answers.put("consolidate", "no");
        answers.put("previewAccepted", "yes");
        answers.put("cloud", "public");
        answers.put("offline", "no");
        answers.put("postgres", "no");
        return CasePack.advise(pack, answers).answer("platform").value("option").orElse("undecided");
    }
}
