package io.github.windlass4j.manifest.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.manifest.object.GroupVersionKind;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Yaml;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaTest {
    private static final String HEAD = "apiVersion: e.io/v1\nkind: Thing\nmetadata: {name: a}\n";

    private static Schema schema(String specSchema) {
        String openApi = "type: object\nproperties:\n  spec:\n" + specSchema.indent(4)
                + "  status: {type: object, properties: {count: {type: integer, maximum: 5}}}\n";
        return Schema.of(
                new GroupVersionKind("e.io", "v1", "Thing"),
                true,
                true,
                true,
                Yaml.read(openApi, "crd.yaml").get(0).root());
    }

    private static Resource thing(String spec) {
        return Manifests.read(HEAD + "spec: " + spec + "\n", "t.yaml")
                .resources()
                .get(0);
    }

    private static List<String> errors(String specSchema, String spec) {
        return messages(schema(specSchema).create(thing(spec)));
    }

    private static List<String> messages(SchemaVerdict verdict) {
        return verdict.errors().stream().map(FieldError::message).toList();
    }

    @Test
    void rejects_a_value_of_another_type() {
        assertThat(errors("type: string", "[1]"))
                .containsExactly("spec: Invalid value: \"array\": spec in body must be of type string: \"array\"");
        assertThat(errors("{type: integer, format: int32}", "true"))
                .containsExactly("spec: Invalid value: \"\": spec in body must be of type int32: \"\"");
        assertThat(errors("{type: array, items: {type: object}}", "[null]"))
                .containsExactly("spec[0]: Invalid value: \"null\": spec[0] in body must be of type object: \"null\"");
        assertThat(errors("{type: number}", "3")).isEmpty();
        assertThat(errors("{x-kubernetes-int-or-string: true}", "[]"))
                .containsExactly(
                        "spec: Invalid value: \"array\": spec in body must be of type integer,string: \"array\"");
    }

    @Test
    void rejects_numbers_out_of_range() {
        assertThat(errors("{type: integer, minimum: 1, maximum: 10}", "11"))
                .containsExactly("spec: Invalid value: 11: spec in body should be less than or equal to 10");
        assertThat(errors("{type: integer, minimum: 1, exclusiveMinimum: true}", "1"))
                .containsExactly("spec: Invalid value: 1: spec in body should be greater than 1");
        assertThat(errors("{type: integer, format: int32}", "3000000000"))
                .containsExactly(
                        "<nil>: Invalid value: \"\": Checked value must be of type integer with format int32 in spec");
        assertThat(errors("{type: integer, multipleOf: 5}", "7"))
                .containsExactly("spec: Invalid value: 7: spec in body should be a multiple of 5");
    }

    @ParameterizedTest
    @CsvSource({
        "int32, -2147483648, true",
        "int32, 2147483647, true",
        "int32, 2147483648, false",
        "int32, -2147483649, false",
        "uint32, 4294967296, true",
        "uint64, -1, true",
        "int64, -9223372036854775808, true",
    })
    void whole_numbers_fit_their_format(String format, String number, boolean fits) {
        assertThat(errors("{type: integer, format: " + format + "}", number).isEmpty())
                .isEqualTo(fits);
    }

    @Test
    void counts_texts_in_code_points_and_reports_the_first_complaint_only() {
        assertThat(errors("{type: string, maxLength: 2}", "😀😀")).isEmpty();
        assertThat(errors("{type: string, maxLength: 2, pattern: '^x'}", "abc"))
                .containsExactly("spec: Too long: may not be more than 2 bytes");
        assertThat(errors("{type: string, minLength: 2}", "a"))
                .containsExactly("spec: Invalid value: \"a\": spec in body should be at least 2 chars long");
        assertThat(errors("{type: string, pattern: '^[a-z]+$'}", "\"a\\n\""))
                .containsExactly("spec: Invalid value: \"a\\n\": spec in body should match '^[a-z]+$'");
        assertThat(errors("{type: string, pattern: '('}", "a"))
                .singleElement()
                .asString()
                .contains("but pattern is invalid: error parsing regexp");
    }

    @Test
    void rejects_values_that_are_not_enumerated() {
        assertThat(errors("{type: string, enum: [A, B]}", "C"))
                .containsExactly("spec: Unsupported value: \"C\": supported values: \"A\", \"B\"");
        assertThat(errors("{type: integer, enum: [301, 302]}", "303"))
                .containsExactly("spec: Unsupported value: 303: supported values: \"301\", \"302\"");
    }

    @Test
    void checks_formats_that_the_server_knows() {
        assertThat(errors("{type: string, format: ipv4}", "1.2.3.4")).isEmpty();
        assertThat(errors("{type: string, format: ipv4}", "x"))
                .containsExactly("spec: Invalid value: \"x\": spec in body must be of type ipv4: \"x\"");
        assertThat(errors("{type: string, format: date-time}", "\"2026-11-22T00:00:00Z\""))
                .isEmpty();
        assertThat(errors("{type: string, format: date-time}", "\"2026-13-22T00:00:00Z\""))
                .hasSize(1);
        assertThat(errors("{type: string, format: no-such-format}", "x")).isEmpty();
    }

    @Test
    void counts_items_and_properties() {
        assertThat(errors("{type: array, items: {type: integer}, minItems: 1}", "[]"))
                .containsExactly("spec: Invalid value: 0: spec in body should have at least 1 items");
        assertThat(errors("{type: array, items: {type: integer}, maxItems: 1}", "[1, 2]"))
                .containsExactly("spec: Too many: 2: must have at most 1 item");
        assertThat(errors("{type: object, additionalProperties: {type: string}, maxProperties: 1}", "{a: b, c: d}"))
                .containsExactly("spec: Too many: 2: must have at most 1 item");
    }

    @Test
    void requires_fields_and_does_not_look_at_rules_beside_such_an_error() {
        String schema = "{type: object, required: [a], properties: {a: {type: string}},"
                + " x-kubernetes-validations: [{rule: 'false'}]}";
        assertThat(errors(schema, "{}"))
                .containsExactly(
                        "spec.a: Required value",
                        "<nil>: Invalid value: null: some validation rules were not checked because the object was invalid;"
                                + " correct the existing errors to complete validation");
    }

    @Test
    void reports_the_branch_that_fits_best() {
        String schema = "{type: object, properties: {v: {type: string}}, oneOf: [{properties: {v: {enum: [a]}}},"
                + " {properties: {v: {maxLength: 1, pattern: x}}}]}";
        assertThat(errors(schema, "{v: yy}"))
                .containsExactly(
                        "<nil>: Invalid value: \"\": \"spec\" must validate one and only one schema (oneOf). Found none valid",
                        "spec.v: Unsupported value: \"yy\": supported values: \"a\"");
        assertThat(errors("{type: integer, anyOf: [{minimum: 5}, {maximum: 1}]}", "3"))
                .hasSize(2);
        assertThat(errors("{type: integer, not: {minimum: 5}}", "7"))
                .containsExactly("<nil>: Invalid value: \"\": \"spec\" must not validate the schema (not)");
        assertThat(errors("{type: integer, allOf: [{minimum: 5}, {maximum: 9}]}", "3"))
                .hasSize(2);
    }

    @Test
    void keeps_sets_and_maps_free_of_duplicates() {
        assertThat(errors("{type: array, x-kubernetes-list-type: set, items: {type: string}}", "[a, b, a, a]"))
                .containsExactly("spec[2]: Duplicate value: \"a\"");
        assertThat(errors(
                        "{type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [k], items: {type: object,"
                                + " properties: {k: {type: string}}}}",
                        "[{k: a}, {k: a}]"))
                .containsExactly("spec[1]: Duplicate value: {\"k\":\"a\"}");
    }

    @Test
    void drops_unknown_fields_and_fills_in_defaults() {
        SchemaVerdict verdict =
                schema("""
                        type: object
                        properties:
                          a: {type: string, default: x}
                          b: {type: object, properties: {c: {type: integer, default: 3}}}
                          keep: {type: object, x-kubernetes-preserve-unknown-fields: true}
                          gone: {type: string}
                          null-ok: {type: string, nullable: true}
                        """).create(thing("{b: {d: 1}, keep: {e: 2}, gone: null, null-ok: null, f: [1]}"));
        assertThat(verdict.dropped()).containsExactly("spec.b.d", "spec.f");
        assertThat(((SchemaVerdict.Accepted) verdict).stored().get("spec").orElseThrow())
                .hasToString("{\"b\":{\"c\":3},\"keep\":{\"e\":2},\"null-ok\":null,\"a\":\"x\"}");
    }

    @Test
    void evaluates_rules_over_the_object_with_its_defaults() {
        String schema = """
                type: object
                properties:
                  namespace: {type: string}
                  count: {type: integer, default: 3}
                x-kubernetes-validations:
                - {rule: self.count < 5, message: too many}
                - {rule: self.__namespace__ == 'x', message: wrong namespace}
                """;
        assertThat(errors(schema, "{namespace: x}")).isEmpty();
        assertThat(errors(schema, "{namespace: q, count: 7}"))
                .containsExactly("spec: Invalid value: too many", "spec: Invalid value: wrong namespace");
        assertThat(errors(schema, "{}"))
                .containsExactly(
                        "spec: Invalid value: \"object\": no such key: __namespace__ evaluating rule: wrong namespace");
    }

    @Test
    void a_rule_may_name_its_field_its_reason_and_its_words() {
        String schema = """
                type: object
                properties:
                  a: {type: object, additionalProperties: {type: string}}
                x-kubernetes-validations:
                - {rule: 'false', fieldPath: ".a['k']", reason: FieldValueForbidden, message: not here}
                - {rule: 'false', messageExpression: "'a has ' + string(self.a.size())", message: fallback}
                - {rule: 'false', messageExpression: "self.nothing", message: fallback}
                - {rule: self.a.size() == 0}
                """;
        assertThat(errors(schema, "{a: {k: v}}"))
                .containsExactly(
                        "spec.a[k]: Forbidden: not here",
                        "spec: Invalid value: a has 1",
                        "spec: Invalid value: fallback",
                        "spec: Invalid value: failed rule: self.a.size() == 0");
    }

    @Test
    void a_rule_that_is_not_understood_is_reported_and_not_passed() {
        String unknown =
                "{type: string, x-kubernetes-validations: [{rule: \"kubernetes(self) == kubernetes('1.0.0')\", message: m}]}";
        SchemaVerdict verdict = schema(unknown).create(thing("1.0.1"));
        assertThat(verdict.isAccepted()).isTrue();
        assertThat(verdict.unchecked()).containsExactly("spec: m: function kubernetes is not modelled");
        assertThat(schema(unknown).gaps()).containsExactly("rule \"m\": function kubernetes is not modelled");
        assertThat(errors("{type: string, x-kubernetes-validations: [{rule: 'self ==', message: m}]}", "x"))
                .singleElement()
                .asString()
                .startsWith(
                        "spec: Invalid value: \"string\": rule compile error: compilation failed: ERROR: <input>:1:8:");
    }

    @Test
    void a_rule_that_costs_too_much_ends() {
        String items = "[" + "1, ".repeat(999) + "1]";
        assertThat(errors(
                        "{type: array, items: {type: integer}, x-kubernetes-validations: [{rule: 'self.all(a, self.all(b, a == b))',"
                                + " message: m}, {rule: 'false'}]}",
                        items))
                .containsExactly(
                        "spec: Invalid value: \"array\": 'operation cancelled: actual cost limit exceeded': no further"
                                + " validation rules will be run due to call cost exceeds limit for rule: m");
    }

    @Test
    void transition_rules_compare_with_the_old_object() {
        Schema schema = schema("""
                type: object
                properties:
                  a: {type: string, x-kubernetes-validations: [{rule: self == oldSelf, message: immutable}]}
                  b: {type: string, x-kubernetes-validations: [{rule: "oldSelf.hasValue()", optionalOldSelf: true, message: late}]}
                  c: {type: string, maxLength: 1}
                """);
        assertThat(messages(schema.create(thing("{a: x}")))).isEmpty();
        assertThat(messages(schema.update(thing("{a: q}"), thing("{a: x}"))))
                .containsExactly("spec.a: Invalid value: \"q\": immutable");
        assertThat(messages(schema.update(thing("{a: q}"), thing("{}")))).isEmpty();
        assertThat(messages(schema.create(thing("{b: x}")))).containsExactly("spec.b: Invalid value: \"x\": late");
        assertThat(messages(schema.update(thing("{b: q}"), thing("{b: x}")))).isEmpty();
        assertThat(messages(schema.update(thing("{c: long, a: x}"), thing("{c: long}"))))
                .as("what does not change is not held against an update")
                .isEmpty();
    }

    @Test
    void a_message_sees_the_past_as_it_is_even_where_the_rule_sees_an_optional_one() {
        Schema schema = schema("""
                type: object
                properties:
                  a:
                    type: string
                    x-kubernetes-validations:
                      - {rule: "oldSelf.hasValue() && oldSelf.value() == self", optionalOldSelf: true, message: m, messageExpression: "'was ' + oldSelf"}
                  b:
                    type: string
                    x-kubernetes-validations:
                      - {rule: "!oldSelf.hasValue()", optionalOldSelf: true, message: m, messageExpression: "'was ' + oldSelf.orValue('')"}
                """);
        assertThat(messages(schema.update(thing("{a: q}"), thing("{a: x}"))))
                .containsExactly("spec.a: Invalid value: \"q\": was x");
        assertThat(messages(schema.create(thing("{a: q}")))).containsExactly("spec.a: Invalid value: \"q\": m");
        assertThat(messages(schema.update(thing("{b: q}"), thing("{b: x}"))))
                .containsExactly("spec.b: Invalid value: \"q\": m");
    }

    @Test
    void creation_drops_the_status_and_a_status_update_looks_at_nothing_else() {
        Schema schema = schema("{type: string, maxLength: 1}");
        Resource bad = Manifests.read(HEAD + "spec: toolong\nstatus: {count: 9}\n", "t")
                .resources()
                .get(0);
        assertThat(messages(schema.create(bad))).containsExactly("spec: Too long: may not be more than 1 byte");
        assertThat(messages(schema.updateStatus(bad, thing("toolong"))))
                .containsExactly("status.count: Invalid value: 9: count in body should be less than or equal to 5");
    }

    @Test
    void checks_the_metadata_of_every_object() {
        Schema schema = schema("{type: string}");
        Resource odd = Manifests.read(
                        "apiVersion: e.io/v1\nkind: Thing\nmetadata: {name: A_b, namespace: x.y, labels: {'a/b/c': v, k: 'a b'},"
                                + " colour: red}\n",
                        "t")
                .resources()
                .get(0);
        SchemaVerdict verdict = schema.create(odd);
        assertThat(verdict.dropped()).containsExactly("metadata.colour");
        assertThat(verdict.errors())
                .extracting(FieldError::field)
                .containsExactly("metadata.name", "metadata.namespace", "metadata.labels", "metadata.labels");
        assertThat(messages(schema.create(Manifests.read("apiVersion: e.io/v1\nkind: Thing\n", "t")
                        .resources()
                        .get(0))))
                .containsExactly("metadata.name: Required value: name or generateName is required");
    }

    @Test
    void an_error_says_where_the_field_stands() {
        SchemaVerdict verdict =
                schema("{type: object, properties: {a: {type: string}}}").create(thing("\n  a: [1]"));
        FieldError error = verdict.errors().get(0);
        assertThat(error.at()).hasToString("5:6");
        assertThat(error.finding(thing("x")))
                .hasToString(
                        "ERROR WL-MF-010 t.yaml:5:6: spec.a: Invalid value: \"array\": spec.a in body must be of type"
                                + " string: \"array\"");
    }

    @Test
    void finds_schemas_in_any_definition_and_says_when_there_is_none() {
        Schemas schemas = Schemas.of(Manifests.read("""
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: things.e.io}
                spec:
                  group: e.io
                  scope: Cluster
                  names: {kind: Thing, plural: things}
                  versions:
                  - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, properties: {spec: {type: string}}}}}
                  - {name: v1beta1, served: false, storage: false, schema: {openAPIV3Schema: {type: object, $ref: x}}}
                """, "crd.yaml"));
        assertThat(schemas.types()).hasToString("[Thing.v1.e.io, Thing.v1beta1.e.io]");
        Schema beta =
                schemas.find(new GroupVersionKind("e.io", "v1beta1", "Thing")).orElseThrow();
        assertThat(beta.isServed()).isFalse();
        assertThat(beta.isNamespaced()).isFalse();
        assertThat(beta.gaps()).containsExactly("$ref");
        assertThat(schemas.create(thing("x")).isAccepted()).isTrue();
        SchemaVerdict none = schemas.create(Manifests.read("apiVersion: e.io/v2\nkind: Thing\n", "t")
                .resources()
                .get(0));
        assertThat(none.fold(a -> "", r -> "", SchemaVerdict.NoMatch::message))
                .isEqualTo("no matches for kind \"Thing\" in version \"e.io/v2\"");
    }

    @Property(tries = 100)
    void the_order_of_fields_does_not_change_the_verdict(@ForAll Random random) {
        Schema schema = schema("""
                type: object
                required: [z]
                properties:
                  a: {type: string, maxLength: 1}
                  b: {type: integer, minimum: 4}
                  c: {type: array, x-kubernetes-list-type: set, items: {type: string}}
                """);
        List<String> fields = new ArrayList<>(List.of("a: xx", "b: 3", "c: [q, q]", "d: 4", "e: 5"));
        List<String> sorted = new ArrayList<>(messages(schema.create(thing("{" + String.join(", ", fields) + "}"))));
        Collections.shuffle(fields, random);
        SchemaVerdict shuffled = schema.create(thing("{" + String.join(", ", fields) + "}"));
        assertThat(messages(shuffled)).containsExactlyInAnyOrderElementsOf(sorted);
        assertThat(shuffled.dropped()).containsExactlyInAnyOrder("spec.d", "spec.e");
    }
}
