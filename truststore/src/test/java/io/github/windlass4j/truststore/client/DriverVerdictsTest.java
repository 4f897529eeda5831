package io.github.windlass4j.truststore.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.truststore.store.TrustStore;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the drivers beside pgjdbc and libpq do with a server whose root they trust, do not trust, or have no store for. */
class DriverVerdictsTest {
    private static final Instant DAY = Instant.parse("2026-12-01T00:00:00Z");
    private static final Authority ROOT = Mint.seeded(31).at(DAY).root("Root");
    private static final Authority OTHER = Mint.seeded(32).at(DAY).root("Other");
    private static final Authority ISSUER = ROOT.issueAuthority("Issuer");
    private static final Extension CA_ISSUERS = new Extension(
            Extension.AUTHORITY_INFORMATION_ACCESS,
            false,
            HexFormat.of().parseHex("301630140608" + "2b06010505073002" + "8608" + "687474703a2f2f78"));
    private static final PresentedChain CHAIN =
            PresentedChain.of("today", ISSUER.issueLeaf("db.example.org").chain());

    /**
     * {@code unverified}, {@code verified}, {@code refused RULE} or {@code unknown}; for a store with the root, with another
     * root, and for none.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            npgsql            | 5.0.18  |                                      | plain              | plain              | plain
            npgsql            | 5.0.18  | sslmode=require                      | verified           | refused WL-CL-105  | refused WL-CL-103
            npgsql            | 5.0.18  | sslmode=require;Trust Server Certificate=true | unverified | unverified        | unverified
            npgsql            | 5.0.18  | sslmode=verify-full                  | refused WL-CL-101  | refused WL-CL-101  | refused WL-CL-101
            npgsql            | 6.0.11  |                                      | unverified         | unverified         | unverified
            npgsql            | 7.0.0   | sslmode=require                      | refused WL-CL-110  | refused WL-CL-110  | refused WL-CL-110
            npgsql            | 7.0.0   | sslmode=require;Trust Server Certificate=true | unverified | unverified        | unverified
            npgsql            | 8.0.3   | sslmode=require                      | unverified         | unverified         | unverified
            npgsql            | 9.0.0   | sslmode=verify-ca                    | verified           | refused WL-CL-105  | refused WL-CL-103
            node-postgres     | 8.11.3  |                                      | plain              | plain              | plain
            node-postgres     | 8.11.3  | sslmode=require                      | verified           | refused WL-CL-105  | refused WL-CL-103
            node-postgres     | 8.11.3  | sslmode=prefer                       | verified           | refused WL-CL-105  | refused WL-CL-103
            node-postgres     | 8.11.3  | sslmode=anything                     | verified           | refused WL-CL-105  | refused WL-CL-103
            node-postgres     | 8.11.3  | ssl=true                             | verified           | refused WL-CL-105  | refused WL-CL-103
            node-postgres     | 8.11.3  | sslmode=no-verify                    | unverified         | unverified         | unverified
            node-postgres     | 8.11.3  | ssl=no-verify                        | unverified         | unverified         | unverified
            node-postgres     | 8.11.3  | ssl=false                            | refused WL-CL-102  | refused WL-CL-102  | refused WL-CL-102
            node-postgres     | 8.11.3  | ssl=false;sslmode=disable            | plain              | plain              | plain
            node-postgres     | 8.11.3  | sslnegotiation=direct                | unknown            | unknown            | unknown
            node-postgres     | 8.23.1  | sslnegotiation=direct                | verified           | refused WL-CL-105  | refused WL-CL-103
            node-postgres     | 8.23.1  | sslnegotiation=direct;sslmode=disable | refused WL-CL-102 | refused WL-CL-102  | refused WL-CL-102
            node-postgres     | 8.11.3  | sslrootcert=/r.crt                   | verified           | refused WL-CL-105  | refused WL-CL-103
            node-postgres     | 8.11.3  | sslnegotiation=direct;sslmode=require | verified           | refused WL-CL-105  | refused WL-CL-103
            node-postgres     | 8.15.0  | sslmode=require;uselibpqcompat=true  | unknown            | unknown            | unknown
            node-postgres     | 8.15.0  | sslmode=require;uselibpqcompat=1     | verified           | refused WL-CL-105  | refused WL-CL-103
            node-postgres     | 8.15.1  | uselibpqcompat=true                  | plain              | plain              | plain
            node-postgres     | 8.15.1  | uselibpqcompat=true;ssl=true         | verified           | refused WL-CL-105  | refused WL-CL-103
            node-postgres     | 8.15.1  | uselibpqcompat=true;ssl=no-verify    | unverified         | unverified         | unverified
            node-postgres     | 8.15.1  | uselibpqcompat=true;sslmode=disable  | plain              | plain              | plain
            node-postgres     | 8.15.1  | uselibpqcompat=true;sslmode=prefer   | unverified         | unverified         | unverified
            node-postgres     | 8.15.1  | uselibpqcompat=true;sslmode=require  | unverified         | unverified         | unverified
            node-postgres     | 8.15.1  | uselibpqcompat=true;sslmode=verify-ca | refused WL-CL-110  | refused WL-CL-110  | refused WL-CL-110
            node-postgres     | 8.15.1  | uselibpqcompat=true;sslmode=verify-full | verified           | refused WL-CL-105  | refused WL-CL-103
            node-postgres     | 8.15.1  | uselibpqcompat=true;sslmode=no-verify | verified           | refused WL-CL-105  | refused WL-CL-103
            node-postgres     | 8.15.1  | uselibpqcompat=true;sslmode=allow    | verified           | refused WL-CL-105  | refused WL-CL-103
            node-postgres     | 8.15.1  | uselibpqcompat=true;sslrootcert=/r.crt | verified           | refused WL-CL-105  | refused WL-CL-103
            node-postgres     | 8.15.1  | uselibpqcompat=true;sslmode=prefer;sslrootcert=/r.crt | unverified         | unverified         | refused WL-CL-103
            node-postgres     | 8.15.1  | uselibpqcompat=true;sslmode=require;sslrootcert=/r.crt | verified           | refused WL-CL-105  | refused WL-CL-103
            node-postgres     | 8.15.1  | uselibpqcompat=true;sslmode=verify-ca;sslrootcert=/r.crt | verified           | refused WL-CL-105  | refused WL-CL-103
            node-postgres     | 8.22.0  | uselibpqcompat=true                  | plain              | plain              | plain
            node-postgres     | 8.22.0  | uselibpqcompat=true;ssl=true         | verified           | refused WL-CL-105  | refused WL-CL-103
            node-postgres     | 8.22.0  | uselibpqcompat=true;ssl=no-verify    | unverified         | unverified         | unverified
            node-postgres     | 8.22.0  | uselibpqcompat=true;sslmode=disable  | plain              | plain              | plain
            node-postgres     | 8.22.0  | uselibpqcompat=true;sslmode=prefer   | unverified         | unverified         | unverified
            node-postgres     | 8.22.0  | uselibpqcompat=true;sslmode=require  | unverified         | unverified         | unverified
            node-postgres     | 8.22.0  | uselibpqcompat=true;sslmode=verify-ca | refused WL-CL-110  | refused WL-CL-110  | refused WL-CL-110
            node-postgres     | 8.22.0  | uselibpqcompat=true;sslmode=verify-full | verified           | refused WL-CL-105  | refused WL-CL-103
            node-postgres     | 8.22.0  | uselibpqcompat=true;sslmode=no-verify | verified           | refused WL-CL-105  | refused WL-CL-103
            node-postgres     | 8.22.0  | uselibpqcompat=true;sslmode=allow    | verified           | refused WL-CL-105  | refused WL-CL-103
            node-postgres     | 8.22.0  | uselibpqcompat=true;sslrootcert=/r.crt | verified           | refused WL-CL-105  | refused WL-CL-103
            node-postgres     | 8.22.0  | uselibpqcompat=true;sslmode=prefer;sslrootcert=/r.crt | unverified         | unverified         | refused WL-CL-103
            node-postgres     | 8.22.0  | uselibpqcompat=true;sslmode=require;sslrootcert=/r.crt | verified           | refused WL-CL-105  | refused WL-CL-103
            node-postgres     | 8.22.0  | uselibpqcompat=true;sslmode=verify-ca;sslrootcert=/r.crt | verified           | refused WL-CL-105  | refused WL-CL-103
            node-postgres     | 8.23.1  | uselibpqcompat=true                  | plain              | plain              | plain
            node-postgres     | 8.23.1  | uselibpqcompat=true;ssl=true         | verified           | refused WL-CL-105  | refused WL-CL-103
            node-postgres     | 8.23.1  | uselibpqcompat=true;ssl=no-verify    | unverified         | unverified         | unverified
            node-postgres     | 8.23.1  | uselibpqcompat=true;sslmode=disable  | plain              | plain              | plain
            node-postgres     | 8.23.1  | uselibpqcompat=true;sslmode=prefer   | unverified         | unverified         | unverified
            node-postgres     | 8.23.1  | uselibpqcompat=true;sslmode=require  | unverified         | unverified         | unverified
            node-postgres     | 8.23.1  | uselibpqcompat=true;sslmode=verify-ca | refused WL-CL-110  | refused WL-CL-110  | refused WL-CL-110
            node-postgres     | 8.23.1  | uselibpqcompat=true;sslmode=verify-full | verified           | refused WL-CL-105  | refused WL-CL-103
            node-postgres     | 8.23.1  | uselibpqcompat=true;sslmode=no-verify | verified           | refused WL-CL-105  | refused WL-CL-103
            node-postgres     | 8.23.1  | uselibpqcompat=true;sslmode=allow    | verified           | refused WL-CL-105  | refused WL-CL-103
            node-postgres     | 8.23.1  | uselibpqcompat=true;sslrootcert=/r.crt | verified           | refused WL-CL-105  | refused WL-CL-103
            node-postgres     | 8.23.1  | uselibpqcompat=true;sslmode=prefer;sslrootcert=/r.crt | unverified         | unverified         | refused WL-CL-103
            node-postgres     | 8.23.1  | uselibpqcompat=true;sslmode=require;sslrootcert=/r.crt | verified           | refused WL-CL-105  | refused WL-CL-103
            node-postgres     | 8.23.1  | uselibpqcompat=true;sslmode=verify-ca;sslrootcert=/r.crt | verified           | refused WL-CL-105  | refused WL-CL-103
            node-postgres     | 8.23.1  | uselibpqcompat=false;sslmode=require | verified           | refused WL-CL-105  | refused WL-CL-103
            node-postgres     | 9.0.0   | uselibpqcompat=true;sslmode=require  | unknown            | unknown            | unknown
            node-postgres     | 9.0.0   | sslmode=require                      | unverified         | unverified         | unverified
            node-postgres     | 9.0.0   | sslmode=require;sslrootcert=/r.crt   | verified           | refused WL-CL-105  | refused WL-CL-103
            node-postgres     | 9.0.0   | sslmode=verify-ca                    | refused WL-CL-110  | refused WL-CL-110  | refused WL-CL-110
            node-postgres     | 9.0.0   | sslmode=verify-full                  | verified           | refused WL-CL-105  | refused WL-CL-103
            psycopg           | 3.2.1   | sslmode=require                      | verified           | refused WL-CL-105  | unverified
            psycopg           | 2.9.9   | sslmode=verify-full                  | verified           | refused WL-CL-105  | refused WL-CL-103
            psycopg           | 2.9.9   | sslmode=verify-full;sslrootcert=system | unknown          | unknown            | unknown
            psycopg           | 3.2.1   | sslrootcert=/r.crt;sslmode=verify-full | verified         | refused WL-CL-105  | refused WL-CL-103
            pgx               | 5.7.1   | sslmode=require                      | verified           | refused WL-CL-105  | unverified
            pgx               | 5.7.1   | sslmode=verify-full                  | verified           | refused WL-CL-105  | refused WL-CL-103
            pgx               | 5.7.1   | sslmode=prefer                       | unverified         | unverified         | unverified
            pgx               | 5.7.1   | sslmode=require;sslrootcert=system   | verified           | refused WL-CL-105  | refused WL-CL-103
            pgx               | 5.6.0   | sslmode=require;sslrootcert=system   | verified           | refused WL-CL-105  | refused WL-CL-103
            pgx               | 5.7.1   | sslmode=disable;sslrootcert=/r.crt   | plain              | plain              | refused WL-CL-103
            pgx               | 5.6.0   | sslmode=disable;sslrootcert=/r.crt   | plain              | plain              | plain
            pgx               | 5.6.0   | sslmode=prefer;sslrootcert=/r.crt    | unverified         | unverified         | refused WL-CL-103
            pgx               | 5.6.0   | sslmode=require;sslrootcert=/r.crt   | verified           | refused WL-CL-105  | refused WL-CL-103
            pgx               | 5.6.0   | sslmode=verify-full;sslrootcert=/r.crt | verified         | refused WL-CL-105  | refused WL-CL-103
            pgjdbc            | 42.7.14 | sslmode=verify-full;sslrootcert=     | refused WL-CL-103  | refused WL-CL-103  | refused WL-CL-103
            pgjdbc            | 42.7.14 | sslmode=require;sslrootcert=         | unverified         | unverified         | unverified
            libpq             | 15.18   | sslmode=verify-full;sslrootcert=     | verified           | refused WL-CL-105  | refused WL-CL-103
            mysql-connector-j | 9.5.0   | useSSL=No                            | plain              | plain              | plain
            mysql-connector-j | 9.5.0   | verifyServerCertificate=Yes          | verified           | refused WL-CL-105  | refused WL-CL-103
            mysql-connector-j | 9.5.0   | requireSSL=YES                       | unverified         | unverified         | unverified
            mysql-connector-j | 8.4.0   |                                      | unverified         | unverified         | unverified
            mysql-connector-j | 8.4.0   | sslmode=verify-full                  | verified           | refused WL-CL-105  | refused WL-CL-103
            mysql-connector-j | 9.1.0   | useSSL=false;sslmode=disable         | plain              | plain              | plain
            mysql-connector-j | 8.0.33  | verifyServerCertificate=true         | verified           | refused WL-CL-105  | refused WL-CL-103
            mssql-jdbc        | 9.4.1   |                                      | plain              | plain              | plain
            mssql-jdbc        | 12.6.1  |                                      | verified           | refused WL-CL-105  | refused WL-CL-103
            mssql-jdbc        | 12.6.1  | trustServerCertificate=true          | unverified         | unverified         | unverified
            mssql-jdbc        | 12.6.1  | encrypt=strict;trustServerCertificate=true | verified     | refused WL-CL-105  | refused WL-CL-103
            mssql-jdbc        | 12.6.1  | hostNameInCertificate=x.test         | refused WL-CL-106  | refused WL-CL-105  | refused WL-CL-103
            mssql-jdbc        | 12.6.1  | encrypt=strict;hostNameInCertificate=db.example.org | verified | refused WL-CL-105 | refused WL-CL-103
            mssql-jdbc        | 12.6.1  | serverCertificate=/x.cer             | unknown            | unknown            | unknown
            mssql-jdbc        | 9.4.1   | encrypt=true                         | verified           | refused WL-CL-105  | refused WL-CL-103
            """)
    void verifies_what_it_verifies(
            String driver, String version, String settings, String withRoot, String withOther, String withNone) {
        Client client = Client.of(driver, version).host("db.example.org");
        for (String pair : settings == null ? new String[0] : settings.split(";", -1)) {
            client = client.with(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        // The server also admits plain text: what a client makes of that is part of the answer.
        Server server = Server.presenting(CHAIN).withHba(Hba.HOST);
        assertThat(outcome(stores(client, ROOT), server)).isEqualTo(withRoot);
        assertThat(outcome(stores(client, OTHER), server)).isEqualTo(withOther);
        Client without = client;
        for (StoreKind kind : List.of(StoreKind.ROOT_FILE, StoreKind.JVM_STORE, StoreKind.SYSTEM_STORE)) {
            without = without.store(kind, TrustMaterial.absent());
        }
        assertThat(outcome(without, server)).isEqualTo(withNone);
    }

    /** What pg_hba.conf refuses ends the attempts of pgx in some releases, and in others only the attempt without TLS or none. */
    @ParameterizedTest
    @CsvSource({
        "4.11.0, false, false",
        "4.18.1, false, false",
        "4.18.2, true, false",
        "5.4.1, false, false",
        "5.4.2, true, false",
        "5.6.0, true, false",
        "5.7.2, true, false",
        "5.7.3, true, true",
        "5.9.2, true, true"
    })
    void pgx_tries_again_where_its_release_does(String version, boolean withTls, boolean withoutTls) {
        Client client =
                Client.of("pgx", version).host("db.example.org").store(StoreKind.ROOT_FILE, TrustMaterial.absent());
        Server tlsOnly = Server.presenting(CHAIN).withHba(Hba.HOSTSSL);
        Server plainOnly = Server.presenting(CHAIN).withHba(Hba.HOSTNOSSL);
        assertThat(client.sslmode(SslMode.ALLOW).connect(tlsOnly, DAY).connects())
                .isEqualTo(withTls);
        assertThat(client.sslmode(SslMode.PREFER).connect(plainOnly, DAY).connects())
                .isEqualTo(withoutTls);
        assertThat(client.sslmode(SslMode.PREFER).connect(tlsOnly, DAY).connects())
                .isTrue();
        assertThat(client.sslmode(SslMode.ALLOW).connect(plainOnly, DAY).connects())
                .isTrue();
    }

    /** Measured: with uselibpqcompat=true only verify-full, and what is no mode of libpq's, compares the host. */
    @ParameterizedTest
    @CsvSource({
        "require, true",
        "verify-ca, true",
        "prefer, true",
        "verify-full, false",
        "no-verify, false",
        "allow, false"
    })
    void node_postgres_with_libpq_semantics_compares_the_host_in_verify_full(String mode, boolean connects) {
        for (String version : List.of("8.15.1", "8.22.0", "8.23.1")) {
            Client client = Client.of("node-postgres", version)
                    .host("elsewhere.example.org")
                    .with("uselibpqcompat", "true")
                    .with("sslmode", mode)
                    .with("sslrootcert", "/r.crt")
                    .rootFile(store(ROOT));
            ConnectVerdict verdict = client.connect(Server.presenting(CHAIN), DAY);
            assertThat(verdict instanceof ConnectVerdict.Connects)
                    .as("%s %s", version, verdict)
                    .isEqualTo(connects);
        }
    }

    @Test
    void npgsql_and_pgx_take_the_system_store_where_there_is_no_root_file() {
        for (Client client : List.of(Client.of("npgsql", "8.0.3"), Client.of("pgx", "5.7.1"))) {
            Client verifying = client.sslmode(SslMode.VERIFY_FULL);
            assertThat(verifying.withoutRootFile().storeInUse()).contains(StoreKind.SYSTEM_STORE);
            assertThat(verifying.rootFile(store(ROOT)).storeInUse()).contains(StoreKind.ROOT_FILE);
        }
    }

    @Test
    void connector_j_is_not_guessed_about_where_its_own_second_check_may_differ() {
        Instant late = ROOT.certificate().notAfter().plus(Duration.ofDays(1));
        Client client = stores(Client.of("mysql-connector-j", "8.4.0").host("db.example.org"), ROOT)
                .sslmode(SslMode.VERIFY_CA);
        // JSSE accepts an anchor that has expired; Connector/J asks for its dates itself.
        assertThat(client.connect(Server.presenting(freshAt(late)), late)).isInstanceOf(ConnectVerdict.Unknown.class);
    }

    /**
     * Measured: its second check looks for an anchor above what was sent, so that a pinned issuer helps only while it is not
     * sent.
     */
    @Test
    void connector_j_refuses_a_pinned_issuer_that_the_server_sends() {
        TrustStore pin = TrustStore.of("pin", List.of(ISSUER.certificate()));
        Client client = Client.of("mysql-connector-j", "9.5.0")
                .host("db.example.org")
                .sslmode(SslMode.VERIFY_CA)
                .jvmStore(pin);
        assertThat(outcome(client, Server.presenting(CHAIN))).isEqualTo("refused WL-CL-105");
        PresentedChain leafAlone =
                PresentedChain.of("leaf", List.of(CHAIN.certificates().get(0)));
        assertThat(outcome(client, Server.presenting(leafAlone))).isEqualTo("verified");
        Client both = client.jvmStore(TrustStore.of("both", List.of(ISSUER.certificate(), ROOT.certificate())));
        assertThat(outcome(both, Server.presenting(CHAIN))).isEqualTo("verified");
    }

    @Test
    void a_name_that_only_a_wildcard_covers_is_not_decided_and_a_mode_without_names_is() {
        PresentedChain wildcard =
                PresentedChain.of("wild", ISSUER.issueLeaf("*.example.org").chain());
        Client client = stores(Client.of("node-postgres", "8.11.3").host("db.example.org"), ROOT);
        assertThat(client.sslmode(SslMode.VERIFY_FULL)
                        .connect(Server.presenting(wildcard), DAY)
                        .message())
                .contains("compares host names");
        Client mysql = stores(Client.of("mysql-connector-j", "8.4.0").host("db.example.org"), ROOT);
        assertThat(mysql.sslmode(SslMode.VERIFY_CA)
                        .connect(Server.presenting(wildcard), DAY)
                        .connects())
                .isTrue();
    }

    @Test
    void an_address_is_not_decided_where_only_exact_names_are_modelled() {
        PresentedChain address =
                PresentedChain.of("ip", ISSUER.issueLeaf("192.0.2.1").chain());
        for (String driver : List.of("mssql-jdbc 12.6.1", "node-postgres 8.23.1")) {
            Client client = stores(
                            Client.of(
                                    driver.substring(0, driver.indexOf(' ')),
                                    driver.substring(driver.indexOf(' ') + 1)),
                            ROOT)
                    .with("encrypt", "true");
            assertThat(client.with("ssl", "true")
                            .host("192.0.2.1")
                            .connect(Server.presenting(address), DAY)
                            .message())
                    .contains("compares host names");
            assertThat(client.with("ssl", "true")
                            .host("DB.example.ORG")
                            .connect(Server.presenting(CHAIN), DAY)
                            .connects())
                    .isTrue();
        }
    }

    @Test
    void a_library_that_is_not_modelled_is_named() {
        String facts = """
                {"asOf": "2026-11-22",
                 "sources": [{"id": "own", "title": "t", "publisher": "p", "kind": "MEASURED", "date": "2026-11-22"}],
                 "drivers": [{"id": "mine", "title": "t", "library": "rustls", "defaultRootFile": "r", "releases": [{
                   "from": "1", "to": "1", "sources": ["own"], "defaultMode": "VERIFY_CA", "modeIgnoresCase": true,
                   "invalidMode": "", "modes": {"VERIFY_CA": {"attempts": ["TLS"]}}, "hostRules": "EXACT_NAME",
                   "verifiers": [{"name": "mine", "values": [], "store": "ROOT_FILE", "chain": {"VERIFY_CA": "ALWAYS"},
                     "host": []}]}]}]}""";
        ConnectVerdict verdict = stores(
                        Client.of("mine", "1")
                                .knowing(DriverKnowledge.read(facts.getBytes(StandardCharsets.UTF_8), "own.json")),
                        ROOT)
                .connect(Server.presenting(CHAIN), DAY);
        assertThat(verdict.message()).contains("rustls").contains("not modelled");
    }

    /** Measured: the address itself was not passed on to the check of names, which then falls back to localhost. */
    @Test
    void node_postgres_before_8_23_1_takes_a_certificate_for_localhost_at_any_address() {
        PresentedChain local =
                PresentedChain.of("local", ISSUER.issueLeaf("localhost").chain());
        PresentedChain address =
                PresentedChain.of("ip", ISSUER.issueLeaf("192.0.2.1").chain());
        Client old = stores(Client.of("node-postgres", "8.23.0").host("192.0.2.1"), ROOT)
                .sslmode(SslMode.VERIFY_FULL);
        assertThat(outcome(old, Server.presenting(local))).isEqualTo("verified");
        assertThat(outcome(old, Server.presenting(address))).startsWith("refused");
        Client mended = stores(Client.of("node-postgres", "8.23.1").host("192.0.2.1"), ROOT)
                .sslmode(SslMode.VERIFY_FULL);
        assertThat(outcome(mended, Server.presenting(local))).startsWith("refused");
        assertThat(outcome(old.host("db.example.org"), Server.presenting(CHAIN)))
                .isEqualTo("verified");
    }

    @Test
    void node_postgres_reads_a_root_file_that_is_named_whatever_the_mode() {
        Client client = Client.of("node-postgres", "8.23.1")
                .host("db.example.org")
                .with("sslrootcert", "/gone.pem")
                .withoutRootFile();
        for (String mode : List.of("disable", "no-verify", "verify-full")) {
            ConnectVerdict verdict = client.sslmode(mode).connect(Server.presenting(CHAIN), DAY);
            assertThat(verdict.message()).contains("ENOENT: no such file or directory, open '/gone.pem'");
        }
    }

    @Test
    void npgsql_accepts_what_either_its_root_file_or_the_system_trusts() {
        Client client = Client.of("npgsql", "8.0.3")
                .host("db.example.org")
                .sslmode(SslMode.VERIFY_FULL)
                .rootFile(store(OTHER));
        Server server = Server.presenting(CHAIN);
        assertThat(client.connect(server, DAY).message()).contains("tell the client's systemStore");
        assertThat(client.systemStore(store(ROOT)).connect(server, DAY).connects())
                .isTrue();
        assertThat(outcome(client.systemStore(store(OTHER)), server)).isEqualTo("refused WL-CL-105");
        assertThat(outcome(client.store(StoreKind.SYSTEM_STORE, TrustMaterial.absent()), server))
                .isEqualTo("refused WL-CL-105");
    }

    @Test
    void a_pinned_intermediate_is_an_anchor_for_go_and_none_for_dotnet() {
        TrustStore pin = TrustStore.of("pin", List.of(ISSUER.certificate()));
        Server server = Server.presenting(CHAIN);
        Client pgx = Client.of("pgx", "5.7.1").host("db.example.org").sslmode(SslMode.VERIFY_FULL);
        assertThat(outcome(pgx.rootFile(pin), server)).isEqualTo("verified");
        Client npgsql = Client.of("npgsql", "8.0.3").host("db.example.org").sslmode(SslMode.VERIFY_FULL);
        assertThat(outcome(npgsql.rootFile(pin).systemStore(store(OTHER)), server))
                .isEqualTo("refused WL-CL-105");
    }

    @Test
    void dotnet_may_download_an_issuer_that_a_certificate_names() {
        PresentedChain bare = PresentedChain.of(
                "bare",
                List.of(ISSUER.issueLeaf("db.example.org", spec -> spec.extension(CA_ISSUERS))
                        .certificate()));
        Client npgsql = stores(Client.of("npgsql", "8.0.3").host("db.example.org"), ROOT)
                .sslmode(SslMode.VERIFY_CA);
        assertThat(npgsql.connect(Server.presenting(bare), DAY).message()).contains("can download the issuer");
        PresentedChain silent = PresentedChain.of(
                "silent", List.of(ISSUER.issueLeaf("db.example.org").certificate()));
        assertThat(outcome(npgsql, Server.presenting(silent))).isEqualTo("refused WL-CL-105");
    }

    @Test
    void releases_of_go_that_disagree_are_asked_for() {
        PresentedChain negative = PresentedChain.of(
                "negative",
                ISSUER.issueLeaf("db.example.org", spec -> spec.serial(BigInteger.valueOf(-7)))
                        .chain());
        Client pgx =
                stores(Client.of("pgx", "5.7.1").host("db.example.org"), ROOT).sslmode(SslMode.VERIFY_FULL);
        assertThat(outcome(pgx, Server.presenting(negative))).isEqualTo("unknown");
        assertThat(outcome(pgx.go("1.19"), Server.presenting(negative))).isEqualTo("verified");
        assertThat(outcome(pgx.go("1.24"), Server.presenting(negative))).isEqualTo("refused WL-CL-105");
        assertThat(pgx.go("1.30").connect(Server.presenting(negative), DAY).message())
                .contains("modelled: Go 1.19, Go 1.24");
    }

    @Test
    void what_loaders_read_differently_is_not_guessed_for_dotnet() {
        Client npgsql = Client.of("npgsql", "8.0.3")
                .host("db.example.org")
                .sslmode(SslMode.VERIFY_FULL)
                .systemStore(store(OTHER))
                .rootFile(TrustStore.read(
                        (ROOT.certificate().toPem()
                                        + "-----BEGIN CERTIFICATE-----\nnot base64!\n-----END CERTIFICATE-----\n")
                                .getBytes(StandardCharsets.UTF_8),
                        "glued.pem"));
        assertThat(npgsql.connect(Server.presenting(CHAIN), DAY).message()).contains("reads glued.pem");
    }

    @Test
    void a_host_that_no_rules_find_is_refused_by_drivers_whose_rules_are_not_modelled() {
        Client client = stores(Client.of("node-postgres", "8.11.3").host("db.other.org"), ROOT)
                .sslmode(SslMode.VERIFY_FULL);
        assertThat(client.connect(Server.presenting(CHAIN), DAY).message()).contains("db.other.org");
        assertThat(outcome(client, Server.presenting(CHAIN))).startsWith("refused");
    }

    private static PresentedChain freshAt(Instant late) {
        return PresentedChain.of(
                "late", ROOT.at(late).issueLeaf("db.example.org").chain());
    }

    private static Client stores(Client client, Authority root) {
        return client.rootFile(store(root)).jvmStore(store(root)).systemStore(store(root));
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
