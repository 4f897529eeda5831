package io.github.windlass4j.examples.conformance.ingress;

import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.CaseFileException;
import io.github.windlass4j.examples.conformance.Suite;
import io.github.windlass4j.gateway.agc.AgcSchemas;
import io.github.windlass4j.manifest.object.GroupVersionKind;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.schema.FieldError;
import io.github.windlass4j.manifest.schema.Schema;
import io.github.windlass4j.manifest.schema.SchemaVerdict;
import io.github.windlass4j.manifest.schema.Schemas;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One JSON schema per kind, each file of the folder: our own definition must give the same verdict, with the same complaints,
 * and store the same object for every object that walks through the constraints of the file.
 */
final class AgcSchemaSuite implements Suite {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ENDING = "_v1.json";

    @Override
    public String name() {
        return "agc-crd-schemas";
    }

    @Override
    public String file() {
        return "gateway/agc-crd-schemas/applicationloadbalancer" + ENDING;
    }

    @Override
    public Stream<Case> cases(CaseFile file) {
        Schemas ours = AgcSchemas.shipped();
        return names(file).stream().map(name -> {
            String kind = name.substring(0, name.length() - ENDING.length());
            return new Case(
                    kind,
                    "the same answers",
                    () -> ask(ours, kind, file.companion(name).json()));
        });
    }

    private static List<String> names(CaseFile file) {
        try (Stream<Path> files = Files.list(file.path().getParent())) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new CaseFileException(file + ": " + e.getMessage(), e);
        }
    }

    private static Answer ask(Schemas schemas, String kind, JsonNode json) {
        GroupVersionKind type = schemas.types().stream()
                .filter(known -> known.kind().equalsIgnoreCase(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no kind " + kind));
        Schema theirs = Schema.of(
                type,
                true,
                true,
                true,
                Yaml.read(openApi(json).toString(), kind).get(0).root());
        Schema ours = schemas.find(type).orElseThrow();
        ObjectNode head =
                JSON.createObjectNode().put("apiVersion", type.apiVersion()).put("kind", type.kind());
        head.putObject("metadata").put("name", "a").put("namespace", "b");
        Map<String, JsonNode> objects = SchemaObjects.of(json, head);
        // What does not change is not held against an update: the object before has no status.
        Resource before = resource(head, "before");
        List<String> differences = new ArrayList<>();
        objects.forEach((what, object) -> {
            Resource resource = resource(object, what);
            for (boolean status : List.of(false, true)) {
                List<Object> expected = answer(theirs, resource, before, status);
                List<Object> actual = answer(ours, resource, before, status);
                if (!expected.equals(actual)) {
                    differences.add(what + ": " + actual + " (want " + expected + ")");
                }
            }
        });
        String why = objects.size() + " objects" + (differences.isEmpty() ? "" : "; first: " + differences.get(0));
        return new Answer(
                differences.isEmpty() ? "the same answers" : differences.size() + " other answers",
                differences.isEmpty(),
                why);
    }

    private static Resource resource(JsonNode object, String origin) {
        return Resource.of((Mapping) Yaml.read(object.toString(), origin).get(0).root(), origin);
    }

    private static List<Object> answer(Schema schema, Resource object, Resource before, boolean status) {
        SchemaVerdict verdict = status ? schema.updateStatus(object, before) : schema.create(object);
        List<Object> answer = new ArrayList<>();
        verdict.errors().stream().map(FieldError::message).sorted().forEach(answer::add);
        answer.add(verdict.dropped());
        if (verdict instanceof SchemaVerdict.Accepted accepted) {
            answer.add(accepted.stored());
        }
        return answer;
    }

    /** The file says in JSON Schema what a definition says by pruning: other fields are closed out. */
    private static JsonNode openApi(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JSON.createObjectNode();
            object.properties().forEach(field -> {
                boolean closed = field.getKey().equals("additionalProperties")
                        && field.getValue().isBoolean();
                if (!closed) {
                    copy.set(field.getKey(), openApi(field.getValue()));
                }
            });
            return copy;
        }
        return node.isArray()
                ? JSON.valueToTree(
                        node.valueStream().map(AgcSchemaSuite::openApi).toList())
                : node;
    }
}
