package io.github.windlass4j.examples.conformance.mesh;

import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.CaseIds;
import io.github.windlass4j.examples.conformance.Suite;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Yaml;
import io.github.windlass4j.mesh.inject.InjectionVerdict;
import io.github.windlass4j.mesh.inject.InjectionWebhook;
import io.github.windlass4j.mesh.inject.Injector;
import io.github.windlass4j.mesh.istio.Mesh;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The injector's policy and selectors, and a pod's wishes: injected or not. */
final class InjectRequiredSuite implements Suite {
    private static final String DISABLED = "$InjectionPolicyDisabled";
    private static final String ENABLED = "$InjectionPolicyEnabled";

    @Override
    public String name() {
        return "istio-inject-required";
    }

    @Override
    public String file() {
        return "mesh/istio-injection/inject-required.json";
    }

    @Override
    public Stream<Case> cases(CaseFile file) {
        return file.elements("cases").map(node -> {
            boolean expected = node.get("want").asBoolean();
            return new Case(CaseIds.of(node, "want"), expected, () -> ask(node, expected));
        });
    }

    private static Answer ask(JsonNode node, boolean expected) {
        JsonNode config = node.get("config");
        Map<String, Object> injector = new LinkedHashMap<>();
        String policy = config.path("Policy").asString("");
        injector.put("policy", policy.equals(ENABLED) ? "enabled" : policy.equals(DISABLED) ? "disabled" : policy);
        injector.put("alwaysInjectSelector", selectors(config.path("AlwaysInjectSelector")));
        injector.put("neverInjectSelector", selectors(config.path("NeverInjectSelector")));
        JsonNode meta = node.get("meta");
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", meta.path("Name").asString(""));
        metadata.put("namespace", meta.path("Namespace").asString(""));
        for (String field : List.of("Labels", "Annotations")) {
            if (meta.has(field)) {
                metadata.put(field.toLowerCase(Locale.ROOT), Trees.node(meta.get(field)));
            }
        }
        Mesh mesh = Mesh.of(Manifests.of(List.of(
                Trees.resource("v1", "Pod", metadata, "spec", podSpec(node.path("podSpec"))),
                Trees.resource(
                        "v1",
                        "ConfigMap",
                        Map.of("name", "istio-sidecar-injector", "namespace", "istio-system"),
                        "data",
                        Map.of("config", Yaml.writeJson(Node.of(injector)))))));
        InjectionVerdict verdict = Injector.of(mesh).decide(mesh.workloads().get(0), InjectionWebhook.DEFAULT);
        return Answer.compare(expected, verdict.isInjected(), verdict.trace().toString());
    }

    private static Map<String, Object> podSpec(JsonNode spec) {
        return Map.of("hostNetwork", spec.path("HostNetwork").asBoolean(false));
    }

    /** A selector in the notation of {@code kubectl -l} with a name alone means that the label is there. */
    private static List<Object> selectors(JsonNode selectors) {
        List<Object> list = new ArrayList<>();
        for (JsonNode selector : selectors) {
            list.add(
                    selector.has("MatchLabels")
                            ? Map.of("matchLabels", Trees.node(selector.get("MatchLabels")))
                            : Map.of(
                                    "matchExpressions",
                                    List.of(Map.of(
                                            "key",
                                            selector.get("selectorString").asString(),
                                            "operator",
                                            "Exists"))));
        }
        return list;
    }
}
