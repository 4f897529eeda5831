package io.github.windlass4j.manifest.yaml;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Bytes into the reader: documents that survive being written as YAML and as JSON, or a {@link MalformedYamlException} that
 * says where. As tests over the inputs kept in {@code YamlFuzzTestInputs}, as a fuzzer with {@code JAZZER_FUZZ=1} and one
 * method chosen.
 */
class YamlFuzzTest {
    @FuzzTest(maxDuration = "15m")
    void yaml(byte[] input) {
        read(input);
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

    private static Node same(Node node) {
        Node yaml = only(Yaml.write(node));
        // In YAML a float without fraction is an integer, as in sigs.k8s.io/yaml, which goes through Go's JSON.
        if (!Yaml.writeJson(yaml).replace(".0", "").equals(Yaml.writeJson(node).replace(".0", ""))) {
            throw new AssertionError("written as YAML, " + node + " reads as " + yaml);
        }
        Node json = only(Yaml.writeJson(node));
        if (!json.equals(node)) {
            throw new AssertionError("written as JSON, " + node + " reads as " + json);
        }
        return yaml;
    }

    private static Node only(String text) {
        List<Document> documents = Yaml.read(text, "written");
        if (documents.size() != 1) {
            throw new AssertionError(documents.size() + " documents in " + text);
        }
        return documents.get(0).root();
    }
}
