package io.github.windlass4j.examples.rehearsal.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.scan.discovery.ServerClient;
import io.github.windlass4j.scan.discovery.ServerSample;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/** The query, asked of a real server while several clients are connected. */
class ServerSampleOnPostgresTest {
    private static final Issued IDENTITY =
            Mint.seeded(17).at(Instant.now()).root("Root").issueLeaf("localhost");
    private static final Instant AT = Instant.parse("2026-11-22T08:00:00Z");

    @TempDir
    static Path folder;

    private static PostgresServer server;

    @BeforeAll
    static void start() throws Exception {
        server = BundledServer.start(ServerSampleOnPostgresTest.class, folder, IDENTITY);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void lists_programs_users_and_channels_but_not_who_asks() throws Exception {
        try (Connection asking = connect(PostgresServer.USER, "asking", "require");
                Connection billing = connect(PostgresServer.USER, "billing, \"old\"", "require");
                Connection more = connect(PostgresServer.USER, "billing, \"old\"", "require");
                Connection plain = connect(PostgresServer.USER, "plain", "disable");
                Connection unnamed = connect(PostgresServer.USER, null, "require")) {
            assertThat(List.of(billing, more, plain, unnamed)).allMatch(ServerSampleOnPostgresTest::isOpen);
            ServerSample byRows = ServerSample.of(rows(asking), "db", AT);
            assertThat(byRows.clients())
                    .extracting(
                            ServerClient::application,
                            ServerClient::sessions,
                            client -> client.tls().isEmpty())
                    .containsExactlyInAnyOrder(
                            tuple("billing, \"old\"", 2, false),
                            tuple("plain", 1, true),
                            tuple("PostgreSQL JDBC Driver", 1, false));
            assertThat(byRows.clients())
                    .allSatisfy(client -> assertThat(client.address()).isEqualTo("127.0.0.1"))
                    .filteredOn(client -> !client.tls().isEmpty())
                    .allSatisfy(client -> {
                        assertThat(client.tls()).startsWith("TLSv1.");
                        assertThat(client.cipher()).isNotEmpty();
                    });
            // The same answer in each form in which it can be handed over.
            assertThat(ServerSample.read(copied(asking, "csv"), "db", AT)).isEqualTo(byRows);
            assertThat(ServerSample.read(copied(asking, "text"), "db", AT)).isEqualTo(byRows);
            assertThat(byRows.blindSpots())
                    .extracting(Finding::rule)
                    .containsExactly("WL-SC-101", "WL-SC-102", "WL-SC-105", "WL-SC-106");
        }
    }

    @Test
    void a_client_that_comes_and_goes_is_in_the_merger_of_the_samples() throws Exception {
        try (Connection asking = connect(PostgresServer.USER, "asking", "require")) {
            ServerSample before;
            try (Connection job = connect(PostgresServer.USER, "nightly job", "require")) {
                assertThat(isOpen(job)).isTrue();
                before = ServerSample.of(rows(asking), "db", AT);
            }
            ServerSample after = sampleWithout(asking, "nightly job");
            assertThat(before.merge(after)).isEqualTo(after.merge(before));
            assertThat(before.merge(after).clients())
                    .filteredOn(ServerSampleOnPostgresTest::isJob)
                    .hasSize(1);
            assertThat(before.merge(after).samples()).hasSize(2);
        }
    }

    @Test
    void a_role_without_the_privilege_is_told_how_many_sessions_it_does_not_see() throws Exception {
        try (Connection owner = connect(PostgresServer.USER, "owner", "require");
                Statement statement = owner.createStatement()) {
            statement.execute("CREATE ROLE guest LOGIN");
            try (Connection guest = connect("guest", "guest", "require")) {
                ServerSample sample = ServerSample.of(rows(guest), "db", AT);
                assertThat(sample.clients()).isEmpty();
                assertThat(sample.blindSpots())
                        .filteredOn(finding -> finding.rule().equals("WL-SC-103"))
                        .singleElement()
                        .satisfies(finding -> assertThat(finding.message()).contains("pg_read_all_stats"));
                statement.execute("GRANT pg_read_all_stats TO guest");
                assertThat(ServerSample.of(rows(guest), "db", AT).clients())
                        .extracting(ServerClient::application)
                        .contains("owner");
            }
        }
    }

    private static boolean isJob(ServerClient client) {
        return client.application().equals("nightly job");
    }

    /** The server forgets a session a moment after its client has closed it. */
    private static ServerSample sampleWithout(Connection asking, String application) throws SQLException {
        while (true) {
            ServerSample sample = ServerSample.of(rows(asking), "db", AT.plusSeconds(60));
            if (sample.clients().stream()
                    .noneMatch(client -> client.application().equals(application))) {
                return sample;
            }
        }
    }

    private static boolean isOpen(Connection connection) {
        try {
            return connection.isValid(10);
        } catch (SQLException e) {
            return false;
        }
    }

    private static List<Map<String, String>> rows(Connection connection) throws SQLException {
        List<Map<String, String>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(ServerSample.SQL)) {
            while (result.next()) {
                Map<String, String> row = new HashMap<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.put(result.getMetaData().getColumnName(i), result.getString(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static String copied(Connection connection, String format) throws Exception {
        StringWriter text = new StringWriter();
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("COPY (" + ServerSample.SQL + ") TO STDOUT (FORMAT " + format + ", HEADER)", text);
        return text.toString();
    }

    private static Connection connect(String user, String application, String sslmode) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("sslmode", sslmode);
        if (application != null) {
            properties.setProperty("ApplicationName", application);
        }
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres", properties);
    }
}
