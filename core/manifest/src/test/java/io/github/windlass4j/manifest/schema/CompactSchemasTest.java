package io.github.windlass4j.manifest.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.core.knowledge.SourceKind;
import io.github.windlass4j.manifest.object.GroupVersionKind;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.yaml.MalformedYamlException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The compact notation, word by word: what it lets through and what it stops. */
class CompactSchemasTest {
    private static final String REST = """
            patterns:
              lower: ^[a-z]+$
            rules:
              even: {that: self % 2 == 0, says: must be even}
              small: {that: self < 5, says: must be small}
              one: {that: 'size(self) == 1', says: must be one}
            """;

    private static byte[] text(String types) {
        return ("""
                release: v9
                asOf: 2026-01-02
                source: {id: s, title: A Source, publisher: P, url: 'https://e.io/x', kind: OVERVIEW}
                kinds:
                  Thing:
                    group: e.io
                    scope: Namespaced
                    versions:
                      v1: {standard: served, experimental: served, spec!: Spec, status: text}
                      v0: {experimental: known, spec: Spec}
                types:
                """ + types.indent(2) + REST).getBytes(StandardCharsets.UTF_8);
    }

    private static Schemas schemas(String types, String channel) {
        return Schemas.compact(text(types), "own.yaml", channel);
    }

    private static List<String> errors(String channel, String type, String value) {
        return schemas("Spec: {a: " + type + "}\nOther: {q: text}", channel)
                .create(Manifests.read(
                                "apiVersion: e.io/v1\nkind: Thing\nmetadata: {name: a}\nspec: {a: " + value + "}",
                                "t.yaml")
                        .resources()
                        .get(0))
                .errors()
                .stream()
                .map(FieldError::message)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " ; ", quoteCharacter = '^', textBlock = """
                    text ; b ; 1
                    int32 ; 3 ; 3000000000
                    int64 ; 3000000000 ; a
                    integer ; 3000000000 ; a
                    double ; 1.5 ; a
                    boolean ; true ; a
                    object ; {} ; a
                    any ; {b: 1} ; a
                    intOrText ; 3 ; []
                    intOrText ; b ; []
                    list text ; [b] ; [1]
                    list Other ; [{q: r}] ; [{q: 1}]
                    map int32 ; {b: 1} ; {b: c}
                    Other ; {q: r} ; {q: 1}
                    text 2..3 ; ab ; a
                    text 2..3 ; abc ; abcd
                    text ..3 ; '' ; abcd
                    text 1.. ; abcdefgh ; ''
                    int32 2..3 ; 2 ; 1
                    int32 2..3 ; 3 ; 4
                    list text 1..1 ; [a] ; []
                    map text 1..1 ; {b: c} ; {b: c, d: e}
                    text ~lower ; abc ; ABC
                    text A|B ; B ; C
                    int32 301|302 ; 302 ; 303
                    text format:ipv4 ; 1.2.3.4 ; abc
                    list text set ; [a, b] ; [a, a]
                    list Other by:q ; [{q: b}, {q: c}] ; [{q: b}, {q: b}]
                    int32 !even ; 2 ; 3
                    int32 !even !small ; 4 ; 6
                    text nullable ; null ; 3
                    list text atomic ; [a, a] ; [1]
                    '{b!: text}' ; {b: c} ; {}
                    {b!: text} ; {b: c} ; {}
                    {b: text, c: text, $atMostOne: [b c]} ; {b: x} ; {b: x, c: x}
                    {b: text, c: text, d: text, $atMostOne: [b c, c d]} ; {b: x, d: x} ; {c: x, d: x}
                    {b: text, $rules: one} ; {b: x} ; {}
                    {b: text, $oneOf: [{required: [b]}]} ; {b: x} ; {}
                    {b: text, $nullable: true} ; null ; 1
                    """)
    void a_word_takes_one_value_and_stops_another(String type, String good, String bad) {
        String line = type.startsWith("{")
                ? type
                : type.startsWith("'{") ? type.substring(1, type.length() - 1) : "'" + type + "'";
        assertThat(errors("standard", line, good)).as(good).isEmpty();
        assertThat(errors("standard", line, bad)).as(bad).isNotEmpty();
    }

    private static String stored(String type, String value) {
        return schemas("Spec: {a: " + type + "}", "standard")
                .create(Manifests.read(
                                "apiVersion: e.io/v1\nkind: Thing\nmetadata: {name: a}\nspec: " + value, "t.yaml")
                        .resources()
                        .get(0))
                .fold(
                        accepted -> accepted.stored().get("spec").orElseThrow().toString(),
                        r -> r.errors().toString(),
                        n -> n.message());
    }

    @Test
    void defaults_are_words_or_json() {
        assertThat(stored("'text =b'", "{}")).isEqualTo("{\"a\":\"b\"}");
        assertThat(stored("'int32 1..9 =5'", "{}")).isEqualTo("{\"a\":5}");
        assertThat(stored("'boolean =true'", "{}")).isEqualTo("{\"a\":true}");
        assertThat(stored("'boolean =false'", "{}")).isEqualTo("{\"a\":false}");
        assertThat(stored("'list text =[\"x\"]'", "{}")).isEqualTo("{\"a\":[\"x\"]}");
        assertThat(stored("{b: text, $default: {b: x}}", "{}")).isEqualTo("{\"a\":{\"b\":\"x\"}}");
        assertThat(stored("{$open: true}", "{a: {z: 1}}")).isEqualTo("{\"a\":{\"z\":1}}");
        assertThat(stored("{b: text}", "{a: {z: 1}}")).isEqualTo("{\"a\":{}}");
    }

    @Test
    void marks_tell_the_channels_apart() {
        for (String channel : List.of("standard", "experimental")) {
            boolean experimental = channel.equals("experimental");
            assertThat(errors(channel, "'text A|+B|-C'", "B").isEmpty()).isEqualTo(experimental);
            assertThat(errors(channel, "'text A|+B|-C'", "C").isEmpty()).isEqualTo(!experimental);
            assertThat(errors(channel, "'text +~lower'", "ABC").isEmpty()).isEqualTo(!experimental);
            assertThat(errors(channel, "'int32 !+even'", "3").isEmpty()).isEqualTo(!experimental);
            assertThat(errors(channel, "'int32 !-even'", "3").isEmpty()).isEqualTo(experimental);
            assertThat(errors(channel, "{+b!: text, -c: text}", "{}").isEmpty()).isEqualTo(!experimental);
        }
        assertThat(schemas("Spec: {a: text}", "standard").types()).hasToString("[Thing.v1.e.io]");
        assertThat(schemas("Spec: {a: text}", "experimental").types()).hasToString("[Thing.v1.e.io, Thing.v0.e.io]");
        Schema old = schemas("Spec: {a: text}", "experimental")
                .find(new GroupVersionKind("e.io", "v0", "Thing"))
                .orElseThrow();
        assertThat(old.isServed()).isFalse();
        assertThat(old.isNamespaced()).isTrue();
    }

    @Test
    void a_part_that_is_required_is_missed() {
        assertThat(schemas("Spec: {a: text}", "standard")
                        .create(Manifests.read("apiVersion: e.io/v1\nkind: Thing\nmetadata: {name: a}", "t.yaml")
                                .resources()
                                .get(0))
                        .errors())
                .map(FieldError::message)
                .containsExactly("spec: Required value");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'text !none'",
                "'text ~none'",
                "'None'",
                "'text odd'",
                "3",
                "[a]",
                "{$rules: none}",
                "'list None'"
            })
    void what_the_notation_does_not_know_is_told_with_its_place(String type) {
        assertThatThrownBy(() -> errors("standard", type, "b"))
                .isInstanceOf(MalformedYamlException.class)
                .hasMessageStartingWith("own.yaml:1");
    }

    @Test
    void a_resource_tells_its_release_and_its_source() {
        BundledSchemas bundled = BundledSchemas.read(new ByteArrayInputStream(text("Spec: {a: text}")), "own.yaml");
        assertThat(bundled.release()).isEqualTo("v9");
        assertThat(bundled).hasToString("own.yaml v9");
        assertThat(bundled.source().title()).isEqualTo("A Source");
        assertThat(bundled.source().kind()).isEqualTo(SourceKind.OVERVIEW);
        assertThat(bundled.schemas("standard").types()).hasSize(1);
        assertThatThrownBy(() -> BundledSchemas.read((InputStream) null, "gone.yaml"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("gone.yaml is not in the module");
    }
}
