package io.github.windlass4j.truststore.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.truststore.authority.Authorities;
import io.github.windlass4j.truststore.authority.KnownCertificate;
import io.github.windlass4j.truststore.client.ConnectVerdict.Connects;
import io.github.windlass4j.truststore.client.ConnectVerdict.Refused;
import io.github.windlass4j.truststore.client.ConnectVerdict.Unknown;
import io.github.windlass4j.truststore.rotation.Topology;
import io.github.windlass4j.truststore.store.Loader;
import io.github.windlass4j.truststore.store.TrustStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientTest {
    private static final TrustStore ROOT_A = Topology.store(Topology.ROOT_A);
    private static final Server SERVER = Server.presenting(Topology.OLD);

    @ParameterizedTest
    @CsvSource({
        "pgjdbc, 42.7.14, Invalid sslmode value: verify-all",
        "libpq, 17.11, invalid sslmode value: \"verify-all\""
    })
    void names_an_invalid_mode_with_the_words_of_the_driver(String driver, String version, String says) {
        ConnectVerdict verdict = connect(Client.of(driver, version).sslmode("verify-all"));

        assertThat(verdict).isInstanceOf(Refused.class);
        assertThat(verdict.message()).contains("sslmode=verify-all", says, "verify-ca", "verify-full");
    }

    @Test
    void takes_capital_letters_in_pgjdbc_and_refuses_them_in_libpq() {
        assertThat(Client.pgjdbc("42.7.14").sslmode("VERIFY-CA").modeInForce()).contains(SslMode.VERIFY_CA);
        assertThat(Client.pgjdbc("42.7.14").sslmode("VERIFY_CA").modeInForce()).isEmpty();
        assertThat(Client.libpq("15.18").sslmode("VERIFY-CA").modeInForce()).isEmpty();
        assertThat(Client.pgjdbc("42.2.4").sslmode("VERIFY-CA").modeInForce()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"allow", "prefer"})
    void knows_that_pgjdbc_42_2_4_has_no_such_mode(String mode) {
        assertThat(connect(Client.pgjdbc("42.2.4").sslmode(mode))).isInstanceOf(Refused.class);
        assertThat(connect(Client.pgjdbc("42.2.5").sslmode(mode))).isInstanceOf(Connects.class);
    }

    @Test
    void knows_the_defaults_of_each_release() {
        assertThat(Client.pgjdbc("42.2.4").modeInForce()).contains(SslMode.DISABLE);
        assertThat(Client.pgjdbc("42.2.5").modeInForce()).contains(SslMode.PREFER);
        assertThat(Client.libpq("15.18").modeInForce()).contains(SslMode.PREFER);
    }

    @Test
    void reads_ssl_true_and_ssl_alone_as_verify_full_but_ssl_false_as_prefer() {
        Client client = Client.pgjdbc("42.7.14");

        assertThat(client.with("ssl", "true").modeInForce()).contains(SslMode.VERIFY_FULL);
        assertThat(client.with("ssl", "").modeInForce()).contains(SslMode.VERIFY_FULL);
        assertThat(client.with("ssl", "false").modeInForce()).contains(SslMode.PREFER);
        assertThat(client.with("ssl", "true").sslmode(SslMode.REQUIRE).modeInForce())
                .contains(SslMode.REQUIRE);
    }

    @Test
    void verifies_against_the_jvm_store_with_ssl_true_in_42_2_4_and_no_mode() {
        Client client = Client.pgjdbc("42.2.4").with("ssl", "true").jvmStore(ROOT_A);

        assertThat(client.storeInUse()).contains(StoreKind.JVM_STORE);
        assertThat(connect(client)).isInstanceOfSatisfying(Connects.class, connects -> {
            assertThat(connects.chainVerified()).isTrue();
            assertThat(connects.hostVerified()).isFalse();
        });
    }

    /** Then the JDK takes its cacerts, which nobody told of here, and only public authorities are in them. */
    @Test
    void a_jvm_store_that_is_gone_is_no_refusal_of_public_authorities(@TempDir Path folder) {
        KnownCertificate known = Authorities.azure().recommended().get(0);
        Issued ofPublic = Mint.seeded(3)
                .root("Root", spec -> spec.subject(known.subject()))
                .issueLeaf("db.example.test");
        Client client = Client.pgjdbc("42.7.14")
                .factory("org.postgresql.ssl.DefaultJavaSSLFactory")
                .sslmode(SslMode.VERIFY_CA);
        for (TrustMaterial gone : List.of(TrustMaterial.absent(), TrustMaterial.of(TrustStore.read(folder)))) {
            Client without = client.store(StoreKind.JVM_STORE, gone);

            assertThat(without.connect(Server.presenting(PresentedChain.of("public", ofPublic.chain())), Topology.AT)
                            .message())
                    .contains("what the JVM's own cacerts hold");
            assertThat(connect(without).message()).contains("unable to find valid certification path");
        }
    }

    @Test
    void says_that_the_default_factory_never_reads_the_jvm_store() {
        ConnectVerdict verdict = connect(Client.pgjdbc("42.7.14")
                .sslmode(SslMode.VERIFY_CA)
                .jvmStore(ROOT_A)
                .withoutRootFile());

        assertThat(verdict).isInstanceOf(Refused.class);
        assertThat(verdict.message()).contains("Could not open SSL root certificate file ~/.postgresql/root.crt.");
        assertThat(verdict.trace())
                .extracting(Evidence::message)
                .contains("LibPQFactory never reads the JVM trust store");
    }

    @Test
    void takes_sslrootcert_system_for_a_file_name_in_pgjdbc_and_libpq_15() {
        for (Client client : List.of(Client.pgjdbc("42.7.14"), Client.libpq("15.18"))) {
            ConnectVerdict verdict = connect(client.sslmode(SslMode.VERIFY_CA)
                    .with("sslrootcert", "system")
                    .systemStore(ROOT_A)
                    .withoutRootFile());

            assertThat(verdict.message()).contains("root file system does not exist");
        }
    }

    @Test
    void uses_the_system_store_with_libpq_16_and_then_insists_on_verify_full() {
        Client client = Client.libpq("16.4")
                .with("sslrootcert", "system")
                .systemStore(ROOT_A)
                .host(Topology.HOST);

        assertThat(client.modeInForce()).contains(SslMode.VERIFY_FULL);
        assertThat(client.storeInUse()).contains(StoreKind.SYSTEM_STORE);
        assertThat(connect(client)).isInstanceOf(Connects.class);
        assertThat(connect(client.sslmode(SslMode.VERIFY_CA)).message())
                .contains("weak sslmode \"verify-ca\" may not be used with sslrootcert=system");
    }

    @Test
    void reads_system_in_small_letters_only_as_libpq_does() {
        Client client = Client.libpq("16.4").with("sslrootcert", "SYSTEM");

        assertThat(client.modeInForce()).contains(SslMode.PREFER);
        assertThat(client.storeInUse()).contains(StoreKind.ROOT_FILE);
    }

    @Test
    void tells_no_store_where_driver_mode_or_factory_are_not_known() {
        assertThat(Client.of("pg8000", "1.31").storeInUse()).isEmpty();
        assertThat(Client.pgjdbc("99").storeInUse()).isEmpty();
        assertThat(Client.pgjdbc("42.7.14").sslmode("verify-all").storeInUse()).isEmpty();
        assertThat(Client.pgjdbc("42.7.14")
                        .sslmode(SslMode.VERIFY_CA)
                        .factory("com.example.Mine")
                        .storeInUse())
                .isEmpty();
        assertThat(Client.pgjdbc("42.7.14").storeInUse()).contains(StoreKind.NONE);
    }

    @Test
    void refuses_direct_negotiation_below_require_in_libpq_17() {
        Client client = Client.libpq("17.11").with("sslnegotiation", "direct").withoutRootFile();

        assertThat(connect(client).message())
                .contains("weak sslmode \"prefer\" may not be used with sslnegotiation=direct");
        assertThat(connect(client.sslmode(SslMode.REQUIRE))).isInstanceOf(Connects.class);
    }

    @Test
    void falls_back_to_plain_text_without_an_error_in_libpq_and_says_so() {
        ConnectVerdict verdict = Client.libpq("15.18")
                .rootFile(Topology.store(Topology.STRANGER))
                .connect(SERVER.withHba(Hba.HOST), Topology.AT);

        assertThat(verdict).isInstanceOfSatisfying(Connects.class, connects -> {
            assertThat(connects.channel()).isEqualTo(Channel.PLAIN_TEXT);
            assertThat(connects.isDowngraded()).isTrue();
        });
        assertThat(verdict.message()).startsWith("connects in plain text although TLS failed");
    }

    @Test
    void does_not_call_plain_text_a_downgrade_that_was_asked_for() {
        assertThat(Client.libpq("15.18")
                        .sslmode(SslMode.ALLOW)
                        .withoutRootFile()
                        .connect(SERVER.withHba(Hba.HOST), Topology.AT))
                .isInstanceOfSatisfying(
                        Connects.class,
                        connects -> assertThat(connects.isDowngraded()).isFalse());
    }

    @Test
    void never_uses_tls_on_a_local_socket_of_libpq() {
        assertThat(connect(Client.libpq("15.18").sslmode(SslMode.VERIFY_FULL).host("/var/run/postgresql")))
                .isInstanceOfSatisfying(
                        Connects.class,
                        connects -> assertThat(connects.channel()).isEqualTo(Channel.PLAIN_TEXT));
    }

    @Test
    void reports_the_failing_handshake_and_the_refused_plain_text() {
        ConnectVerdict verdict = connect(Client.libpq("15.18").rootFile(Topology.store(Topology.STRANGER)));

        assertThat(verdict).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.refusal()).isInstanceOf(Refusal.ChainRejected.class);
            assertThat(refused.attempts()).hasSize(2);
            assertThat(refused.attempts().get(1)).isEqualTo(new Refusal.NotAdmitted(Hba.HOSTSSL, Channel.PLAIN_TEXT));
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "pg8000; 1.31; no facts about the driver pg8000; known: pgjdbc, libpq",
                "pgjdbc; 43.0; no facts about pgjdbc 43.0; known: 9.4 to 42.7.14",
                "libpq; 19.1; known: 10 to 18",
                "libpq; latest; no facts about libpq latest"
            })
    void does_not_guess_about_unknown_drivers_and_releases(String driver, String version, String reason) {
        ConnectVerdict verdict = connect(Client.of(driver, version).rootFile(ROOT_A));

        assertThat(verdict).isInstanceOf(Unknown.class);
        assertThat(verdict.message()).contains(reason);
    }

    @Test
    void does_not_guess_what_a_custom_factory_or_host_verifier_does() {
        Client client = Client.pgjdbc("42.7.14")
                .sslmode(SslMode.VERIFY_FULL)
                .rootFile(ROOT_A)
                .host(Topology.HOST);

        assertThat(connect(client.factory("com.example.Mine")).message()).contains("com.example.Mine");
        assertThat(connect(client.factory("com.example.Mine"))).isInstanceOf(Unknown.class);
        assertThat(connect(client.with("sslhostnameverifier", "com.example.Host")))
                .isInstanceOf(Unknown.class);
        assertThat(connect(
                        client.with("sslhostnameverifier", "com.example.Host").sslmode(SslMode.VERIFY_CA)))
                .isInstanceOf(Connects.class);
        assertThat(connect(client.factory("com.example.Mine").sslmode(SslMode.DISABLE)))
                .isInstanceOf(Refused.class);
    }

    @Test
    void does_not_guess_what_lies_in_a_store_that_matters() {
        assertThat(connect(Client.libpq("15.18").sslmode(SslMode.REQUIRE)).message())
                .endsWith(
                        "what the root file ~/.postgresql/root.crt holds; tell the client's rootFile, or withoutRootFile if there "
                                + "is none");
        assertThat(connect(Client.pgjdbc("42.7.14").factory("org.postgresql.ssl.DefaultJavaSSLFactory"))
                        .message())
                .endsWith("what the JVM trust store holds; tell the client's jvmStore");
        assertThat(connect(Client.pgjdbc("42.7.14").sslmode(SslMode.REQUIRE))).isInstanceOf(Connects.class);
    }

    @Test
    void asks_for_the_host_only_where_it_counts() {
        Client client = Client.pgjdbc("42.7.14").rootFile(ROOT_A);

        assertThat(connect(client.sslmode(SslMode.VERIFY_CA))).isInstanceOf(Connects.class);
        assertThat(connect(client.sslmode(SslMode.VERIFY_FULL))).isInstanceOf(Unknown.class);
    }

    @Test
    void names_the_hosts_of_the_certificate_on_a_mismatch() {
        ConnectVerdict verdict = connect(Client.libpq("15.18")
                .sslmode(SslMode.VERIFY_FULL)
                .rootFile(ROOT_A)
                .host(Topology.OTHER_HOST));

        assertThat(verdict.message()).contains(Topology.HOST, Topology.OTHER_HOST);
    }

    @Test
    void never_matches_an_ipv6_literal_in_pgjdbc() {
        // With another common name: pgjdbc falls back to it where there is no dNSName, and would match the literal
        // there.
        Issued leaf = Topology.ROOT_A.issueLeaf("2001:db8::1", spec -> spec.subject("CN=db"));
        Server server = Server.presenting(PresentedChain.of("v6", leaf.chain()));
        UnaryOperator<Client> verifying =
                client -> client.sslmode(SslMode.VERIFY_FULL).rootFile(ROOT_A).host("[2001:db8::1]");

        assertThat(verifying.apply(Client.pgjdbc("42.7.14")).connect(server, Topology.AT))
                .isInstanceOf(Refused.class);
        assertThat(verifying.apply(Client.libpq("15.18")).connect(server, Topology.AT))
                .isInstanceOf(Connects.class);
    }

    @Test
    void refuses_an_empty_chain_by_name() {
        assertThat(Client.pgjdbc("42.7.14")
                        .connect(Server.presenting(PresentedChain.of("nothing", List.of())), Topology.AT)
                        .message())
                .contains("the chain \"nothing\" is empty");
    }

    @Test
    void refuses_a_date_before_the_certificates_exist() {
        Instant early = Topology.AT.minusSeconds(10 * 86_400);
        for (Client client : List.of(Client.pgjdbc("42.7.14"), Client.libpq("15.18"))) {
            assertThat(client.sslmode(SslMode.VERIFY_CA).rootFile(ROOT_A).connect(SERVER, early))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.refusal()).isInstanceOf(Refusal.ChainRejected.class));
        }
    }

    @Test
    void refuses_an_unreadable_or_empty_store_with_its_reason() {
        Client client = Client.pgjdbc("42.7.14").sslmode(SslMode.VERIFY_CA);

        assertThat(connect(client.store(StoreKind.ROOT_FILE, TrustMaterial.unreadable("permission denied")))
                        .message())
                .contains("permission denied");
        assertThat(connect(client.rootFile(TrustStore.of("empty.pem", List.<Certificate>of())))
                        .message())
                .contains("root file empty.pem cannot be used: no certificate is read from it")
                .contains("Loading the SSL root certificate empty.pem");
        assertThat(connect(client.factory("org.postgresql.ssl.DefaultJavaSSLFactory")
                                .jvmStore(TrustStore.of("empty.p12", List.<Certificate>of())))
                        .message())
                .contains("JVM trust store empty.p12 cannot be used")
                .contains("the trustAnchors parameter must be non-empty");
    }

    @Test
    void refuses_a_directory_as_root_file(@TempDir Path directory) throws IOException {
        Files.writeString(
                directory.resolve("a.pem"), Topology.ROOT_A.certificate().toPem());
        TrustStore store = TrustStore.read(directory);

        for (Client client : List.of(Client.pgjdbc("42.7.14"), Client.libpq("15.18"))) {
            assertThat(connect(client.sslmode(SslMode.VERIFY_CA).rootFile(store))
                            .message())
                    .contains("it is a directory");
        }
    }

    @Test
    void compares_no_address_before_libpq_15() {
        Issued leaf = Topology.ROOT_A.issueLeaf("192.0.2.1", spec -> spec.subject("CN=db"));
        Server server = Server.presenting(PresentedChain.of("address", leaf.chain()));
        UnaryOperator<Client> verifying =
                client -> client.sslmode(SslMode.VERIFY_FULL).rootFile(ROOT_A).host("192.0.2.1");

        assertThat(verifying.apply(Client.libpq("14.2")).connect(server, Topology.AT))
                .isInstanceOf(Refused.class);
        assertThat(verifying.apply(Client.libpq("15.18")).connect(server, Topology.AT))
                .isInstanceOf(Connects.class);
    }

    @Test
    void loads_a_store_as_its_own_runtime_does() {
        String pem = "\ufeff" + Topology.ROOT_A.certificate().toPem();
        TrustStore marked = TrustStore.read(pem.getBytes(StandardCharsets.UTF_8), "bom.pem");
        Client client = Client.pgjdbc("42.7.14").sslmode(SslMode.VERIFY_CA).rootFile(marked);

        assertThat(connect(client.jdk(17)).message()).contains("bom.pem cannot be used");
        assertThat(connect(client.jdk(25))).isInstanceOf(Connects.class);
        assertThat(connect(client).message()).contains("JDK 17 and JDK 25 disagree");
        assertThat(connect(Client.libpq("15.18").sslmode(SslMode.VERIFY_CA).rootFile(marked)))
                .isInstanceOf(Connects.class);
    }

    @Test
    void loads_a_keystore_in_the_way_it_is_told() {
        Client client = Client.pgjdbc("42.7.14")
                .factory("org.postgresql.ssl.DefaultJavaSSLFactory")
                .sslmode(SslMode.REQUIRE)
                .store(
                        StoreKind.JVM_STORE,
                        TrustMaterial.of(
                                ROOT_A, new Loader.KeyStoreFile(Loader.Jdk.JDK_17, "PKCS12", Loader.Password.RIGHT)));

        assertThat(connect(client))
                .isInstanceOfSatisfying(
                        Connects.class,
                        connects -> assertThat(connects.chainVerified()).isTrue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "''; sslfactoryarg is empty",
                "root.crt; starts with none of file:",
                "-----BEGIN CERTIFICATE-----; holds no readable"
            })
    void refuses_a_wrong_factory_argument(String argument, String reason) {
        Client client = Client.pgjdbc("42.7.14")
                .factory("org.postgresql.ssl.SingleCertValidatingFactory")
                .sslmode(SslMode.REQUIRE)
                .with("sslfactoryarg", argument);

        assertThat(connect(client).message()).contains(reason);
    }

    @Test
    void reads_the_certificate_of_an_inline_factory_argument() {
        Client client = Client.pgjdbc("42.7.14")
                .factory("org.postgresql.ssl.SingleCertValidatingFactory")
                .sslmode(SslMode.REQUIRE);

        assertThat(connect(client.with(
                        "sslfactoryarg", Topology.OLD_ICA_A.certificate().toPem())))
                .isInstanceOf(Connects.class);
        assertThat(connect(client.with("sslfactoryarg", "file:/etc/server.crt")))
                .isInstanceOf(Unknown.class);
        assertThat(connect(client.with("sslfactoryarg", "file:/etc/server.crt")
                        .factoryCertificate(Topology.OLD_LEAF.certificate())))
                .isInstanceOf(Connects.class);
    }

    @Test
    void notes_settings_that_it_does_not_look_at() {
        assertThat(connect(Client.libpq("15.18")
                                .sslmode(SslMode.REQUIRE)
                                .withoutRootFile()
                                .with("sslcrl", "/etc/root.crl"))
                        .trace())
                .contains(new Evidence.NotLookedAt("sslcrl"));
    }

    @Test
    void names_releases_of_the_runtime_that_are_not_modelled() {
        assertThat(connect(Client.pgjdbc("42.7.14")
                                .sslmode(SslMode.VERIFY_CA)
                                .rootFile(ROOT_A)
                                .jdk(8))
                        .message())
                .contains("JSSE of release 8", "JDK 17");
    }

    @Test
    void asks_the_neighbours_of_a_release_between_modelled_ones() {
        Client client = Client.pgjdbc("42.7.14")
                .sslmode(SslMode.VERIFY_CA)
                .rootFile(ROOT_A)
                .jdk(21);

        assertThat(connect(client)).isInstanceOf(Connects.class);
        assertThat(connect(client).trace())
                .contains(new Evidence.NeighboursAgree("JSSE of release 21", "JDK 17", "JDK 25"));
        assertThat(connect(Client.libpq("15.18")
                                .sslmode(SslMode.VERIFY_CA)
                                .rootFile(ROOT_A)
                                .openssl("3.0.19"))
                        .trace())
                .noneMatch(Evidence.NeighboursAgree.class::isInstance);
    }

    @Test
    void accepts_an_expired_anchor_in_jsse_and_not_in_openssl() {
        Mint mint = Mint.seeded(7).at(Topology.AT);
        var root = mint.root(
                "CN=Old root",
                spec -> spec.notBefore(Topology.AT.minusSeconds(900_000)).notAfter(Topology.AT.minusSeconds(1)));
        Server server = Server.presenting(
                PresentedChain.of("x", root.issueLeaf(Topology.HOST).chain()));

        assertThat(Client.pgjdbc("42.7.14")
                        .sslmode(SslMode.VERIFY_CA)
                        .rootFile(Topology.store(root))
                        .connect(server, Topology.AT))
                .isInstanceOf(Connects.class);
        assertThat(Client.libpq("15.18")
                        .sslmode(SslMode.VERIFY_CA)
                        .rootFile(Topology.store(root))
                        .connect(server, Topology.AT))
                .isInstanceOf(Refused.class);
    }

    @Test
    void tells_what_it_is_without_telling_secrets() {
        assertThat(Client.pgjdbc("42.7.14").sslmode(SslMode.VERIFY_FULL).host("db"))
                .hasToString("pgjdbc 42.7.14, sslmode=verify-full, host db");
    }

    private static ConnectVerdict connect(Client client) {
        return client.connect(SERVER, Topology.AT);
    }
}
