package io.github.windlass4j.examples.rehearsal;

import io.github.windlass4j.examples.rehearsal.postgres.PostgresException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** The command line: {@code run}, see {@link CommandLine#USAGE}. */
public final class Rehearsal {
    private static final int USAGE = 2;

    private Rehearsal() {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(arguments), Instant.now(), out, err));
    }

    static int run(List<String> arguments, Instant now, PrintStream out, PrintStream err) {
        try {
            CommandLine task = CommandLine.parse(arguments, now);
            if (task instanceof CommandLine.Connect connect) {
                return ServerTrial.run(connect, now, out);
            }
            if (task instanceof CommandLine.Judge judge) {
                return OwnFiles.judge(judge, out);
            }
            if (task instanceof CommandLine.Rehearse rehearse) {
                return MainJob.run(rehearse.postgres(), now, out, err);
            }
            out.print(CommandLine.USAGE);
            return 0;
        } catch (UsageException e) {
            err.println(e.getMessage() + "\n(--help shows the usage)");
        } catch (PostgresException | IOException e) {
            err.println(e.getMessage());
        }
        return USAGE;
    }
}
