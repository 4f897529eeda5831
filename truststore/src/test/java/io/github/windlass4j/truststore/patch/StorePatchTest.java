package io.github.windlass4j.truststore.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.truststore.client.Client;
import io.github.windlass4j.truststore.client.SslMode;
import io.github.windlass4j.truststore.rotation.Effect;
import io.github.windlass4j.truststore.rotation.Fix;
import io.github.windlass4j.truststore.rotation.Rotation;
import io.github.windlass4j.truststore.rotation.Topology;
import io.github.windlass4j.truststore.store.TrustStore;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorePatchTest {
    private static final Mint MINT = Mint.seeded(12).at(Instant.parse("2026-11-22T00:00:00Z"));
    private static final Certificate OLD = MINT.root("Old Root").certificate();
    private static final Certificate NEW = MINT.root("New Root").certificate();
    private static final Certificate KEPT = MINT.root("Kept Root").certificate();

    @Test
    void difference_of_two_stores_leads_from_one_to_the_other() {
        TrustStore from = TrustStore.of("a", List.of(OLD, KEPT));
        TrustStore to = TrustStore.of("b", List.of(KEPT, NEW));

        StorePatch patch = StorePatch.between(from, to);

        assertThat(patch.additions()).extracting(Addition::sha256).containsExactly(NEW.sha256());
        assertThat(patch.removals()).containsExactly(OLD);
        assertThat(patch.applyTo(from).certificates()).containsExactlyInAnyOrderElementsOf(to.certificates());
        assertThat(StorePatch.between(to, to).isEmpty()).isTrue();
        assertThat(StorePatch.between(to, to)).hasToString("nothing to change");
    }

    @Test
    void a_fix_becomes_the_patch_that_keeps_the_client_connected() {
        TrustStore pinned = TrustStore.of("root.crt", List.of(Topology.OLD_ICA_A.certificate()));
        Rotation rotation = Rotation.from(Topology.OLD)
                .to(Topology.NEW)
                .at(Topology.AT)
                .candidates(List.of(Topology.ROOT_A.certificate()));
        Client client = Client.pgjdbc("42.7.14").sslmode(SslMode.VERIFY_FULL).host(Topology.HOST);

        StorePatch patch =
                StorePatch.of(rotation.impactOn(client.rootFile(pinned)).fix());

        assertThat(patch.additions())
                .extracting(Addition::sha256)
                .containsExactly(Topology.ROOT_A.certificate().sha256());
        assertThat(rotation.impactOn(client.rootFile(patch.applyTo(pinned))).effect())
                .isEqualTo(Effect.UNAFFECTED);
        assertThat(StorePatch.of(new Fix.NotNeeded()).isEmpty()).isTrue();
    }

    @Test
    void repetitions_count_once_and_contradictions_are_refused() {
        assertThat(StorePatch.adding(List.of(NEW, NEW)).additions()).hasSize(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StorePatch(List.of(Addition.of(NEW)), List.of(NEW)))
                .withMessageContaining("both added and removed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.test/ca.crt",
                "https://example.test/ca.crt'%3Brm",
                "https://example.test/$(id)",
                "file:///etc/passwd"
            })
    void address_that_could_leave_its_quotes_is_refused(String address) {
        URI uri = URI.create(address.replace("(", "%28").replace(")", "%29"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Addition.named("x", "CN=x", NEW.sha256(), uri))
                .withMessageContaining("want a plain http or https address");
    }

    @Test
    void subject_cannot_end_its_comment() {
        Addition addition = Addition.named("x", "CN=x\nrm -rf /", NEW.sha256(), null);

        assertThat(KeytoolScript.render(new StorePatch(List.of(addition), List.of())))
                .contains("# CN=x?rm -rf /\n")
                .doesNotContain("\nrm -rf /");
    }

    @Test
    void wrong_fingerprint_or_alias_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Addition("a b", "CN=x", NEW.sha256(), null, null))
                .withMessageContaining("alias");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Addition("a", "CN=x", "12", null, null))
                .withMessageContaining("sha256");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Addition("a", "CN=x", OLD.sha256(), NEW, null))
                .withMessageContaining("that of the certificate");
    }

    @Test
    void pem_names_what_it_holds() {
        assertThat(StorePatch.adding(List.of(NEW)).toPem())
                .startsWith("# CN=New Root\n# SHA-256 " + NEW.sha256() + "\n-----BEGIN CERTIFICATE-----\n");
    }

    static List<Recipes.Recipe> shippedRecipes() {
        return Recipes.shipped().recipes();
    }

    @ParameterizedTest
    @MethodSource("shippedRecipes")
    void every_recipe_names_each_certificate_and_leaves_no_gap(Recipes.Recipe recipe) {
        StorePatch patch = new StorePatch(List.of(Addition.of(NEW), Addition.of(KEPT)), List.of(OLD));

        String text = recipe.render(patch);

        assertThat(text)
                .contains(Addition.of(NEW).fileName(), Addition.of(KEPT).fileName(), NEW.sha256(), OLD.sha256())
                .doesNotContain("{alias}", "{file}", "{sha256}")
                .startsWith(recipe.comment() + " ");
        assertThat(Recipes.shipped().recipe(recipe.id())).isEqualTo(recipe);
    }

    @Test
    void unknown_recipe_lists_the_known_ones() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Recipes.shipped().recipe("amiga"))
                .withMessageContaining("debian-image");
    }
}
