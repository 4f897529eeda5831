package io.github.windlass4j.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Runs rendered lines as their reader would: with {@code sh}, in a folder of their own. */
final class Shell {
    private static final int MINUTES = 3;

    /**
     * How a script ended.
     *
     * @param code 0 = well
     * @param output what it printed, errors too
     */
    record Run(int code, String output) {}

    private Shell() {}

    /** Stops at the first command that fails. */
    static Run run(String script, Path folder, Map<String, String> environment)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-euc", script)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("still running after " + MINUTES + " minutes: " + script);
        }
        return new Run(process.exitValue(), output);
    }

    /** Whether a command is on the PATH. */
    static boolean has(String command) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }

    /** Skips the test with one line where a command is missing. */
    static void need(String what, String... commands) {
        for (String command : commands) {
            boolean there = has(command);
            if (!there) {
                System.out.println(what + ": skipped, no " + command + " on the PATH");
            }
            Assumptions.assumeTrue(there);
        }
    }
}
