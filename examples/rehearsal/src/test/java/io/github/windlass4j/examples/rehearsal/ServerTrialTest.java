package io.github.windlass4j.examples.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.examples.rehearsal.postgres.PostgresPrograms;
import io.github.windlass4j.examples.rehearsal.postgres.PostgresServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTrialTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    private int run(String... arguments) {
        out.reset();
        err.reset();
        return Rehearsal.run(
                List.of(arguments),
                Instant.now(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void a_server_is_looked_at_and_tried_with_any_kind_of_store() throws Exception {
        Issued leaf = Mint.seeded(5)
                .at(Instant.now())
                .root("Root")
                .issueAuthority("Issuing CA")
                .issueLeaf("localhost");
        try (Scratch scratch = new Scratch()) {
            Optional<PostgresPrograms> programs = PostgresPrograms.bundled(scratch.folder("programs"));
            if (programs.isEmpty()) {
                System.out.println("ServerTrialTest: skipped, no PostgreSQL binaries for this platform");
                Assumptions.abort("no PostgreSQL binaries for this platform");
            }
            PostgresServer server = scratch.closing(
                    PostgresServer.start(programs.get(), scratch.folder("server"), leaf.chain(), leaf.privateKeyPem()));
            String target = "localhost:" + server.port();
            ClientStore root = ClientStore.write(
                    "root", List.of(leaf.path().get(leaf.path().size() - 1)), folder);
            Path password = Files.writeString(folder.resolve("password"), ClientStore.PASSWORD);

            assertThat(run("--connect", target)).as(() -> out() + err).isZero();
            assertThat(out())
                    .contains("presents 2 certificates")
                    .contains("verify-full: predicted REFUSED, observed REFUSED");

            assertThat(run("--connect", target, "--truststore", root.rootFile().toString()))
                    .as(() -> out() + err)
                    .isZero();
            assertThat(out()).contains("verify-full: predicted TLS, observed TLS");

            assertThat(run(
                            "--connect",
                            target,
                            "--truststore",
                            root.jvmStore().toString(),
                            "--password-file",
                            password.toString()))
                    .as(() -> out() + err)
                    .isZero();
            assertThat(out())
                    .contains("verify-full: predicted TLS, observed TLS")
                    .doesNotContain("DIFFERENT");

            assertThat(run(
                            "--connect",
                            "127.0.0.1:" + server.port(),
                            "--truststore",
                            root.rootFile().toString()))
                    .as(() -> out() + err)
                    .isZero();
            assertThat(out())
                    .contains("verify-ca: predicted TLS, observed TLS")
                    .contains("verify-full: predicted REFUSED, observed REFUSED");
            assertThat(server.logTail()).doesNotContain("FATAL").doesNotContain("no password");
        }
    }

    @Test
    void nobody_there_is_an_error_and_not_a_verdict() throws Exception {
        try (Socket held = new Socket()) {
            // Bound, so that nobody else listens there meanwhile, and not listening itself.
            held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            assertThat(run("--connect", "127.0.0.1:" + held.getLocalPort())).isEqualTo(2);
        }
        assertThat(err.toString(StandardCharsets.UTF_8)).isNotBlank();
    }
}
