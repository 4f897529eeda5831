package io.github.windlass4j.truststore.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.truststore.store.TrustStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What asyncpg 0.27.0, lib/pq 1.10.7, pg 8.0.3 and r2dbc-postgresql 1.1.1 did when they were run against PostgreSQL 15.18. */
class RunDriversTest {
    private static final Instant DAY = Instant.parse("2026-12-01T00:00:00Z");
    private static final Authority ROOT = Mint.seeded(71).at(DAY).root("Root");
    private static final Authority OTHER = Mint.seeded(72).at(DAY).root("Other");
    private static final Server SERVER = Server.presenting(
                    PresentedChain.of("today", ROOT.issueLeaf("db.example.org").chain()))
            .withHba(Hba.HOST);

    private static final Map<String, String> RELEASES =
            Map.of("asyncpg", "0.27.0", "lib-pq", "1.10.7", "node-postgres", "8.0.3", "r2dbc-postgresql", "1.1.1");

    /** Settings, host; with the root, with another root, without a root file; the system trusts the root. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            asyncpg       |                     | db.example.org | TLS      | TLS    | TLS
            asyncpg       | sslmode=            | db.example.org | TLS      | TLS    | TLS
            asyncpg       | sslmode=disable     | db.example.org | plain    | plain  | plain
            asyncpg       | sslmode=allow       | db.example.org | plain    | plain  | plain
            asyncpg       | sslmode=require     | db.example.org | verified | 105    | TLS
            asyncpg       | sslmode=require;sslrootcert=/r | db.example.org | verified | 105 | 103
            asyncpg       | sslmode=prefer;sslrootcert=/r | db.example.org | TLS | TLS   | TLS
            asyncpg       | sslmode=verify-ca   | other.test     | verified | 105    | 103
            asyncpg       | sslmode=verify_full | db.example.org | verified | 105    | 103
            asyncpg       | sslmode=verify-full | other.test     | 106      | 105    | 103
            asyncpg       | sslmode=REQUIRE     | db.example.org | 101      | 101    | 101
            asyncpg       | ssl=require         | db.example.org | unknown  | unknown | unknown
            lib-pq        |                     | db.example.org | TLS      | TLS    | TLS
            lib-pq        | sslmode=            | other.test     | TLS      | TLS    | TLS
            lib-pq        | sslmode=prefer      | db.example.org | 101      | 101    | 101
            lib-pq        | sslmode=disable;sslrootcert=/r | db.example.org | plain | plain | plain
            lib-pq        | sslrootcert=/r      | db.example.org | verified | 105    | TLS
            lib-pq        | sslrootcert=/r      | other.test     | 106      | 105    | TLS
            lib-pq        | sslrootcert=/r      | 10.1.1.1       | verified | 105    | TLS
            lib-pq        | sslmode=verify-ca;sslrootcert=/r | other.test | 106 | 105 | 103
            lib-pq        | sslmode=verify-ca;sslrootcert=/r | 10.1.1.1 | verified | 105 | 103
            lib-pq        | sslmode=verify-full;sslrootcert=/r | 10.1.1.1 | 106 | 105 | 103
            lib-pq        | sslmode=verify-full | db.example.org | verified | verified | verified
            lib-pq        | sslmode=verify-ca   | 10.1.1.1       | verified | verified | verified
            lib-pq        | sslmode=verify-ca;sslsni=0 | 10.1.1.1 | unknown | unknown | unknown
            r2dbc-postgresql |                  | db.example.org | plain    | plain  | plain
            r2dbc-postgresql | sslmode=         | db.example.org | 101      | 101    | 101
            r2dbc-postgresql | sslmode=Require  | other.test     | TLS      | TLS    | TLS
            r2dbc-postgresql | sslmode=disable;sslrootcert=/r | db.example.org | plain | plain | 103
            r2dbc-postgresql | sslmode=prefer;sslrootcert=/r | db.example.org | TLS | TLS | 103
            r2dbc-postgresql | sslmode=require;sslrootcert= | db.example.org | TLS | TLS | TLS
            r2dbc-postgresql | sslmode=verify-ca;sslrootcert= | db.example.org | 102 | 102 | 102
            r2dbc-postgresql | sslmode=verify_ca;sslrootcert=/r | other.test | verified | 105 | 103
            r2dbc-postgresql | sslmode=VERIFY_FULL;sslrootcert=/r | other.test | 106 | 105 | 103
            r2dbc-postgresql | sslmode=verify-full | db.example.org | verified | verified | verified
            r2dbc-postgresql | sslmode=Verify_Full;sslrootcert=/r | other.test | 106 | 105 | 103
            r2dbc-postgresql | sslmode=Verify_Full;sslrootcert=/r;sslHostnameVerifier=V | other.test | unknown | 105 | 103
            r2dbc-postgresql | sslmode=vErify_cA;sslrootcert=/r;sslHostnameVerifier=V | other.test | verified | 105 | 103
            r2dbc-postgresql | sslmode=no-verify | db.example.org | 101 | 101 | 101
            r2dbc-postgresql | ssl=TRUE;sslrootcert=/r | other.test | 106 | 105 | 103
            r2dbc-postgresql | ssl=yes;sslrootcert=/r | other.test | plain | plain | 103
            r2dbc-postgresql | ssl=true;sslmode=require | other.test | TLS | TLS | TLS
            r2dbc-postgresql | sslmode=Tunnel      | db.example.org | unknown | unknown | unknown
            r2dbc-postgresql | ssl=true;socket=/s  | db.example.org | unknown | unknown | unknown
            r2dbc-postgresql | sslmode=verify-full;sslNegotiation=direct | db.example.org | unknown | unknown | unknown
            node-postgres | sslmode=verify-full;sslrootcert=/r | db.example.org | plain | plain | plain
            node-postgres | sslmode=no-verify   | db.example.org | plain    | plain  | plain
            node-postgres | ssl=true;sslmode=disable;sslrootcert=/r | db.example.org | verified | verified | verified
            node-postgres | ssl=1               | other.test     | 106      | 106    | 106
            node-postgres | ssl=no-verify       | db.example.org | plain    | plain  | plain
            """)
    void connects_as_it_did(
            String driver, String settings, String host, String withRoot, String withOther, String withNone) {
        Client client = Client.of(driver, RELEASES.get(driver))
                .host(host)
                .systemStore(store(ROOT))
                .jvmStore(store(ROOT));
        for (String setting : settings == null ? new String[0] : settings.split(";")) {
            String[] pair = setting.split("=", 2);
            client = client.with(pair[0], pair[1]);
        }
        assertThat(outcome(client.rootFile(store(ROOT)))).isEqualTo(withRoot);
        assertThat(outcome(client.rootFile(store(OTHER)))).isEqualTo(withOther);
        assertThat(outcome(client.withoutRootFile())).isEqualTo(withNone);
    }

    @Test
    void each_way_of_missing_the_root_file_has_its_own_words() {
        Client asyncpg = Client.of("asyncpg", "0.27.0")
                .host("db.example.org")
                .sslmode(SslMode.VERIFY_CA)
                .withoutRootFile();
        assertThat(asyncpg.connect(SERVER, DAY).message()).contains("root.crt\" does not exist");
        assertThat(asyncpg.with("sslrootcert", "/r").connect(SERVER, DAY).message())
                .contains("[Errno 2] No such file or directory");
    }

    @Test
    void what_was_not_run_is_not_known() {
        assertThat(outcome(Client.of("lib-pq", "1.10.6").host("h"))).isEqualTo("unknown");
        assertThat(outcome(Client.of("lib-pq", "1.11.0").host("h"))).isEqualTo("unknown");
        assertThat(outcome(Client.of("asyncpg", "0.30.0").host("h"))).isEqualTo("unknown");
        assertThat(outcome(Client.of("r2dbc-postgresql", "1.0.6").host("h"))).isEqualTo("unknown");
    }

    /** A bad block after the root: an error to libpq and Netty, the end of the file to Node.js. */
    @Test
    void the_root_file_is_read_as_the_driver_s_library_reads_it() {
        TrustStore damaged = TrustStore.read(
                (ROOT.certificate().toPem() + "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
                        .getBytes(StandardCharsets.US_ASCII),
                "/r");
        for (String driver :
                List.of("libpq 15.18", "r2dbc-postgresql 1.1.1", "node-postgres 8.23.1", "lib-pq 1.10.7")) {
            Client client = Client.of(driver.split(" ")[0], driver.split(" ")[1])
                    .host("db.example.org")
                    .sslmode(SslMode.VERIFY_FULL)
                    .with("sslrootcert", "/r")
                    .rootFile(damaged);
            boolean reads = driver.startsWith("node") || driver.startsWith("lib-pq");
            assertThat(outcome(client)).as(driver).isEqualTo(reads ? "verified" : "104");
            assertThat(client.anchors().orElseThrow()).as(driver).hasSize(reads ? 1 : 0);
        }
    }

    private static TrustStore store(Authority root) {
        return TrustStore.of("roots", List.of(root.certificate()));
    }

    private static String outcome(Client client) {
        return client.connect(SERVER, DAY)
                .fold(
                        connects -> connects.channel() == Channel.PLAIN_TEXT
                                ? "plain"
                                : connects.chainVerified() ? "verified" : "TLS",
                        refused -> refused.refusal().rule().substring("WL-CL-".length()),
                        unknown -> "unknown");
    }
}
