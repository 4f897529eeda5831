package io.github.windlass4j.examples.conformance.manifest;

import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.CaseIds;
import io.github.windlass4j.examples.conformance.Suite;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.schema.FieldError;
import io.github.windlass4j.manifest.schema.SchemaVerdict;
import io.github.windlass4j.manifest.yaml.Yaml;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One object and the API server's verdict on its creation under each release's definitions; and its round trip. */
final class ObjectSuite implements Suite {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String name;

    ObjectSuite(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String file() {
        return "gateway/" + name + ".jsonl.gz";
    }

    @Override
    public Stream<Case> cases(CaseFile file) {
        CrdBundles bundles = new CrdBundles(file);
        return file.lines()
                .map(node -> new Case(CaseIds.of(node, "verdicts"), node.get("verdicts"), () -> ask(node, bundles)));
    }

    private static Answer ask(JsonNode node, CrdBundles bundles) {
        Resource object = Objects.resource(node.get("object"));
        Map<String, Object> actual = new LinkedHashMap<>();
        List<String> differences = new ArrayList<>();
        node.get("verdicts").properties().forEach(bundle -> {
            SchemaVerdict verdict = bundles.bundle(bundle.getKey()).create(object);
            Map<String, Object> answer = answer(verdict);
            actual.put(bundle.getKey(), answer);
            if (!canonical(bundle.getValue()).equals(canonical(JSON.valueToTree(answer)))) {
                differences.add(bundle.getKey());
            }
        });
        if (!Objects.same(JSON.readTree(Yaml.writeJson(object.root())), node.get("object"))
                || !Manifests.read(object.toYaml(), "case.yaml").resources().equals(List.of(object))) {
            differences.add("round trip");
        }
        return new Answer(
                actual, differences.isEmpty(), differences.isEmpty() ? "all agree" : "differs: " + differences);
    }

    private static Map<String, Object> answer(SchemaVerdict verdict) {
        Map<String, Object> answer = new LinkedHashMap<>();
        if (verdict instanceof SchemaVerdict.NoMatch none) {
            answer.put("noMatch", none.message());
            return answer;
        }
        answer.put("valid", verdict.isAccepted());
        List<List<String>> errors = new ArrayList<>();
        for (FieldError error : verdict.errors()) {
            errors.add(List.of(error.type().cause(), error.field(), error.detail()));
        }
        if (!errors.isEmpty()) {
            answer.put("errors", errors);
        }
        if (!verdict.dropped().isEmpty()) {
            answer.put("unknown", verdict.dropped());
        }
        if (!verdict.unchecked().isEmpty()) {
            answer.put("unchecked", verdict.unchecked());
        }
        return answer;
    }

    /** Errors as a multiset, dropped paths as a set. */
    private static String canonical(JsonNode verdict) {
        List<String> errors = new ArrayList<>();
        verdict.path("errors").forEach(error -> errors.add(error.toString()));
        errors.sort(Comparator.naturalOrder());
        TreeSet<String> unknown = new TreeSet<>();
        verdict.path("unknown").forEach(path -> unknown.add(path.toString()));
        return verdict.path("noMatch") + " " + verdict.path("valid") + " " + errors + " " + unknown + " "
                + verdict.path("unchecked");
    }
}
