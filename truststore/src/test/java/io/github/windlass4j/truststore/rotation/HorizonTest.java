package io.github.windlass4j.truststore.rotation;

import static io.github.windlass4j.truststore.rotation.Topology.AT;
import static io.github.windlass4j.truststore.rotation.Topology.NEW;
import static io.github.windlass4j.truststore.rotation.Topology.NEW_LASTING;
import static io.github.windlass4j.truststore.rotation.Topology.OLD;
import static io.github.windlass4j.truststore.rotation.Topology.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.truststore.client.Client;
import io.github.windlass4j.truststore.client.PresentedChain;
import io.github.windlass4j.truststore.client.Server;
import io.github.windlass4j.truststore.client.SslMode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HorizonTest {
    private static final Client PGJDBC = Client.pgjdbc("42.7.14").sslmode(SslMode.VERIFY_CA);
    private static final Client LIBPQ = Client.libpq("15.18").sslmode(SslMode.VERIFY_CA);

    @Test
    void ends_with_the_cross_certificate_if_every_path_needs_it() {
        for (Client client : List.of(PGJDBC, LIBPQ)) {
            Horizon.Until horizon = horizon(client.rootFile(store(Topology.ROOT_A)), NEW);

            assertThat(horizon.cause()).isEqualTo(Horizon.Cause.CROSS_CERTIFICATE);
            assertThat(horizon.subject()).contains("Root G2");
            assertFlips(client.rootFile(store(Topology.ROOT_A)), horizon);
        }
        assertThat(horizon(PGJDBC.rootFile(store(Topology.ROOT_A)), NEW).lastGood())
                .isEqualTo(Topology.CROSS_END);
        assertThat(horizon(LIBPQ.rootFile(store(Topology.ROOT_A)), NEW).firstBad())
                .isEqualTo(Topology.CROSS_END);
    }

    @Test
    void outlives_the_cross_certificate_with_the_self_signed_root() {
        for (Client client : List.of(PGJDBC, LIBPQ)) {
            Client both = client.rootFile(store(Topology.ROOT_A, Topology.G2));
            Horizon.Until horizon = horizon(both, NEW);

            assertThat(horizon.cause()).isEqualTo(Horizon.Cause.INTERMEDIATE);
            assertThat(horizon.subject()).contains("New Issuing CA");
            assertFlips(both, horizon);
        }
    }

    @Test
    void ends_with_the_anchor_in_openssl_and_not_in_jsse() {
        Authority shortRoot = root("CN=Short root", AT.plusSeconds(1_000_000));
        PresentedChain chain = chain(shortRoot);
        Rotation rotation = Rotation.from(chain).to(chain).at(AT);

        Horizon.Until openssl = (Horizon.Until)
                rotation.impactOn(LIBPQ.rootFile(store(shortRoot))).horizon();
        assertThat(openssl.cause()).isEqualTo(Horizon.Cause.ANCHOR);
        assertThat(openssl.firstBad()).isEqualTo(AT.plusSeconds(1_000_000));
        Client libpq = LIBPQ.rootFile(store(shortRoot));
        assertThat(libpq.connect(Server.presenting(chain), openssl.lastGood()).connects())
                .isTrue();
        assertThat(libpq.connect(Server.presenting(chain), openssl.firstBad()).connects())
                .isFalse();
        assertThat(rotation.impactOn(PGJDBC.rootFile(store(shortRoot))).horizon())
                .isEqualTo(new Horizon.Open(true));
    }

    @Test
    void does_not_say_of_a_client_that_verifies_by_a_pin_that_it_does_not_look_at_the_chain() {
        Impact impact = Rotation.from(OLD).to(OLD).at(AT).impactOn(PGJDBC.rootFile(store(Topology.OLD_ICA_A)));

        assertThat(impact.horizon()).isEqualTo(new Horizon.Open(true));
        assertThat(impact.explain())
                .contains("horizon  no end but that of the server's own certificate")
                .doesNotContain("does not look at the chain");
        assertThat(new Horizon.Open(false)).hasToString("no end: the client does not look at the chain");
    }

    @Test
    void a_pin_of_the_server_itself_ends_with_its_next_certificate() {
        Rotation rotation = Rotation.from(OLD).to(NEW).at(AT);
        Impact pinned = rotation.impactOn(PGJDBC.rootFile(store(Topology.OLD_LEAF, Topology.NEW_LEAF)));
        Impact withRoot = rotation.impactOn(PGJDBC.rootFile(store(Topology.OLD_LEAF, Topology.NEW_LEAF, Topology.G2)));

        assertThat(pinned.effect()).isEqualTo(Effect.UNAFFECTED);
        assertThat(pinned.horizon())
                .isEqualTo(new Horizon.Renewal("CN=" + Topology.HOST, NEW))
                .hasToString("until the server's own certificate is replaced: the store trusts CN=" + Topology.HOST
                        + " itself");
        assertThat(pinned.risk()).isEqualTo(Risk.SERVER_PINNED);
        assertThat(((Horizon.Until) withRoot.horizon()).lastGood()).isEqualTo(Topology.NEW_ICA_END);
        assertThat(withRoot.risk()).isEqualTo(Risk.LOW);
    }

    private static Authority root(String name, Instant end) {
        return Topology.STRANGER.rekey(spec -> spec.subject(name).notAfter(end));
    }

    private static PresentedChain chain(Authority root) {
        Issued leaf = root.issueLeaf(Topology.HOST);
        return PresentedChain.of("short", leaf.chain());
    }

    @Test
    void ends_with_a_published_distrust_of_the_only_anchor() {
        Instant from = Instant.parse("2028-04-15T00:00:00Z");
        Distrust distrust = new Distrust(Topology.ROOT_A.certificate().spkiSha256(), from, "Some programme");
        Rotation rotation = Rotation.from(OLD).to(NEW).at(AT).distrust(List.of(distrust));

        for (Client client : List.of(PGJDBC, LIBPQ)) {
            Impact alone = rotation.impactOn(client.rootFile(store(Topology.ROOT_A, Topology.STRANGER)));
            Horizon.Until horizon = (Horizon.Until) alone.horizon();
            assertThat(horizon.cause()).isEqualTo(Horizon.Cause.DISTRUST);
            assertThat(horizon.firstBad()).isEqualTo(from);
            assertThat(horizon.message()).contains("Root A", "Some programme");
            assertThat(alone.risk()).isEqualTo(Risk.DISTRUSTED);
            Impact both = rotation.impactOn(client.rootFile(store(Topology.ROOT_A, Topology.G2)));
            assertThat(((Horizon.Until) both.horizon()).cause()).isEqualTo(Horizon.Cause.INTERMEDIATE);
            assertThat(effectAt(rotation, client, from.minusSeconds(1))).isEqualTo(Effect.UNAFFECTED);
            assertThat(effectAt(rotation, client, from)).isEqualTo(Effect.ALREADY_BROKEN);
        }
    }

    // A rotation of long-lived chains, judged at another instant with the same distrust.
    private static Effect effectAt(Rotation rotation, Client client, Instant at) {
        return Rotation.from(NEW_LASTING)
                .to(NEW_LASTING)
                .at(at)
                .distrust(rotation.distrust())
                .impactOn(client.rootFile(store(Topology.ROOT_A, Topology.STRANGER)))
                .effect();
    }

    @Test
    void takes_the_earliest_of_several_chains() {
        Impact impact = Rotation.from(OLD).to(NEW).to(OLD).at(AT).impactOn(PGJDBC.rootFile(store(Topology.ROOT_A)));

        Horizon.Until horizon = (Horizon.Until) impact.horizon();
        assertThat(horizon.lastGood()).isEqualTo(Topology.OLD_ICA_END);
        assertThat(horizon.chain()).isEqualTo(OLD);
        assertThat(impact.leafEnds()).contains(Topology.LEAF_END);
    }

    @Test
    void does_not_depend_on_the_end_of_the_leaf() {
        for (Client client : List.of(PGJDBC, LIBPQ)) {
            for (Client some : List.of(
                    client.rootFile(store(Topology.ROOT_A)), client.rootFile(store(Topology.ROOT_A, Topology.G2)))) {
                assertThat(horizon(some, NEW).lastGood())
                        .isEqualTo(horizon(some, NEW_LASTING).lastGood());
            }
        }
    }

    @Test
    void has_no_horizon_for_a_client_that_breaks() {
        Impact impact = Rotation.from(OLD).to(NEW).at(AT).impactOn(PGJDBC.rootFile(store(Topology.OLD_ICA_A)));

        assertThat(impact.horizon()).isEqualTo(new Horizon.None(Effect.BREAKS));
    }

    @Test
    void warns_when_the_path_ends_within_a_quarter() {
        Client client = PGJDBC.rootFile(store(Topology.ROOT_A));
        Rotation late = Rotation.from(NEW_LASTING).to(NEW_LASTING).at(Topology.CROSS_END.minusSeconds(86_400));

        assertThat(late.impactOn(client).risk()).isEqualTo(Risk.SHORT_HORIZON);
        assertThat(Rotation.from(OLD).to(NEW).at(AT).impactOn(client).risk()).isEqualTo(Risk.LOW);
    }

    private static Horizon.Until horizon(Client client, PresentedChain chain) {
        return (Horizon.Until)
                Rotation.from(OLD).to(chain).at(AT).impactOn(client).horizon();
    }

    /** With a leaf that outlives everything, the plain answer flips within the one second that the horizon names. */
    private static void assertFlips(Client client, Horizon.Until horizon) {
        Server server = Server.presenting(NEW_LASTING);
        assertThat(client.connect(server, horizon.lastGood()).connects()).isTrue();
        assertThat(client.connect(server, horizon.firstBad()).connects()).isFalse();
    }
}
