package io.github.windlass4j.scan.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.truststore.client.StoreKind;
import io.github.windlass4j.truststore.client.TrustMaterial;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InventoryTest {
    private static final Place ROOTS = new Place("prod", "ConfigMap shop/roots key ca.crt");
    private static final ClientSighting CLIENT = client("", "image app:1");

    @Provide
    Arbitrary<Inventory> inventories() {
        return Fleets.inventories();
    }

    @Property(tries = 150)
    void merging_is_associative_commutative_and_idempotent(
            @ForAll("inventories") Inventory a,
            @ForAll("inventories") Inventory b,
            @ForAll("inventories") Inventory c) {
        assertThat(a.merge(b)).isEqualTo(b.merge(a));
        assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c))).isEqualTo(Inventory.merged(List.of(c, a, b)));
        assertThat(a.merge(a)).isEqualTo(a);
        assertThat(a.merge(b).merge(a)).isEqualTo(a.merge(b));
        assertThat(a.merge(Inventory.empty())).isEqualTo(a);
        assertThat(a.merge(b).unresolved()).isEqualTo(b.merge(a).unresolved());
    }

    @Property(tries = 100)
    void written_and_read_is_identity_and_the_text_is_the_same_again(@ForAll("inventories") Inventory some)
            throws Exception {
        Inventory read = read(text(some));
        assertThat(read).isEqualTo(some);
        assertThat(text(read)).isEqualTo(text(some));
    }

    @Property(tries = 60)
    void the_lines_of_two_inventories_in_any_order_are_their_merger(
            @ForAll("inventories") Inventory a, @ForAll("inventories") Inventory b, @ForAll long seed)
            throws Exception {
        List<String> lines = new ArrayList<>((text(a) + text(b)).lines().toList());
        Collections.shuffle(lines, new Random(seed));
        assertThat(read(String.join("\n", lines))).isEqualTo(a.merge(b));
    }

    @Property(tries = 60)
    void a_client_is_understood_after_reading_as_before(@ForAll("inventories") Inventory some) throws Exception {
        Inventory read = read(text(some));
        for (ClientSighting client : some.clients()) {
            assertThat(read.model(client).storeInUse())
                    .isEqualTo(some.model(client).storeInUse());
            assertThat(read.model(client).settings())
                    .isEqualTo(some.model(client).settings());
            assertThat(read.model(client).material(StoreKind.ROOT_FILE).toString())
                    .isEqualTo(some.model(client).material(StoreKind.ROOT_FILE).toString());
        }
    }

    @Test
    void a_client_meets_the_store_that_another_scan_found() {
        Inventory manifests =
                Inventory.builder().add(CLIENT.withVersion("42.7.14")).build();
        Inventory store = Inventory.builder()
                .add(ROOTS, "data[\"ca.crt\"]", StoreSighting.Role.TRUST, Fleets.CONTENTS.get(0))
                .build();
        assertThat(manifests.unresolved())
                .containsExactly(
                        new Unresolved("Deployment shop/api", ROOTS.toString(), "is not among what was scanned"));
        Inventory both = manifests.merge(store);
        assertThat(both.unresolved()).isEmpty();
        assertThat(both.model(CLIENT).material(StoreKind.ROOT_FILE))
                .isInstanceOfSatisfying(
                        TrustMaterial.Present.class,
                        present ->
                                assertThat(present.store().certificates()).containsExactly(Fleets.ROOT.certificate()));
    }

    @Test
    void a_client_gets_the_release_that_was_found_where_it_runs() {
        Inventory.Builder facts = Inventory.builder().add(CLIENT);
        facts.add(ROOTS, "", StoreSighting.Role.TRUST, Fleets.CONTENTS.get(0));
        assertThat(facts.build().unresolved())
                .containsExactly(new Unresolved(
                        "Deployment shop/api", "the release of pgjdbc", "is stated nowhere that was scanned"));
        facts.add(new SoftwareSighting(new Place("image app:1", "/app/a.jar"), "pgjdbc", "42.7.3"));
        assertThat(facts.build().model(CLIENT).version()).isEqualTo("42.7.3");
        assertThat(facts.build().unresolved()).isEmpty();
        facts.add(new SoftwareSighting(new Place("image app:1", "/app/b.jar"), "pgjdbc", "42.2.5"));
        assertThat(facts.build().unresolved())
                .extracting(Unresolved::reason)
                .containsExactly("is one of 42.2.5, 42.7.3, all found in image app:1");
    }

    @Test
    void two_contents_at_one_place_are_no_content_and_named() {
        Inventory twice = Inventory.builder()
                .add(CLIENT.withVersion("42.7.14"))
                .add(ROOTS, "", StoreSighting.Role.TRUST, Fleets.CONTENTS.get(0))
                .add(ROOTS, "", StoreSighting.Role.TRUST, Fleets.CONTENTS.get(1))
                .build();
        assertThat(twice.model(CLIENT).material(StoreKind.ROOT_FILE)).isEqualTo(TrustMaterial.notAtHand());
        assertThat(twice.unresolved())
                .extracting(Unresolved::reason)
                .containsExactly("was seen with 2 different contents");
    }

    @Test
    void what_is_not_found_where_everything_was_searched_is_not_there() {
        Inventory searched = Inventory.builder()
                .add(CLIENT.withVersion("42.7.14"))
                .searched("prod")
                .build();
        assertThat(searched.model(CLIENT).material(StoreKind.ROOT_FILE)).isEqualTo(TrustMaterial.absent());
        assertThat(searched.unresolved()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no json",
                "[]",
                "{}",
                "{\"clients\": {}}",
                "{\"client\": {}}",
                "{\"client\": 1, \"store\": 2}",
                "{\"certificate\": \"AAAA\"}",
                "{\"certificate\": \"!\"}",
                "{\"store\": {\"path\": \"/a\", \"role\": \"ANCHOR\", \"content\": \"x\"}}",
                "{\"store\": {\"path\": \"/a\", \"role\": \"TRUST\"}}",
                "{\"content\": {\"id\": \"x\", \"format\": \"PEM\", \"outcomes\": [], \"loaders\": [7]}}",
                "{\"content\": {\"id\": \"x\", \"format\": \"PEM\", \"entries\": [{\"sha256\": \"00\"}]}}",
                "{\"finding\": {\"rule\": \"X\", \"severity\": \"NOTE\", \"line\": 99999999999}}",
                "{\"software\": {\"path\": \"/a\", \"name\": \"jdk\"}}"
            })
    void rejects_a_line_that_is_no_fact_and_says_which(String line) {
        assertThatThrownBy(() -> read("\n" + line + "\n"))
                .isInstanceOf(MalformedInventoryException.class)
                .hasMessageStartingWith("facts:2: ");
    }

    @Test
    void rejects_a_content_that_was_changed_under_its_id() throws Exception {
        Inventory.Builder facts = Inventory.builder();
        facts.add(ROOTS, "", StoreSighting.Role.TRUST, Fleets.CONTENTS.get(1));
        String changed = text(facts.build()).replace("\"trusted\":true", "\"trusted\":false");
        assertThatThrownBy(() -> read(changed))
                .isInstanceOf(MalformedInventoryException.class)
                .hasMessageContaining("is not that of what it holds");
    }

    private static ClientSighting client(String version, String home) {
        return new ClientSighting(
                "Deployment shop/api",
                new Place("prod", "Deployment shop/api"),
                "pgjdbc",
                version,
                "db.example.org",
                5432,
                Map.of("sslmode", "verify-full"),
                List.of(),
                Map.of(StoreKind.ROOT_FILE, StorePointer.to(ROOTS)),
                home);
    }

    private static String text(Inventory inventory) throws IOException {
        StringBuilder text = new StringBuilder();
        inventory.writeTo(text);
        return text.toString();
    }

    private static Inventory read(String text) throws IOException {
        return Inventory.read(new BufferedReader(new StringReader(text)), "facts");
    }
}
