package io.github.windlass4j.testkit;

import static io.github.windlass4j.testkit.WindlassAssertions.assertThat;
import static io.github.windlass4j.testkit.WindlassAssertions.assertThatFindings;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.core.chain.Rule;
import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.truststore.client.Client;
import io.github.windlass4j.truststore.client.ConnectVerdict;
import io.github.windlass4j.truststore.client.Engine;
import io.github.windlass4j.truststore.client.PresentedChain;
import io.github.windlass4j.truststore.client.Server;
import io.github.windlass4j.truststore.client.SslMode;
import io.github.windlass4j.truststore.diff.StoreDiff;
import io.github.windlass4j.truststore.store.TrustStore;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindlassAssertionsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
    private static final Pki PKI = Pki.of(Mint.seeded(7).at(NOW));
    private static final Pki OTHER = Pki.of(Mint.seeded(8).at(NOW));

    @Test
    void store_trusts_and_rejects() {
        assertThat(PKI.store())
                .under(Profile.PRIVATE_PKI)
                .at(NOW)
                .forHost("localhost")
                .trusts(PKI.chain())
                .rejects(OTHER.chain());
    }

    @Test
    void failing_trust_names_store_rules_and_obstacle() {
        assertThatThrownBy(() -> assertThat(OTHER.store())
                        .under(Profile.PRIVATE_PKI)
                        .at(NOW)
                        .trusts(PKI.chain()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("throwaway root under PRIVATE_PKI")
                .hasMessageContaining("Expected the chain to be trusted, but it was rejected")
                .hasMessageContaining("WL-CH-");
    }

    @Test
    void failing_rejection_shows_the_path() {
        assertThatThrownBy(() -> assertThat(PKI.store())
                        .under(Profile.PRIVATE_PKI)
                        .at(NOW)
                        .rejects(PKI.chain()))
                .hasMessageContaining("Expected the chain to be rejected, but it was trusted")
                .hasMessageContaining("CN=localhost <- CN=Throwaway Issuing CA <- CN=Throwaway Root");
    }

    @Test
    void verdict_needs_rules_and_instant() {
        assertThatIllegalStateException()
                .isThrownBy(() -> assertThat(PKI.store()).trusts(PKI.chain()))
                .withMessageContaining("under(...) and at(...)");
    }

    @Test
    void verdict_names_rule_anchor_and_path() {
        Instant late = NOW.plusSeconds(400L * 24 * 3600);
        assertThat(PKI.store())
                .under(Profile.PRIVATE_PKI)
                .at(NOW)
                .verdictOn(PKI.chain())
                .isAnchoredIn(PKI.root().certificate())
                .hasPath(List.of(
                        PKI.server().certificate(),
                        PKI.issuing().certificate(),
                        PKI.root().certificate()));
        ChainVerdictAssert expired =
                assertThat(PKI.store()).under(Profile.PRIVATE_PKI).at(late).verdictOn(PKI.chain());
        expired.isRejectedBecauseOf(Rule.EXPIRED);
        assertThatThrownBy(() -> expired.isRejectedBecauseOf(Rule.LEAF_NOT_V3))
                .hasMessageContaining("Expected the first obstacle to be " + Rule.LEAF_NOT_V3.id());
        assertThatThrownBy(() -> assertThat(PKI.store())
                        .under(Profile.PRIVATE_PKI)
                        .at(NOW)
                        .verdictOn(PKI.chain())
                        .isAnchoredIn(OTHER.root().certificate()))
                .hasMessageContaining("Expected the path to end in");
        assertThatThrownBy(() -> assertThat(PKI.store())
                        .under(Profile.PRIVATE_PKI)
                        .at(NOW)
                        .verdictOn(PKI.chain())
                        .hasPath(OTHER.chain()))
                .hasMessageContaining("Expected the path");
    }

    @Test
    void store_holds_and_lasts() {
        TrustStore store = PKI.store();
        assertThat(store).contains(PKI.root().certificate()).staysValidUntil(NOW);
        assertThatThrownBy(() -> assertThat(store).contains(OTHER.root().certificate()))
                .hasMessageContaining("Expected throwaway root to hold");
        assertThatThrownBy(() -> assertThat(store).staysValidUntil(Instant.parse("2199-01-01T00:00:00Z")))
                .hasMessageContaining("these expire before")
                .hasMessageContaining("CN=Throwaway Root");
        assertThat(store).findings().areEmpty();
    }

    @Test
    void findings_are_listed_when_they_are_not_the_expected_ones() {
        List<Finding> findings =
                List.of(new Finding("WL-XX-001", Severity.WARNING, Location.of("trust.jks"), "old key"));

        assertThatFindings(findings)
                .haveRule("WL-XX-001")
                .haveNotRule("WL-XX-002")
                .haveNoneAtLeast(Severity.ERROR);
        assertThatThrownBy(() -> assertThatFindings(findings).haveNoneAtLeast(Severity.WARNING))
                .hasMessageContaining("WARNING WL-XX-001 trust.jks: old key");
        assertThatThrownBy(() -> assertThatFindings(findings).areEmpty()).hasMessageContaining("NOTE or worse");
        assertThatThrownBy(() -> assertThatFindings(findings).haveRule("WL-XX-002"))
                .hasMessageContaining("Expected a finding of rule WL-XX-002, but found");
        assertThatThrownBy(() -> assertThatFindings(findings).haveNotRule("WL-XX-001"))
                .hasMessageContaining("Expected no finding of rule WL-XX-001");
        assertThatThrownBy(() -> assertThatFindings(List.of()).haveRule("WL-XX-002"))
                .hasMessageContaining("nothing");
    }

    @Test
    void a_difference_is_told_where_it_is_not_the_expected_one() {
        Certificate root = PKI.root().certificate();
        Certificate other = PKI.mint().root("Other").certificate();
        Certificate rekeyed = PKI.root().rekey().certificate();
        assertThat(diff(List.of(root), List.of(root))).isEmpty().adds().removes();
        assertThat(diff(List.of(root), List.of(other)))
                .adds(other)
                .removes(root)
                .rekeysNothing()
                .breaksNone(List.of(PresentedChain.of("nobody's", OTHER.chain())), NOW);
        assertThatThrownBy(() -> assertThat(diff(List.of(root), List.of(other))).isEmpty())
                .hasMessageContaining("Expected no difference, but found before -> after: 1 added, 1 removed")
                .hasMessageContaining("- CN=Throwaway Root")
                .hasMessageContaining("+ CN=Other");
        assertThatThrownBy(() -> assertThat(diff(List.of(root), List.of(other))).adds(root))
                .hasMessageContaining("Expected to be added")
                .hasMessageContaining("+ CN=Other");
        assertThatThrownBy(() -> assertThat(diff(List.of(root), List.of(other))).removes())
                .hasMessageContaining("Expected to be removed")
                .hasMessageContaining("  nothing");
        assertThatThrownBy(
                        () -> assertThat(diff(List.of(root), List.of(rekeyed))).rekeysNothing())
                .hasMessageContaining("Expected no name to get another key")
                .hasMessageContaining("! another key: CN=Throwaway Root");
        assertThatThrownBy(() -> assertThat(diff(List.of(root), List.of(other)))
                        .breaksNone(List.of(PresentedChain.of("db", PKI.chain())), NOW))
                .hasMessageContaining("db stops being trusted under JSSE 17 trust manager")
                .hasMessageContaining("db stops being trusted under GO 1.24");
        assertThatThrownBy(() -> assertThat(diff(List.of(root), List.of(other)))
                        .breaksNone(List.of(PresentedChain.of("db", PKI.chain())), NOW, Engine.OPENSSL.profiles()))
                .hasMessageContaining("db stops being trusted under OPENSSL 3.0")
                .hasMessageNotContaining("JSSE");
    }

    @Test
    void a_client_that_does_otherwise_tells_its_steps() {
        Server server = Server.presenting(PresentedChain.of("db", PKI.chain()));
        Client client = Client.pgjdbc("42.7.14").sslmode(SslMode.VERIFY_CA).rootFile(PKI.store());
        assertThat(client.connect(server, NOW)).connects().connectsVerified();
        ConnectVerdict unverified = client.sslmode(SslMode.REQUIRE).connect(server, NOW);
        assertThat(unverified).connects();
        assertThatThrownBy(() -> assertThat(unverified).connectsVerified())
                .hasMessageContaining("Expected the chain to be verified, but the client connects over TLS")
                .hasMessageContaining("LibPQFactory does not look at the chain in sslmode require");
        ConnectVerdict refused = client.rootFile(OTHER.store()).connect(server, NOW);
        assertThat(refused).isRefusedBecauseOf("WL-CL-105");
        assertThatThrownBy(() -> assertThat(refused).connects())
                .hasMessageContaining(
                        "Expected the client to connect, but it does not connect: JSSE finds no valid path");
        assertThatThrownBy(() -> assertThat(refused).isRefusedBecauseOf("WL-CL-106"))
                .hasMessageContaining(
                        "Expected the client to be refused because of WL-CL-106, but it does not connect");
        assertThatThrownBy(() -> assertThat(unverified).isRefusedBecauseOf("WL-CL-105"))
                .hasMessageContaining("but it connects over TLS");
    }

    private static StoreDiff diff(List<Certificate> before, List<Certificate> after) {
        return StoreDiff.between(TrustStore.of("before", before), TrustStore.of("after", after));
    }
}
