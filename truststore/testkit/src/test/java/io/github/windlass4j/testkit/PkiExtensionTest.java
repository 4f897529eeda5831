package io.github.windlass4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.mint.Mint;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PkiExtension.class)
@PkiSeed(value = 42, at = "2026-11-22T00:00:00Z")
class PkiExtensionTest {
    private static final Instant MINTED = Instant.parse("2026-11-22T00:00:00Z");

    @Test
    void parameters_of_one_test_share_one_pki(Pki first, Pki second, Mint mint) {
        assertThat(first).isSameAs(second);
        assertThat(first.mint()).isSameAs(mint);
    }

    @Test
    void same_seed_and_instant_give_the_same_names_and_keys(Pki pki) {
        Pki again = Pki.of(Mint.seeded(42).at(MINTED));

        assertThat(pki.root().certificate().spkiSha256())
                .isEqualTo(again.root().certificate().spkiSha256());
        assertThat(pki.server().certificate().isValidAt(MINTED)).isTrue();
    }

    @Test
    @PkiSeed(43)
    void annotation_on_the_method_wins(Pki pki) {
        Pki ofClass = Pki.of(Mint.seeded(42).at(MINTED));

        assertThat(pki.root().certificate().spkiSha256())
                .isNotEqualTo(ofClass.root().certificate().spkiSha256());
    }
}
