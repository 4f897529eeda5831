package io.github.windlass4j.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script works from the class path alone. */
class JshellTest {
    @Test
    void the_script_answers(@TempDir Path home) throws Exception {
        Path output = home.resolve("output");
        Process jshell = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jshell")
                                .toString(),
                        "-J-Djava.util.prefs.userRoot=" + home,
                        "--class-path",
                        System.getProperty("java.class.path"),
                        Path.of("windlass.jsh").toAbsolutePath().toString(),
                        Files.writeString(home.resolve("end.jsh"), "/exit\n").toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(jshell.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readString(output, StandardCharsets.UTF_8))
                .contains("with the root:         is not affected")
                .contains("with an intermediate:  breaks");
    }
}
