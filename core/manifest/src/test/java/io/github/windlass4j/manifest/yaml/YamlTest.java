package io.github.windlass4j.manifest.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTest {
    private static String json(String yaml) {
        return Yaml.read(yaml, "t.yaml").get(0).root().toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "yes|true",
                "Off|false",
                "tRue|\"tRue\"",
                "~|null",
                "0644|420",
                "0o17|15",
                "08|8",
                "0x1F|31",
                "-0b11|-3",
                "1_000|1000",
                "1e3|1000",
                "1.50|1.5",
                "1e400|\"1e400\"",
                "12:30:45|\"12:30:45\"",
                "2001-01-01|\"2001-01-01\"",
                "18446744073709551615|18446744073709551615",
                "-9223372036854775809|-9223372036854776000",
                "!!str 1|\"1\"",
                "!!int \"1\"|1",
                "!!float 1|1",
                "!local 1|\"1\"",
                "+.5|0.5",
                "0x|\"0x\"",
                "._5|\"._5\"",
                "0b12|\"0b12\"",
            })
    void a_plain_scalar_means_what_kubernetes_takes_it_for(String yaml, String json) {
        assertThat(json("k: " + yaml + "\n")).isEqualTo("{\"k\":" + json + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {".inf", "-.Inf", ".NaN", "!!int x", "!!binary '@'", "!!binary aGk", "*a", "{? [a] : b}", "{~: a}"
            })
    void refuses_what_has_no_json_form(String yaml) {
        assertThatThrownBy(() -> json("k: " + yaml + "\n"))
                .isInstanceOfSatisfying(
                        MalformedYamlException.class,
                        e -> assertThat(e.getMessage())
                                .startsWith(e.origin() + ":" + e.at() + ": ")
                                .startsWith("t.yaml:1:"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2001-1-2|true",
                "2000-02-29|true",
                "2001-02-29|false",
                "2001-13-01|false",
                "2001-01-02T3:4:5Z|true",
                "2001-01-02t03:04:05.678+09:00|true",
                "2001-01-02T03:04:05|false",
                "2001-01-02T24:00:00Z|false",
                "2001-01-02  3:4:5|true",
                "2001-01-02 03:04:05Z|false",
                "2001|false",
                "Off|false",
                "x|false",
            })
    void a_text_with_the_tag_of_a_timestamp_must_be_one_and_stays_a_text(String text, boolean timestamp) {
        for (String yaml : List.of("k: !!timestamp " + text + "\n", "k: !!timestamp \"" + text + "\"\n")) {
            if (timestamp) {
                assertThat(json(yaml)).isEqualTo("{\"k\":\"" + text + "\"}");
            } else {
                assertThatThrownBy(() -> json(yaml))
                        .hasMessageStartingWith("t.yaml:1:4: cannot decode !!")
                        .hasMessageEndingWith("`" + text + "` as a !!timestamp");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"8J+Y, 3", "8J+YgA==, 0", "7aCA, 3", "QcOp, 0", "/8A=, 2", "R0lGODlh/w==, 1"})
    void each_octet_of_binary_that_is_no_utf8_is_a_replacement(String base64, int replaced) {
        assertThat(json("k: !!binary " + base64 + "\n").chars().filter(c -> c == 0xFFFD))
                .hasSize(replaced);
    }

    @Test
    void keys_become_texts() {
        assertThat(json("yes: a\n1.5: b\n007: c\n'x': d\n1e30: e\n"))
                .isEqualTo("{\"true\":\"a\",\"1.5\":\"b\",\"7\":\"c\",\"x\":\"d\",\"1e+30\":\"e\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{<<: {a: 1}, a: 2} | true",
                "{a: 2, <<: {a: 1}} | true",
                "{<<: {a: 1}, <<: {a: 2}} | true",
                "{<<: [{a: 1}, {a: 2}]} | true",
                "{a: 1, a: 2} | false",
                "{<<: {a: 1}, a: 2, a: 3} | false",
                "{a: 1, <<: {a: 2}, a: 3} | false",
                "{b: {a: 1, a: 2}} | false"
            })
    void keys_that_a_merge_key_brings_in_may_be_overridden_but_not_written_twice(String yaml, boolean once) {
        Document document = Yaml.read(yaml, "t.yaml").get(0);
        assertThatThrownBy(document::requireUniqueKeys).hasMessageContaining("already set in map");
        if (once) {
            assertThat(document.requireKeysWrittenOnce()).isSameAs(document);
        } else {
            assertThatThrownBy(document::requireKeysWrittenOnce)
                    .isInstanceOf(MalformedYamlException.class)
                    .hasMessageContaining("key \"a\" already set in map");
        }
    }

    @Test
    void merge_keys_and_aliases_are_resolved_in_place() {
        assertThat(json("a: &x {b: 1, c: 2}\nd:\n  b: 0\n  <<: *x\n  c: 3\n"))
                .isEqualTo("{\"a\":{\"b\":1,\"c\":2},\"d\":{\"b\":1,\"c\":3}}");
        assertThat(json("- &x {b: 1}\n- &y {b: 2, c: 3}\n- <<: [*x, *y]\n"))
                .isEqualTo("[{\"b\":1},{\"b\":2,\"c\":3},{\"b\":1,\"c\":3}]");
        assertThatThrownBy(() -> json("a: &x 1\nb:\n  <<: *x\n")).hasMessageContaining("map merge requires");
    }

    @Test
    void the_last_of_repeated_keys_counts_and_the_strict_reader_names_the_place() {
        Document document = Yaml.read("a: 1\nb: 2\na: 3\n", "t.yaml").get(0);
        assertThat(document.root()).hasToString("{\"a\":3,\"b\":2}");
        assertThatThrownBy(document::requireUniqueKeys).hasMessage("t.yaml:3:1: key \"a\" already set in map");
    }

    @Test
    void every_node_and_key_knows_its_place() {
        Mapping root = (Mapping)
                Yaml.read("spec:\n  - name: a\n    port: 80\n", "t.yaml").get(0).root();
        assertThat(root.at("spec", "0", "port").orElseThrow().at()).isEqualTo(new Position(3, 11));
        assertThat(root.keyAt("spec")).isEqualTo(new Position(1, 1));
        Node json = Yaml.read("{\"a\":\n [1, {\"é😀\": 2}]}", "t.json").get(0).root();
        assertThat(json.at("a", "1", "é😀").orElseThrow().at()).isEqualTo(new Position(2, 13));
    }

    @Test
    void a_tab_between_tokens_is_a_blank_but_not_indentation() {
        assertThat(json("a:\tb\nc: |\n  x:\ty\nd: &t\tz\n")).isEqualTo("{\"a\":\"b\",\"c\":\"x:\\ty\\n\",\"d\":\"z\"}");
        assertThatThrownBy(() -> json("a:\n\tb: 1\n")).hasMessageStartingWith("t.yaml:2:1: ");
        assertThatThrownBy(() -> json("-\ta\n")).hasMessageStartingWith("t.yaml:1:2: ");
    }

    @Test
    void json_numbers_written_as_floats_stay_floats() {
        assertThat(Yaml.read("{\"a\": 1.0, \"b\": 10000000000000000000, \"c\": -0}", "t")
                        .get(0)
                        .root()
                        .toJava())
                .hasToString("{a=1.0, b=10000000000000000000, c=0}");
    }

    @Test
    void several_documents_and_json_objects_are_read_in_order() {
        assertThat(Yaml.read("---\na: 1\n---\n# nothing\n---\n- b\n...\n", "t"))
                .extracting(d -> d.root().toString())
                .containsExactly("{\"a\":1}", "null", "[\"b\"]");
        assertThat(Yaml.read("{\"a\":1}\n{\"b\":2}", "t")).hasSize(2);
        assertThat(json("{a: 1}")).isEqualTo("{\"a\":1}");
    }

    @Test
    void encodings_with_a_byte_order_mark_are_read_and_bad_bytes_are_located() {
        assertThat(Yaml.read("\uFEFFa: é".getBytes(StandardCharsets.UTF_8), "t")
                        .get(0)
                        .root())
                .hasToString("{\"a\":\"é\"}");
        assertThat(Yaml.read("\uFEFFa: é".getBytes(StandardCharsets.UTF_16LE), "t")
                        .get(0)
                        .root())
                .hasToString("{\"a\":\"é\"}");
        assertThatThrownBy(() -> Yaml.read(new byte[] {'a', ':', '\n', ' ', (byte) 0xC3, 'x'}, "t.yaml"))
                .hasMessage("t.yaml:2:2: not UTF-8: bad byte at offset 4");
        assertThatThrownBy(() -> json("a: \u0007\n")).hasMessageStartingWith("t.yaml:1:4: control characters");
    }

    @Test
    void an_alias_bomb_is_refused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("a").append(i).append(": &a").append(i).append(" [");
            bomb.append(("*a" + (i - 1) + ", ").repeat(9)).append("x]\n");
        }
        assertThatThrownBy(() -> json(bomb.toString())).hasMessageContaining("excessive aliasing");
        assertThatThrownBy(() -> json("a: &a [*a]\n")).hasMessageContaining("anchor 'a' value contains itself");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            value = {
                "1e6: a§{\"1e+06\":\"a\"}",
                "999999.9: a§{\"999999.9\":\"a\"}",
                "123456789.1: a§{\"1.2345679e+08\":\"a\"}",
                "-0.0: a§{\"-0\":\"a\"}",
                "a: &x {b: &x 1, c: *x}\\nd: *x§{\"a\":{\"b\":1,\"c\":1},\"d\":1}",
                "a: b\u0085c: d§{\"a\":\"b\",\"c\":\"d\"}",
                "a: |\\n  b§{\"a\":\"b\\n\"}",
                "a: |-\\n  b§{\"a\":\"b\"}",
                "a: &q1 |2\\n  \tb§{\"a\":\"\tb\\n\"}",
                "a: '\u2028'§{\"a\":\"\\u2028\"}",
                "a: \"\\L\\P\\'\\'\"\\nb: \"\\P\"§{\"a\":\"\\u2028\\u2029''\",\"b\":\"\\u2029\"}",
                "a: |-#c\\n  b\\nc: >\t#d\\n  e§{\"a\":\"b\",\"c\":\"e\\n\"}",
                "a: &a b\\n*a: c\\nd: {*a: e}\\nf:\\n  *a: g§{\"a\":\"b\",\"b\":\"c\",\"d\":{\"b\":\"e\"},\"f\":{\"b\":\"g\"}}",
                "%YAML 1.1\\n%TAG !e! tag:e,2000:\\n---\\na: !e!b c§{\"a\":\"c\"}",
            })
    void keys_anchors_and_ends_are_those_of_kubernetes(String yaml, String json) {
        assertThat(json(yaml.replace("\\n", "\n"))).isEqualTo(json.replace("\t", "\\t"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            value = {
                "a: 1\\n---b: 2§2:4: invalid Yaml document separator: b: 2",
                "--- a§1:5: invalid Yaml document separator: a",
                "a: \"\\ud83d\\ude00\"§1:5: found invalid Unicode character escape code",
                "# c\u2028a: 1§1:4: U+2028 outside quotes, where Kubernetes reads the end of a line",
                "a: '\u2028'\\nb: c\u2029d§2:5: U+2029 outside quotes, where Kubernetes reads the end of a line",
                "a: &q1 |\\n  \tb§2:3: found a tab character where an indentation space is expected",
                "a: &b: c§1:4: did not find expected alphabetic or numeric character",
                "- {k: \"x\\/y\"}§1:9: found unknown escape character '/'",
                "a: [--url=h/x?b=c]§1:14: '?' in a text without quotes within brackets, where Kubernetes reads the mark of a key",
                "a: {b?: c}§1:6: '?' in a text without quotes within brackets, where Kubernetes reads the mark of a key",
                "a: {b:[c]}§1:6: no blank behind ':', which Kubernetes takes for a part of the text before it",
                "a: {b:{c: d}}§1:6: no blank behind ':', which Kubernetes takes for a part of the text before it",
                "%FOO bar\\n---\\na: 1§1:1: found unknown directive name",
                "a: 1\\n...\\n%YAML 1.1\\n%FOO\\n---\\nb: 2§4:1: found unknown directive name",
                "a: &a [{b: c}]\\nd: {<<: *a}§2:9: map merge requires map or sequence of maps as the value",
                "a: \"\\L\\q\"§1:12: while scanning a double-quoted scalar, found unknown escape character q(113)",
                "a: [&x {b: c}, {d:}]§1:18: no blank behind ':', which Kubernetes takes for a part of the text before it",
            })
    void what_go_yaml_refuses_is_refused_where_it_stands(String yaml, String message) {
        assertThatThrownBy(() -> json(yaml.replace("\\n", "\n"))).hasMessage("t.yaml:" + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            value = {
                "a: b?c§{\"a\":\"b?c\"}",
                "a: ['b?c', \"d?\", {\"e\":1,\"f\":[2]}]§{\"a\":[\"b?c\",\"d?\",{\"e\":1,\"f\":[2]}]}",
                "a: [http://h:80/x, b:c]§{\"a\":[\"http://h:80/x\",\"b:c\"]}",
                "a: {? b : c}§{\"a\":{\"b\":\"c\"}}",
                "a: {b:\t [1,\t 2], c:\t\t3}§{\"a\":{\"b\":[1,2],\"c\":3}}",
                "a: &x {b: '/'}\\nc?: d§{\"a\":{\"b\":\"/\"},\"c?\":\"d\"}",
            })
    void marks_that_kubernetes_takes_for_text_are_text(String yaml, String json) {
        assertThat(json(yaml.replace("\\n", "\n").replace("\\t", "\t"))).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            value = {
                "{\"a\":1e400}§1:6: cannot unmarshal number 1e400 into a float",
                "{\"a\":1}\\n{\"b\":[-1e400,1e401]}§2:7: cannot unmarshal number -1e400 into a float",
                "{§1:2: unexpected end of JSON input",
                "{\"a\":1,§1:8: unexpected end of JSON input",
                "{\"a§1:4: unexpected end of JSON input",
                "{\"a\\§1:5: unexpected end of JSON input",
                "{\"a\\u00§1:8: unexpected end of JSON input",
                "{\"a\":-§1:7: unexpected end of JSON input",
                "{\"a\":1.§1:8: unexpected end of JSON input",
                "{\"a\":1e§1:8: unexpected end of JSON input",
                "{\"a\":[1§1:8: unexpected end of JSON input",
                "{\"a\":\"\\u１１１１\"}§1:9: invalid character '１' in \\u hexadecimal character escape",
                "{\"a\":1}\\u0000§1:8: invalid character U+0000 looking for beginning of value",
                "{\"a\":\"\\u0001\"}§1:7: invalid character U+0001 in string literal",
                "{\"a\":1},{\"b\":2}§1:8: invalid character ',' looking for beginning of value",
                "{\"a\":1} x§1:9: invalid character 'x' looking for beginning of value",
            })
    void json_is_refused_where_it_stops_being_json(String json, String message) {
        String text = json.replace("\\n", "\n").replace("\\u0000", "\0").replace("\\u0001", "\u0001");
        assertThatThrownBy(() -> json(text)).hasMessage("t.yaml:" + message);
    }

    @Test
    void a_number_that_no_float_holds_is_a_text_where_the_braces_are_those_of_yaml() {
        assertThat(json("{a: 1e400}")).isEqualTo("{\"a\":\"1e400\"}");
        assertThat(json("{\"a\": 1e400, b: c}")).isEqualTo("{\"a\":\"1e400\",\"b\":\"c\"}");
        assertThatThrownBy(() -> json("{\"a\": 1e400, \"b\": }}"))
                .hasMessage("t.yaml:1:19: invalid character '}' looking for beginning of value");
    }

    @Test
    void a_mark_of_byte_order_may_begin_any_document() {
        assertThat(Yaml.read("a: 1\n--- # next\n\uFEFFb: 2\n", "t"))
                .extracting(d -> d.root().toString())
                .containsExactly("{\"a\":1}", "{\"b\":2}");
    }

    @Test
    void a_key_too_long_for_a_line_is_written_so_that_it_is_read_as_a_key() {
        String key = "long ".repeat(500) + "key";
        for (String value : List.of("1", "[1, {b: c}]", "{b: [c], d: e}", "[]", "'x y'")) {
            Node node = Mapping.of(Map.of(
                    key,
                    Mapping.of(Map.of(key, Yaml.read(value + "\n", "t").get(0).root()))));
            assertThat(Yaml.read(Yaml.write(Sequence.of(List.of(node))), "t")
                            .get(0)
                            .root())
                    .isEqualTo(Sequence.of(List.of(node)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: [", "a: 1\nb: [", "a: \u0085b: {x"})
    void what_ends_too_early_ends_in_its_last_line(String yaml) {
        long lines = yaml.chars().filter(c -> c == '\n' || c == 0x85).count() + 1;
        assertThatThrownBy(() -> Yaml.read(yaml, "in.yaml"))
                .isInstanceOfSatisfying(
                        MalformedYamlException.class,
                        e -> assertThat(e.at().line()).isEqualTo((int) lines));
    }

    @Test
    void half_a_character_in_json_is_the_replacement() {
        assertThat(json("{\"a\": \"\\ud800x\\ud83d\\ude00\"}")).isEqualTo("{\"a\":\"\uFFFDx😀\"}");
    }

    @Test
    void depth_length_and_number_of_documents_are_bounded() {
        YamlLimits small = new YamlLimits(1000, 10, 3);
        assertThatThrownBy(() -> Yaml.read("[".repeat(600), "t.yaml")).hasMessageContaining("nested deeper than 500");
        assertThatThrownBy(() -> Yaml.read("{\"a\":".repeat(11), "t.json", small))
                .hasMessageContaining("nested deeper than 10 levels");
        assertThatThrownBy(() -> Yaml.read("x".repeat(1001), "t", small)).hasMessageContaining("longer than 1000");
        assertThatThrownBy(() -> Yaml.read("---\n1\n".repeat(4), "t", small)).hasMessageContaining("more than 3");
    }

    @Test
    void the_writer_quotes_what_another_reader_would_take_for_something_else() {
        Node node = Yaml.read("[yes, 'yes', '1', 'a: b', '1:20', 'x', '', 'null', \"a\\nb\\n\", ' a']", "t")
                .get(0)
                .root();
        assertThat(Yaml.write(node))
                .isEqualTo(
                        "- true\n- \"yes\"\n- \"1\"\n- \"a: b\"\n- \"1:20\"\n- x\n- \"\"\n- \"null\"\n- |\n  a\n  b\n"
                                + "- \" a\"\n");
        assertThat(Yaml.write(
                        Yaml.read("a: {b: [{c: 1, d: []}], e: {}}", "t").get(0).root()))
                .isEqualTo("a:\n  b:\n  - c: 1\n    d: []\n  e: {}\n");
    }
}
