package io.github.windlass4j.gateway.migrate;

import static io.github.windlass4j.gateway.migrate.NginxSamples.STANDARD;
import static io.github.windlass4j.gateway.migrate.NginxSamples.ingress;
import static io.github.windlass4j.gateway.migrate.NginxSamples.migrate;
import static io.github.windlass4j.gateway.migrate.NginxSamples.path;
import static io.github.windlass4j.gateway.migrate.NginxSamples.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.manifest.object.Manifests;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProofQuestionTest {
    private static final IngressMigration MIGRATION = migrate(
            STANDARD,
            service("shop", "web"),
            service("shop", "other"),
            ingress("shop", "a", "", "a.example.com", path("/app(/|$)(.*)", "web"), "rewrite-target", "/$2"));

    private static MigrationProof.Difference inCapitals(MigrationProof proof) {
        return proof.differences().stream()
                .filter(difference -> difference.request().transport().name().equals("HTTP"))
                .filter(difference -> difference.request().path().equals("/APP"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void other_letters_explain_a_difference_where_both_sides_agree_on_the_path_as_it_is_written() {
        assertThat(inCapitals(MIGRATION.prove()).loss())
                .hasValueSatisfying(loss -> assertThat(loss.aspect()).isEqualTo(Loss.Aspect.LETTER_CASE));
    }

    @Test
    void they_explain_nothing_where_the_path_as_it_is_written_leads_elsewhere() {
        Manifests others = Manifests.read(
                MIGRATION.objects().toYaml().replaceAll("(?s)(backendRefs:.*?name: )\"?web\"?", "$1other"),
                "others.yaml");
        assertThat(others.toYaml().toLowerCase(Locale.ROOT)).contains("name: other");
        MigrationProof proof = MIGRATION.compare(others);
        assertThat(inCapitals(proof).loss()).isEmpty();
        assertThat(proof.holds()).isFalse();
    }

    @Test
    void a_proof_says_whether_losses_account_for_its_differences() {
        MigrationProof holding = MIGRATION.prove();
        assertThat(holding.unexplained()).isEmpty();
        assertThat(holding)
                .hasToString("holds over " + holding.requests() + " requests: "
                        + holding.differences().size()
                        + " are answered differently, each because of a loss that is reported");
        MigrationProof.Difference explained = holding.differences().get(0);
        MigrationProof.Difference open = new MigrationProof.Difference(
                explained.request(), explained.before(), explained.after(), Optional.empty());
        assertThat(new MigrationProof(9, List.of(explained, open, open), List.of()))
                .hasToString(
                        "does not hold over 9 requests: 3 are answered differently, 2 of them for no reason that is reported");
        assertThat(new MigrationProof(9, List.of(explained), List.of()))
                .hasToString(
                        "holds over 9 requests: 1 is answered differently, each because of a loss that is reported");
        assertThat(new MigrationProof(9, List.of(), List.of()))
                .hasToString("holds over 9 requests: none is answered differently");
        assertThat(new MigrationProof(1, List.of(), List.of()))
                .hasToString("holds over 1 request: none is answered differently");
        assertThat(MIGRATION.section().summary())
                .startsWith(holding.toString().substring("holds over ".length()).split(" ")[0])
                .contains("each because of a loss that is reported; ");
    }
}
