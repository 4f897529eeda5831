package io.github.windlass4j.scan.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.core.report.Progress;
import io.github.windlass4j.truststore.client.DriverKnowledge;
import io.github.windlass4j.truststore.client.StoreKind;
import io.github.windlass4j.truststore.rotation.Effect;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadinessTest {
    private static final Place PINNED = new Place("prod", "ConfigMap shop/pinned key ca.crt");
    private static final Place ROOTS = new Place("prod", "ConfigMap shop/roots key ca.crt");

    @Provide
    Arbitrary<Inventory> inventories() {
        return Fleets.inventories();
    }

    @Property(tries = 40)
    void answers_merge_in_any_order_any_grouping_and_more_than_once(
            @ForAll("inventories") Inventory one,
            @ForAll("inventories") Inventory two,
            @ForAll("inventories") Inventory three)
            throws Exception {
        Readiness a = Readiness.of(one, Fleets.ROTATION);
        Readiness b = Readiness.of(two, Fleets.ROTATION);
        Readiness c = Readiness.of(three, Fleets.ROTATION);
        assertThat(a.merge(b)).isEqualTo(b.merge(a));
        assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
        assertThat(a.merge(a)).isEqualTo(a);
        assertThat(a.merge(Readiness.empty())).isEqualTo(a);
        assertThat(read(text(a))).isEqualTo(a);
        assertThat(read(text(a) + text(b))).isEqualTo(a.merge(b));
    }

    @Property(tries = 40)
    void a_fleet_assessed_in_parts_is_the_fleet_assessed_as_a_whole(@ForAll("inventories") Inventory fleet) {
        Inventory even = fleet.clientsThat(client -> client.who().hashCode() % 2 == 0);
        Inventory odd = fleet.clientsThat(client -> client.who().hashCode() % 2 != 0);
        assertThat(Readiness.of(even, Fleets.ROTATION).merge(Readiness.of(odd, Fleets.ROTATION)))
                .isEqualTo(Readiness.of(fleet, Fleets.ROTATION));
    }

    @Test
    void names_who_breaks_why_and_what_to_do() {
        Readiness readiness = Readiness.of(fleet(), Fleets.ROTATION);
        assertThat(readiness).hasToString("1 BREAKS, 1 UNKNOWN, 1 UNAFFECTED");
        assertThat(readiness.isReady()).isFalse();
        assertThat(readiness.findings())
                .extracting(finding -> finding.severity())
                .containsExactly(Severity.ERROR, Severity.WARNING);
        Readiness.Answer worst = readiness.answers().iterator().next();
        assertThat(worst.client().who()).isEqualTo("Deployment shop/pinned");
        assertThat(worst.fix())
                .contains("add to prod: ConfigMap shop/pinned key ca.crt")
                .contains("Root");
        assertThat(readiness.findings().get(0).remedy()).contains(worst.fix());
        assertThat(readiness.findings().get(1).evidence()).containsExactly("the value of sslmode is not known");
    }

    @Test
    void a_known_answer_counts_over_one_that_was_not_known_elsewhere() {
        Inventory clientsOnly =
                Inventory.builder().add(client("pinned", PINNED)).build();
        Readiness without = Readiness.of(clientsOnly, Fleets.ROTATION);
        assertThat(without.counts()).isEqualTo(Map.of(Effect.UNKNOWN, 1));
        Readiness with = Readiness.of(fleet().clientsThat(c -> c.who().endsWith("pinned")), Fleets.ROTATION);
        assertThat(without.merge(with)).isEqualTo(with.merge(without)).isEqualTo(with);
    }

    @Test
    void an_assumed_release_makes_an_open_question_answerable_and_is_part_of_the_client() {
        Inventory open = Inventory.builder()
                .add(fleet())
                .add(client("open", ROOTS).withVersion(""))
                .build();
        assertThat(Readiness.of(open, Fleets.ROTATION).counts()).containsEntry(Effect.UNKNOWN, 2);
        Inventory assumed = open.assuming("pgjdbc", "42.7.3");
        assertThat(Readiness.of(assumed, Fleets.ROTATION).counts()).containsEntry(Effect.UNKNOWN, 1);
        assertThat(assumed.clients()).extracting(ClientSighting::version).contains("42.7.3", "42.7.14");
    }

    @Test
    void own_facts_about_drivers_decide_instead_of_those_shipped() throws Exception {
        Inventory unknown = Inventory.builder()
                .add(client("ready", ROOTS).withVersion("42.8.0"))
                .add(ROOTS, "data[\"ca.crt\"]", StoreSighting.Role.TRUST, Fleets.CONTENTS.get(0))
                .build();
        assertThat(Readiness.of(unknown, Fleets.ROTATION).counts()).containsOnlyKeys(Effect.UNKNOWN);
        try (InputStream shipped = DriverKnowledge.class.getResourceAsStream("drivers.json")) {
            String text = new String(shipped.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("\"to\": \"42.7.14\"", "\"to\": \"42.8.1\"");
            DriverKnowledge facts = DriverKnowledge.read(text.getBytes(StandardCharsets.UTF_8), "own.json");
            assertThat(Readiness.of(unknown, Fleets.ROTATION, facts, Progress.UNSTOPPED)
                            .counts())
                    .containsOnlyKeys(Effect.UNAFFECTED);
        }
    }

    @Test
    void a_fleet_that_was_not_asked_to_the_end_is_not_ready() {
        Inventory ready = fleet().clientsThat(client -> client.who().endsWith("ready"));
        List<String> told = new ArrayList<>();
        Readiness whole = Readiness.of(
                ready, Fleets.ROTATION, DriverKnowledge.shipped(), (item, done) -> told.add(done + " " + item));
        assertThat(told).containsExactly("0 Deployment shop/ready");
        assertThat(whole.isReady()).isTrue();
        Readiness stopped = Readiness.of(ready, Fleets.ROTATION, DriverKnowledge.shipped(), (item, done) -> false);
        assertThat(stopped.isReady()).isFalse();
        assertThat(stopped.answers()).singleElement().asString().contains("stopped before the end");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "x", "{\"client\": {\"who\": \"a\"}, \"rotation\": \"r\", \"effect\": \"NEVER\"}"})
    void rejects_a_line_that_is_no_answer(String line) {
        assertThatThrownBy(() -> read(line))
                .isInstanceOf(MalformedInventoryException.class)
                .hasMessageStartingWith("answers:1: ");
    }

    private static Inventory fleet() {
        ClientSighting open = client("open mode", ROOTS);
        return Inventory.builder()
                .add(client("pinned", PINNED))
                .add(client("ready", ROOTS))
                .add(new ClientSighting(
                        open.who(),
                        open.source(),
                        open.driver(),
                        open.version(),
                        open.host(),
                        open.port(),
                        Map.of(),
                        List.of("sslmode"),
                        open.stores(),
                        open.home()))
                .add(PINNED, "data[\"ca.crt\"]", StoreSighting.Role.TRUST, Fleets.CONTENTS.get(1))
                .add(ROOTS, "data[\"ca.crt\"]", StoreSighting.Role.TRUST, Fleets.CONTENTS.get(0))
                .build();
    }

    private static ClientSighting client(String name, Place roots) {
        return new ClientSighting(
                "Deployment shop/" + name,
                new Place("prod", "Deployment shop/" + name),
                "pgjdbc",
                "42.7.14",
                "db.example.org",
                5432,
                Map.of("sslmode", "verify-full"),
                List.of(),
                Map.of(StoreKind.ROOT_FILE, StorePointer.to(roots)),
                "");
    }

    private static String text(Readiness readiness) throws Exception {
        StringBuilder text = new StringBuilder();
        readiness.writeTo(text);
        return text.toString();
    }

    private static Readiness read(String text) throws Exception {
        return Readiness.read(new BufferedReader(new StringReader(text)), "answers");
    }
}
