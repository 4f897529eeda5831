package io.github.windlass4j.core.chain.emulation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A program of the PATH that an emulation is held against. */
final class RunningTool {
    private RunningTool() {}

    /** What it prints for {@code version}; empty if there is none on the PATH. */
    static Optional<String> version(String name) {
        try {
            Process process = new ProcessBuilder(name, "version").start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? Optional.of(text) : Optional.empty();
        } catch (IOException absent) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
