package io.github.windlass4j.truststore.patch;

import io.github.windlass4j.truststore.client.Client;
import io.github.windlass4j.truststore.client.ConnectVerdict;
import io.github.windlass4j.truststore.client.Server;
import io.github.windlass4j.truststore.client.SslMode;
import io.github.windlass4j.truststore.store.TrustStore;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One line that tries a connection after a store was changed, with what is expected of it. For libpq a shell command with
 * {@code psql}, for pgjdbc a URL, for Npgsql a connection string. Text only; nothing is run.
 *
 * {@snippet :
 * TrialLine.Target target = new TrialLine.Target("db.example.test", 5432, "postgres", "app", "/etc/db-roots.pem");
 * List<TrialLine> lines = TrialLine.of(target, List.of(Client.pgjdbc("42.7.14")), server, store, Instant.now());
 * }
 *
 * @param driver id of the driver: {@code libpq}, {@code pgjdbc} or {@code npgsql}
 * @param mode the sslmode that it asks for
 * @param line what to run, or what to give to the driver
 * @param expected what the driver is expected to do; not known where the release is not modelled
 */
public record TrialLine(String driver, SslMode mode, String line, ConnectVerdict expected) {
    /** The modes tried: the first does not verify with most drivers, the others do. */
    public static final List<SslMode> MODES = List.of(SslMode.REQUIRE, SslMode.VERIFY_CA, SslMode.VERIFY_FULL);

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/:@+-]+");
    private static final String QUESTION = "SELECT version, cipher FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    private static final Map<SslMode, String> NPGSQL =
            Map.of(SslMode.REQUIRE, "Require", SslMode.VERIFY_CA, "VerifyCA", SslMode.VERIFY_FULL, "VerifyFull");

    /**
     * Where to connect to. All texts are plain (letters, digits and {@code ._/:@+-}): what could leave its quotes in a script
     * is refused, not escaped.
     *
     * @param host name to connect to, and to find in the certificate
     * @param port on the host
     * @param database to open
     * @param user to log in as; the password is left to the driver's own ways
     * @param rootFile path of the PEM file with the roots
     */
    public record Target(String host, int port, String database, String user, String rootFile) {
        /** Checks the texts. */
        public Target {
            plain("host", host);
            plain("database", database);
            plain("user", user);
            plain("rootFile", rootFile);
        }

        private static void plain(String what, String text) {
            if (!PLAIN.matcher(text).matches()) {
                throw new IllegalArgumentException(
                        what + ": \"" + text + "\" (want letters, digits and any of ._/:@+-)");
            }
        }
    }

    /**
     * Three lines for each client, in the order of {@link #MODES}.
     *
     * @param clients of the drivers {@code libpq}, {@code pgjdbc} and {@code npgsql}; mode, host and root file are set here
     * @param server what it will present
     * @param roots content of the root file
     * @throws IllegalArgumentException for a client of another driver
     */
    public static List<TrialLine> of(Target target, List<Client> clients, Server server, TrustStore roots, Instant at) {
        List<TrialLine> lines = new ArrayList<>();
        for (Client client : clients) {
            for (SslMode mode : MODES) {
                ConnectVerdict expected =
                        client.host(target.host()).sslmode(mode).rootFile(roots).connect(server, at);
                lines.add(new TrialLine(client.driver(), mode, line(client.driver(), target, mode), expected));
            }
        }
        return lines;
    }

    private static String line(String driver, Target target, SslMode mode) {
        return switch (driver) {
            case "libpq" ->
                "psql \"host=" + target.host() + " port=" + target.port() + " dbname=" + target.database() + " user="
                        + target.user() + " sslmode=" + mode.text() + " sslrootcert=" + target.rootFile() + "\" -c \""
                        + QUESTION + "\"";
            case "pgjdbc" ->
                "jdbc:postgresql://" + target.host() + ":" + target.port() + "/" + encoded(target.database())
                        + "?user=" + encoded(target.user()) + "&sslmode=" + mode.text() + "&sslrootcert="
                        + encoded(target.rootFile());
            case "npgsql" ->
                "Host=" + target.host() + ";Port=" + target.port() + ";Database=" + target.database() + ";Username="
                        + target.user() + ";SSL Mode=" + NPGSQL.get(mode) + ";Root Certificate=" + target.rootFile();
            default -> throw new IllegalArgumentException("driver: \"" + driver + "\" (want libpq, pgjdbc or npgsql)");
        };
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The line, and below it what is expected as a comment. */
    @Override
    public String toString() {
        return line + "\n# expected: " + expected.message();
    }
}
