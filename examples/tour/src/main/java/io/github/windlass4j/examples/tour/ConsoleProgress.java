package io.github.windlass4j.examples.tour;

import io.github.windlass4j.core.report.Progress;
import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Shows how far long work is: on a terminal one line that is rewritten, elsewhere (a file, a pipe, a build's log) a plain line
 * now and then, without escape codes. Work that is over soon shows nothing. Close it when the work is done.
 */
final class ConsoleProgress implements Progress, AutoCloseable {
    private static final int WIDTH = 79;
    private static final String BACK_AND_ERASE = "\r\u001b[K";

    private final PrintStream out;
    private final boolean terminal;
    private final LongSupplier nanos;
    private final long every;
    private long last;
    private boolean open;

    ConsoleProgress(PrintStream out, boolean terminal, LongSupplier nanos) {
        this.out = out;
        this.terminal = terminal;
        this.nanos = nanos;
        this.every = (terminal ? Duration.ofMillis(200) : Duration.ofSeconds(2)).toNanos();
        this.last = nanos.getAsLong();
    }

    /** On the error stream, so that what a program prints stays its answer. */
    static ConsoleProgress standard() {
        boolean terminal = isTerminal() && !"dumb".equals(System.getenv("TERM"));
        return new ConsoleProgress(System.err, terminal, System::nanoTime);
    }

    /** From JDK 22 on there can be a console without a terminal, which it then tells itself. */
    @SuppressWarnings("SystemConsoleNull") // before JDK 22
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (NoSuchMethodException before22) {
            return true;
        } catch (ReflectiveOperationException unknown) {
            return false;
        }
    }

    @Override
    public synchronized boolean next(String item, long done) {
        if (nanos.getAsLong() - last >= every) {
            last = nanos.getAsLong();
            String line = "... " + done + " done, now " + printable(item);
            if (terminal) {
                out.print(BACK_AND_ERASE + line.substring(0, Math.min(line.length(), WIDTH)));
                out.flush();
                open = true;
            } else {
                out.println(line);
            }
        }
        return true;
    }

    /** Leaves an empty line on a terminal. */
    @Override
    public synchronized void close() {
        if (open) {
            out.print(BACK_AND_ERASE);
            out.flush();
            open = false;
        }
    }

    /** Names come from files of others: nothing in them may steer the terminal. */
    private static String printable(String item) {
        return item.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
