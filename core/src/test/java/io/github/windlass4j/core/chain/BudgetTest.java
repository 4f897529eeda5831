package io.github.windlass4j.core.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class BudgetTest {
    @Test
    void every_limit_leaves_room_for_something() {
        Budget one = new Budget(1, 1, 1, 1, 1, 1, 1);
        List<UnaryOperator<Budget>> without = List.of(
                b -> b.withSignatures(0),
                b -> b.withSteps(0),
                b -> b.withNameComparisons(0),
                b -> b.withDepth(0),
                b -> b.withCertificates(0),
                b -> b.withBytes(0),
                b -> b.withPaths(-1));

        for (UnaryOperator<Budget> change : without) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> change.apply(one))
                    .withMessageMatching("[a-zA-Z]+: (0|-1) \\(want >= 1\\)");
        }
    }

    @Test
    void each_copy_changes_one_limit() {
        Budget standard = Budget.standard();

        assertThat(standard.withSignatures(7)).isEqualTo(copy(7, 0)).isNotEqualTo(standard);
        assertThat(standard.withSteps(7)).isEqualTo(copy(7, 1));
        assertThat(standard.withNameComparisons(7)).isEqualTo(copy(7, 2));
        assertThat(standard.withDepth(7)).isEqualTo(copy(7, 3));
        assertThat(standard.withCertificates(7)).isEqualTo(copy(7, 4));
        assertThat(standard.withBytes(7)).isEqualTo(copy(7, 5));
        assertThat(standard.withPaths(7)).isEqualTo(copy(7, 6));
    }

    private static Budget copy(int value, int place) {
        return new Budget(
                place == 0 ? value : Budget.SIGNATURES,
                place == 1 ? value : Budget.STEPS,
                place == 2 ? value : Budget.NAME_COMPARISONS,
                place == 3 ? value : Budget.DEPTH,
                place == 4 ? value : Budget.CERTIFICATES,
                place == 5 ? value : Budget.BYTES,
                place == 6 ? value : Budget.PATHS);
    }

    @Test
    void candidates_and_obstacles_say_what_they_are() {
        Pki pki = Pki.leaf(s -> s.subject("").dns("other.example.test"));
        ChainVerdict verdict = ChainValidator.of(Profile.RFC5280).validate(pki.request());
        Candidate candidate = verdict.candidates().get(0);

        assertThat(candidate.isValid()).isFalse();
        assertThat(candidate.leaf()).isEqualTo(pki.leaf.certificate());
        assertThat(candidate.anchor()).contains(pki.root.certificate());
        assertThat(candidate.obstacles().get(0).subject())
                .isEqualTo("SHA-256 " + pki.leaf.certificate().sha256());
        assertThat(candidate.toString()).contains("WL-CH-4001");
        Candidate sound = ChainValidator.of(Profile.RFC5280)
                .validate(Pki.sound().request())
                .candidates()
                .get(0);
        assertThat(sound.isValid()).isTrue();
        assertThat(sound.toString()).isNotEqualTo(candidate.toString()).contains("CN=db.example.test <- CN=CA");
    }
}
