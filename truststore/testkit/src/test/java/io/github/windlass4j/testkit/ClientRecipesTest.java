package io.github.windlass4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.ChainRequest;
import io.github.windlass4j.core.chain.ChainValidator;
import io.github.windlass4j.core.chain.OpensslProfile;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.core.hostname.ServerName;
import io.github.windlass4j.truststore.client.Client;
import io.github.windlass4j.truststore.client.PresentedChain;
import io.github.windlass4j.truststore.client.Server;
import io.github.windlass4j.truststore.client.SslMode;
import io.github.windlass4j.truststore.patch.Addition;
import io.github.windlass4j.truststore.patch.Recipes;
import io.github.windlass4j.truststore.patch.StorePatch;
import io.github.windlass4j.truststore.store.TrustStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The recipes for clients, run as they are printed; the store that they leave is read, judged by the model, and handed to the
 * real client, which must say the same.
 */
@ExtendWith(PkiExtension.class)
@Timeout(300)
class ClientRecipesTest {
    private static final OpensslProfile OPENSSL = Profile.openssl(OpensslProfile.Version.V3_0);

    @TempDir
    Path folder;

    /** What the patch adds. */
    enum Added {
        ROOT,
        STRANGER,
        ISSUING_CA
    }

    @BeforeAll
    static void only_where_there_is_a_shell() {
        Shell.need("recipes", "sh");
    }

    @ParameterizedTest
    @EnumSource(Added.class)
    void libpq(Added added, Pki pki) throws Exception {
        Shell.need("recipe libpq", "psql");
        run("libpq", patch(added, pki), "true", Map.of("HOME", folder.toString()));
        TrustStore store = TrustStore.read(folder.resolve(".postgresql/root.crt"));
        try (TlsServer server = pki.startPostgresServer()) {
            Shell.run(
                    "psql 'host=localhost hostaddr=127.0.0.1 port=" + server.port()
                            + " sslmode=verify-full user=u dbname=d connect_timeout=30' -c '' || true",
                    folder,
                    Map.of("HOME", folder.toString(), "PGSSLROOTCERT", "", "PGPASSFILE", "none"));
            boolean predicted = Client.libpq("15.18")
                    .sslmode(SslMode.VERIFY_FULL)
                    .host("localhost")
                    .rootFile(store)
                    .connect(Server.presenting(PresentedChain.of("now", pki.chain())), Instant.now())
                    .connects();
            assertThat(accepted(server)).isEqualTo(predicted).isEqualTo(added == Added.ROOT);
        }
    }

    @ParameterizedTest
    @EnumSource(Added.class)
    void node(Added added, Pki pki) throws Exception {
        Shell.need("recipe node", "node");
        try (TlsServer server = pki.startServer()) {
            run("node", patch(added, pki), """
                    node -e 'require("tls").connect({host: "127.0.0.1", servername: "localhost", port: %d})
                      .on("secureConnect", function () { this.end(); }).on("error", () => {})'
                    """.formatted(server.port()), Map.of());
            TrustStore store = TrustStore.read(folder.resolve("extra.pem"));
            assertThat(accepted(server)).isEqualTo(trusts(OPENSSL, store, pki)).isEqualTo(added == Added.ROOT);
        }
    }

    @ParameterizedTest
    @EnumSource(Added.class)
    void python(Added added, Pki pki) throws Exception {
        Shell.need("recipe python", "python3");
        // The recipe starts from the bundle of certifi; where it is not installed another module of that name stands
        // in.
        if (Shell.run("python3 -m certifi", folder, Map.of()).code() != 0) {
            Path module = Files.createDirectory(folder.resolve("certifi"));
            Files.writeString(
                    module.resolve("bundle.pem"),
                    pki.mint().root("Public").certificate().toPem());
            Files.writeString(module.resolve("__init__.py"), "");
            Files.writeString(
                    module.resolve("__main__.py"),
                    "import os\nprint(os.path.join(os.path.dirname(__file__), 'bundle.pem'))\n");
        }
        // From 3.13 on Python accepts partial chains.
        boolean partial = Shell.run(
                                "python3 -c 'import sys; sys.exit(0 if sys.version_info >= (3, 13) else 1)'",
                                folder,
                                Map.of())
                        .code()
                == 0;
        try (TlsServer server = pki.startServer()) {
            run("python", patch(added, pki), """
                    python3 - << 'END'
                    import socket, ssl
                    with socket.create_connection(("127.0.0.1", %d)) as plain:
                        try:
                            ssl.create_default_context().wrap_socket(plain, server_hostname="localhost").unwrap()
                        except (ssl.SSLError, ConnectionError):
                            pass
                    END
                    """.formatted(server.port()), Map.of());
            TrustStore store = TrustStore.read(folder.resolve("bundle.pem"));
            OpensslProfile profile = partial ? OPENSSL.withPartialChain() : OPENSSL;
            assertThat(accepted(server))
                    .isEqualTo(trusts(profile, store, pki))
                    .isEqualTo(added == Added.ROOT || (partial && added == Added.ISSUING_CA));
        }
    }

    /** There is no .NET here: the file that the lines make is judged by the model alone. */
    @ParameterizedTest
    @EnumSource(Added.class)
    void npgsql(Added added, Pki pki) throws Exception {
        run("npgsql", patch(added, pki), "true", Map.of());
        boolean connects = Client.of("npgsql", "8.0")
                .sslmode(SslMode.VERIFY_FULL)
                .host("localhost")
                .rootFile(TrustStore.read(folder.resolve("roots.pem")))
                .systemStore(TrustStore.of(
                        "system", List.of(pki.mint().root("Public").certificate())))
                .connect(Server.presenting(PresentedChain.of("now", pki.chain())), Instant.now())
                .connects();
        assertThat(connects).isEqualTo(added == Added.ROOT);
    }

    private static StorePatch patch(Added added, Pki pki) {
        Certificate certificate = switch (added) {
            case ROOT -> pki.root().certificate();
            case STRANGER -> pki.mint().root("Stranger").certificate();
            case ISSUING_CA -> pki.issuing().certificate();
        };
        return StorePatch.adding(List.of(certificate));
    }

    private void run(String recipe, StorePatch patch, String then, Map<String, String> environment) throws Exception {
        for (Addition addition : patch.additions()) {
            Files.writeString(
                    folder.resolve(addition.fileName()),
                    addition.certificate().orElseThrow().toPem());
        }
        Shell.Run run = Shell.run(Recipes.shipped().recipe(recipe).render(patch) + then, folder, environment);
        assertThat(run.code()).as(run.output()).isZero();
    }

    private static boolean accepted(TlsServer server) throws InterruptedException {
        // The client has ended; the server's side of its handshake ends on another thread.
        while (server.handshakes().isEmpty()) {
            Thread.onSpinWait();
        }
        return server.handshakes().get(0).succeeded();
    }

    private static boolean trusts(Profile profile, TrustStore store, Pki pki) {
        return ChainValidator.of(profile)
                .validate(ChainRequest.of(pki.chain())
                        .anchors(store.certificates())
                        .at(Instant.now())
                        .host(ServerName.parse("localhost")))
                .isTrusted();
    }
}
