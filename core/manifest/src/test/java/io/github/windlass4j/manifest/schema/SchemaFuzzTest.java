package io.github.windlass4j.manifest.schema;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.windlass4j.manifest.object.GroupVersionKind;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Document;
import io.github.windlass4j.manifest.yaml.MalformedYamlException;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Yaml;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Bytes as the schema of a definition, as a whole definition, and as the object that a schema judges: a verdict, whatever they
 * are, and the same one twice. As tests over the inputs kept in {@code SchemaFuzzTestInputs}, as a fuzzer with {@code
 * JAZZER_FUZZ=1} and one method chosen.
 */
class SchemaFuzzTest {
    private static final GroupVersionKind THING = new GroupVersionKind("e.io", "v1", "Thing");
    private static final Resource OBJECT =
            Resource.of((Mapping) Yaml.read("""
                    apiVersion: e.io/v1
                    kind: Thing
                    metadata: {name: thing, namespace: shop, labels: {a: b}}
                    spec:
                      text: hello
                      number: 5
                      real: 1.5
                      flag: true
                      list: [1, 1, {name: x, value: 2}]
                      map: {k: v, other: [a]}
                      nothing: null
                    """, "object").get(0).root());
    private static final Schema RICH = schema("""
            type: object
            required: [spec]
            properties:
              spec:
                type: object
                required: [text]
                x-kubernetes-validations:
                - {rule: 'self.text != oldSelf.text || self.number >= 0', message: no}
                - {rule: 'self.list.all(x, x.name.matches("^[a-z]+$"))', messageExpression: '"bad " + self.text'}
                properties:
                  text: {type: string, minLength: 1, maxLength: 20, pattern: '^[a-z.*]+$', default: d}
                  number: {type: integer, format: int32, minimum: -3, maximum: 90, multipleOf: 5}
                  real: {type: number, exclusiveMinimum: true, minimum: 0}
                  flag: {type: boolean, enum: [true]}
                  when: {type: string, format: date-time}
                  span: {type: string, format: duration}
                  either: {x-kubernetes-int-or-string: true}
                  free: {type: object, x-kubernetes-preserve-unknown-fields: true}
                  list:
                    type: array
                    maxItems: 4
                    x-kubernetes-list-type: map
                    x-kubernetes-list-map-keys: [name]
                    items:
                      type: object
                      required: [name]
                      properties: {name: {type: string}, value: {type: integer, default: 1}}
                  set: {type: array, x-kubernetes-list-type: set, uniqueItems: true, items: {type: string}}
                  map: {type: object, maxProperties: 2, additionalProperties: {type: string}}
                  nothing: {type: string, nullable: true}
                oneOf: [{required: [text]}, {required: [number]}]
                not: {required: [flag, when]}
              status: {type: object, properties: {count: {type: integer}}}
            """);

    private static Schema schema(String openApi) {
        return Schema.of(
                THING, true, true, true, Yaml.read(openApi, "schema").get(0).root());
    }

    @FuzzTest(maxDuration = "15m")
    void schema(byte[] input) {
        for (Document document : documents(input)) {
            Schema schema = Schema.of(THING, true, true, true, document.root());
            judge(schema, OBJECT);
            if (schema.gaps().stream().anyMatch(String::isBlank)) {
                throw new AssertionError("a gap says what is not judged");
            }
        }
    }

    @FuzzTest(maxDuration = "15m")
    void definition(byte[] input) {
        for (Document document : documents(input)) {
            if (document.root() instanceof Mapping root) {
                Schemas schemas = Schemas.of(Manifests.of(List.of(Resource.of(root, "fuzzed"))));
                for (GroupVersionKind type : schemas.types()) {
                    judge(schemas.find(type).orElseThrow(), OBJECT);
                }
            }
        }
    }

    @FuzzTest(maxDuration = "15m")
    void object(byte[] input) {
        for (Document document : documents(input)) {
            if (document.root() instanceof Mapping root) {
                judge(RICH, Resource.of(root, "fuzzed"));
                judge(RICH, OBJECT.with(root, "spec"));
            }
        }
    }

    private static List<Document> documents(byte[] input) {
        try {
            return Yaml.read(new String(input, StandardCharsets.UTF_8), "fuzzed").stream()
                    .filter(document -> document.root().expandedSize() <= 10_000)
                    .toList();
        } catch (MalformedYamlException e) {
            return List.of();
        }
    }

    private static void judge(Schema schema, Resource object) {
        List<SchemaVerdict> verdicts = List.of(
                schema.create(object),
                schema.update(object, OBJECT),
                schema.update(OBJECT, object),
                schema.updateStatus(object, OBJECT));
        for (SchemaVerdict verdict : verdicts) {
            if (verdict.errors().stream().anyMatch(error -> error.message().isBlank())) {
                throw new AssertionError("an error says something: " + verdict);
            }
        }
        if (!schema.create(object).errors().equals(verdicts.get(0).errors())) {
            throw new AssertionError("asked twice, the verdict differs");
        }
    }
}
