package io.github.windlass4j.examples.conformance.manifest;

import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.CaseIds;
import io.github.windlass4j.examples.conformance.Suite;
import io.github.windlass4j.gateway.validate.GatewayRelease;
import io.github.windlass4j.gateway.validate.ReleaseComparison;
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
import java.util.SortedSet;
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
        TreeSet<String> names = new TreeSet<>(node.get("verdicts").propertyNames());
        ReleaseComparison comparison = ReleaseComparison.of(
                object, names.stream().map(bundles::release).toList());
        for (ReleaseComparison.Answer one : comparison.answers()) {
            String release = one.release().toString();
            Map<String, Object> answer = answer(one.verdict());
            actual.put(release, answer);
            String expected = canonical(node.get("verdicts").get(release));
            if (!canonical(JSON.valueToTree(answer)).equals(expected)) {
                differences.add(release);
            }
            GatewayRelease bundled = bundles.bundled(one.release().channel());
            if (bundled.version().equals(one.release().version())) {
                Map<String, Object> own = answer(bundled.schemas().create(object));
                if (!canonical(JSON.valueToTree(own)).equals(expected)) {
                    differences.add(release + " as bundled");
                    actual.put(release + " as bundled", own);
                }
            }
        }
        if (!changes(node.get("verdicts"), names)
                .equals(comparison.changes().stream()
                        .map(change ->
                                change.before().release() + " " + change.after().release())
                        .toList())) {
            differences.add("changes between releases: " + comparison.changes());
        }
        if (!Objects.same(JSON.readTree(Yaml.writeJson(object.root())), node.get("object"))
                || !Manifests.read(object.toYaml(), "case.yaml").resources().equals(List.of(object))) {
            differences.add("round trip");
        }
        if (!Objects.same(
                JSON.readTree(Yaml.writeJson(TypedViews.through(object).root())), node.get("object"))) {
            differences.add("through the typed view and back");
        }
        return new Answer(
                actual, differences.isEmpty(), differences.isEmpty() ? "all agree" : "differs: " + differences);
    }

    /** Neighbouring releases of one channel with different verdicts. */
    private static List<String> changes(JsonNode verdicts, SortedSet<String> names) {
        List<String> changes = new ArrayList<>();
        for (String channel : List.of("/standard", "/experimental")) {
            String last = null;
            for (String name : names) {
                if (name.endsWith(channel)) {
                    if (last != null && !canonical(verdicts.get(last)).equals(canonical(verdicts.get(name)))) {
                        changes.add(last + " " + name);
                    }
                    last = name;
                }
            }
        }
        return changes;
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
