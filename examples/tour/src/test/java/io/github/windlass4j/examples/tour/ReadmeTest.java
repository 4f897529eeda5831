package io.github.windlass4j.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The README shows code that compiles and answers that this code prints. A program is shown where a comment names it, its code
 * first, its output below. After a change of either, {@code -Dwindlass.readme.write=true} writes the README anew instead of
 * comparing.
 */
class ReadmeTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();
    private static final Map<String, Printed.Program> PROGRAMS = Map.of(
            "ChainReasons", ChainReasons::main,
            "FirstAnswer", FirstAnswer::main,
            "MeshCall", MeshCall::main,
            "ClientAdvice", ClientAdvice::main,
            "RequestRoute", RequestRoute::main);
    private static final Pattern SHOWN = Pattern.compile(
            "<!-- shown: (\\w+) -->\\n```java\\n(.*?)```\\n\\n(?:[^\\n`]+\\n\\n)?```text\\n(.*?)```", Pattern.DOTALL);

    @BeforeAll
    static void write_if_told() throws Exception {
        if (Boolean.getBoolean("windlass.readme.write")) {
            StringBuilder text = new StringBuilder();
            String readme = readme();
            int end = 0;
            for (MatchResult shown : SHOWN.matcher(readme).results().toList()) {
                text.append(readme, end, shown.start(2)).append(snippet(shown.group(1)));
                text.append(readme, shown.end(2), shown.start(3)).append(printed(shown.group(1)));
                end = shown.end(3);
            }
            Files.writeString(ROOT.resolve("README.md"), text.append(readme.substring(end)));
        }
    }

    @Test
    void every_snippet_of_java_belongs_to_a_program_and_every_program_is_shown() throws Exception {
        List<String> shown = shown().map(one -> one.group(1)).toList();
        assertThat(shown).containsExactlyInAnyOrderElementsOf(PROGRAMS.keySet());
        assertThat(readme().split("```java", -1)).hasSize(shown.size() + 1);
    }

    @Test
    void every_program_of_the_tour_is_shorter_than_60_lines() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("src/main/java/io/github/windlass4j/examples/tour"))) {
            for (Path file : files.toList()) {
                List<String> lines = Files.readAllLines(file);
                if (lines.stream().anyMatch(line -> line.contains("static void main("))) {
                    assertThat(lines).as(file.toString()).hasSizeLessThan(60);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void the_code_is_the_compiled_one_and_the_answer_the_printed_one(String name) throws Exception {
        MatchResult shown =
                shown().filter(one -> one.group(1).equals(name)).findFirst().orElseThrow();
        assertThat(shown.group(2)).isEqualTo(snippet(name));
        assertThat(shown.group(3)).isEqualTo(printed(name));
    }

    static Stream<String> names() {
        return PROGRAMS.keySet().stream().sorted();
    }

    private static Stream<MatchResult> shown() throws Exception {
        Matcher matcher = SHOWN.matcher(readme());
        return matcher.results();
    }

    /** The lines between the two marks of the program, moved to the left. */
    private static String snippet(String name) throws Exception {
        List<String> source =
                Files.readAllLines(Path.of("src/main/java/io/github/windlass4j/examples/tour/" + name + ".java"));
        return source.subList(indexOf(source, "// README begins") + 1, indexOf(source, "// README ends")).stream()
                .map(line -> line.isEmpty() ? "" : line.substring(8))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static int indexOf(List<String> lines, String text) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).strip().equals(text)) {
                return i;
            }
        }
        throw new AssertionError("no line " + text);
    }

    private static String readme() throws Exception {
        return Files.readString(ROOT.resolve("README.md"));
    }

    private static String printed(String name) throws Exception {
        return Printed.by(PROGRAMS.get(name));
    }
}
