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

/** What PgBouncer 1.18.0 was seen to do with a PostgreSQL server, 2026-11-23. */
class PgBouncerTest {
    private static final Instant DAY = Instant.parse("2026-12-01T00:00:00Z");
    private static final Authority ROOT = Mint.seeded(71).at(DAY).root("Root");
    private static final Authority OTHER = Mint.seeded(72).at(DAY).root("Other");
    private static final Authority ISSUER = ROOT.issueAuthority("Issuer");
    private static final Server SERVER = Server.presenting(
                    PresentedChain.of("db", ISSUER.issueLeaf("db.example.org").chain()))
            .withHba(Hba.HOST);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "             |  | plain | plain",
                "disable      |  | plain | plain",
                "allow        |  | unverified | plain",
                "prefer       |  | unverified | plain",
                "require      |  | unverified | refused",
                "verify-ca    |  | refused WL-CL-105 | refused",
                "verify-full  |  | refused WL-CL-105 | refused",
                "require      | ca | unverified | refused",
                "verify-ca    | ca | verified | refused",
                "VERIFY-FULL  | ca | verified | refused",
                "require      | other | unverified | refused",
                "verify-ca    | other | refused WL-CL-105 | refused",
                "prefer       | absent | unverified | plain",
                "verify-ca    | absent | refused WL-CL-103 | refused",
                "bogus        | ca | refused WL-CL-101 | refused"
            })
    void verifies_by_its_mode_alone(String mode, String file, String outcome, String withoutTls) {
        Client client = Client.of("pgbouncer", "1.18")
                .host("db.example.org")
                .systemStore(store(OTHER))
                .store(
                        StoreKind.ROOT_FILE,
                        "ca".equals(file)
                                ? TrustMaterial.of(store(ROOT))
                                : "other".equals(file) ? TrustMaterial.of(store(OTHER)) : TrustMaterial.absent());
        client = mode == null ? client : client.with("sslmode", mode);
        client = file == null ? client : client.with("sslrootcert", "/etc/" + file + ".crt");
        assertThat(outcome(client, SERVER)).isEqualTo(outcome);
        assertThat(outcome(client, SERVER.withoutTls())).startsWith(withoutTls);
    }

    @Test
    void its_default_is_prefer_since_1_20() {
        assertThat(Client.of("pgbouncer", "1.19.1").modeInForce()).contains(SslMode.DISABLE);
        assertThat(Client.of("pgbouncer", "1.20.0").modeInForce()).contains(SslMode.PREFER);
        assertThat(Client.of("pgbouncer", "1.25.1").modeInForce()).contains(SslMode.PREFER);
        assertThat(Client.of("pgbouncer", "1.7.2").modeInForce()).isEmpty();
    }

    @Test
    void nothing_is_verified_on_a_socket_of_the_machine() {
        Client client = full("/var/run/postgresql");
        assertThat(outcome(client, SERVER)).isEqualTo("plain");
    }

    @ParameterizedTest
    @CsvSource({
        "db.example.org, other, db.example.org, verified",
        "DB.example.org, other, db.example.org, verified",
        "db.example.org, db.example.org, other.example.org, verified",
        "db.example.org, other, *.example.org, verified",
        "db.example.org, other, other.example.org, refused WL-CL-106",
        "a.db.example.org, other, *.example.org, refused WL-CL-106",
        "192.0.2.1, other, 192.0.2.1, verified",
        "192.0.2.1, 192.0.2.1, other.example.org, verified",
        "192.0.2.1, other, db.example.org, refused WL-CL-106"
    })
    void names_are_those_of_the_certificate_or_its_common_name(
            String host, String commonName, String alternative, String outcome) {
        PresentedChain chain = PresentedChain.of(
                "names",
                ROOT.issueLeaf(alternative, spec -> spec.subject("CN=" + commonName))
                        .chain());
        assertThat(outcome(full(host), Server.presenting(chain).withHba(Hba.HOST)))
                .isEqualTo(outcome);
    }

    private static Client full(String host) {
        return Client.of("pgbouncer", "1.18")
                .host(host)
                .sslmode(SslMode.VERIFY_FULL)
                .with("sslrootcert", "/etc/ca.crt")
                .rootFile(store(ROOT));
    }

    private static TrustStore store(Authority root) {
        return TrustStore.of("roots", List.of(root.certificate()));
    }

    private static String outcome(Client client, Server server) {
        return client.connect(server, DAY)
                .fold(
                        connects -> connects.channel() == Channel.PLAIN_TEXT
                                ? "plain"
                                : connects.chainVerified() ? "verified" : "unverified",
                        refused -> "refused " + refused.refusal().rule(),
                        unknown -> "unknown");
    }
}
