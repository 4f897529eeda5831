package io.github.windlass4j.scan.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.scan.cluster.GoldenFleet.App;
import io.github.windlass4j.scan.inventory.ClientSighting;
import io.github.windlass4j.scan.inventory.Inventory;
import io.github.windlass4j.scan.inventory.StorePointer;
import io.github.windlass4j.scan.inventory.Unresolved;
import io.github.windlass4j.truststore.client.StoreKind;
import io.github.windlass4j.truststore.client.TrustMaterial;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GoldenFleetTest {
    private static final GoldenFleet FLEET = GoldenFleet.build();
    private static final Inventory FOUND =
            ClusterScan.of(Manifests.read(FLEET.yaml(), "fleet.yaml")).scan();

    @TestFactory
    Stream<DynamicTest> every_program_is_found_as_it_was_built() {
        return FLEET.apps().stream().map(app -> DynamicTest.dynamicTest(app.who(), () -> check(app)));
    }

    private static void check(App app) {
        List<ClientSighting> clients = FOUND.clients().stream()
                .filter(client -> client.who().equals(app.who()))
                .toList();
        if (app.host() == null) {
            assertThat(clients).isEmpty();
            return;
        }
        assertThat(clients).singleElement().satisfies(client -> {
            assertThat(client.driver())
                    .isEqualTo(
                            switch (app.driver()) {
                                case PGJDBC -> "pgjdbc";
                                case NPGSQL -> "npgsql";
                                case URI -> "";
                            });
            assertThat(client.host()).isEqualTo(app.host());
            assertThat(client.port()).isEqualTo(6000);
            assertThat(client.settings()).containsEntry("sslmode", "verify-full");
            assertThat(client.unknown()).isEmpty();
            StorePointer root = client.stores().get(StoreKind.ROOT_FILE);
            assertThat(root.place().path()).isEqualTo(app.rootPlace());
            TrustMaterial material = FOUND.model(client).material(StoreKind.ROOT_FILE);
            if (app.rootSeen()) {
                assertThat(material)
                        .isInstanceOfSatisfying(
                                TrustMaterial.Present.class,
                                present -> assertThat(present.store().certificates())
                                        .containsExactly(GoldenFleet.ROOT));
            } else {
                assertThat(material).isEqualTo(TrustMaterial.notAtHand());
            }
        });
    }

    @Test
    void each_reference_that_leads_nowhere_is_named_and_no_other() {
        assertThat(FLEET.apps()).hasSizeGreaterThanOrEqualTo(200);
        Set<String> named = FOUND.unresolved().stream()
                .filter(gap -> !gap.reference().startsWith("the release of")
                        && !gap.reference().startsWith("the driver that reads"))
                .map(gap -> gap.who() + ": " + gap.reference())
                .collect(Collectors.toCollection(TreeSet::new));
        TreeSet<String> expected = FLEET.references();
        FLEET.apps().stream()
                .filter(app -> app.host() != null
                        && !app.rootSeen()
                        && !app.rootPlace().startsWith("~"))
                .forEach(app -> expected.add(app.who() + ": " + place(app)));
        assertThat(named).isEqualTo(expected);
    }

    private static String place(App app) {
        String image = "image registry/" + app.who().replaceAll(".*shop/| container main", "") + ":1: ";
        return (app.rootPlace().startsWith("/baked") ? image : "") + app.rootPlace();
    }

    @Test
    void nothing_of_the_fleet_is_a_finding_and_no_password_is_kept() throws Exception {
        assertThat(FOUND.findings()).isEmpty();
        StringBuilder text = new StringBuilder();
        FOUND.writeTo(text);
        assertThat(text.toString())
                .doesNotContain("p%40ss")
                .doesNotContain("Password")
                .doesNotContain("p@ss");
        assertThat(FOUND.unresolved()).extracting(Unresolved::reason).allMatch(reason -> !reason.isBlank());
    }

    @Test
    void scanning_the_fleet_in_two_halves_and_merging_finds_the_same_clients() {
        // Objects refer to objects of the other half only by store, which is followed after the merger.
        Manifests all = Manifests.read(FLEET.yaml(), "fleet.yaml");
        Manifests carriers = Manifests.of(all.resources().stream()
                .filter(resource -> resource.kind().endsWith("Bundle"))
                .toList());
        Inventory merged = ClusterScan.of(carriers).scan().merge(FOUND);
        assertThat(merged).isEqualTo(FOUND);
    }
}
