package io.github.windlass4j.manifest.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.manifest.object.GroupVersionKind;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Yaml;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keywords of structural schemas at their limits, each with the value that just passes and the one that just does not. */
class SchemaKeywordsTest {
    private static final String HEAD = "apiVersion: e.io/v1\nkind: Thing\nmetadata: {name: a}\n";

    static Schema schema(String specSchema) {
        return wholeSchema("{type: object, properties: {spec: " + specSchema + "}}");
    }

    static Schema wholeSchema(String objectSchema) {
        return Schema.of(
                new GroupVersionKind("e.io", "v1", "Thing"),
                true,
                true,
                true,
                Yaml.read(objectSchema, "crd.yaml").get(0).root());
    }

    static Resource thing(String spec) {
        return Manifests.read(HEAD + "spec: " + spec + "\n", "t.yaml")
                .resources()
                .get(0);
    }

    static List<String> errors(String specSchema, String spec) {
        return schema(specSchema).create(thing(spec)).errors().stream()
                .map(FieldError::message)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '~', textBlock = """
                    {type: integer, minimum: 3} | 3
                    {type: integer, minimum: 3, exclusiveMinimum: true} | 4
                    {type: integer, maximum: 3} | 3
                    {type: integer, maximum: 3, exclusiveMaximum: true} | 2
                    {type: number, minimum: 0.5, maximum: 1.5} | 0.5
                    {type: number, minimum: 0.5, maximum: 1.5} | 1.5
                    {type: number, minimum: 1} | 2
                    {type: integer, multipleOf: 5} | 10
                    {type: number, multipleOf: 0.1} | 0.5
                    {type: number, multipleOf: 2.5} | 7.5
                    {type: integer, format: int32} | 2147483647
                    {type: integer, format: int32} | -2147483648
                    {type: integer, format: uint32} | -1
                    {type: number, format: float32} | 1e39
                    {type: boolean, format: date} | true
                    {type: integer, format: int64} | 9223372036854775807
                    {type: integer} | 3.0
                    {type: number, format: float} | 1e38
                    {type: number, format: double} | 1e300
                    {type: string, minLength: 2} | ab
                    {type: string, maxLength: 2} | ab
                    {type: string, pattern: b} | abc
                    {type: string, enum: [a, b]} | b
                    {type: number, enum: [1.5]} | 1.5
                    {type: integer, enum: [1]} | 1
                    {type: string, nullable: true} | null
                    {type: array, items: {type: integer}, minItems: 1, maxItems: 2} | [1, 2]
                    {type: array, items: {type: integer}, uniqueItems: true} | [1, 2]
                    {type: object, additionalProperties: {type: string}, minProperties: 1, maxProperties: 2} | {a: b, c: d}
                    {type: object, additionalProperties: true} | {a: b}
                    {type: object, properties: {a: {type: string}}, required: [a]} | {a: b}
                    {x-kubernetes-int-or-string: true} | 3
                    {x-kubernetes-int-or-string: true} | a
                    {type: integer, anyOf: [{minimum: 5}, {maximum: 1}]} | 1
                    {type: integer, oneOf: [{minimum: 5}, {maximum: 1}]} | 7
                    {type: integer, allOf: [{minimum: 5}, {maximum: 7}]} | 6
                    {type: integer, not: {minimum: 5}} | 4
                    {type: array, x-kubernetes-list-type: set, items: {type: string}} | [a, b]
                    {type: boolean} | false
                    """)
    void passes(String schema, String value) {
        assertThat(errors(schema, value)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '~', textBlock = """
                    {type: integer, minimum: 3} | 2 | spec: Invalid value: 2: spec in body should be greater than or equal to 3
                    {type: integer, maximum: 3, exclusiveMaximum: true} | 3 | spec: Invalid value: 3: spec in body should be less than 3
                    {type: number, minimum: 0.5} | 0.25 | spec: Invalid value: 0.25: spec in body should be greater than or equal to 0.5
                    {type: number, maximum: 1.5} | 2 | spec: Invalid value: 2: spec in body should be less than or equal to 1
                    {type: number, maximum: 1.5} | 1.75 | spec: Invalid value: 1.75: spec in body should be less than or equal to 1.5
                    {type: number, maximum: 1e30} | 1e31 | spec: Invalid value: 1e+31: spec in body should be less than or equal to 1e+30
                    {type: number, minimum: 1.5e-7} | 1.0e-9 | spec: Invalid value: 1e-09: spec in body should be greater than or equal to 1.5e-07
                    {type: number, minimum: -1.5} | -1.0e+25 | spec: Invalid value: -1e+25: spec in body should be greater than or equal to -1.5
                    {type: number, minimum: 0.0} | -0.5 | spec: Invalid value: -0.5: spec in body should be greater than or equal to 0
                    {type: number, multipleOf: 2.5} | 7.25 | spec: Invalid value: 7.25: spec in body should be a multiple of 2.5
                    {type: integer, format: int32} | 2147483648 | <nil>: Invalid value: "": Checked value must be of type integer with format int32 in spec
                    {type: number, format: float} | 1e39 | <nil>: Invalid value: "": Checked value must be of type number with format float in spec
                    {type: integer} | x | spec: Invalid value: "string": spec in body must be of type integer: "string"
                    {type: string} | 3 | spec: Invalid value: "integer": spec in body must be of type string: "integer"
                    {type: string} | true | spec: Invalid value: "boolean": spec in body must be of type string: "boolean"
                    {type: boolean} | 'true' | spec: Invalid value: "string": spec in body must be of type boolean: "string"
                    {type: object, properties: {a: {type: string}}} | a | spec: Invalid value: "string": spec in body must be of type object: "string"
                    {type: string, enum: [a, "1"]} | "2" | spec: Unsupported value: "2": supported values: "a", "1"
                    {type: number, enum: [1.5]} | 2.5 | spec: Unsupported value: 2.5: supported values: "1.5"
                    {type: array, items: {type: integer}, uniqueItems: true} | [1, 1] | spec: Invalid value: spec in body shouldn't contain duplicates
                    {type: array, items: {type: integer}, maxItems: 2} | [1, 2, 3] | spec: Too many: 3: must have at most 2 items
                    {type: object, additionalProperties: {type: string}, minProperties: 2} | {a: b} | spec: Invalid value: 1: spec in body should have at least 2 properties
                    {type: object, additionalProperties: {type: string}} | {a: 1} | spec.a: Invalid value: "integer": spec.a in body must be of type string: "integer"
                    {type: string, minLength: 1} | "" | spec: Invalid value: "": spec in body should be at least 1 chars long
                    {type: integer, oneOf: [{minimum: 1}, {maximum: 5}]} | 3 | <nil>: Invalid value: "": "spec" must validate one and only one schema (oneOf). Found 2 valid alternatives
                    {type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [k], items: {x-kubernetes-preserve-unknown-fields: true}} | [a] | spec[0]: Invalid value: "a": must be an object for an array of list-type map
                    """)
    void fails(String schema, String value, String message) {
        assertThat(errors(schema, value)).containsExactly(message);
    }

    @Test
    void complaints_inside_objects_and_lists_name_their_place() {
        assertThat(errors(
                        "{type: object, properties: {a: {type: array, items: {type: object, additionalProperties: "
                                + "{type: integer, maximum: 1}}}}}",
                        "{a: [{}, {x.y: 2, z: 1}]}"))
                .containsExactly(
                        "spec.a[1].x.y: Invalid value: 2: spec.a[1].x.y in body should be less than or equal to 1");
        assertThat(errors(
                        "{type: object, additionalProperties: {type: array, x-kubernetes-list-type: set, items: {type: integer}}}",
                        "{q: [1, 2, 1], r: [3]}"))
                .containsExactly("spec[q][2]: Duplicate value: 1");
        assertThat(errors(
                        "{type: object, properties: {a: {type: object, properties: {l: {type: array, x-kubernetes-list-type: map, "
                                + "x-kubernetes-list-map-keys: [k, j], items: {type: object, properties: {k: {type: string}, "
                                + "j: {type: integer}}}}}}}}",
                        "{a: {l: [{k: a, j: 1}, {k: a}, {k: a, j: 1}, {k: a}]}}"))
                .containsExactly(
                        "spec.a.l[2]: Duplicate value: {\"j\":1,\"k\":\"a\"}",
                        "spec.a.l[3]: Duplicate value: {\"k\":\"a\"}");
    }

    @Test
    void the_same_words_are_said_once() {
        assertThat(errors("{type: integer, allOf: [{minimum: 5}, {minimum: 5}]}", "3"))
                .containsExactly(
                        "spec: Invalid value: 3: spec in body should be greater than or equal to 5",
                        "<nil>: Invalid value: \"\": \"spec\" must validate all the schemas (allOf). None validated");
        assertThat(errors("{type: integer, allOf: [{minimum: 5}, {minimum: 1}]}", "3"))
                .contains("<nil>: Invalid value: \"\": \"spec\" must validate all the schemas (allOf)");
    }

    @Test
    void of_the_branches_the_one_that_passed_most_checks_is_told() {
        String schema = "{type: object, properties: {a: {type: integer}, b: {type: integer}}, anyOf: ["
                + "{properties: {a: {minimum: 5}, b: {minimum: 5}}}, {properties: {a: {minimum: 1}, b: {minimum: 9}}}]}";
        assertThat(errors(schema, "{a: 2, b: 3}"))
                .first()
                .isEqualTo("<nil>: Invalid value: \"\": \"spec\" must validate at least one schema (anyOf)");
        assertThat(errors(schema, "{a: 6, b: 7}")).isEmpty();
        String one =
                "{type: object, properties: {a: {type: string}}, oneOf: [{required: [a]}, {required: [b], properties: {a: {maxLength: 1}}}]}";
        assertThat(errors(one, "{}"))
                .first()
                .isEqualTo(
                        "<nil>: Invalid value: \"\": \"spec\" must validate one and only one schema (oneOf). Found none valid");
        assertThat(errors(one, "{a: bb}")).isEmpty();
    }

    @Test
    void values_are_printed_as_go_prints_them() {
        assertThat(errors(
                        "{type: string, maxLength: 0, pattern: x}",
                        "\"\\a\\b\\f\\n\\r\\t\\v\\\\\\\"\\x01\\x7F\\u200B\\U0001F600\\u00A0\""))
                .hasSize(1);
        assertThat(errors(
                        "{type: string, pattern: x$}",
                        "\"\\a\\b\\f\\n\\r\\t\\v\\\\\\\"\\x01\\x7F\\u200B\\U0001F600\\u00A0\\U000E0001\""))
                .containsExactly(
                        "spec: Invalid value: \"\\a\\b\\f\\n\\r\\t\\v\\\\\\\"\\x01\\x7f\\u200b😀\\u00a0\\U000e0001\":"
                                + " spec in body should match 'x$'");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '~', emptyValue = "", textBlock = """
                    ipv4 | 010.0.0.1 | ::1
                    ipv6 | ::1 | 1.2.3.4
                    cidr | 10.0.0.0/8 | 10.0.0.0
                    cidr | ::/128 | ::/129
                    date | 2024-02-29 | 2023-02-29
                    date | 2024-12-31 | 24-1-1
                    date-time | 2024-01-01T23:59:59.5+02:00 | 2024-01-01T24:00:00Z
                    date-time | 2024-01-01t00:00:00z | 2024-01-01T00:60:00Z
                    datetime | 2024-01-01T00:00:59Z | 2024-01-01T00:00:60Z
                    duration | 1h30m | 1
                    duration | 3 days | 3 moons
                    byte | YWI= | YWI
                    byte | YWJj | !
                    uri | https://a/b | b
                    email | a@b.c | a@b@c
                    hostname | a-b.cd | a-b.c_d
                    hostname | ä.bé | -a
                    hostname | a-b | a--b
                    hostname | aé.example | 1.2.3.4
                    email | Ann <a@b.c> | Ann <a@b.c
                    email | <a@b> | a b@c
                    mac | 0123456789AB | 0123456789A
                    mac | 01-23-45-67-89-ab-cd-ef | 01-23:45-67-89-ab
                    duration | at 5 MINUTES sharp | five minutes
                    duration | 2 weeks | 99999999999999999999 weeks
                    byte | YQ== | YQ==\\n
                    creditcard | 4222222222222 | 5100000000000000000
                    mac | 01:23:45:67:89:ab | 01:23:45:67:89
                    mac | 0123.4567.89ab | 0123:4567
                    uuid | 123E4567-e89b-12d3-a456-426614174000 | 123e4567
                    uuid3 | 123e4567-e89b-32d3-a456-426614174000 | 123e4567-e89b-42d3-a456-426614174000
                    uuid4 | 123e4567-e89b-42d3-a456-426614174000 | 123e4567-e89b-42d3-c456-426614174000
                    uuid5 | 123e4567-e89b-52d3-a456-426614174000 | 123e4567-e89b-42d3-a456-426614174000
                    hexcolor | #aBc | #abcd
                    rgbcolor | rgb(255, 0,10) | rgb(256,0,0)
                    bsonobjectid | 0123456789abcdef01234567 | 0123456789abcdef0123456
                    ssn | 123-45-6789 | 123456789
                    isbn | 0-306-40615-2 | 0-306-40615-3
                    isbn10 | 080442957X | 0804429570
                    isbn13 | 978-0-306-40615-7 | 978-0-306-40615-8
                    isbn | 9780306406157 | 97803064061577
                    creditcard | 4111 1111 1111 1111 | 4111 1111 1111 1112
                    creditcard | 5500005555555559 | 42
                    creditcard | 378282246310005 | 41111111111111111111
                    k8s-short-name | a-1 | a.b
                    k8s-long-name | a.b | a_b
                    """)
    void formats(String format, String good, String bad) {
        String schema = "{type: string, format: " + format + "}";
        assertThat(errors(schema, "\"" + good + "\"")).as(good).isEmpty();
        assertThat(errors(schema, "\"" + bad + "\""))
                .containsExactly("spec: Invalid value: \"" + bad + "\": spec in body must be of type " + format + ": \""
                        + bad + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "no-such-format"})
    void formats_that_say_nothing(String format) {
        assertThat(errors("{type: string, format: " + format + "}", "anything at all"))
                .isEmpty();
    }

    @Test
    void a_host_name_has_its_limits() {
        String label = "a".repeat(63);
        assertThat(errors("{type: string, format: hostname}", label + "." + label))
                .isEmpty();
        assertThat(errors("{type: string, format: hostname}", label + "a")).hasSize(1);
        assertThat(errors("{type: string, format: hostname}", "\"\"")).hasSize(1);
        String longest = (label + ".").repeat(3) + label;
        assertThat(errors("{type: string, format: hostname}", longest)).isEmpty();
        assertThat(errors("{type: string, format: hostname}", longest + ".a")).hasSize(1);
    }

    // What is made of an object before it is looked at

    private static String stored(String schema, String spec) {
        return ((SchemaVerdict.Accepted) schema(schema).create(thing(spec)))
                .stored()
                .get("spec")
                .map(Object::toString)
                .orElse("-");
    }

    @Test
    void defaults_reach_into_lists_and_maps_but_not_into_what_is_there() {
        String each = "{type: object, properties: {a: {type: string, default: x}}}";
        assertThat(stored("{type: array, items: " + each + "}", "[{}, {a: b}, {a: null}]"))
                .isEqualTo("[{\"a\":\"x\"},{\"a\":\"b\"},{\"a\":\"x\"}]");
        assertThat(stored("{type: object, additionalProperties: " + each + "}", "{k: {}, l: {a: b}}"))
                .isEqualTo("{\"k\":{\"a\":\"x\"},\"l\":{\"a\":\"b\"}}");
        assertThat(stored(
                        "{type: object, properties: {o: {type: object, default: {}, properties: {a: {type: string, default: x}}}}}",
                        "{}"))
                .isEqualTo("{\"o\":{\"a\":\"x\"}}");
        assertThat(stored("{type: object, properties: {a: {type: string, nullable: true, default: x}}}", "{a: null}"))
                .isEqualTo("{\"a\":null}");
        assertThat(stored("{type: array, items: {type: string, default: x}}", "[null, a]"))
                .isEqualTo("[\"x\",\"a\"]");
        assertThat(stored("{type: object, additionalProperties: {type: string, default: x}}", "{k: null}"))
                .isEqualTo("{\"k\":\"x\"}");
    }

    @Test
    void nulls_that_mean_absence_go_at_every_level() {
        assertThat(stored(
                        "{type: array, items: {type: object, properties: {a: {type: string}, b: {type: object, properties: "
                                + "{c: {type: string}}}}}}",
                        "[{a: null, b: {c: null}}, {a: x}]"))
                .isEqualTo("[{\"b\":{}},{\"a\":\"x\"}]");
        assertThat(stored("{type: object, additionalProperties: {type: string}}", "{k: null, l: m}"))
                .isEqualTo("{\"l\":\"m\"}");
    }

    @Test
    void unknown_fields_go_unless_they_are_kept() {
        SchemaVerdict verdict = schema(
                        "{type: object, properties: {l: {type: array, items: {type: object, properties: "
                                + "{a: {type: string}}}}, m: {type: object, additionalProperties: {type: object, properties: "
                                + "{a: {type: string}}}}, free: {type: object, x-kubernetes-preserve-unknown-fields: true, properties: "
                                + "{in: {type: object, properties: {a: {type: string}}}}}, any: {type: object, additionalProperties: true}}}")
                .create(thing(
                        "{l: [{a: x, b: y}], m: {k: {a: x, b: y}}, free: {q: {r: s}, in: {a: x, b: y}}, any: {z: 1}}"));
        assertThat(verdict.dropped()).containsExactly("spec.l[0].b", "spec.m.k.b", "spec.free.in.b");
        assertThat(((SchemaVerdict.Accepted) verdict).stored().get("spec").orElseThrow())
                .hasToString("{\"l\":[{\"a\":\"x\"}],\"m\":{\"k\":{\"a\":\"x\"}},\"free\":{\"q\":{\"r\":\"s\"},"
                        + "\"in\":{\"a\":\"x\"}},\"any\":{\"z\":1}}");
        SchemaVerdict embedded = schema("{type: object, x-kubernetes-embedded-resource: true, properties: {spec: "
                        + "{type: object, properties: {a: {type: string}}}}}")
                .create(thing(
                        "{apiVersion: v1, kind: X, metadata: {name: a, labels: {b: c}}, spec: {a: x, b: y}, c: d}"));
        assertThat(embedded.dropped()).containsExactly("spec.spec.b", "spec.c");
    }

    // Metadata

    private static List<String> metadata(String metadata) {
        Resource object = Manifests.read("apiVersion: e.io/v1\nkind: Thing\nmetadata: " + metadata, "t.yaml")
                .resources()
                .get(0);
        return schema("{type: string}").create(object).errors().stream()
                .map(error -> error.field() + " " + error.type())
                .toList();
    }

    @Test
    void metadata_is_checked_field_by_field() {
        assertThat(metadata("{generateName: a-}")).isEmpty();
        assertThat(metadata("{generateName: a.}")).containsExactly("metadata.generateName INVALID");
        assertThat(metadata("{generateName: A-, name: a}"))
                .as("the last letter may yet change")
                .isEmpty();
        assertThat(metadata("{generateName: AB-, name: a}")).containsExactly("metadata.generateName INVALID");
        assertThat(
                        metadata(
                                "{name: a, namespace: a, labels: {a: b, c.d/e: ''}, finalizers: [a/b], annotations: {A.b/C: d}}"))
                .isEmpty();
        assertThat(metadata("{name: a, annotations: {a b: d}}")).containsExactly("metadata.annotations INVALID");
        assertThat(metadata("{name: a, finalizers: [a/b, a b]}")).containsExactly("metadata.finalizers INVALID");
        int most = 256 * 1024 - 1;
        assertThat(metadata("{name: a, annotations: {k: " + "v".repeat(most) + "}}"))
                .isEmpty();
        assertThat(metadata("{name: a, annotations: {k: " + "v".repeat(most + 1) + "}}"))
                .containsExactly("metadata.annotations TOO_LONG");
    }
}
