package io.github.windlass4j.examples.conformance.mesh;

import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.CaseIds;
import io.github.windlass4j.examples.conformance.Suite;
import io.github.windlass4j.mesh.istio.MeshConfig;
import io.github.windlass4j.mesh.observe.MetricsMerge;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whether an agent merges metrics, and which targets a pod's annotations name. */
final class PrometheusMergeSuite implements Suite {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public String name() {
        return "prometheus-merge";
    }

    @Override
    public String file() {
        return "mesh/istio-telemetry/prometheus-merge.json";
    }

    @Override
    public Stream<Case> cases(CaseFile file) {
        JsonNode cases = file.json();
        return Stream.concat(
                list(cases, "enable").map(node -> {
                    boolean want = node.get("want").asBoolean();
                    return new Case(CaseIds.of(node, "want"), want, () -> Answer.compare(want, enabled(node), ""));
                }),
                list(cases, "targets").map(node -> {
                    Map<String, Object> want = want(node);
                    return new Case(
                            CaseIds.of(node, "wantPath", "wantPort", "wantTargets"),
                            want,
                            () -> Answer.compare(want, targets(node), ""));
                }));
    }

    private static Stream<JsonNode> list(JsonNode cases, String field) {
        return cases.has(field) ? StreamSupport.stream(cases.get(field).spliterator(), false) : Stream.empty();
    }

    private static Map<String, String> annotations(JsonNode node) {
        Map<String, String> annotations = new LinkedHashMap<>();
        if (node != null && node.isObject()) {
            node.properties()
                    .forEach(entry ->
                            annotations.put(entry.getKey(), entry.getValue().asString()));
        }
        return annotations;
    }

    private static boolean enabled(JsonNode node) {
        JsonNode mesh = node.get("mesh");
        MeshConfig config = mesh == null || mesh.isNull()
                ? MeshConfig.defaults()
                : MeshConfig.read(JSON.writeValueAsString(mesh), "mesh");
        return MetricsMerge.isEnabled(config, annotations(node.get("anno")));
    }

    private static Map<String, Object> want(JsonNode node) {
        Map<String, Object> want = new LinkedHashMap<>();
        want.put("path", node.has("wantPath") ? node.get("wantPath").asString() : "");
        want.put("port", node.has("wantPort") ? node.get("wantPort").asString() : "");
        JsonNode targets = node.get("wantTargets");
        want.put(
                "targets",
                targets == null || targets.isNull()
                        ? List.of()
                        : StreamSupport.stream(targets.spliterator(), false)
                                .map(target -> target.get("Port").asString()
                                        + target.get("Path").asString())
                                .toList());
        return want;
    }

    private static Map<String, Object> targets(JsonNode node) {
        MetricsMerge merge = MetricsMerge.of(annotations(node.get("annotations")));
        Map<String, Object> actual = new LinkedHashMap<>();
        actual.put("path", merge.path().orElse(""));
        actual.put("port", merge.port().orElse(""));
        actual.put(
                "targets",
                merge.targets().stream()
                        .map(target -> target.port() + target.path())
                        .toList());
        return actual;
    }
}
