package io.github.windlass4j.examples.conformance.manifest;

import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.CaseIds;
import io.github.windlass4j.examples.conformance.Suite;
import io.github.windlass4j.manifest.yaml.Document;
import io.github.windlass4j.manifest.yaml.MalformedYamlException;
import io.github.windlass4j.manifest.yaml.Scalar;
import io.github.windlass4j.manifest.yaml.Yaml;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One document: what the lenient and the strict reader make of it. */
final class YamlScalarSuite implements Suite {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public String name() {
        return "k8s-yaml-scalars";
    }

    @Override
    public String file() {
        return "gateway/k8s-yaml-scalars.json.gz";
    }

    @Override
    public Stream<Case> cases(CaseFile file) {
        return file.elements("cases").map(node -> {
            Map<String, Object> expected = new LinkedHashMap<>();
            for (String field : List.of("json", "err", "strictErr")) {
                if (node.has(field)) {
                    expected.put(field, node.get(field));
                }
            }
            return new Case(CaseIds.of(node, "json", "err", "strictErr"), expected, () -> ask(node));
        });
    }

    private static Answer ask(JsonNode node) {
        Map<String, Object> actual = new LinkedHashMap<>();
        try {
            List<Document> documents = Yaml.read(node.get("yaml").asString(), "case.yaml");
            actual.put(
                    "json",
                    JSON.readTree(Yaml.writeJson(
                            documents.isEmpty() ? Scalar.NULL : documents.get(0).root())));
            documents.forEach(Document::requireUniqueKeys);
        } catch (MalformedYamlException e) {
            actual.put(actual.containsKey("json") ? "strictErr" : "err", e.getMessage());
        }
        boolean pass = node.has("err")
                ? actual.containsKey("err")
                : same(node.get("json"), actual.get("json"))
                        && node.has("strictErr") == actual.containsKey("strictErr");
        return new Answer(actual, pass, node.get("yaml").asString());
    }

    /** Numbers compare by value: one spelling of a large integer has an exponent. */
    private static boolean same(JsonNode expected, @Nullable Object actual) {
        return actual instanceof JsonNode found && Objects.same(expected, found);
    }
}
