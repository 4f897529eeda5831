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
import io.github.windlass4j.truststore.store.TrustStore;
import java.time.Instant;
import java.time.LocalDate;
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
}
