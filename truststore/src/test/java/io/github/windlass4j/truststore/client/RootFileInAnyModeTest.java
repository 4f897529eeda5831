package io.github.windlass4j.truststore.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.truststore.store.TrustStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drivers that open the root file where nothing is verified with it; as run with pgx 4.15.0 and pg 8.23.1. */
class RootFileInAnyModeTest {
    private static final Instant DAY = Instant.parse("2026-12-01T00:00:00Z");
    private static final Authority ROOT = Mint.seeded(61).at(DAY).root("Root");
    private static final Server SERVER = Server.presenting(
                    PresentedChain.of("today", ROOT.issueLeaf("db.example.org").chain()))
            .withHba(Hba.HOST);

    private static Client client(String driver, String version) {
        return Client.of(driver, version)
                .host("db.example.org")
                .systemStore(TrustStore.of("system", List.of(ROOT.certificate())));
    }

    private static TrustStore text(String content) {
        return TrustStore.read(content.getBytes(StandardCharsets.UTF_8), "root.crt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"allow", "prefer", "require", "verify-ca", "verify-full"})
    void pgx_wants_a_certificate_in_the_root_file_in_every_mode_but_disable(String mode) {
        for (String version : List.of("4.15.0", "5.4.0", "5.6.0", "5.7.1", "5.7.4")) {
            Client pgx = client("pgx", version).sslmode(mode);
            for (String nothing : List.of("", "\uFEFF" + ROOT.certificate().toPem())) {
                ConnectVerdict verdict = pgx.rootFile(text(nothing)).connect(SERVER, DAY);
                assertThat(verdict.message()).contains("unable to add CA to cert pool");
                assertThat(pgx.with("sslrootcert", "/r.crt")
                                .rootFile(text(nothing))
                                .connect(SERVER.withoutTls(), DAY)
                                .message())
                        .contains("/r.crt cannot be used: no certificate is read from it");
            }
            assertThat(pgx.store(StoreKind.ROOT_FILE, TrustMaterial.unreadable("no permission"))
                            .connect(SERVER, DAY)
                            .message())
                    .contains("no permission");
            assertThat(pgx.rootFile(text(ROOT.certificate().toPem()))
                            .connect(SERVER, DAY)
                            .connects())
                    .isTrue();
        }
        assertThat(client("pgx", "4.15.0")
                        .sslmode(SslMode.DISABLE)
                        .rootFile(text(""))
                        .connect(SERVER, DAY)
                        .connects())
                .isTrue();
    }

    @Test
    void an_empty_name_keeps_pgx_from_the_default_root_file() {
        Client pgx = client("pgx", "4.15.0").with("sslrootcert", "").rootFile(text(""));
        assertThat(pgx.sslmode(SslMode.REQUIRE).connect(SERVER, DAY).message()).contains("chain not verified");
        assertThat(pgx.sslmode(SslMode.VERIFY_FULL).storeInUse()).contains(StoreKind.SYSTEM_STORE);
        assertThat(pgx.sslmode(SslMode.VERIFY_FULL).connect(SERVER, DAY).message())
                .contains("chain verified, host verified");
    }

    @Test
    void an_empty_mode_is_none_to_pgx_and_node_postgres_and_a_mistake_to_libpq() {
        assertThat(client("pgx", "4.15.0").sslmode("").modeInForce()).contains(SslMode.PREFER);
        for (String version : List.of("8.11.3", "8.16.0", "8.23.1")) {
            Client pg = client("node-postgres", version).sslmode("");
            assertThat(pg.modeInForce()).contains(SslMode.DISABLE);
            assertThat(pg.with("sslrootcert", "/r.crt").modeInForce()).contains(SslMode.VERIFY_FULL);
        }
        assertThat(client("libpq", "15.18").sslmode("").modeInForce()).isEmpty();
    }

    @Test
    void node_postgres_opens_the_file_that_is_named_with_sslmode_disable_too(@TempDir Path folder) {
        Client pg = client("node-postgres", "8.23.1")
                .sslmode(SslMode.DISABLE)
                .with("sslrootcert", folder.toString())
                .rootFile(TrustStore.read(folder));
        assertThat(pg.connect(SERVER, DAY).message()).contains("it is a directory");
        assertThat(pg.rootFile(text("")).connect(SERVER, DAY).connects()).isTrue();
        Client unreadable = pg.store(StoreKind.ROOT_FILE, TrustMaterial.unreadable("no permission, or no PEM"));
        assertThat(unreadable.connect(SERVER, DAY).message()).contains("can open it: no permission, or no PEM");
        assertThat(unreadable.sslmode(SslMode.VERIFY_CA).connect(SERVER, DAY).message())
                .contains("cannot be used: no permission, or no PEM");
    }
}
