package io.github.windlass4j.examples.conformance.mesh;

import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.CaseIds;
import io.github.windlass4j.examples.conformance.Suite;
import io.github.windlass4j.mesh.observe.scrape.MalformedScrapeConfigException;
import io.github.windlass4j.mesh.observe.scrape.Prometheus;
import io.github.windlass4j.mesh.observe.scrape.ScrapeConfig;
import io.github.windlass4j.mesh.observe.scrape.ScrapeJob;
import io.github.windlass4j.mesh.observe.scrape.TargetOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Relabelling rules and targets: the labels that promtool 2.42 gave, or its refusal of the rules. */
final class RelabelPromtoolSuite implements Suite {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public String name() {
        return "relabel-promtool";
    }

    @Override
    public String file() {
        return "mesh/istio-telemetry/relabel-promtool.json.gz";
    }

    @Override
    public Stream<Case> cases(CaseFile file) {
        Stream<Case> valid = file.elements("valid")
                .map(node -> new Case(CaseIds.of(node, "labels"), node.get("labels"), () -> labels(node)));
        Stream<Case> refused = file.elements("invalidConfig")
                .map(node -> new Case(CaseIds.of(node, "error"), "refused", () -> refusal(node)));
        return Stream.concat(valid, refused);
    }

    private static ScrapeJob job(JsonNode node) {
        Map<String, Object> job = Map.of("job_name", "j", "relabel_configs", node.get("relabel_configs"));
        String config = JSON.writeValueAsString(Map.of("scrape_configs", List.of(job)));
        return ScrapeConfig.read(config, "case", Prometheus.V2).jobs().get(0);
    }

    private static Answer labels(JsonNode node) {
        ScrapeJob job = job(node);
        List<JsonNode> actual = new ArrayList<>();
        for (JsonNode target : node.get("targets")) {
            Map<String, String> labels = new LinkedHashMap<>();
            target.get("labels")
                    .properties()
                    .forEach(
                            label -> labels.put(label.getKey(), label.getValue().asString()));
            labels.put("__address__", target.get("targets").get(0).asString());
            actual.add(JSON.valueToTree(
                    shape(job.target(labels), node.get("targets").size() == 1)));
        }
        JsonNode answer = JSON.valueToTree(actual);
        return new Answer(
                answer,
                answer.equals(node.get("labels")),
                job.targetRules().rules().toString());
    }

    /**
     * promtool prints neither labels nor discovered labels for a refused target: the file can mark it only by its missing
     * row, and of a single target there is no other row to tell by.
     */
    private static Map<String, ?> shape(TargetOutcome outcome, boolean single) {
        if (outcome instanceof TargetOutcome.Scraped scraped) {
            return scraped.labels();
        }
        return outcome instanceof TargetOutcome.Refused && !single ? Map.of("$invalidTarget", true) : Map.of();
    }

    private static Answer refusal(JsonNode node) {
        try {
            return new Answer("accepted", false, job(node).targetRules().rules().toString());
        } catch (MalformedScrapeConfigException e) {
            return new Answer("refused", true, String.valueOf(e.getMessage()));
        }
    }
}
