package io.github.windlass4j.truststore.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.truststore.client.Engine;
import io.github.windlass4j.truststore.client.PresentedChain;
import io.github.windlass4j.truststore.store.TrustStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class StoreDiffTest {
    private static final Mint MINT = Mint.seeded(7);
    private static final Authority OLD_ROOT = MINT.root("Old Root");
    private static final Authority NEW_ROOT = MINT.root("New Root");
    private static final Certificate A = OLD_ROOT.certificate();
    private static final Certificate B = NEW_ROOT.certificate();
    private static final Certificate CROSS = OLD_ROOT.crossSign(NEW_ROOT).certificate();
    private static final Authority REKEYED_ROOT = OLD_ROOT.rekey();
    private static final Certificate REKEYED = REKEYED_ROOT.certificate();
    private static final Certificate RENEWED = MINT.root(
                    "Old Root", spec -> spec.key(OLD_ROOT.keyPair()).notAfter(Instant.parse("2060-01-01T00:00:00Z")))
            .certificate();
    private static final List<Certificate> ALL = List.of(A, B, CROSS, REKEYED, RENEWED);

    @Test
    void another_order_and_duplicates_are_no_difference() {
        StoreDiff diff = diff(List.of(A, B, A), List.of(B, A));
        assertThat(diff.isEmpty()).isTrue();
        assertThat(diff.common()).containsExactlyInAnyOrder(A, B);
        assertThat(diff)
                .hasToString("before -> after: 0 added, 0 removed, 0 renewed, 0 siblings added, "
                        + "0 siblings removed, 0 rekeyed, 2 unchanged");
    }

    @Test
    void a_new_key_is_added_and_a_lost_key_removed() {
        StoreDiff diff = diff(List.of(A), List.of(B));
        assertThat(diff.added()).containsExactly(B);
        assertThat(diff.removed()).containsExactly(A);
        assertThat(diff.rekeyed()).isEmpty();
        assertThat(diff.lines()).hasSize(2);
        assertThat(diff.lines().get(0)).startsWith("- CN=Old Root");
    }

    @Test
    void the_same_key_in_another_certificate_is_renewed_and_says_what_changed() {
        StoreDiff diff = diff(List.of(A), List.of(RENEWED));
        assertThat(diff.added()).isEmpty();
        assertThat(diff.removed()).isEmpty();
        assertThat(diff.renewed()).singleElement().satisfies(renewal -> {
            assertThat(renewal.keySha256()).isEqualTo(A.spkiSha256());
            assertThat(renewal.from()).containsExactly(A);
            assertThat(renewal.to()).containsExactly(RENEWED);
            assertThat(renewal.kept()).isEmpty();
        });
    }

    @Test
    void a_reissue_with_other_constraints_names_the_extension() {
        Certificate constrained = MINT.root(
                        "Old Root", spec -> spec.key(OLD_ROOT.keyPair()).pathLength(0))
                .certificate();
        Renewal renewal = diff(List.of(A), List.of(constrained)).renewed().get(0);
        assertThat(renewal.changes()).extracting(FieldChange::field).contains("2.5.29.19");
    }

    @Test
    void a_further_certificate_for_a_key_that_stays_is_a_sibling() {
        StoreDiff diff = diff(List.of(B), List.of(B, CROSS));
        assertThat(diff.siblings()).containsExactly(new Sibling(B.spkiSha256(), List.of(CROSS), List.of(B)));
        assertThat(diff.added()).isEmpty();
        assertThat(diff.reversed().removedSiblings())
                .containsExactly(new Sibling(B.spkiSha256(), List.of(CROSS), List.of(B)));
    }

    @Test
    void another_key_under_the_same_name_is_rekeyed_and_not_added() {
        StoreDiff diff = diff(List.of(A), List.of(REKEYED));
        assertThat(diff.rekeyed()).containsExactly(new Rekeying(A.subject(), List.of(A), List.of(REKEYED)));
        assertThat(diff.added()).isEmpty();
        assertThat(diff.removed()).isEmpty();
        assertThat(diff.lines()).singleElement().asString().startsWith("! another key: ");
    }

    @Test
    void a_second_key_beside_the_first_is_added_beside_the_same_subject() {
        StoreDiff diff = diff(List.of(A), List.of(A, REKEYED));
        assertThat(diff.rekeyed()).isEmpty();
        assertThat(diff.added()).containsExactly(REKEYED);
        assertThat(diff.addedBesideSameSubject()).containsExactly(REKEYED);
        assertThat(diff.reversed().removedBesideSameSubject()).containsExactly(REKEYED);
    }

    @Test
    void says_which_chains_start_and_stop_per_engine() {
        Authority issuing = NEW_ROOT.issueAuthority("Issuing");
        Issued leaf = issuing.issueLeaf("db.example");
        PresentedChain chain = PresentedChain.of("db", leaf.certificate(), issuing.certificate());
        Instant at = Mint.DEFAULT_INSTANT.plusSeconds(3600);
        List<ChainEffect> gained = diff(List.of(A), List.of(A, B)).effectOn(List.of(chain), at);
        assertThat(gained).hasSize(2).allMatch(ChainEffect::starts);
        assertThat(diff(List.of(A, B), List.of(A)).effectOn(List.of(chain), at))
                .hasSize(2)
                .allMatch(ChainEffect::stops);
        // A pin is an anchor to the JDK only.
        assertThat(diff(List.of(A), List.of(A, issuing.certificate())).effectOn(List.of(chain), at))
                .singleElement()
                .satisfies(effect -> {
                    assertThat(effect.engine()).isEqualTo(Engine.JSSE);
                    assertThat(effect).hasToString("db starts being trusted under JSSE");
                });
    }

    @Provide
    Arbitrary<List<Certificate>> stores() {
        return Arbitraries.of(ALL).list().ofMaxSize(6);
    }

    @Property(tries = 500)
    void the_classes_divide_what_is_on_one_side_only(
            @ForAll("stores") List<Certificate> before, @ForAll("stores") List<Certificate> after) {
        StoreDiff diff = diff(before, after);
        List<Certificate> coming = new ArrayList<>(diff.added());
        diff.renewed().forEach(one -> coming.addAll(one.to()));
        diff.siblings().forEach(one -> coming.addAll(one.changed()));
        diff.rekeyed().forEach(one -> coming.addAll(one.to()));
        List<Certificate> going = new ArrayList<>(diff.removed());
        diff.renewed().forEach(one -> going.addAll(one.from()));
        diff.removedSiblings().forEach(one -> going.addAll(one.changed()));
        diff.rekeyed().forEach(one -> going.addAll(one.from()));
        assertThat(coming).containsExactlyInAnyOrderElementsOf(diff.onlyAfter());
        assertThat(going).containsExactlyInAnyOrderElementsOf(diff.onlyBefore());
        Set<Certificate> applied = new HashSet<>(before);
        going.forEach(applied::remove);
        applied.addAll(coming);
        assertThat(applied).isEqualTo(new HashSet<>(after));
    }

    @Property(tries = 300)
    void reversed_is_the_difference_the_other_way_round(
            @ForAll("stores") List<Certificate> before, @ForAll("stores") List<Certificate> after) {
        StoreDiff there = diff(before, after);
        StoreDiff back = diff(after, before);
        assertThat(back.added()).isEqualTo(there.removed());
        assertThat(back.removed()).isEqualTo(there.added());
        assertThat(back.siblings()).isEqualTo(there.removedSiblings());
        assertThat(back.renewed())
                .isEqualTo(there.renewed().stream().map(Renewal::reversed).toList());
        assertThat(back.rekeyed())
                .isEqualTo(there.rekeyed().stream().map(Rekeying::reversed).toList());
    }

    private static StoreDiff diff(Collection<Certificate> before, Collection<Certificate> after) {
        return StoreDiff.between(TrustStore.of("before", before), TrustStore.of("after", after));
    }
}
