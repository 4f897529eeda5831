package io.github.windlass4j.examples.rehearsal.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every mode, host and store with either socket factory against a real PostgreSQL: an oracle of five lines says what happens.
 */
class SocketFactoryMatrixTest {
    private static final List<String> MODES =
            List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");
    private static final String RIGHT_HOST = "localhost";
    private static final List<String> HOSTS = List.of(RIGHT_HOST, "127.0.0.1");
    private static final String REFUSED = "refused";

    /** What a client trusts. */
    private enum Store {
        NONE,
        RIGHT,
        WRONG,
        /** The issuing CA alone. */
        PINNED,
        /** The right root's name and key in a certificate that has ended. */
        EXPIRED
    }

    @TempDir
    static Path folder;

    private static final Map<Store, Path> FILES = new EnumMap<>(Store.class);
    private static RealServer server;

    @BeforeAll
    static void start() throws Exception {
        Instant now = Instant.now();
        Mint mint = Mint.random(new SecureRandom()).at(now);
        Authority root = mint.root("Root");
        Authority issuing = root.issueAuthority("Issuing CA");
        Issued leaf = issuing.issueLeaf(RIGHT_HOST);
        Authority expired = mint.root(
                "Root",
                spec -> spec.key(root.keyPair())
                        .notBefore(now.minus(Duration.ofDays(900)))
                        .notAfter(now.minus(Duration.ofDays(1))));
        for (Store store : Store.values()) {
            FILES.put(store, folder.resolve(store + ".pem"));
        }
        RealServer.write(FILES.get(Store.RIGHT), root.certificate());
        RealServer.write(FILES.get(Store.WRONG), mint.root("Stranger").certificate());
        RealServer.write(FILES.get(Store.PINNED), issuing.certificate());
        RealServer.write(FILES.get(Store.EXPIRED), expired.certificate());
        server = RealServer.start(folder, leaf);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    /** The server takes TLS only; the JDK looks at no anchor's dates, our rules do; a pin is enough for both. */
    private static boolean connects(String mode, String host, Store store, String factory) {
        boolean trusted = store == Store.RIGHT
                || store == Store.PINNED
                || (store == Store.EXPIRED && factory.equals(RealServer.DRIVERS_OWN));
        return switch (mode) {
            case "disable" -> false;
            case "verify-ca" -> trusted;
            case "verify-full" -> trusted && host.equals(RIGHT_HOST);
            default -> true;
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void each_connection_ends_as_the_oracle_says(String protocol) throws Exception {
        limitServerTo(protocol);
        List<String> differences = new ArrayList<>();
        int cells = 0;
        for (String factory : List.of(RealServer.OURS, RealServer.DRIVERS_OWN)) {
            for (Store store : Store.values()) {
                for (String mode : MODES) {
                    for (String host : HOSTS) {
                        String expected = connects(mode, host, store, factory) ? protocol : REFUSED;
                        String url = server.url(host, mode, factory, FILES.get(store));
                        String observed = connect(url);
                        cells++;
                        if (!observed.equals(expected) && !(expected.equals(REFUSED) && observed.startsWith(REFUSED))) {
                            differences.add(String.join(" ", factory, store.name(), mode, host) + ": expected "
                                    + expected + ", " + observed);
                        }
                    }
                }
            }
        }
        System.out.println("socket factories over " + protocol + ": " + cells + " connections, " + differences.size()
                + " not as the oracle says");
        assertThat(differences).isEmpty();
        assertThat(cells).isEqualTo(2 * Store.values().length * MODES.size() * HOSTS.size());
    }

    /** A pool opens its first connection when it is made, and hides what went wrong in its own exception's cause. */
    @Test
    void a_pool_connects_where_the_oracle_says_so() throws Exception {
        limitServerTo("TLSv1.3");
        List<String> differences = new ArrayList<>();
        for (Store store : Store.values()) {
            for (String mode : List.of("require", "verify-ca", "verify-full")) {
                for (String host : HOSTS) {
                    boolean expected = connects(mode, host, store, RealServer.OURS);
                    String observed = pooled(server.url(host, mode, RealServer.OURS, FILES.get(store)));
                    if (!observed.startsWith(expected ? "TLSv1.3" : REFUSED)) {
                        differences.add(String.join(" ", store.name(), mode, host) + ": " + observed);
                    }
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void a_pool_passes_our_explanation_on() throws Exception {
        assertThat(pooled(server.url(RIGHT_HOST, "verify-ca", RealServer.OURS, FILES.get(Store.WRONG))))
                .contains("NO_ANCHOR")
                .contains("Remedy: ");
        assertThat(pooled(server.url(RIGHT_HOST, "verify-ca", RealServer.OURS, FILES.get(Store.EXPIRED))))
                .contains("EXPIRED")
                .contains("WL-CH-1503");
    }

    private static String pooled(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(2);
        try (HikariDataSource pool = new HikariDataSource(config);
                Connection connection = pool.getConnection()) {
            return protocolOf(connection);
        } catch (SQLException | RuntimeException e) {
            return refusal(e);
        }
    }

    private static String connect(String url) {
        try (Connection connection = DriverManager.getConnection(url)) {
            return protocolOf(connection);
        } catch (SQLException e) {
            return refusal(e);
        }
    }

    private static String refusal(Throwable e) {
        StringBuilder text = new StringBuilder(REFUSED);
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            text.append(" <- ").append(cause.getMessage());
        }
        return text.toString();
    }

    /** As the server sees it; {@code plain} without TLS. */
    private static String protocolOf(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT ssl, version FROM pg_stat_ssl WHERE pid = pg_backend_pid()")) {
            row.next();
            return row.getBoolean(1) ? row.getString(2) : "plain";
        }
    }

    private static void limitServerTo(String protocol) throws Exception {
        String url =
                server.url(RIGHT_HOST, "require", RealServer.DRIVERS_OWN, Files.createTempFile(folder, "no", ".pem"));
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET ssl_max_protocol_version = '" + protocol + "'");
            statement.execute("SELECT pg_reload_conf()");
        }
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!connect(url).equals(protocol)) {
            assertThat(System.nanoTime()).as("the server takes " + protocol).isLessThan(deadline);
        }
    }
}
