package io.github.windlass4j.manifest.schema;

import static io.github.windlass4j.manifest.schema.SchemaKeywordsTest.errors;
import static io.github.windlass4j.manifest.schema.SchemaKeywordsTest.schema;
import static io.github.windlass4j.manifest.schema.SchemaKeywordsTest.thing;
import static io.github.windlass4j.manifest.schema.SchemaKeywordsTest.wholeSchema;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.manifest.object.GroupVersionKind;
import io.github.windlass4j.manifest.yaml.Yaml;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules over objects: how values look to them, which rules an update asks, and what becomes of their words. */
class SchemaRulesTest {
    private static String ruled(String schema, String rule) {
        return schema.substring(0, schema.length() - 1) + ", x-kubernetes-validations: [{rule: \"" + rule
                + "\", message: m}]}";
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '~', textBlock = """
                    {type: string} | self == 'a' | a
                    {type: integer} | self == 3 | 3
                    {type: number} | self == 3.0 && type(self) == double | 3
                    {type: boolean} | self | true
                    {type: string, format: duration} | self == duration('90s') | 1m30s
                    {type: string, format: date} | self == timestamp('2026-01-02T00:00:00Z') | 2026-01-02
                    {type: string, format: date-time} | self.getHours() == 3 | '2026-01-02T03:04:05Z'
                    {type: string, format: byte} | self == b'ab' | YWI=
                    {x-kubernetes-int-or-string: true} | type(self) == int ? self == 3 : self == '3' | 3
                    {x-kubernetes-int-or-string: true} | self == 'a' | a
                    {type: array, items: {type: integer}} | self == [1, 2] && self.size() == 2 && self + [3] == [1, 2, 3] | [1, 2]
                    {type: array, x-kubernetes-list-type: set, items: {type: integer}} | self.size() == 2 && self + self == self | [1, 2]
                    {type: object, additionalProperties: {type: integer}} | self['a.b'] == 1 && self.size() == 1 && self.all(k, k == 'a.b') && !('c' in self) | {a.b: 1}
                    {type: object, properties: {a: {type: string}, b: {type: string}}} | has(self.a) && !has(self.b) && self.a == 'x' | {a: x}
                    {type: object, properties: {a-b: {type: string}, c.d: {type: string}, e/f: {type: string}, g__h: {type: string}}} | self.a__dash__b == '1' && self.c__dot__d == '2' && self.e__slash__f == '3' && self.g__underscores__h == '4' | {a-b: '1', c.d: '2', e/f: '3', g__h: '4'}
                    {type: object, properties: {__dot__: {type: string}}} | self.__underscores__dot__underscores__ == 'x' | {__dot__: x}
                    {type: object, properties: {in: {type: string}, true: {type: string}}} | self.__in__ == 'x' && self.__true__ == 'y1' | {in: x, 'true': y1}
                    {type: object, nullable: true, properties: {a: {type: string, nullable: true}}} | !has(self.a) | {a: null}
                    {type: object, x-kubernetes-preserve-unknown-fields: true, properties: {a: {type: string}}} | has(self.a) && !has(self.b) | {a: x, b: z}
                    {type: object, properties: {a: {x-kubernetes-preserve-unknown-fields: true}, b: {x-kubernetes-preserve-unknown-fields: true}}} | self.a == self.b | {a: {q: 1}, b: {q: 1}}
                    {type: object, x-kubernetes-embedded-resource: true, x-kubernetes-preserve-unknown-fields: true} | self.kind == 'X' && self.metadata.name == 'nn' && !has(self.metadata.labels) | {apiVersion: v1, kind: X, metadata: {name: nn, labels: {a: b}}}
                    """)
    void values_look_to_rules_as_their_schema_says(String schema, String rule, String value) {
        assertThat(errors(ruled(schema, rule), value)).isEmpty();
        assertThat(errors(ruled(schema, "!(" + rule + ")"), value))
                .singleElement()
                .asString()
                .endsWith("m");
    }

    @Test
    void each_of_many_fields_answers_again_as_it_did() {
        List<Integer> fields = IntStream.range(0, 100).boxed().toList();
        String properties =
                fields.stream().map(i -> "f" + i + ": {type: integer}").collect(joining(", "));
        String even = fields.stream()
                .filter(i -> i % 2 == 0)
                .map(i -> "f" + i + ": " + i)
                .collect(joining(", "));
        String rule = fields.stream()
                .map(i -> i % 2 == 0 ? "self.f" + i + " == " + i : "!has(self.f" + i + ")")
                .collect(joining(" && "));
        String schema = "{type: object, properties: {" + properties + "}}";
        assertThat(errors(ruled(schema, rule + " && " + rule), "{" + even + "}"))
                .isEmpty();
        assertThat(errors(ruled(schema, rule + " && !(" + rule + ")"), "{" + even + "}"))
                .singleElement()
                .asString()
                .endsWith("m");
    }

    @Test
    void the_root_knows_its_name() {
        Schema schema = wholeSchema("{type: object, properties: {spec: {type: string}}, x-kubernetes-validations: ["
                + "{rule: \"self.metadata.name == 'a' && self.kind == 'Thing' && self.apiVersion == 'e.io/v1'\", message: m},"
                + "{rule: \"self.metadata.name == 'b'\", message: not b}]}");
        assertThat(schema.create(thing("x")).errors())
                .map(FieldError::message)
                .containsExactly("<nil>: Invalid value: not b");
        assertThat(schema).hasToString("schema of Thing.v1.e.io");
        assertThat(schema.type().kind()).isEqualTo("Thing");
        assertThat(schema.isNamespaced()).isTrue();
        assertThat(schema.isServed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '~', textBlock = """
                    {type: string, format: date-time} | '2026-01-01t00:00:00z' | Invalid date-time formatted string 2026-01-01t00:00:00z: parsing time "2026-01-01t00:00:00z" as "2006-01-02T15:04:05": cannot parse "t00:00:00z" as "T"
                    {type: string, format: date-time} | '2026-01-01T00:00:00+25:00' | Invalid date-time formatted string 2026-01-01T00:00:00+25:00: parsing time "2026-01-01T00:00:00+25:00": extra text: "+25:00"
                    {type: object} | {} | invalid object type, expected either Properties or AdditionalProperties
                    {type: array} | [1] | invalid array type, expected Items with a non-empty Schema
                    {nullable: true} | x | invalid type, expected object, array, number
                    """)
    void a_value_that_rules_cannot_see_is_an_error_of_the_rule(String schema, String value, String message) {
        assertThat(errors(ruled(schema, "self == self"), value))
                .singleElement()
                .asString()
                .contains(message)
                .endsWith(" evaluating rule: m");
    }

    @Test
    void wrong_types_inside_what_is_kept_are_errors_of_the_rule() {
        assertThat(errors(ruled("{type: integer}", "self.a == 1"), "1"))
                .containsExactly(
                        "spec: Invalid value: \"integer\": 'no such overload': call arguments did not match a supported"
                                + " operator, function or macro signature for rule: m");
    }

    @Test
    void rules_are_asked_at_every_level_with_the_path_of_theirs() {
        String rule = "x-kubernetes-validations: [{rule: 'self != 3', message: not three}]";
        assertThat(errors(
                        "{type: object, properties: {l: {type: array, items: {type: integer, " + rule
                                + "}}, m: {type: object, "
                                + "additionalProperties: {type: integer, " + rule
                                + "}}, a: {type: object, allOf: [{properties: {b: {"
                                + rule + "}}}], properties: {b: {type: integer}}}}}",
                        "{l: [3, 4, 3], m: {k.l: 3}, a: {b: 3}}"))
                .containsExactly(
                        "spec.l[0]: Invalid value: 3: not three",
                        "spec.l[2]: Invalid value: 3: not three",
                        "spec.m[k.l]: Invalid value: 3: not three",
                        "spec.a.b: Invalid value: 3: not three");
        assertThat(errors("{type: array, items: {type: integer}, allOf: [{items: {" + rule + "}}]}", "[1, 3]"))
                .containsExactly("spec[1]: Invalid value: 3: not three");
        assertThat(errors(
                        "{type: object, nullable: true, properties: {a: {type: integer, nullable: true, " + rule
                                + "}}}",
                        "{a: null}"))
                .as("rules are not asked about null")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '~', textBlock = """
                    .a | spec.a
                    .a.b | spec.a.b
                    .m.k | spec.m[k]
                    .m['x.y'] | spec.m[x.y]
                    .m['it\\\\'s'] | spec.m[it's]
                    ['a'] | spec.a
                    .a.zz.q | spec.a.zz.q
                    .a['open | spec.a
                    """)
    void a_violation_names_the_field_that_its_rule_points_at(String fieldPath, String field) {
        assertThat(schema(
                                "{type: object, properties: {a: {type: object, properties: {b: {type: string}}}, m: {type: object, "
                                        + "additionalProperties: {type: string}}}, x-kubernetes-validations: [{rule: 'false', message: m, fieldPath: \""
                                        + fieldPath + "\"}]}")
                        .create(thing("{a: {b: x}}"))
                        .errors())
                .extracting(FieldError::field)
                .containsExactly(field);
    }

    @Test
    void reasons_decide_the_type_and_the_words() {
        String rule = "{type: integer, x-kubernetes-validations: [{rule: 'false', message: m, reason: %s}]}";
        assertThat(errors(rule.formatted("FieldValueRequired"), "1")).containsExactly("spec: Required value: m");
        assertThat(errors(rule.formatted("FieldValueForbidden"), "1")).containsExactly("spec: Forbidden: m");
        assertThat(errors(rule.formatted("FieldValueDuplicate"), "1")).containsExactly("spec: Duplicate value: 1");
        assertThat(errors(rule.formatted("FieldValueInvalid"), "1")).containsExactly("spec: Invalid value: 1: m");
        assertThat(schema(rule.formatted("FieldValueRequired"))
                        .create(thing("1"))
                        .errors()
                        .get(0)
                        .type()
                        .cause())
                .isEqualTo("FieldValueRequired");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '~', textBlock = """
                    "'has ' + string(self)" | has 1
                    "'  padded  '" | padded
                    "''" | fallback
                    "'  '" | fallback
                    "'two\\\\nlines'" | fallback
                    "self" | fallback
                    "self / 0 == 1 ? 'a' : 'b'" | fallback
                    """)
    void a_message_that_is_computed_must_be_one_line(String expression, String message) {
        assertThat(errors(
                        "{type: integer, x-kubernetes-validations: [{rule: 'false', message: fallback, messageExpression: "
                                + expression + "}]}",
                        "1"))
                .containsExactly("spec: Invalid value: 1: " + message);
    }

    @Test
    void a_message_has_its_longest() {
        String rule =
                "{type: string, x-kubernetes-validations: [{rule: 'false', message: fallback, messageExpression: self}]}";
        assertThat(errors(rule, "a".repeat(5 * 1024)))
                .singleElement()
                .asString()
                .endsWith("a");
        assertThat(errors(rule, "a".repeat(5 * 1024 + 1)))
                .singleElement()
                .asString()
                .endsWith("fallback");
    }

    @Test
    void all_rules_of_an_object_share_one_budget() {
        String dear = "{rule: 'self.all(a, self.all(b, b >= 0))', message: m}";
        String many =
                String.join(", ", List.of(dear, dear, dear, dear, dear, dear, dear, dear, dear, dear, dear, dear));
        // Each costs 802,002: 400 times 2,005, of which the inner loop is 1 + 400 * 5 + 1.
        String items = "[" + "1, ".repeat(399) + "1]";
        assertThat(errors("{type: array, items: {type: integer}, x-kubernetes-validations: [" + many + "]}", items))
                .isEmpty();
        assertThat(errors(
                        "{type: array, items: {type: integer}, x-kubernetes-validations: [" + many + ", " + many + ", "
                                + many + "]}",
                        items))
                .containsExactly(
                        "spec: Invalid value: \"array\": validation failed due to running out of cost budget, no further"
                                + " validation rules will be run");
    }

    @Test
    void a_filter_costs_what_it_costs_there() {
        String schema =
                "{type: array, items: {type: integer}, x-kubernetes-validations: [{rule: 'self.filter(a, self.filter(b,"
                        + " b >= 0).size() > 0).size() > 0', message: m}]}";
        // A step of the inner loop costs 15, so that 250 items cost 941,754 and 260 more than a million.
        assertThat(errors(schema, "[" + "1, ".repeat(249) + "1]")).isEmpty();
        assertThat(errors(schema, "[" + "1, ".repeat(259) + "1]"))
                .containsExactly(
                        "spec: Invalid value: \"array\": 'operation cancelled: actual cost limit exceeded': no further"
                                + " validation rules will be run due to call cost exceeds limit for rule: m");
    }

    @Test
    void a_message_may_cost_too_much() {
        String items = "[" + "1, ".repeat(999) + "1]";
        String dear = "string(self.all(a, self.all(b, b >= 0)))";
        assertThat(errors(
                        "{type: array, items: {type: integer}, x-kubernetes-validations: [{rule: 'false', messageExpression: '"
                                + dear + "'}, {rule: 'false'}]}",
                        items))
                .containsExactly(
                        "spec: Invalid value: \"array\": no further validation rules will be run due to call cost exceeds"
                                + " limit for messageExpression: \"" + dear + "\"");
    }

    @Test
    void a_message_shares_the_budget_of_the_rules() {
        String dear = "self.all(a, self.all(b, b >= 0))";
        String rules = ("{rule: '" + dear + "', message: m}, ").repeat(12);
        assertThat(errors(
                        "{type: array, items: {type: integer}, x-kubernetes-validations: [" + rules
                                + "{rule: 'false', messageExpression: 'string(" + dear + ")'}, {rule: 'false'}]}",
                        "[" + "1, ".repeat(399) + "1]"))
                .containsExactly(
                        "spec: Invalid value: \"array\": messageExpression evaluation failed due to running out of cost"
                                + " budget, no further validation rules will be run");
    }

    // Updates

    private static List<String> update(String schema, String spec, String old) {
        return schema(schema).update(thing(spec), thing(old)).errors().stream()
                .map(FieldError::message)
                .toList();
    }

    @Test
    void items_of_a_map_list_are_compared_by_key() {
        String schema =
                "{type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [k], items: {type: object, "
                        + "properties: {k: {type: string}, v: {type: integer, x-kubernetes-validations: [{rule: self >= oldSelf, message: down}]}}}}";
        assertThat(update(schema, "[{k: b, v: 1}, {k: a, v: 2}]", "[{k: a, v: 2}, {k: b, v: 1}]"))
                .isEmpty();
        assertThat(update(schema, "[{k: b, v: 0}, {k: a, v: 3}]", "[{k: a, v: 2}, {k: b, v: 1}]"))
                .containsExactly("spec[0].v: Invalid value: 0: down");
        assertThat(update(schema, "[{k: new, v: 0}]", "[{k: a, v: 2}]")).isEmpty();
        String atomic = schema.replace("x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [k], ", "");
        assertThat(update(atomic, "[{k: a, v: 0}]", "[{k: a, v: 2}]"))
                .as("items of other lists have no past")
                .isEmpty();
        String map =
                "{type: object, %s additionalProperties: {type: integer, x-kubernetes-validations: [{rule: self >= oldSelf, message: down}]}}";
        assertThat(update(map.formatted(""), "{a: 1}", "{a: 2}")).containsExactly("spec[a]: Invalid value: 1: down");
        assertThat(update(map.formatted("x-kubernetes-map-type: atomic,"), "{a: 1}", "{a: 2}"))
                .containsExactly("spec[a]: Invalid value: 1: down");
    }

    @Test
    void what_an_update_leaves_alone_is_not_held_against_it() {
        String schema =
                "{type: object, properties: {a: {type: string, maxLength: 1}, l: {type: array, x-kubernetes-list-type: set, items: "
                        + "{type: string}}, r: {type: integer, x-kubernetes-validations: [{rule: self < 5, message: big}]}, b: {type: string}}}";
        assertThat(update(schema, "{a: long, l: [x, x], r: 9, b: new}", "{a: long, l: [x, x], r: 9}"))
                .isEmpty();
        assertThat(update(schema, "{a: longer}", "{a: long}"))
                .first()
                .isEqualTo("spec.a: Too long: may not be more than 1 byte");
        assertThat(update(schema, "{l: [x, x]}", "{l: [x]}")).containsExactly("spec.l[1]: Duplicate value: \"x\"");
        assertThat(update(schema, "{r: 8}", "{r: 9}")).containsExactly("spec.r: Invalid value: 8: big");
        String list =
                "{type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [k], items: {type: object, properties: "
                        + "{k: {type: string}, v: {type: string, maxLength: 1}}}}";
        assertThat(update(list, "[{k: new, v: x}, {k: a, v: long}]", "[{k: a, v: long}]"))
                .isEmpty();
        assertThat(update(list, "[{k: a, v: other}]", "[{k: a, v: long}]")).hasSize(1);
    }

    @Test
    void sets_and_map_lists_are_equal_and_added_without_order() {
        String schema =
                "{type: object, properties: {s: {type: array, x-kubernetes-list-type: set, items: {type: string}}, m: {type: array, "
                        + "x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [k], items: {type: object, properties: {k: {type: string}, v: {type: integer}}}}}, "
                        + "x-kubernetes-validations: [{rule: 'self.s == oldSelf.s', message: s}, {rule: 'self.m == oldSelf.m', message: m}, "
                        + "{rule: 'size(self.s + oldSelf.s) == 2', message: sum}, {rule: '(oldSelf.m + self.m).all(i, i.v < 5)', message: merged}]}";
        assertThat(update(
                        schema,
                        "{s: [b, a], m: [{k: y1, v: 2}, {k: x, v: 1}]}",
                        "{s: [a, b], m: [{k: x, v: 1}, {k: y1, v: 2}]}"))
                .isEmpty();
        assertThat(update(schema, "{s: [a, c], m: [{k: x, v: 1}]}", "{s: [a, b], m: [{k: x, v: 7}]}"))
                .extracting(message -> message.substring(message.lastIndexOf(' ') + 1))
                .containsExactly("s", "m", "sum");
        assertThat(update(schema, "{s: [a, b], m: [{k: z, v: 1}]}", "{s: [a, b], m: [{k: x, v: 7}]}"))
                .extracting(message -> message.substring(message.lastIndexOf(' ') + 1))
                .containsExactly("m", "merged");
    }

    @Test
    void an_update_keeps_the_status_and_a_status_update_keeps_the_rest() {
        Schema schema =
                wholeSchema("{type: object, properties: {spec: {type: string}, status: {type: string, maxLength: 3}}}");
        assertThat(stored(schema.update(thing("new\nstatus: evil"), thing("old\nstatus: ok"))))
                .endsWith("\"spec\":\"new\",\"status\":\"ok\"}");
        assertThat(stored(schema.update(thing("new\nstatus: evil"), thing("old"))))
                .endsWith("\"spec\":\"new\"}");
        assertThat(stored(schema.updateStatus(thing("new\nstatus: fin"), thing("old\nstatus: ok"))))
                .endsWith("\"spec\":\"old\",\"status\":\"fin\"}");
        assertThat(stored(schema.updateStatus(thing("new"), thing("old\nstatus: ok"))))
                .endsWith("\"spec\":\"old\"}");
        assertThat(schema.updateStatus(thing("x\nstatus: long"), thing("x")).errors())
                .map(FieldError::message)
                .containsExactly("status: Too long: may not be more than 3 bytes");
        Schema whole = Schema.of(
                new GroupVersionKind("e.io", "v1", "Thing"),
                false,
                true,
                false,
                Yaml.read("{type: object, properties: {status: {type: string}}}", "crd.yaml")
                        .get(0)
                        .root());
        assertThat(stored(whole.create(thing("x\nstatus: kept")))).endsWith("\"status\":\"kept\"}");
    }

    private static String stored(SchemaVerdict verdict) {
        return verdict.<String>fold(
                accepted -> accepted.stored().toString(), r -> r.errors().toString(), n -> n.message());
    }

    @Test
    void gaps_are_told_wherever_they_stand() {
        assertThat(schema(
                                "{type: object, properties: {a: {$ref: x}, b: {items: {patternProperties: {}}}, c: {additionalProperties: "
                                        + "{dependencies: {}}}, d: {not: {additionalItems: true}}, e: {anyOf: [{$ref: y1}], pattern: '('}}, "
                                        + "x-kubernetes-validations: [{rule: 'self ==', message: m}]}")
                        .gaps())
                .hasSize(6)
                .contains("$ref", "patternProperties", "dependencies", "additionalItems");
        assertThat(schema("{type: string}").gaps()).isEmpty();
    }
}
