package io.github.windlass4j.manifest.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.GroupVersionKind;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Document;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What Kubernetes' own code says to definitions and objects of ours: apiextensions-apiserver 0.36.4 with cel-go 0.32.0, asked in one
 * process with the steps of a create, update or status request (2026-11-23). Left out are complaints of what a request adds
 * by itself: a namespace, a resourceVersion, system fields.
 */
class ServerAnswersTest {
    private static final GroupVersionKind TYPE = new GroupVersionKind("example.com", "v1", "Foo");

    record Case(String name, Schema schema, Fields op) {
        @Override
        public String toString() {
            return name + " " + op.text("op", "") + " " + op.child("object", "spec");
        }
    }

    static Stream<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        for (Document document : Yaml.read(resource("server-answers.jsonl"), "answers")) {
            Fields line = Fields.of(document.root());
            Schema schema = schema(line);
            line.list("ops").forEach(op -> cases.add(new Case(line.text("name", ""), schema, op)));
        }
        return cases.stream();
    }

    private static Schema schema(Fields line) {
        Map<String, Object> version = new LinkedHashMap<>();
        version.put("name", TYPE.version());
        version.put("served", true);
        version.put("schema", Map.of("openAPIV3Schema", line.child("schema").node()));
        version.put("subresources", line.child("subresources").node());
        Map<String, Object> definition = Map.of(
                "apiVersion",
                "apiextensions.k8s.io/v1",
                "kind",
                "CustomResourceDefinition",
                "metadata",
                Map.of("name", "foos.example.com"),
                "spec",
                Map.of(
                        "group", TYPE.group(),
                        "names", Map.of("kind", TYPE.kind()),
                        "scope", "Namespaced",
                        "preserveUnknownFields",
                                line.flag("preserveUnknownFields").orElse(false),
                        "versions", List.of(version)));
        Resource resource = Resource.of((Mapping) Node.of(definition));
        return Schemas.of(Manifests.of(List.of(resource))).find(TYPE).orElseThrow();
    }

    private static Resource object(Fields fields) {
        return Resource.of((Mapping) fields.node());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void says_what_the_server_says(Case given) {
        Fields op = given.op();
        Resource object = object(op.child("object"));
        Schema schema = given.schema();
        assertThat(schema.gaps()).isEmpty();
        SchemaVerdict verdict = switch (op.text("op", "")) {
            case "create" -> schema.create(object);
            case "update" -> schema.update(object, object(op.child("old")));
            default -> schema.updateStatus(object, object(op.child("old")));
        };
        List<String> errors = verdict.errors().stream()
                .map(error -> error.type().cause() + " " + error.field() + " " + error.detail())
                .toList();
        if (op.has("refused")) {
            String words = op.text("refused", "");
            assertThat(verdict.errors())
                    .singleElement()
                    .satisfies(error -> assertThat(words).endsWith(error.detail()));
            return;
        }
        List<String> expected = new ArrayList<>();
        for (Fields error : op.list("errors")) {
            expected.add(String.join(" ", texts(error)));
        }
        assertThat(errors).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(verdict.dropped()).containsExactlyInAnyOrderElementsOf(op.texts("dropped"));
        assertThat(verdict.unchecked()).isEmpty();
        if (op.has("stored") && verdict instanceof SchemaVerdict.Accepted accepted) {
            assertThat(Complaints.json(
                            Fields.of(accepted.stored()).child("spec").node()))
                    .isEqualTo(Complaints.json(op.child("stored").node()));
        }
    }

    @Test
    void formats_refuse_what_the_server_refuses() throws IOException {
        Fields answers = Fields.of(
                Yaml.read(resource("server-formats.json"), "formats").get(0).root());
        Map<String, Object> properties = new LinkedHashMap<>();
        answers.texts("formats").forEach(name -> properties.put(name, Map.of("type", "string", "format", name)));
        Schema schema = Schema.of(
                TYPE,
                true,
                true,
                false,
                Node.of(Map.of(
                        "type",
                        "object",
                        "properties",
                        Map.of("spec", Map.of("type", "object", "properties", properties)))));
        Fields refused = answers.child("refused");
        for (String value : refused.names()) {
            Map<String, Object> spec = new LinkedHashMap<>();
            properties.keySet().forEach(name -> spec.put(name, value));
            Resource object = Resource.of((Mapping) Node.of(Map.of("metadata", Map.of("name", "a"), "spec", spec)));
            assertThat(schema.create(object).errors())
                    .as(value)
                    .extracting(error -> error.field().substring("spec.".length()))
                    .containsExactlyInAnyOrderElementsOf(refused.texts(value));
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(ServerAnswersTest.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> texts(Fields list) {
        return ((List<?>) list.node().toJava()).stream().map(String::valueOf).toList();
    }
}
