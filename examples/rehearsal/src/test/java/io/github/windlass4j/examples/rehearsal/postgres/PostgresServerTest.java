package io.github.windlass4j.examples.rehearsal.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.examples.rehearsal.connect.JdbcConnector;
import io.github.windlass4j.examples.rehearsal.connect.Observation;
import io.github.windlass4j.examples.rehearsal.connect.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One real server for all tests: each leaves it serving what it found. */
class PostgresServerTest {
    private static final Mint MINT = Mint.seeded(7).at(Instant.now());
    private static final Authority ROOT = MINT.root("Root");
    private static final Issued ONE = ROOT.issueLeaf("localhost");
    private static final Issued TWO = ROOT.issueLeaf("localhost");

    @TempDir
    static Path folder;

    private static PostgresServer server;
    private static Path rootFile;

    @BeforeAll
    static void start() throws Exception {
        rootFile =
                Files.writeString(folder.resolve("root.crt"), ROOT.certificate().toPem());
        server = BundledServer.start(PostgresServerTest.class, folder, ONE);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static Observation connect(String host, String sslmode) {
        return JdbcConnector.connect(new Target(host, server.port(), PostgresServer.USER, sslmode, rootFile));
    }

    @Test
    void serves_the_new_leaf_when_serve_returns_and_verifies_it() throws Exception {
        server.serve(TWO.chain(), TWO.privateKeyPem());
        assertThat(ServerProbe.chainOf("127.0.0.1", server.port(), 5_000)).containsExactly(TWO.certificate());
        assertThat(connect("localhost", "verify-full").kind()).isEqualTo(Observation.Kind.TLS);
        assertThat(connect("127.0.0.1", "verify-full").kind()).isEqualTo(Observation.Kind.REFUSED);
        server.serve(ONE.chain(), ONE.privateKeyPem());
        assertThat(ServerProbe.chainOf("127.0.0.1", server.port(), 5_000)).containsExactly(ONE.certificate());
    }

    @Test
    void a_key_that_does_not_fit_is_an_error_although_the_reload_reports_success() {
        assertThatThrownBy(() -> server.serve(TWO.chain(), ONE.privateKeyPem()))
                .isInstanceOf(PostgresException.class)
                .hasMessageContaining(
                        "does not serve the certificate " + TWO.certificate().sha256())
                .hasMessageContaining("SSL configuration was not reloaded");
        server.serve(ONE.chain(), ONE.privateKeyPem());
    }

    @Test
    void plain_text_is_admitted_or_not_as_told() {
        assertThat(connect("localhost", "disable").kind()).isEqualTo(Observation.Kind.PLAIN);
        server.admit(Access.TLS_ONLY);
        assertThat(connect("localhost", "disable"))
                .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Observation.Kind.REFUSED))
                .satisfies(refused ->
                        assertThat(refused.text()).startsWith("28000").contains("pg_hba.conf"));
        server.admit(Access.PLAIN_AND_TLS);
        assertThat(connect("localhost", "disable").kind()).isEqualTo(Observation.Kind.PLAIN);
    }

    @Test
    void a_port_that_somebody_took_meanwhile_is_left_to_them(@TempDir Path other) throws Exception {
        PostgresPrograms programs = BundledServer.programs(PostgresServerTest.class, other);
        Iterator<Integer> ports = List.of(server.port(), server.port()).iterator();
        try (PostgresServer second = PostgresServer.start(
                programs,
                Files.createDirectory(other.resolve("server")),
                TWO.chain(),
                TWO.privateKeyPem(),
                () -> ports.hasNext() ? ports.next() : PostgresServer.freePort())) {
            assertThat(second.port()).isNotEqualTo(server.port());
            assertThat(ServerProbe.chainOf("127.0.0.1", second.port(), 5_000)).containsExactly(TWO.certificate());
        }
        assertThat(ServerProbe.chainOf("127.0.0.1", server.port(), 5_000)).containsExactly(ONE.certificate());
    }

    @Test
    void nobody_listening_is_not_taken_for_a_refusal() {
        assertThat(JdbcConnector.connect(new Target("localhost", 1, "nobody", "verify-full", rootFile))
                        .kind())
                .isEqualTo(Observation.Kind.NO_ANSWER);
    }
}
