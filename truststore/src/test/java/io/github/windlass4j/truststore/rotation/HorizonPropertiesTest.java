package io.github.windlass4j.truststore.rotation;

import static io.github.windlass4j.truststore.rotation.Topology.AT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.truststore.client.Client;
import io.github.windlass4j.truststore.client.PresentedChain;
import io.github.windlass4j.truststore.client.Server;
import io.github.windlass4j.truststore.client.SslMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Horizons against the plain answer, for a leaf that outlives everything above it and its short-lived twin. */
class HorizonPropertiesTest {
    record Case(Client client, List<Authority> above) {
        PresentedChain under(Issued leaf) {
            List<Issued> sent = new ArrayList<>();
            sent.add(leaf);
            sent.addAll(above);
            return Topology.chain("new", sent.toArray(Issued[]::new));
        }
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void every_horizon_is_the_first_second_at_which_the_plain_answer_flips(@ForAll("cases") Case some) {
        PresentedChain lasting = some.under(Topology.LASTING_LEAF);
        Impact impact = Rotation.from(lasting).to(lasting).at(AT).impactOn(some.client);

        if (impact.horizon() instanceof Horizon.Until until) {
            Server server = Server.presenting(lasting);
            assertThat(some.client.connect(server, until.lastGood()).connects()).isTrue();
            assertThat(some.client.connect(server, until.firstBad()).connects()).isFalse();
            for (Instant end : ends(until.lastGood())) {
                assertThat(some.client.connect(server, end).connects()).isTrue();
            }
        }
    }

    private static List<Instant> ends(Instant before) {
        return Topology.AUTHORITIES.stream()
                .flatMap(a -> List.of(
                        a.certificate().notAfter(), a.certificate().notAfter().plusSeconds(1))
                        .stream())
                .filter(end -> end.isAfter(AT) && end.isBefore(before))
                .toList();
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void a_horizon_does_not_depend_on_how_long_the_leaf_lives(@ForAll("cases") Case some) {
        assertThat(horizon(some, Topology.NEW_LEAF)).isEqualTo(horizon(some, Topology.LASTING_LEAF));
    }

    private static String horizon(Case some, Issued leaf) {
        return Rotation.from(some.under(leaf))
                .to(some.under(leaf))
                .at(AT)
                .impactOn(some.client)
                .horizon()
                .message();
    }

    @Provide
    Arbitrary<Case> cases() {
        Arbitrary<Client> drivers = Arbitraries.of(
                Client.pgjdbc("42.7.14").jdk(17), Client.pgjdbc("42.7.14").jdk(25), Client.libpq("15.18"));
        Arbitrary<List<Authority>> stores = Arbitraries.of(Topology.AUTHORITIES)
                .list()
                .uniqueElements()
                .ofMinSize(1)
                .ofMaxSize(3);
        Arbitrary<List<Authority>> sent = Arbitraries.of(
                List.of(Topology.NEW_ICA, Topology.G2_CROSS),
                List.of(Topology.NEW_ICA),
                List.of(Topology.NEW_ICA, Topology.G2_CROSS, Topology.G2),
                List.of(Topology.NEW_ICA, Topology.G2),
                List.of(Topology.G2_CROSS, Topology.NEW_ICA),
                List.of());
        return Combinators.combine(drivers, stores, sent)
                .as((driver, store, above) -> new Case(
                        driver.sslmode(SslMode.VERIFY_CA).rootFile(Topology.store(store.toArray(Issued[]::new))),
                        above));
    }
}
