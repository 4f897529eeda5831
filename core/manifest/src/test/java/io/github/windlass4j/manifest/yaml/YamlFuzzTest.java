package io.github.windlass4j.manifest.yaml;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Bytes into the reader: documents that survive being written as YAML and as JSON, or a {@link MalformedYamlException} that
 * says where. As tests over the inputs kept in {@code YamlFuzzTestInputs}, as a fuzzer with {@code JAZZER_FUZZ=1} and one
 * method chosen.
 */
class YamlFuzzTest {
    @FuzzTest(maxDuration = "15m")
    void yaml(byte[] input) {
        read(input);
        String text = new String(input, StandardCharsets.UTF_8);
        List<Document> plain = PlainReader.read(text, "fuzzed", YamlLimits.standard());
        if (plain != null && !plain.equals(YamlReader.readAll(text, 0, "fuzzed", YamlLimits.standard()))) {
            throw new AssertionError("read at once, it is " + plain);
        }
    }

    @FuzzTest(maxDuration = "15m")
    void json(byte[] input) {
        read(("{\"a\":" + new String(input, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
    }

    /** One scalar in each style: what it is does not depend on the writer. */
    @FuzzTest(maxDuration = "15m")
    void scalar(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        Node kept = same(Scalar.of(text));
        if (!text.equals(((Scalar) kept).value())) {
            throw new AssertionError("a text became " + kept);
        }
        if (text.indexOf('\n') < 0) {
            read(("a: " + text).getBytes(StandardCharsets.UTF_8));
            read(("? " + text + "\n: !!float " + text).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void read(byte[] input) {
        List<Document> documents;
        try {
            documents = Yaml.read(input, "fuzzed");
        } catch (MalformedYamlException e) {
            if (!e.getMessage().startsWith("fuzzed") || e.problem().isBlank()) {
                throw new AssertionError("no place or problem in: " + e.getMessage(), e);
            }
            return;
        }
        for (Document document : documents) {
            // What aliases blow up is bounded for reading; writing it in full would only be slow.
            if (document.root().expandedSize() <= 10_000) {
                same(document.root());
            }
        }
    }

    /**
     * Numbers are compared by value: beyond 64 bits, and without a fraction, the two notations have different kinds for one.
     */
    private static Node same(Node node) {
        Node yaml = only(Yaml.write(node));
        if (!equal(yaml.toJava(), node.toJava())) {
            throw new AssertionError("written as YAML, " + node + " reads as " + yaml);
        }
        Node json = only(Yaml.writeJson(node));
        if (!equal(json.toJava(), node.toJava())) {
            throw new AssertionError("written as JSON, " + node + " reads as " + json);
        }
        return yaml;
    }

    private static boolean equal(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Number && other instanceof Number) {
            return new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString())) == 0;
        }
        if (one instanceof List<?> items && other instanceof List<?> others && items.size() == others.size()) {
            return IntStream.range(0, items.size()).allMatch(i -> equal(items.get(i), others.get(i)));
        }
        if (one instanceof Map<?, ?> map && other instanceof Map<?, ?> others) {
            return List.copyOf(map.keySet()).equals(List.copyOf(others.keySet()))
                    && map.keySet().stream().allMatch(key -> equal(map.get(key), others.get(key)));
        }
        return Objects.equals(one, other);
    }

    private static Node only(String text) {
        List<Document> documents = Yaml.read(text, "written");
        if (documents.size() != 1) {
            throw new AssertionError(documents.size() + " documents in " + text);
        }
        return documents.get(0).root();
    }
}
