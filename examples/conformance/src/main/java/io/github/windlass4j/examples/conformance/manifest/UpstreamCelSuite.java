package io.github.windlass4j.examples.conformance.manifest;

import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.CaseFileException;
import io.github.windlass4j.examples.conformance.CaseIds;
import io.github.windlass4j.examples.conformance.Suite;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.schema.FieldError;
import io.github.windlass4j.manifest.schema.Schema;
import io.github.windlass4j.manifest.schema.SchemaVerdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Creations, updates and status updates of Gateway API objects with the server's verdict and errors. */
final class UpstreamCelSuite implements Suite {
    /** The commit whose definitions the cases were judged with, and the release nearest to it. */
    private static final List<String> DEFINITIONS = List.of("4564255a", "v1.6.1");

    @Override
    public String name() {
        return "upstream-cel-tests";
    }

    @Override
    public String file() {
        return "gateway/upstream-cel-tests.jsonl.gz";
    }

    @Override
    public Stream<Case> cases(CaseFile file) {
        CrdBundles bundles = new CrdBundles(file);
        String version = version(file);
        return file.lines().map(node -> {
            Map<String, Object> expected = new LinkedHashMap<>();
            expected.put("valid", node.get("serverValid"));
            expected.put("errors", errors(node.path("serverErrors")));
            String id = CaseIds.join(node, "test", "channel", "op");
            return new Case(id, expected, () -> ask(node, bundles, version));
        });
    }

    private static String version(CaseFile file) {
        for (String version : DEFINITIONS) {
            try {
                file.companion("crds/gateway-api-" + version + ".tgz");
                return version;
            } catch (CaseFileException absent) {
                // The next best one.
            }
        }
        throw new CaseFileException(file + ": none of the definitions " + DEFINITIONS + " is there");
    }

    private static List<List<String>> errors(JsonNode list) {
        List<List<String>> errors = new ArrayList<>();
        list.forEach(error -> errors.add(List.of(
                error.path("type").asString(""),
                error.path("field").asString(""),
                error.path("detail").asString(""))));
        return errors;
    }

    private static Answer ask(JsonNode node, CrdBundles bundles, String version) {
        Resource object = Objects.resource(node.get("object"));
        Resource old = Objects.resource(node.has("oldObject") ? node.get("oldObject") : node.get("object"));
        Schema schema = bundles.bundle(version + "/" + node.get("channel").asString())
                .find(object.type())
                .orElseThrow();
        SchemaVerdict verdict = switch (node.get("op").asString()) {
            case "update" -> schema.update(object, old);
            case "update-status" -> schema.updateStatus(object, old);
            default -> schema.create(object);
        };
        List<List<String>> found = new ArrayList<>();
        for (FieldError error : verdict.errors()) {
            found.add(List.of(error.type().cause(), error.field(), error.detail()));
        }
        List<String> missing = new ArrayList<>();
        if (!verdict.isAccepted()) {
            node.path("wantErrors").forEach(want -> {
                String text = want.asString().toLowerCase(Locale.ROOT);
                if (verdict.errors().stream()
                        .noneMatch(e -> e.message().toLowerCase(Locale.ROOT).contains(text))) {
                    missing.add(want.asString());
                }
            });
        }
        boolean sameErrors = sorted(found).equals(sorted(errors(node.path("serverErrors"))));
        boolean pass = verdict.isAccepted() == node.get("serverValid").asBoolean() && sameErrors && missing.isEmpty();
        Map<String, Object> actual = new LinkedHashMap<>();
        actual.put("valid", verdict.isAccepted());
        actual.put("errors", found);
        return new Answer(actual, pass, missing.isEmpty() ? "definitions " + version : "no error says " + missing);
    }

    private static List<String> sorted(List<List<String>> errors) {
        return errors.stream().map(List::toString).sorted().toList();
    }
}
