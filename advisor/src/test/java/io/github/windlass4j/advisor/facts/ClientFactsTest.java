package io.github.windlass4j.advisor.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.advisor.decide.Advice;
import io.github.windlass4j.advisor.decide.Advisor;
import io.github.windlass4j.advisor.decide.Fact;
import io.github.windlass4j.advisor.decide.Facts;
import io.github.windlass4j.advisor.decide.Origin;
import io.github.windlass4j.advisor.knowledge.Knowledge;
import io.github.windlass4j.advisor.knowledge.KnowledgePack;
import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.truststore.audit.StoreAudit;
import io.github.windlass4j.truststore.client.Client;
import io.github.windlass4j.truststore.client.SslMode;
import io.github.windlass4j.truststore.store.StoreFile;
import io.github.windlass4j.truststore.store.TrustStore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientFactsTest {
    private static final Knowledge PACK = Knowledge.of(KnowledgePack.shipped("ca-rotation"));
    private static final Certificate OLD = Mint.seeded(1).root("Old root").certificate();
    private static final Certificate NEW = Mint.seeded(2).root("New root").certificate();

    private static Advice advise(Facts facts) {
        return Advisor.advise(PACK, facts, LocalDate.of(2026, 11, 22));
    }

    @Test
    void store_that_holds_the_root_is_not_affected_whatever_was_declared() {
        Client client = Client.pgjdbc("42.7.14")
                .sslmode(SslMode.VERIFY_FULL)
                .rootFile(TrustStore.of("root.crt", List.of(OLD, NEW)));
        Facts facts = ClientFacts.of(client, List.of(NEW))
                .declare("pinsIntermediate", "no")
                .declare("trustsRoot", "no");
        Advice advice = advise(facts);

        assertThat(advice.answer("affected").value("answer")).contains("no");
        assertThat(facts.overruled()).extracting(Fact::question).containsExactly("trustsRoot");
        assertThat(facts.find("trustsRoot").map(Fact::evidence).orElse("")).startsWith("root.crt: ");
    }

    @Test
    void store_without_the_root_is_affected() {
        Client client =
                Client.libpq("15.18").sslmode(SslMode.REQUIRE).rootFile(TrustStore.of("root.crt", List.of(OLD)));
        Advice advice = advise(ClientFacts.of(client, List.of(NEW)).declare("pinsIntermediate", "no"));

        assertThat(advice.answer("validates").value("chain")).contains("yes");
        assertThat(advice.answer("affected").value("answer")).contains("yes");
        assertThat(advice.answer("risk").value("level")).contains("HIGH");
    }

    @Test
    void what_is_not_at_hand_stays_unknown() {
        Facts facts = ClientFacts.of(Client.libpq("15.18").sslmode(SslMode.REQUIRE), List.of(NEW));

        assertThat(facts.find("rootFile")).isEmpty();
        assertThat(facts.find("trustsRoot")).isEmpty();
        assertThat(advise(facts).answer("validates").isDecided()).isFalse();
        assertThat(ClientFacts.of(Client.libpq("15.18").sslmode(SslMode.REQUIRE).withoutRootFile(), List.of())
                        .find("rootFile")
                        .map(Fact::value))
                .contains("no");
        assertThat(ClientFacts.ofStore(TrustStore.of("x", List.of(OLD)), List.of()))
                .isEqualTo(Facts.none());
    }

    @Test
    void factory_of_the_driver_is_recognised() {
        Client client =
                Client.pgjdbc("42.7.14").sslmode(SslMode.REQUIRE).factory("org.postgresql.ssl.DefaultJavaSSLFactory");
        assertThat(ClientFacts.of(client, List.of()).find("sslfactory"))
                .contains(new Fact("sslfactory", "java-default", Origin.MEASURED, client.toString()));
        assertThat(ClientFacts.of(client.factory("com.example.Own"), List.of()).find("sslfactory"))
                .isEmpty();
    }

    @Test
    void pin_in_the_store_is_measured_and_its_absence_is_not() {
        Authority root = Mint.seeded(3).root("Root");
        Instant at = Instant.parse("2026-11-22T00:00:00Z");
        TrustStore pinned =
                TrustStore.of("root.crt", List.of(root.issueAuthority("Issuing").certificate()));
        assertThat(ClientFacts.ofAudit(StoreAudit.of(pinned, at)).find("pinsIntermediate"))
                .hasValueSatisfying(fact -> {
                    assertThat(fact.value()).isEqualTo("yes");
                    assertThat(fact.evidence()).contains("root.crt").contains("CN=Issuing");
                });
        TrustStore sound = TrustStore.of("root.crt", List.of(root.certificate()));
        assertThat(ClientFacts.ofAudit(StoreAudit.of(sound, at))).isEqualTo(Facts.none());
    }

    private static String chain(Client client, String... declared) {
        Facts facts = ClientFacts.of(client, List.of());
        for (int i = 0; i < declared.length; i += 2) {
            facts = facts.declare(declared[i], declared[i + 1]);
        }
        return advise(facts).answer("validates").value("chain").orElse("open");
    }

    /** Modes that only prefer TLS, as each driver takes them; what the server admits decides where a client falls back. */
    @Test
    void modes_that_prefer_tls_validate_where_the_driver_does() {
        TrustStore root = TrustStore.of("root.crt", List.of(OLD));
        for (SslMode mode : List.of(SslMode.ALLOW, SslMode.PREFER)) {
            Client libpq = Client.libpq("15.18").sslmode(mode);
            assertThat(chain(libpq.withoutRootFile())).isEqualTo("no");
            assertThat(chain(libpq.rootFile(root))).isEqualTo("open");
            assertThat(chain(libpq.rootFile(root), "plainText", "yes")).isEqualTo("no");
            assertThat(chain(libpq.rootFile(root), "plainText", "no")).isEqualTo("yes");
            Client pgjdbc = Client.pgjdbc("42.7.14").sslmode(mode);
            assertThat(chain(pgjdbc)).isEqualTo("no");
            Client java = pgjdbc.factory("org.postgresql.ssl.DefaultJavaSSLFactory");
            assertThat(chain(java)).isEqualTo(mode == SslMode.PREFER ? "yes" : "open");
            assertThat(chain(java, "plainText", "no")).isEqualTo("yes");
            assertThat(chain(Client.of("node-postgres", "8.22.0").sslmode(mode)))
                    .isEqualTo("yes");
            assertThat(chain(Client.of("npgsql", "8.0.3").sslmode(mode))).isEqualTo("no");
        }
        assertThat(chain(Client.of("node-postgres", "8.22.0").sslmode(SslMode.DISABLE)))
                .isEqualTo("no");
    }

    /** The pack's rows are about what is usual; nothing wrong is said of the others. */
    @Test
    void a_release_or_setting_that_does_otherwise_than_the_pack_says_leaves_the_driver_open() {
        assertThat(chain(Client.of("npgsql", "8.0.3").sslmode("require"))).isEqualTo("no");
        assertThat(chain(Client.of("npgsql", "5.0.18").sslmode("require"))).isEqualTo("open");
        Client node = Client.of("node-postgres", "8.22.0").sslmode("require");
        assertThat(chain(node)).isEqualTo("yes");
        assertThat(chain(node.with("uselibpqcompat", "true"))).isEqualTo("open");
    }

    @Test
    void an_old_release_takes_the_factory_of_the_jvm_by_itself() {
        Client old = Client.pgjdbc("42.2.4").with("ssl", "true");
        assertThat(ClientFacts.of(old, List.of()).find("sslfactory").map(Fact::value))
                .contains("java-default");
        assertThat(chain(old)).isEqualTo("yes");
        assertThat(chain(Client.pgjdbc("42.7.14").sslmode("require"))).isEqualTo("no");
    }

    @Test
    void a_root_that_the_client_does_not_load_is_not_trusted() {
        char[] password = "changeit".toCharArray();
        byte[] marked = StoreFile.pkcs12WithoutPassword(TrustStore.of("x", List.of(NEW)))
                .bytes();
        String attribute = "608648" + "0186f966";
        String hex = HexFormat.of().formatHex(marked);
        byte[] unmarked = HexFormat.of().parseHex(hex.replace(attribute, "6086480186f967"));
        assertThat(hex).contains(attribute);
        Client jvm = Client.pgjdbc("42.7.14")
                .sslmode(SslMode.VERIFY_FULL)
                .factory("org.postgresql.ssl.DefaultJavaSSLFactory");
        assertThat(trustsRoot(jvm.jvmStore(TrustStore.read(marked, "trust.p12", password))))
                .isEqualTo("yes");
        TrustStore silent = TrustStore.read(unmarked, "trust.p12", password);
        assertThat(silent.certificates()).containsExactly(NEW);
        assertThat(trustsRoot(jvm.jvmStore(silent))).isEqualTo("no");
    }

    @Test
    void a_root_that_was_issued_again_for_its_key_is_the_same_root() {
        Instant at = Instant.parse("2026-11-22T00:00:00Z");
        Authority root = Mint.seeded(4).at(at).root("Root");
        Authority other = Mint.seeded(5).at(at).root("Other");
        Certificate again = other.crossSign(root).certificate();
        assertThat(again).isNotEqualTo(root.certificate());
        Client client = Client.pgjdbc("42.7.14")
                .sslmode(SslMode.VERIFY_FULL)
                .rootFile(TrustStore.of("root.crt", List.of(root.certificate())));
        assertThat(ClientFacts.of(client, List.of(again)).find("trustsRoot").map(Fact::value))
                .contains("yes");
        assertThat(ClientFacts.of(client, List.of(NEW)).find("trustsRoot").map(Fact::value))
                .contains("no");
        TrustStore cross = TrustStore.of("root.crt", List.of(again));
        assertThat(ClientFacts.of(client.rootFile(cross), List.of(root.certificate()))
                        .find("trustsRoot")
                        .map(Fact::value))
                .as("a cross-certificate is not the root")
                .contains("no");
    }

    private static String trustsRoot(Client client) {
        return ClientFacts.of(client, List.of(NEW))
                .find("trustsRoot")
                .map(Fact::value)
                .orElse("open");
    }
}
