package io.github.windlass4j.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The README shows code that compiles and an answer that this code prints. After a change of either,
 * {@code -Dwindlass.readme.write=true} writes the README anew instead of comparing.
 */
class ReadmeTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();

    @BeforeAll
    static void write_if_told() throws Exception {
        if (Boolean.getBoolean("windlass.readme.write")) {
            String text = readme().replaceFirst(
                            "(?s)```java\\n.*?```", Matcher.quoteReplacement("```java\n" + snippet() + "\n```"))
                    .replaceFirst("(?s)```text\\n.*?```", Matcher.quoteReplacement("```text\n" + printed() + "```"));
            Files.writeString(ROOT.resolve("README.md"), text);
        }
    }

    @Test
    void the_first_snippet_is_the_compiled_one() throws Exception {
        assertThat(readme()).contains("```java\n" + snippet() + "\n```");
    }

    @Test
    void the_answer_below_it_is_the_printed_one() throws Exception {
        assertThat(readme()).contains("```text\n" + printed() + "```");
    }

    private static String snippet() throws Exception {
        List<String> source =
                Files.readAllLines(Path.of("src/main/java/io/github/windlass4j/examples/tour/FirstAnswer.java"));
        return source.subList(indexOf(source, "// README begins") + 1, indexOf(source, "// README ends")).stream()
                .map(line -> line.isEmpty() ? "" : line.substring(8))
                .collect(Collectors.joining("\n"));
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

    private static String printed() throws Exception {
        return Printed.by(FirstAnswer::main);
    }
}
