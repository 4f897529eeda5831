package io.github.windlass4j.examples.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The main job, whole: every prediction against a real PostgreSQL. */
class RehearsalTest {
    private static final Pattern SUMMARY =
            Pattern.compile("(\\d+) connections, (\\d+) as predicted, (\\d+) different; ([0-9.]+) s");

    /** Three minutes on two cores of one's own; a build machine may be shared. */
    private static final Duration LIMIT = Duration.ofMinutes(3).multipliedBy(4);

    private static final int LEAST_CONNECTIONS = 400;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return Rehearsal.run(
                List.of(arguments),
                Instant.now(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @Test
    void every_connection_ends_as_the_rotation_call_predicted() {
        int code = run();
        String text = out.toString(StandardCharsets.UTF_8);
        if (text.contains("Not connected: no PostgreSQL binaries")) {
            System.out.println("rehearsal: skipped, no PostgreSQL binaries for this platform; predictions printed");
            assertThat(code).isZero();
            return;
        }
        Matcher summary = SUMMARY.matcher(text);
        assertThat(summary.find()).as(() -> text + err).isTrue();
        System.out.println("rehearsal: " + summary.group());
        assertThat(text).doesNotContain("DIFFERENT");
        assertThat(code).as(() -> text + err).isZero();
        assertThat(Integer.parseInt(summary.group(1))).isGreaterThanOrEqualTo(LEAST_CONNECTIONS);
        assertThat(summary.group(2)).isEqualTo(summary.group(1));
        assertThat(Double.parseDouble(summary.group(4))).isLessThan(LIMIT.toSeconds());
        assertThat(text).doesNotContain("\u001b");
    }

    @Test
    void help_is_no_error_and_wrong_usage_is() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("usage: examples/rehearsal/run");
        assertThat(run("--nonsense")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("unknown argument: --nonsense");
    }

    @Test
    void a_postgres_folder_without_postgres_is_named() {
        assertThat(run("--postgres", "no/such/folder")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("no initdb, postgres and pg_ctl");
    }
}
