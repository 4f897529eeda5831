package io.github.windlass4j.examples.rehearsal;

import java.io.PrintStream;
import java.time.Duration;

/** Says how far it is: a plain line now and then, no escape codes, so that a log file stays readable. */
final class Progress {
    private static final long EVERY_NANOS = Duration.ofSeconds(2).toNanos();

    private final PrintStream out;
    private String what = "";
    private int total;
    private int done;
    private long last;

    Progress(PrintStream out) {
        this.out = out;
    }

    synchronized void start(String title, int steps) {
        what = title;
        total = steps;
        done = 0;
        last = System.nanoTime();
    }

    synchronized void step() {
        done++;
        if (System.nanoTime() - last > EVERY_NANOS && done < total) {
            out.println("  ... " + what + ": " + done + " of " + total + " connections");
            last = System.nanoTime();
        }
    }
}
