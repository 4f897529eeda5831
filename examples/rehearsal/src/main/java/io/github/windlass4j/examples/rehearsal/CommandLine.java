package io.github.windlass4j.examples.rehearsal;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the command line asks for. */
sealed interface CommandLine {
    /** {@code --help}. */
    record Help() implements CommandLine {}

    /** No option, or {@code --postgres}: rehearse the rotation on a server of our own. */
    record Rehearse(@Nullable Path postgres) implements CommandLine {}

    /** {@code --connect}: look at a server that somebody else runs. */
    record Connect(String host, int port, StoreFile store) implements CommandLine {}

    /** {@code --before} and {@code --after}: judge the user's own files, offline. */
    record Judge(Path before, List<Path> after, StoreFile store, String sslmode, String driver, String host, Instant at)
            implements CommandLine {
        public Judge {
            after = List.copyOf(after);
        }
    }

    /** A trust store and how to open it; no path means the one that the driver would find by itself. */
    record StoreFile(
            @Nullable Path path,
            @Nullable String type,
            @Nullable Path passwordFile) {}

    String USAGE = """
            usage: examples/rehearsal/run [--postgres DIR]
                     mints certificates with the topology of Azure's rotation, predicts for every store, chain, socket
                     factory, sslmode and host whether a client connects, performs the rotation on a real PostgreSQL
                     (of DIR, else the one that the build brings), connects, and prints predicted beside observed
                   examples/rehearsal/run --connect HOST:PORT [--truststore FILE [--type TYPE] [--password-file FILE]]
                     reads the chain that a PostgreSQL server presents and tries require, verify-ca and verify-full
                     up to the end of the TLS handshake; no user name is sent
                   examples/rehearsal/run --before PEM --after PEM [--after PEM ...] --truststore FILE
                     [--type TYPE] [--password-file FILE] --sslmode MODE [--driver pgjdbc|libpq] --host NAME
                     [--at INSTANT]
                     judges your own rotation, offline; a chain may be the output of
                     "openssl s_client -starttls postgres -showcerts"
                   examples/rehearsal/run --help

            TYPE is PEM, JKS or PKCS12 (read from the file's content when left out). MODE is disable, allow, prefer,
            require, verify-ca or verify-full. INSTANT is 2026-11-22 or 2026-11-22T10:00:00Z (left out: now).
            Exit code 0: predictions and observations agree, or the client connects before and after.
            1: they differ, or it does not. 2: wrong usage or unreadable file.
            """;

    Set<String> JUDGE_OPTIONS = Set.of(
            "--before",
            "--after",
            "--truststore",
            "--type",
            "--password-file",
            "--sslmode",
            "--driver",
            "--host",
            "--at");
    Set<String> CONNECT_OPTIONS = Set.of("--connect", "--truststore", "--type", "--password-file");
    Set<String> REHEARSE_OPTIONS = Set.of("--postgres");

    /**
     * Reads the arguments.
     *
     * @param now what {@code --at} means when it is left out
     * @throws UsageException for anything that is not one of the forms of {@link #USAGE}
     */
    static CommandLine parse(List<String> arguments, Instant now) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            return new Help();
        }
        Map<String, List<String>> options = options(arguments);
        if (options.containsKey("--connect")) {
            only(options, CONNECT_OPTIONS, "--connect");
            return connect(options);
        }
        if (options.containsKey("--before") || options.containsKey("--after")) {
            only(options, JUDGE_OPTIONS, "--before");
            return judge(options, now);
        }
        only(options, REHEARSE_OPTIONS, "a rehearsal");
        return new Rehearse(path(options, "--postgres"));
    }

    private static Map<String, List<String>> options(List<String> arguments) {
        Map<String, List<String>> options = new LinkedHashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (!JUDGE_OPTIONS.contains(name) && !CONNECT_OPTIONS.contains(name) && !REHEARSE_OPTIONS.contains(name)) {
                throw new UsageException("unknown argument: " + name);
            }
            if (i + 1 == arguments.size() || arguments.get(i + 1).startsWith("--")) {
                throw new UsageException(name + " wants a value");
            }
            List<String> values = options.computeIfAbsent(name, key -> new ArrayList<>());
            values.add(arguments.get(i + 1));
            if (values.size() > 1 && !name.equals("--after")) {
                throw new UsageException(name + " stands twice");
            }
        }
        return options;
    }

    private static void only(Map<String, List<String>> options, Set<String> allowed, String with) {
        for (String name : options.keySet()) {
            if (!allowed.contains(name)) {
                throw new UsageException(name + " does not go with " + with);
            }
        }
    }

    private static Connect connect(Map<String, List<String>> options) {
        String target = required(options, "--connect");
        int colon = target.lastIndexOf(':');
        String host = colon < 0 ? target : target.substring(0, colon);
        String port = colon < 0 ? "" : target.substring(colon + 1);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        if (host.isEmpty()
                || !port.matches("\\d{1,5}")
                || Integer.parseInt(port) < 1
                || Integer.parseInt(port) > 65535) {
            throw new UsageException("--connect " + target + " (want HOST:PORT with a port from 1 to 65535)");
        }
        return new Connect(host, Integer.parseInt(port), storeFile(options));
    }

    private static Judge judge(Map<String, List<String>> options, Instant now) {
        String driver = options.containsKey("--driver") ? required(options, "--driver") : "pgjdbc";
        if (!driver.equals("pgjdbc") && !driver.equals("libpq")) {
            throw new UsageException("--driver " + driver + " (want pgjdbc or libpq)");
        }
        return new Judge(
                Path.of(required(options, "--before")),
                requiredAll(options, "--after").stream().map(Path::of).toList(),
                storeFile(options),
                required(options, "--sslmode"),
                driver,
                required(options, "--host"),
                options.containsKey("--at") ? instant(required(options, "--at")) : now);
    }

    private static StoreFile storeFile(Map<String, List<String>> options) {
        @Nullable Path path = path(options, "--truststore");
        for (String name : List.of("--type", "--password-file")) {
            if (path == null && options.containsKey(name)) {
                throw new UsageException(name + " goes with --truststore only");
            }
        }
        return new StoreFile(
                path,
                options.containsKey("--type") ? required(options, "--type") : null,
                path(options, "--password-file"));
    }

    private static Instant instant(String text) {
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            throw new UsageException("--at " + text + " (want 2026-11-22 or 2026-11-22T10:00:00Z)");
        }
    }

    private static @Nullable Path path(Map<String, List<String>> options, String name) {
        return options.containsKey(name) ? Path.of(required(options, name)) : null;
    }

    private static String required(Map<String, List<String>> options, String name) {
        return requiredAll(options, name).get(0);
    }

    private static List<String> requiredAll(Map<String, List<String>> options, String name) {
        List<String> values = options.get(name);
        if (values == null) {
            throw new UsageException(name + " is missing");
        }
        return values;
    }
}
