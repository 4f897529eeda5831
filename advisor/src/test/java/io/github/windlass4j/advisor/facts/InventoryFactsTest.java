package io.github.windlass4j.advisor.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.advisor.decide.Fact;
import io.github.windlass4j.advisor.decide.Facts;
import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.scan.inventory.ClientSighting;
import io.github.windlass4j.scan.inventory.Inventory;
import io.github.windlass4j.scan.inventory.Place;
import io.github.windlass4j.scan.inventory.StorePointer;
import io.github.windlass4j.scan.inventory.StoreSighting;
import io.github.windlass4j.truststore.client.StoreKind;
import io.github.windlass4j.truststore.store.StoreSnapshot;
import io.github.windlass4j.truststore.store.TrustStore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InventoryFactsTest {
    private static final Certificate OLD = Mint.seeded(1).root("Old root").certificate();
    private static final Certificate NEW = Mint.seeded(2).root("New root").certificate();
    private static final Place ROOTS = new Place("prod", "ConfigMap shop/roots key ca.crt");
    private static final Place BAKED = new Place("image app:1", "/etc/root.crt");

    @Test
    void each_client_of_a_fleet_is_measured_by_itself() {
        Inventory fleet = Inventory.builder()
                .add(client("cart", ROOTS, List.of()))
                .add(client("billing", BAKED, List.of()))
                .add(ROOTS, "", StoreSighting.Role.TRUST, StoreSnapshot.of(TrustStore.of("roots", List.of(OLD, NEW))))
                .add(BAKED, "", StoreSighting.Role.TRUST, StoreSnapshot.of(TrustStore.of("baked", List.of(OLD))))
                .build();
        Map<ClientSighting, Facts> facts = InventoryFacts.of(fleet, List.of(NEW));
        assertThat(facts.keySet()).extracting(ClientSighting::who).containsExactly("billing", "cart");
        assertThat(facts.values()).extracting(one -> value(one, "trustsRoot")).containsExactly("no", "yes");
        assertThat(facts.values()).extracting(one -> value(one, "store")).containsExactly("image", "configmap");
        assertThat(facts.values()).extracting(one -> value(one, "sslmode")).containsOnly("verify-full");
    }

    @Test
    void a_setting_of_unknown_value_leaves_all_but_the_driver_unknown() {
        Inventory fleet = Inventory.builder()
                .add(client("cart", ROOTS, List.of("sslmode")))
                .add(ROOTS, "", StoreSighting.Role.TRUST, StoreSnapshot.of(TrustStore.of("roots", List.of(NEW))))
                .build();
        Facts facts = InventoryFacts.of(fleet, List.of(NEW)).values().iterator().next();
        assertThat(value(facts, "driver")).isEqualTo("pgjdbc");
        assertThat(facts.find("sslmode")).isEmpty();
        assertThat(facts.find("trustsRoot")).isEmpty();
    }

    private static ClientSighting client(String who, Place roots, List<String> unknown) {
        return new ClientSighting(
                who,
                new Place("prod", "Deployment " + who),
                "pgjdbc",
                "42.7.14",
                "db.example.org",
                5432,
                unknown.isEmpty() ? Map.of("sslmode", "verify-full") : Map.of(),
                unknown,
                Map.of(StoreKind.ROOT_FILE, StorePointer.to(roots)),
                "image app:1");
    }

    private static String value(Facts facts, String question) {
        return facts.find(question).map(Fact::value).orElse("unknown");
    }
}
