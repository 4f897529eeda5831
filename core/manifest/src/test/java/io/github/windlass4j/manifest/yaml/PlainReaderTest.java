package io.github.windlass4j.manifest.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short way through plainly written texts gives the very documents of the long one, places included, or steps aside. */
class PlainReaderTest {
    private static final YamlLimits LIMITS = new YamlLimits(1 << 20, 12, 20);

    private static final String[] SCALARS = {
        "a",
        "b",
        "1",
        "0x1f",
        "017",
        "1.50",
        "yes",
        "null",
        "~",
        "\"q\"",
        "'it''s'",
        "\"a\\n\\\"b\"",
        "x: y",
        "http://a:80/#c",
        "a #b",
        "a#b",
        "- a",
        "-a",
        "-",
        "---",
        "--- ",
        "...",
        "[a, b]",
        "{a: b}",
        "{a: [1, {b: c}]}",
        "[]",
        "{}",
        "[a, ]",
        "{a}",
        "{{ a }}",
        "|",
        "|-",
        "|+",
        "| # c",
        "|2",
        ">",
        "&x a",
        "*x",
        "!!str 1",
        "? a",
        "?a",
        ":a",
        "a:",
        "a:b",
        "%a",
        "@a",
        "`a",
        "\"open",
        "'open",
        "\"a\" b",
        "'a': b",
        "\"a\":b",
        "<<",
        "<<: a",
        "\u00e9\u4e16",
        "{a: \"b\", 'c': d}",
        "[a: b]",
        "{a:b}",
        "{a: b:c}",
        "[http://a]",
        "[a#b]",
        "{ a: b , c: d }",
        "[-1, +2]",
        "2001-01-01",
        "1:30",
        "a  ",
        "\"\"",
        "''",
        "  ",
        "",
        "# c",
        "a\u00a0b",
        "\t",
        "a\tb",
        "[a]b",
        "{a: b} #c",
        "{a: b}#c",
        "\"a\"#c",
        "[\"a\",\"b\"]",
        "[a,b]",
        "{on: off}",
        "[",
        "]",
        "{",
        "}",
        ",",
        "\"\\u0041\"",
        "\"\\/\"",
        "1e3",
        ".inf",
        "a: b: c",
        "|a",
        "!a",
        "key with space",
        "'k k': v"
    };

    private static final String[] BREAKS = {
        "\n", "---\n", "---\n", "  # c\n", "--- a\n", "---\r\n", "\r\n", "--- # c\n", "...\n"
    };

    private static final String[] KEYS = {
        "a", "b", "c", "name", "on", "1", "1.0", "'q'", "\"d\"", "~", "null", "k k", "<<", "-x", "a:b"
    };

    /** The document as JSON with the place of each node and key. */
    private static String told(List<Document> documents) {
        StringJoiner all = new StringJoiner("\n");
        for (Document document : documents) {
            all.add(told(document.root()) + " " + document.duplicates());
        }
        return all.toString();
    }

    private static String told(Node node) {
        if (node instanceof Mapping mapping) {
            StringJoiner fields = new StringJoiner(", ", "{", "}@" + node.at());
            mapping.entries().forEach((key, value) -> fields.add(key + "@" + mapping.keyAt(key) + ": " + told(value)));
            return fields.toString();
        }
        if (node instanceof Sequence sequence) {
            StringJoiner items = new StringJoiner(", ", "[", "]@" + node.at());
            sequence.items().forEach(item -> items.add(told(item)));
            return items.toString();
        }
        return node + "(" + ((Scalar) node).written() + ")@" + node.at();
    }

    /** Whether every document was read at once. */
    private static boolean agrees(String text) {
        List<Document> plain = PlainReader.read(text, "t", LIMITS);
        if (plain == null) {
            return false;
        }
        String full;
        try {
            full = told(YamlReader.readAll(text, 0, "t", LIMITS));
        } catch (MalformedYamlException refused) {
            full = refused.getMessage();
        }
        assertThat(told(plain)).as(text).isEqualTo(full);
        return true;
    }

    private static String lines(Random random) {
        StringBuilder text = new StringBuilder();
        int indent = 0;
        int count = 1 + random.nextInt(9);
        for (int i = 0; i < count; i++) {
            indent = random.nextInt(4) > 0 ? indent : Math.max(0, indent + (random.nextInt(5) - 2));
            text.append(" ".repeat(indent));
            int kind = random.nextInt(12);
            if (kind < 3) {
                text.append("- ".repeat(1 + random.nextInt(2)));
            }
            if (kind != 3) {
                text.append(KEYS[random.nextInt(KEYS.length)]).append(random.nextInt(12) == 0 ? ":" : ": ");
            }
            if (random.nextInt(3) > 0) {
                text.append(SCALARS[random.nextInt(SCALARS.length)]);
            } else {
                indent += 2 * random.nextInt(2);
            }
            text.append(random.nextInt(15) == 0 ? " # c" : "");
            text.append(i + 1 < count || random.nextInt(4) > 0 ? "\n" : "");
            if (random.nextInt(14) == 0) {
                text.append(BREAKS[random.nextInt(BREAKS.length)]);
            }
        }
        return text.toString();
    }

    @Test
    void both_ways_agree_on_generated_lines() {
        Random random = new Random(Long.getLong("windlass.seed", 20261122));
        int taken = 0;
        int tries = Integer.getInteger("windlass.tries", 60_000);
        for (int i = 0; i < tries; i++) {
            taken += agrees(lines(random)) ? 1 : 0;
        }
        assertThat(taken).as("texts that went the short way").isGreaterThan(tries / 20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# only a comment\n",
                "---\n",
                "---\n---\na: b\n",
                "a: b\n---\n",
                "a: b\n---\n# c\n",
                "# c\n---\n# c\na: b\n",
                "a:\n- b\n- c: d\n  e: f\n-\n- - g\n  - h\ni: j",
                "a:\n  -\n    b: c\n  - - d\n",
                "a: |\n  x\n    y\n\n  z\n\n\nb: |-\n  x\n\nc: |+\n  x\n\nd: e\n",
                "a:\n- |\n  x\n- b: |\n    y\n  c: d\n",
                "a: {b: c, 'd': [1, 2, \"e\"]}\nf: []\n",
                "a: b\na: c\n",
                "1: a\non: b\n1.5: c\n",
                "a: 'it''s'\nb: \"x\\\"y\\\\z\\n\"\n",
                "\"a\": b\n'c': d\n",
                "a: b # c\n# d\n  # e\nf: g\n",
                "a: b\n---\nc: >\n  d\n  e\n---\n&x f: *x\n--- # g\nh: i\nh: j\n",
                "# \uD83D\uDE00\n---\na: \uD83D\uDE00 b\n---\nc: d\n",
                "a: b\r\n---\r\nc: d\r\n---\ne: f\n",
                "a:\tb\n--- c\n---\td\n--- >\n e\n---\n'f'\n",
                "a: &x b\nc: *x\n",
                "a: >\n  b\n",
                "a: b\n  c\n",
                "a: !!str 1\n",
                "? a\n: b\n",
                "<<: {a: b}\n",
                "a\n",
                "a: \"b\n  c\"\n",
                "a: [b,\n  c]\n",
                "a: |2\n   b\n",
                "a: |\n  b",
                "a: \"\\u0041\"\n",
                "a: \uD83D\uDE00\n",
            })
    void plain_texts_go_the_short_way(String text) {
        assertThat(agrees(text)).as(text).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: b\n...\n", "%YAML 1.1\n---\na: b\n", "a: b\n---\n%a: b\n", "a: b: c\n", "a:\n b: c\n  d: e\n",
                        "a: .nan\n",
                "a:\n  b: c\n d: e\n", "a: b\rc: d\n", "a: b\n---\nc: *x\n", "a: \u0000\n", "a: \"\\x\"\n",
                        "a: &x b\n---\nc: *x\n"
            })
    void what_is_wrong_or_has_directives_is_left_to_the_long_way(String text) {
        assertThat(PlainReader.read(text, "t", LIMITS)).as(text).isNull();
    }

    @Test
    void limits_are_kept() {
        String deep = "a:\n".indent(0) + "  b:\n    c: [[[[[[[[[1]]]]]]]]]\n";
        assertThat(agrees(deep)).isTrue();
        assertThat(PlainReader.read(deep.replace("[1]", "[[1]]"), "t", LIMITS)).isNull();
        assertThat(agrees("a: b\n---\n".repeat(19) + "a: b\n")).isTrue();
        assertThat(PlainReader.read("a: b\n---\n".repeat(21) + "a: b\n", "t", LIMITS))
                .isNull();
        assertThat(agrees("k".repeat(900) + ": b\n")).isTrue();
        assertThat(PlainReader.read("k".repeat(1100) + ": b\n", "t", LIMITS)).isNull();
    }
}
