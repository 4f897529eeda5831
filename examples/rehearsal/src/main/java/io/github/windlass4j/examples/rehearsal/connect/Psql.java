package io.github.windlass4j.examples.rehearsal.connect;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Connects with libpq through the {@code psql} program.
 *
 * @param program the executable
 * @param version of psql, which is that of its libpq as packaged, such as {@code 15.18}
 * @param home the home directory shown to it: an empty one, so that no {@code ~/.postgresql/root.crt} is found
 */
public record Psql(Path program, String version, Path home) {
    private static final Pattern VERSION = Pattern.compile("psql \\(PostgreSQL\\) (\\d+(?:\\.\\d+)*)");
    private static final Pattern MAJOR = Pattern.compile("/(\\d{1,4})/bin/psql$");
    private static final int PATIENCE_SECONDS = 30;

    /** The first {@code psql} on the path; empty when there is none that runs. */
    public static Optional<Psql> onPath(String path, Path home) {
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .flatMap(folder -> Stream.of("psql", "psql.exe").map(Path.of(folder)::resolve))
                .filter(Files::isExecutable)
                .map(Psql::behindWrapper)
                .flatMap(program -> versionOf(program, home).stream().map(version -> new Psql(program, version, home)))
                .findFirst();
    }

    /** Debian's psql is a script that picks the newest of these; going there directly saves a Perl start per cell. */
    private static Path behindWrapper(Path program) {
        try {
            if (!program.toRealPath().getFileName().toString().equals("pg_wrapper")) {
                return program;
            }
            try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
                return versions.map(version -> version.resolve("bin/psql"))
                        .filter(Files::isExecutable)
                        .max(java.util.Comparator.comparingInt(Psql::majorOf))
                        .orElse(program);
            }
        } catch (IOException e) {
            return program;
        }
    }

    private static int majorOf(Path psql) {
        Matcher major = MAJOR.matcher(psql.toString());
        return major.find() ? Integer.parseInt(major.group(1)) : 0;
    }

    private static Optional<String> versionOf(Path program, Path home) {
        Matcher version = VERSION.matcher(
                run(List.of(program.toString(), "--version"), home).text());
        return version.find() ? Optional.of(version.group(1)) : Optional.empty();
    }

    /** Connects once. */
    public Observation connect(Target target) {
        Result result = run(
                List.of(
                        program.toString(),
                        "--no-psqlrc",
                        "--no-password",
                        "--tuples-only",
                        "--no-align",
                        "--command=SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()",
                        "--dbname=" + connectionString(target)),
                home);
        if (result.exitCode() == 0) {
            return Observation.connected(result.text().strip().equals("t"));
        }
        return new Observation(
                isBroken(result.text()) ? Observation.Kind.NO_ANSWER : Observation.Kind.REFUSED, result.text());
    }

    private static boolean isBroken(String text) {
        return text.contains("Connection refused") || text.contains("timeout expired");
    }

    private static String connectionString(Target target) {
        return "host=" + target.host() + " port=" + target.port() + " user=" + target.user()
                + " dbname=postgres gssencmode=disable connect_timeout=20 sslmode=" + target.sslmode()
                + " sslrootcert=" + quoted(target.rootFile().toString());
    }

    /** libpq-connect, "Keyword/Value Connection Strings". */
    private static String quoted(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private record Result(int exitCode, String text) {}

    private static Result run(List<String> command, Path home) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("SSL_CERT_"));
            builder.environment().put("HOME", home.toString());
            builder.environment().put("LC_ALL", "C");
            Process process = builder.start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Result(-1, "timeout expired: " + text);
            }
            return new Result(process.exitValue(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(command.get(0) + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }
}
