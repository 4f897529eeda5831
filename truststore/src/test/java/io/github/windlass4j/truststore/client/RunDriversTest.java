package io.github.windlass4j.truststore.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.truststore.store.TrustStore;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What asyncpg 0.27.0, lib/pq 1.10.7 and pg 8.0.3 did when they were run against PostgreSQL 15.18. */
class RunDriversTest {
    private static final Instant DAY = Instant.parse("2026-12-01T00:00:00Z");
    private static final Authority ROOT = Mint.seeded(71).at(DAY).root("Root");
    private static final Authority OTHER = Mint.seeded(72).at(DAY).root("Other");
    private static final Server SERVER = Server.presenting(
                    PresentedChain.of("today", ROOT.issueLeaf("db.example.org").chain()))
            .withHba(Hba.HOST);

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
            node-postgres | sslmode=verify-full;sslrootcert=/r | db.example.org | plain | plain | plain
            node-postgres | sslmode=no-verify   | db.example.org | plain    | plain  | plain
            node-postgres | ssl=true;sslmode=disable;sslrootcert=/r | db.example.org | verified | verified | verified
            node-postgres | ssl=1               | other.test     | 106      | 106    | 106
            node-postgres | ssl=no-verify       | db.example.org | plain    | plain  | plain
            """)
    void connects_as_it_did(
            String driver, String settings, String host, String withRoot, String withOther, String withNone) {
        String release = driver.equals("asyncpg") ? "0.27.0" : driver.equals("lib-pq") ? "1.10.7" : "8.0.3";
        Client client = Client.of(driver, release).host(host).systemStore(store(ROOT));
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
