package io.github.windlass4j.manifest.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class YamlProperties {
    @Property(tries = 1500)
    void what_is_written_reads_back_the_same(@ForAll("trees") Object tree) {
        Node node = Node.of(tree);
        assertThat(Yaml.read(Yaml.write(node), "t").get(0).root()).isEqualTo(node);
        assertThat(Yaml.read("  " + Yaml.writeJson(node), "t").get(0).root()).isEqualTo(node);
    }

    @Property(tries = 800)
    void a_yaml_1_2_reader_reads_the_same(@ForAll("trees") Object tree) {
        Object read = new Load(LoadSettings.builder().build()).loadFromString(Yaml.write(Node.of(tree)));
        assertThat(Node.of(widen(read))).isEqualTo(Node.of(tree));
    }

    private static Object widen(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> wide = new java.util.LinkedHashMap<>();
            map.forEach((key, child) -> wide.put(key, widen(child)));
            return wide;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(YamlProperties::widenOrNull).toList();
        }
        return value;
    }

    private static Object widenOrNull(Object value) {
        return value == null ? Scalar.NULL : widen(value);
    }

    @Property(tries = 3000)
    void random_text_is_read_or_refused_with_a_place(@ForAll("noise") String text) {
        try {
            Yaml.read(text, "t").forEach(Document::root);
        } catch (MalformedYamlException refused) {
            assertThat(refused.getMessage()).startsWith("t:");
        }
    }

    @Property(tries = 1000)
    void random_bytes_are_read_or_refused(@ForAll byte[] bytes) {
        try {
            Yaml.read(bytes, "t").forEach(Document::root);
        } catch (MalformedYamlException refused) {
            assertThat(refused.getMessage()).startsWith("t");
        }
    }

    @Provide
    Arbitrary<String> noise() {
        Arbitrary<String> bits = Arbitraries.of(
                "a",
                "b: ",
                ":",
                "- ",
                "-",
                "\n",
                "\n  ",
                "\t",
                "[",
                "]",
                "{",
                "}",
                ",",
                "\"",
                "'",
                "|",
                ">",
                "&x",
                "*x",
                "<<: ",
                "!!int ",
                "!",
                "%",
                "@",
                "#",
                "? ",
                "---\n",
                "...\n",
                "1",
                "0x",
                "~",
                "\\",
                "\u0000",
                "\uD800",
                "é",
                "😀",
                "%YAML 1.2\n",
                "\r",
                "\u0085",
                "\u2028");
        return bits.list().ofMaxSize(25).map(list -> String.join("", list));
    }

    @Provide
    Arbitrary<Object> trees() {
        return tree(3);
    }

    private Arbitrary<Object> tree(int depth) {
        Arbitrary<Object> leaf = Arbitraries.oneOf(
                texts().map(t -> (Object) t),
                Arbitraries.longs().map(n -> (Object) n),
                Arbitraries.bigIntegers()
                        .between(
                                BigInteger.ONE.shiftLeft(63),
                                BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE))
                        .map(n -> (Object) n),
                Arbitraries.doubles().filter(d -> d != Math.rint(d)).map(d -> (Object) d),
                Arbitraries.of(true, false).map(b -> (Object) b),
                Arbitraries.just(Scalar.NULL).map(n -> (Object) n));
        if (depth == 0) {
            return leaf;
        }
        return Arbitraries.oneOf(
                leaf,
                tree(depth - 1).list().ofMaxSize(4).map(l -> (Object) l),
                Arbitraries.maps(texts(), tree(depth - 1)).ofMaxSize(4).map(m -> (Object) m));
    }

    private Arbitrary<String> texts() {
        Arbitrary<String> tricky = Arbitraries.of(
                "",
                "yes",
                "Null",
                "1",
                "1e3",
                "0644",
                "1:20",
                "-",
                "- a",
                "a: b",
                "#",
                "a #b",
                "=",
                "<<",
                "!x",
                "&a",
                "*a",
                "2001-01-01",
                "a\nb",
                "a\n",
                "\na",
                "a\n\n",
                " a",
                "a ",
                "a\n b",
                "a \nb",
                "\ta",
                "x\ty",
                "a\rb",
                "---",
                "...",
                "a\n...\nb",
                "|",
                "é",
                "😀",
                "\u0085",
                "\u2028",
                "{a}",
                "[a",
                "\\",
                "'",
                "\"",
                "~",
                "a:",
                "\u0000",
                "a\n\nb\n",
                "-----BEGIN X-----\nAAAA\n-----END X-----\n",
                "\uFEFF",
                "a\u00a0b",
                ".5",
                "+1",
                "0x1F");
        return Arbitraries.oneOf(
                tricky,
                Arbitraries.strings().alpha().ofMaxLength(8),
                Arbitraries.strings()
                        .withChars("ab :-#\n\t'\"{}[],&*!|>%@`0123_.~")
                        .ofMaxLength(12));
    }
}
