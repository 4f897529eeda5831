package io.github.windlass4j.examples.rehearsal.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who the server runs as. PostgreSQL refuses to run as root, which is what a container often is: then the commands are
 * prefixed to drop to an unprivileged account that exists, and the server's files are given to it.
 */
final class ServerUser {
    private final List<String> prefix;
    private final Optional<String> owner;

    private ServerUser(List<String> prefix, Optional<String> owner) {
        this.prefix = List.copyOf(prefix);
        this.owner = owner;
    }

    /** This process's own account, or a lesser one when this process is root. */
    static ServerUser current() {
        if (!"0".equals(idOf(List.of("id", "-u")))) {
            return new ServerUser(List.of(), Optional.empty());
        }
        for (String account : List.of("postgres", "nobody")) {
            String user = idOf(List.of("id", "-u", account));
            String group = idOf(List.of("id", "-g", account));
            if (user.isEmpty() || group.isEmpty()) {
                continue;
            }
            List<List<String>> ways = List.of(
                    List.of("setpriv", "--reuid=" + user, "--regid=" + group, "--clear-groups"),
                    List.of("runuser", "-u", account, "--"));
            for (List<String> way : ways) {
                List<String> trial = new ArrayList<>(way);
                trial.addAll(List.of("id", "-u"));
                if (user.equals(idOf(trial))) {
                    return new ServerUser(way, Optional.of(user + ":" + group));
                }
            }
        }
        throw new PostgresException("PostgreSQL does not run as root, and neither setpriv nor runuser can drop to"
                + " the account postgres or nobody; start the rehearsal as another user");
    }

    List<String> command(List<String> command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }

    /** Gives {@code path} and all below it to this account. */
    void own(Path path) {
        owner.ifPresent(account -> {
            Run chown =
                    Run.of(List.of("chown", "-R", account, path.toAbsolutePath().toString()), Path.of("."));
            if (chown.exitCode() != 0) {
                throw new PostgresException("chown " + account + " " + path + ": " + chown.output());
            }
        });
    }

    private static String idOf(List<String> command) {
        try {
            Run run = Run.of(command, Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir"))));
            return run.exitCode() == 0 ? run.output().strip() : "";
        } catch (PostgresException | IOException e) {
            return ""; // no such program: another platform, or one way fewer to drop privileges
        }
    }
}
