package io.github.windlass4j.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.manifest.internal.cel.CelNull;
import io.github.windlass4j.manifest.internal.cel.CelProgram;
import io.github.windlass4j.manifest.internal.cel.CelSyntaxException;
import io.github.windlass4j.manifest.k8s.IpRange;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.regex.MalformedRegexException;
import io.github.windlass4j.manifest.regex.Regex;
import io.github.windlass4j.manifest.yaml.Document;
import io.github.windlass4j.manifest.yaml.MalformedYamlException;
import io.github.windlass4j.manifest.yaml.Yaml;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Input of a size that nobody writes, where work that grows faster than the input, or a level of the stack for each level of
 * nesting, would not end or not fit. The time limit is there to stop a failure, not to measure.
 */
@Timeout(300)
class HostileSizesTest {
    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "{\"a\":", "- ", "? ", "!!map {", "&a [", "{\"a\":[", "[{", "- - "})
    void nesting_a_hundred_thousand_deep_is_refused(String part) {
        String text = part.repeat(100_000);
        assertThatThrownBy(() -> Yaml.read(text, "x")).isInstanceOf(MalformedYamlException.class);
    }

    @Test
    void an_alias_bomb_is_refused_as_kubernetes_refuses_it() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 60; i++) {
            text.append("a").append(i).append(": &a").append(i).append(" [");
            text.append(("*a" + (i - 1) + ",").repeat(9)).append("]\n");
        }
        assertThatThrownBy(() -> Yaml.read(text.toString(), "x"))
                .isInstanceOf(MalformedYamlException.class)
                .hasMessageContaining("aliasing");
    }

    @Test
    void a_chain_of_merges_is_refused_or_bounded() {
        StringBuilder text = new StringBuilder("a0: &a0 {k: v}\n");
        for (int i = 1; i < 3_000; i++) {
            text.append("a%d: &a%d {<<: [*a%d, *a%d], k%d: v}\n".formatted(i, i, i - 1, i - 1, i));
        }
        try {
            assertThat(Yaml.read(text.toString(), "x").get(0).root().expandedSize())
                    .isLessThan(10_000_000);
        } catch (MalformedYamlException refused) {
            assertThat(refused).hasMessageContaining("aliasing");
        }
    }

    /** One line, and one letter outside of Latin-1: columns are counted in code points. */
    @Test
    void a_million_values_on_one_line_are_read_once() {
        String json = "{\"é☃\": [" + "1,".repeat(1_000_000) + "1]}";
        List<Document> read = Yaml.read(json, "x");
        assertThat(read.get(0).root().expandedSize()).isEqualTo(1_000_004);
        assertThat(read.get(0).root().at("é☃", "999999").orElseThrow().at().column())
                .isEqualTo(9 + 2 * 999_999);
        String yaml = "é☃: [" + "1, ".repeat(200_000) + "1]";
        assertThat(Yaml.read(yaml, "x").get(0).root().expandedSize()).isEqualTo(200_004);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n", " ", "\t", "#\n", "a", "---\n", "- a\n", "a: b\n", "\"", "'", "|\n", "&a ", "!", "%", "a:\t",
                "\\", "\u2028", "é"
            })
    void a_megabyte_of_the_same_is_read_or_refused(String part) {
        String text = part.repeat((1 << 20) / part.length());
        try {
            Yaml.read(text, "x").forEach(document -> assertThat(document.root()).isNotNull());
        } catch (MalformedYamlException refused) {
            assertThat(refused.problem()).isNotBlank();
        }
    }

    @Test
    void a_list_of_lists_is_opened_no_deeper_than_the_reader_reads() {
        String text = "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[".repeat(200) + "]}".repeat(200);
        assertThat(Manifests.read(text, "x").resources()).hasSizeLessThan(300);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a*)*b",
                "(a|a)*b",
                "(a|aa)+$",
                "^(([a-z])+.)+[A-Z]([a-z])+$",
                "(.*)(.*)(.*)(.*)(.*)(.*)b",
                "(?:a?){100}a{100}c",
                "a.{100}b"
            })
    void an_expression_that_backtracking_never_finishes_takes_one_pass(String expression) {
        Regex regex = Regex.compile(expression);
        String text = "a".repeat(200_000) + "!";
        assertThat(regex.find(text)).isEqualTo(regex.first(text).isPresent());
        assertThat(regex.matches(text)).isEqualTo(regex.whole(text).isPresent());
    }

    @Test
    void expressions_that_are_too_large_are_refused() {
        for (String expression : List.of(
                "(((a{1000}){1000}){1000})",
                "((((a{30}){30}){30}){30})",
                "(".repeat(100_000) + ")".repeat(100_000),
                "(?:".repeat(100_000) + "a" + ")*".repeat(100_000),
                "[" + "a-z".repeat(1_000_000))) {
            assertThatThrownBy(() -> Regex.compile(expression)).isInstanceOf(MalformedRegexException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "[",
                "!",
                "-",
                "{'a':",
                "a.",
                "a?a:",
                "a+",
                "a||",
                "f(",
                "'a'.matches('",
                "\"",
                "[1][",
                "a in "
            })
    void expressions_of_a_hundred_thousand_levels_are_refused_or_end(String part) {
        try {
            CelProgram program = CelProgram.compile(part.repeat(100_000) + "a");
            assertThat(program.run(CelNull.NULL, null, 1_000_000)).isNotNull();
        } catch (CelSyntaxException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "self.all(a, self.all(b, self.all(c, self.all(d, self.all(e, a + b + c + d + e >= 0)))))",
                "self.map(a, self.map(b, self.map(c, self.map(d, [a, b, c, d])))).size() > 0",
                "self.map(a, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa').join('').matches('(a*)*b') || self.all(a, self.map(b, 'x').join(',').contains('y'))",
                "optional.of(self.map(a, 'aaaaaaaa').join('')).optMap(s, self.all(a, (s + s + s + s + s + s + s + s).size() > a)).value()",
            })
    void rules_over_a_list_stop_at_their_budget(String expression) throws CelSyntaxException {
        Object list = CelProgram.compile("[" + "0,".repeat(300) + "0]")
                .run(CelNull.NULL, null, 1_000_000)
                .value();
        CelProgram.Outcome outcome = CelProgram.compile(expression).run(list, null, 1_000_000);
        assertThat(outcome.overBudget() || outcome.cost() <= 1_000_000).isTrue();
    }

    @Test
    void addresses_and_numbers_of_a_megabyte_are_none() {
        for (String part : List.of("1", "1.", "a:", ":", "0", "/", "é")) {
            assertThat(IpRange.parse(part.repeat(1 << 20))).isEmpty();
        }
        // JSON has no such float and is refused; to YAML it is a text.
        assertThatThrownBy(() -> Yaml.read("{\"a\": " + "9".repeat(1 << 20) + "}", "x"))
                .isInstanceOfSatisfying(
                        MalformedYamlException.class,
                        e -> assertThat(e.problem()).hasSizeLessThan(100));
        assertThat(Yaml.read("a: " + "9".repeat(1 << 20), "x")).hasSize(1);
    }
}
