package io.github.windlass4j.scan.config;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.windlass4j.manifest.yaml.MalformedYamlException;
import io.github.windlass4j.scan.inventory.Inventory;
import io.github.windlass4j.scan.inventory.Place;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Text as every kind of configuration file, as JVM flags and as a command line: facts that merge with themselves into the same
 * facts, or an exception with the place. As tests over the inputs kept in {@code ConfigFuzzTestInputs}, as a fuzzer with
 * {@code JAZZER_FUZZ=1} and one method chosen.
 */
class ConfigFuzzTest {
    private static final Place AT = new Place("image a", "/app/config");

    @FuzzTest(maxDuration = "15m")
    void file(byte[] input) {
        for (String name : List.of("application.properties", "pg_service.conf", "application.yml")) {
            file(name, input, path -> Optional.empty());
        }
    }

    @FuzzTest(maxDuration = "15m")
    void xml(byte[] input) {
        file("standalone.xml", input, path -> Optional.empty());
    }

    /** Texts divided by NUL: each may include those behind the first by their number. */
    @FuzzTest(maxDuration = "15m")
    void pgbouncer(byte[] input) {
        String[] texts = new String(input, StandardCharsets.UTF_8).split("\0", -1);
        file(
                "pgbouncer.ini",
                texts[0].getBytes(StandardCharsets.UTF_8),
                path -> IntStream.range(1, texts.length)
                        .filter(number -> path.equals(Integer.toString(number)))
                        .mapToObj(number -> texts[number].getBytes(StandardCharsets.UTF_8))
                        .findFirst());
    }

    private static void file(String name, byte[] input, Function<String, Optional<byte[]>> others) {
        try {
            Configuration.file(name, input, AT, Set.of("prod"), others).ifPresent(read -> scan(read, List.of()));
        } catch (MalformedYamlException e) {
            said(e.problem());
        } catch (MalformedConfigurationException e) {
            said(e.problem());
        }
    }

    private static void said(String problem) {
        if (problem.isBlank()) {
            throw new AssertionError("a refusal says why");
        }
    }

    @FuzzTest(maxDuration = "15m")
    void flags(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        List<String> words = ConfigScan.words(text);
        if (words.stream().anyMatch(String::isEmpty)) {
            throw new AssertionError("an empty word in " + words);
        }
        Map<String, String> variables = Map.of(
                "JAVA_TOOL_OPTIONS", text,
                "SPRING_DATASOURCE_URL", text,
                "PGSSLMODE", text,
                "ConnectionStrings__Main", text,
                "NODE_EXTRA_CA_CERTS", text);
        scan(Configuration.environment(variables, AT), words);
    }

    private static void scan(Configuration configuration, List<String> commandLine) {
        Inventory found = ConfigScan.of("app", configuration)
                .commandLine(commandLine)
                .home("image a")
                .scan();
        if (!found.merge(found).equals(found)) {
            throw new AssertionError("merged with itself, an inventory differs: " + found);
        }
        for (Configuration.Setting setting : configuration.all()) {
            if (configuration.find(setting.name()).isEmpty()) {
                throw new AssertionError("a setting is found by its own name: " + setting);
            }
        }
    }
}
