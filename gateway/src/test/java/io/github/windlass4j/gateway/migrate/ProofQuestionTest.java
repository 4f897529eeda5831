package io.github.windlass4j.gateway.migrate;

import static io.github.windlass4j.gateway.migrate.NginxSamples.STANDARD;
import static io.github.windlass4j.gateway.migrate.NginxSamples.ingress;
import static io.github.windlass4j.gateway.migrate.NginxSamples.migrate;
import static io.github.windlass4j.gateway.migrate.NginxSamples.path;
import static io.github.windlass4j.gateway.migrate.NginxSamples.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.manifest.object.Manifests;
import java.util.Locale;
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
}
