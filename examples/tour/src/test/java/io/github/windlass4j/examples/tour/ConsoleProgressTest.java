package io.github.windlass4j.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long now;

    private String shown(boolean terminal, String name) {
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        try (ConsoleProgress progress = new ConsoleProgress(out, terminal, () -> now)) {
            for (int done = 0; done < 50; done++) {
                assertThat(progress.next(name + done, done)).isTrue();
                now += Duration.ofMillis(100).toNanos();
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void a_file_gets_a_plain_line_now_and_then_and_no_escape_code() {
        assertThat(shown(false, "store "))
                .isEqualToNormalizingNewlines("... 20 done, now store 20\n... 40 done, now store 40\n")
                .doesNotContain("\u001b");
    }

    @Test
    void a_terminal_gets_one_line_that_is_rewritten_and_gone_at_the_end() {
        assertThat(shown(true, "store "))
                .startsWith("\r\u001b[K... 2 done, now store 2\r\u001b[K... 4 done")
                .endsWith("\r\u001b[K")
                .doesNotContain("\n");
    }

    @Test
    void a_name_cannot_steer_the_terminal_or_leave_its_line() {
        assertThat(shown(false, "\u001b[2J\u202e\n")).contains("now ?[2J??2").doesNotContain("\u001b", "\u202e");
        bytes.reset();
        assertThat(shown(true, "x".repeat(200)).split("\r\u001b\\[K", -1))
                .allSatisfy(line -> assertThat(line.length()).isLessThan(80));
    }

    @Test
    void what_is_over_soon_shows_nothing() {
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        try (ConsoleProgress progress = new ConsoleProgress(out, true, () -> now)) {
            assertThat(progress.next("one", 0)).isTrue();
        }
        assertThat(bytes.size()).isZero();
    }
}
