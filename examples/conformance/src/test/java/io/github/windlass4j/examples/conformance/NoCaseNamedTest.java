package io.github.windlass4j.examples.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Rules are implemented, not cases: no code and no data of ours names a namespace of the specification's own tests. */
class NoCaseNamedTest {
    private static final Path CASES = Path.of(System.getProperty("windlass.cases", "../../../shared/oracles"));
    private static final String FILE = "gateway/gateway-api-conformance.json.gz";

    @Test
    void no_main_file_names_a_test_namespace() throws IOException {
        Path file = CASES.resolve(FILE);
        Assumptions.assumeTrue(Files.isReadable(file), file + " is not there");
        Set<String> namespaces = new TreeSet<>();
        CaseFile.of(file, CASES, FILE)
                .head()
                .get("tests")
                .forEach(test -> test.get("manifests")
                        .forEach(one -> namespaces.add(
                                one.get("metadata").path("namespace").asString("default"))));
        namespaces.remove("default");
        assertThat(namespaces).isNotEmpty();
        List<String> offenders = new ArrayList<>();
        for (Path root : roots()) {
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(Files::isRegularFile).forEach(one -> {
                    String text = text(one);
                    namespaces.stream().filter(text::contains).forEach(name -> offenders.add(one + ": " + name));
                });
            }
        }
        assertThat(offenders).isEmpty();
    }

    /** Main code and data of every module. The exceptions name cases, because that is what they are for. */
    private static List<Path> roots() {
        Path top = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(top.resolve("gateway/src/main"))) {
            top = top.getParent();
        }
        Path here = top.resolve("examples/conformance/src/main");
        return List.of(
                top.resolve("core/src/main"),
                top.resolve("core/manifest/src/main"),
                top.resolve("gateway/src/main"),
                top.resolve("mesh/src/main"),
                here.resolve("java"),
                here.resolve("resources/gateway"));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
