package io.github.windlass4j.truststore.rotation;

import static io.github.windlass4j.truststore.rotation.Topology.AT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.truststore.client.Channel;
import io.github.windlass4j.truststore.client.Client;
import io.github.windlass4j.truststore.client.ConnectVerdict;
import io.github.windlass4j.truststore.client.ConnectVerdict.Connects;
import io.github.windlass4j.truststore.client.Hba;
import io.github.windlass4j.truststore.client.PresentedChain;
import io.github.windlass4j.truststore.client.Server;
import io.github.windlass4j.truststore.client.SslMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every fix, whatever client, store, chains and candidates. */
class FixPropertiesTest {
    record Case(
            Client client, PresentedChain today, List<PresentedChain> tomorrow, List<Certificate> candidates, Hba hba) {
        Rotation rotation() {
            Rotation rotation = Rotation.from(today).at(AT).hba(hba).candidates(candidates);
            for (PresentedChain chain : tomorrow) {
                rotation = rotation.to(chain);
            }
            return rotation;
        }
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void a_proved_fix_connects_verified_to_every_chain_of_tomorrow(@ForAll("cases") Case some) {
        Impact impact = some.rotation().impactOn(some.client);
        proved(impact).ifPresent(fix -> {
            Client fixed = apply(some.client, fix.changes());
            for (PresentedChain chain : some.tomorrow) {
                assertThat(isVerified(connect(fixed, chain, some.hba)))
                        .as(impact.explain())
                        .isTrue();
            }
        });
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void a_proved_fix_never_loses_what_works_today(@ForAll("cases") Case some) {
        Impact impact = some.rotation().impactOn(some.client);
        proved(impact).ifPresent(fix -> {
            if (connect(some.client, some.today, some.hba) instanceof Connects before && !before.isDowngraded()) {
                assertThat(isVerified(connect(apply(some.client, fix.changes()), some.today, some.hba)))
                        .as(impact.explain())
                        .isTrue();
            }
        });
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void a_proved_fix_is_minimal(@ForAll("cases") Case some) {
        Impact impact = some.rotation().impactOn(some.client);
        proved(impact).ifPresent(fix -> {
            for (Change left : fix.changes()) {
                List<Change> fewer = new ArrayList<>(fix.changes());
                fewer.remove(left);
                Client half = apply(some.client, fewer);
                boolean tomorrow = some.tomorrow.stream().allMatch(c -> isVerified(connect(half, c, some.hba)));
                boolean today = !(connect(some.client, some.today, some.hba) instanceof Connects before)
                        || before.isDowngraded()
                        || isVerified(connect(half, some.today, some.hba));
                assertThat(tomorrow && today).as(impact.explain()).isFalse();
            }
        });
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void a_proved_fix_never_lowers_security(@ForAll("cases") Case some) {
        Impact impact = some.rotation().impactOn(some.client);
        proved(impact).ifPresent(fix -> {
            Client fixed = apply(some.client, fix.changes());
            assertThat(fix.changes()).noneMatch(FixPropertiesTest::pinsALeaf);
            Optional<SslMode> before = some.client.modeInForce();
            assertThat(fixed.modeInForce())
                    .hasValueSatisfying(
                            mode -> assertThat(mode).isGreaterThanOrEqualTo(before.orElse(SslMode.DISABLE)));
            assertThat(fixed.setting("sslfactory")).isEqualTo(some.client.setting("sslfactory"));
            assertThat(fixed.storeInUse()).isEqualTo(some.client.storeInUse().or(fixed::storeInUse));
        });
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void a_client_that_is_not_affected_needs_no_fix_and_the_other_way_round(@ForAll("cases") Case some) {
        Impact impact = some.rotation().impactOn(some.client);
        boolean fine = Set.of(Effect.UNAFFECTED, Effect.FIXED, Effect.UNKNOWN).contains(impact.effect());
        assertThat(impact.fix() instanceof Fix.NotNeeded).as(impact.explain()).isEqualTo(fine);
    }

    private static boolean pinsALeaf(Change change) {
        return change instanceof Change.AddCertificate add
                && !add.certificate().isCa()
                && !add.certificate().isSelfIssued();
    }

    private static Optional<Fix.Proved> proved(Impact impact) {
        return impact.fix() instanceof Fix.Proved fix ? Optional.of(fix) : Optional.empty();
    }

    private static Client apply(Client client, List<Change> changes) {
        Client changed = client;
        for (Change change : changes) {
            changed = change.applyTo(changed);
        }
        return changed;
    }

    private static ConnectVerdict connect(Client client, PresentedChain chain, Hba hba) {
        return client.connect(Server.presenting(chain).withHba(hba), AT);
    }

    private static boolean isVerified(ConnectVerdict verdict) {
        return verdict instanceof Connects connects && connects.channel() == Channel.TLS && connects.chainVerified();
    }

    @Provide
    Arbitrary<Case> cases() {
        Arbitrary<List<Authority>> stores = Arbitraries.of(Topology.AUTHORITIES)
                .list()
                .uniqueElements()
                .ofMinSize(1)
                .ofMaxSize(3);
        Arbitrary<Client> drivers = Arbitraries.of(Client.pgjdbc("42.7.14").jdk(17), Client.libpq("15.18"));
        Arbitrary<String> modes = Arbitraries.of("prefer", "require", "verify-ca", "verify-full", "verify-all");
        Arbitrary<String> hosts = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(4, Arbitraries.just(Topology.HOST)),
                net.jqwik.api.Tuple.of(1, Arbitraries.just(Topology.OTHER_HOST)));
        Arbitrary<Client> clients = Combinators.combine(drivers, modes, hosts, stores)
                .as((driver, mode, host, store) ->
                        driver.sslmode(mode).host(host).rootFile(Topology.store(store.toArray(Issued[]::new))));
        Arbitrary<PresentedChain> chains = Arbitraries.of(Topology.CHAINS);
        Arbitrary<List<Certificate>> candidates = Arbitraries.of(Topology.AUTHORITIES)
                .map(Authority::certificate)
                .list()
                .uniqueElements()
                .ofMaxSize(3);
        return Combinators.combine(
                        clients, chains, chains.list().ofMinSize(1).ofMaxSize(2), candidates, Arbitraries.of(Hba.class))
                .as(Case::new);
    }
}
