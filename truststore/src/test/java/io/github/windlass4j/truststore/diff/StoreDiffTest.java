package io.github.windlass4j.truststore.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.chain.GoProfile;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.core.mint.SigningAlgorithm;
import io.github.windlass4j.core.report.Block;
import io.github.windlass4j.core.report.Outcome;
import io.github.windlass4j.core.report.Section;
import io.github.windlass4j.truststore.client.Engine;
import io.github.windlass4j.truststore.client.PresentedChain;
import io.github.windlass4j.truststore.store.TrustStore;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
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

    private static final List<String> MODELLED = List.of(
            "JSSE 17 trust manager",
            "JSSE 25 trust manager",
            "OPENSSL 3.0",
            "OPENSSL 3.5",
            "GO 1.19",
            "GO 1.24",
            ".NET on OpenSSL 3.0",
            ".NET on OpenSSL 3.5");

    /** Two roots and what can become of them; the properties draw from them. */
    static final List<Certificate> ALL = List.of(A, B, CROSS, REKEYED, RENEWED);

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
        assertThat(names(diff(List.of(A), List.of(A, B)).effectOn(List.of(chain), at)))
                .containsExactlyElementsOf(MODELLED.stream()
                        .map(name -> "db starts being trusted under " + name)
                        .toList());
        assertThat(diff(List.of(A, B), List.of(A)).effectOn(List.of(chain), at))
                .hasSameSizeAs(MODELLED)
                .allMatch(ChainEffect::stops);
        // A pin is an anchor to the JDK and to Go; OpenSSL, and .NET on it, want a root.
        assertThat(names(diff(List.of(A), List.of(A, issuing.certificate())).effectOn(List.of(chain), at)))
                .containsExactly(
                        "db starts being trusted under JSSE 17 trust manager",
                        "db starts being trusted under JSSE 25 trust manager",
                        "db starts being trusted under GO 1.19",
                        "db starts being trusted under GO 1.24");
    }

    @Test
    void a_root_that_has_ended_is_an_anchor_to_the_jdk_alone() {
        Authority ended = MINT.root("Ended", spec -> spec.notAfter(Mint.DEFAULT_INSTANT.plusSeconds(60)));
        PresentedChain chain =
                PresentedChain.of("db", ended.issueLeaf("db.example").certificate());
        StoreDiff diff = diff(List.of(A), List.of(A, ended.certificate()));
        assertThat(diff.effectOn(List.of(chain), Mint.DEFAULT_INSTANT.plusSeconds(3600)))
                .extracting(ChainEffect::profile)
                .containsExactlyElementsOf(Engine.JSSE.profiles());
        assertThat(diff.effectOn(List.of(chain), Mint.DEFAULT_INSTANT)).hasSameSizeAs(MODELLED);
    }

    @Test
    void only_those_that_are_named_are_asked_in_their_order() {
        PresentedChain one =
                PresentedChain.of("one", NEW_ROOT.issueLeaf("one.example").certificate());
        PresentedChain two =
                PresentedChain.of("two", NEW_ROOT.issueLeaf("two.example").certificate());
        StoreDiff diff = diff(List.of(B), List.of(A));
        Instant at = Mint.DEFAULT_INSTANT.plusSeconds(3600);
        assertThat(names(diff.effectOn(
                        List.of(one, two), at, List.of(Profile.PRIVATE_PKI, Profile.go(GoProfile.Version.V1_24)))))
                .containsExactly(
                        "one stops being trusted under PRIVATE_PKI",
                        "one stops being trusted under GO 1.24",
                        "two stops being trusted under PRIVATE_PKI",
                        "two stops being trusted under GO 1.24");
        for (Engine engine : Engine.values()) {
            assertThat(engine.profiles()).as("%s", engine).hasSize(2).doesNotHaveDuplicates();
            assertThat(diff.effectOn(List.of(one), at, engine.profiles()))
                    .extracting(ChainEffect::profile)
                    .containsExactlyElementsOf(engine.profiles());
        }
        assertThat(diff.effectOn(List.of(one), at, List.of())).isEmpty();
    }

    @Test
    void a_renewal_that_only_lives_longer_changes_no_field() {
        assertThat(diff(List.of(A), List.of(RENEWED)).renewed().get(0).changes())
                .isEmpty();
    }

    @Test
    void a_renewal_by_another_authority_names_issuer_version_and_extensions() {
        Certificate plain = MINT.root(
                        "Old Root",
                        spec -> spec.key(OLD_ROOT.keyPair()).version(1).withoutExtensions())
                .certificate();
        List<FieldChange> changes =
                diff(List.of(A), List.of(plain)).renewed().get(0).changes();
        assertThat(changes).contains(new FieldChange("version", "v3", "v1"));
        assertThat(changes)
                .filteredOn(change -> change.field().equals("2.5.29.19"))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.before()).startsWith("critical 30");
                    assertThat(change.after()).isEqualTo("absent");
                });
        assertThat(diff(List.of(plain), List.of(A)).renewed().get(0).changes())
                .extracting(FieldChange::field)
                .containsExactlyElementsOf(
                        changes.stream().map(FieldChange::field).toList());
        Certificate cross = NEW_ROOT.crossSign(OLD_ROOT).certificate();
        assertThat(diff(List.of(A), List.of(cross)).renewed().get(0).changes())
                .contains(new FieldChange("issuer", "CN=Old Root", "CN=New Root"))
                .first()
                .hasToString("issuer: CN=Old Root -> CN=New Root");
    }

    @Test
    void a_renewal_with_another_signature_or_name_says_so() {
        Certificate renamed = MINT.root(
                        "Old Root G2", spec -> spec.key(OLD_ROOT.keyPair()).signedWith(SigningAlgorithm.ECDSA_SHA384))
                .certificate();
        assertThat(diff(List.of(A), List.of(renamed)).renewed().get(0).changes())
                .contains(
                        new FieldChange("subject", "CN=Old Root", "CN=Old Root G2"),
                        new FieldChange("signature algorithm", "SHA256withECDSA", "SHA384withECDSA"));
    }

    @Test
    void every_kind_of_change_has_a_line_with_name_end_and_hash() {
        assertThat(diff(List.of(A), List.of(B)).lines()).containsExactly("- " + text(A), "+ " + text(B));
        assertThat(diff(List.of(A), List.of(REKEYED)).lines())
                .containsExactly("! another key: " + text(A) + " -> " + text(REKEYED));
        assertThat(diff(List.of(A), List.of(RENEWED)).lines())
                .containsExactly("~ renewed: " + text(A) + " -> " + text(RENEWED));
        assertThat(diff(List.of(B), List.of(CROSS)).lines())
                .singleElement()
                .asString()
                .startsWith("~ renewed: " + text(B) + " -> " + text(CROSS) + " [issuer: CN=New Root -> CN=Old Root");
        assertThat(diff(List.of(B), List.of(B, CROSS)).lines()).containsExactly("+ same key: " + text(CROSS));
        assertThat(diff(List.of(B, CROSS), List.of(B)).lines()).containsExactly("- same key: " + text(CROSS));
    }

    @Test
    void a_renewal_beside_a_certificate_that_stays_keeps_that_one() {
        Certificate third = MINT.root(
                        "Old Root",
                        spec -> spec.key(OLD_ROOT.keyPair()).notAfter(Instant.parse("2061-01-01T00:00:00Z")))
                .certificate();
        assertThat(diff(List.of(A, third), List.of(RENEWED, third)).renewed())
                .containsExactly(new Renewal(A.spkiSha256(), List.of(A), List.of(RENEWED), List.of(third)));
    }

    @Test
    void a_namesake_whose_key_stays_makes_the_exchange_of_a_second_key_no_rekeying() {
        Certificate next = REKEYED_ROOT.rekey().certificate();
        StoreDiff diff = diff(List.of(A, REKEYED), List.of(A, next));
        assertThat(diff.rekeyed()).isEmpty();
        assertThat(diff.removedBesideSameSubject()).containsExactly(REKEYED);
        assertThat(diff.addedBesideSameSubject()).containsExactly(next);
    }

    @Test
    void a_new_name_is_added_beside_nobody() {
        StoreDiff diff = diff(List.of(A), List.of(A, B));
        assertThat(diff.added()).containsExactly(B);
        assertThat(diff.addedBesideSameSubject()).isEmpty();
        assertThat(diff.onlyAfter()).containsExactly(B);
        assertThat(diff.onlyBefore()).isEmpty();
    }

    @Test
    void a_lost_certificate_alone_is_a_difference() {
        StoreDiff diff = diff(List.of(A, B), List.of(A));
        assertThat(diff.isEmpty()).isFalse();
        assertThat(diff.onlyBefore()).containsExactly(B);
        assertThat(diff.common()).containsExactly(A);
    }

    @Test
    void a_report_passes_equal_stores_and_lists_the_changes_of_others() {
        assertThat(diff(List.of(A), List.of(A)).section())
                .isEqualTo(Section.of(
                        "before -> after",
                        Outcome.PASSES,
                        diff(List.of(A), List.of(A)).toString()));
        Section changed = diff(List.of(A), List.of(B)).section();
        assertThat(changed.outcome()).isEqualTo(Outcome.WARNS);
        assertThat(changed.blocks()).containsExactly(new Block.Text("Changes", "- " + text(A) + "\n+ " + text(B)));
    }

    @Test
    void lists_are_ordered_by_hash_and_groups_by_key_or_name() {
        List<Certificate> roots = Stream.of("D", "C", "B", "A")
                .map(name -> MINT.root(name).certificate())
                .toList();
        List<Certificate> byHash =
                roots.stream().sorted(Comparator.comparing(Certificate::sha256)).toList();
        assertThat(diff(List.of(), roots).added()).isEqualTo(byHash);
        assertThat(diff(roots, roots).common()).isEqualTo(byHash);
        Mint others = Mint.seeded(8);
        List<Certificate> rekeyed = Stream.of("C", "A", "D", "B")
                .map(name -> others.root(name).certificate())
                .toList();
        assertThat(diff(roots, rekeyed).rekeyed())
                .extracting(one -> one.subject().toString())
                .containsExactly("CN=A", "CN=B", "CN=C", "CN=D");
        List<Authority> kept = Stream.of("1", "2", "3", "4").map(MINT::root).toList();
        StoreDiff renewals = diff(
                kept.stream().map(Authority::certificate).toList(),
                kept.stream()
                        .map(root -> MINT.root("new", spec -> spec.key(root.keyPair())))
                        .map(Authority::certificate)
                        .toList());
        assertThat(renewals.renewed()).hasSize(4).extracting(Renewal::keySha256).isSorted();
    }

    @Test
    void a_chain_of_nothing_is_trusted_by_nobody_before_and_after() {
        assertThat(diff(List.of(A), List.of(B)).effectOn(List.of(PresentedChain.of("nothing")), Mint.DEFAULT_INSTANT))
                .isEmpty();
    }

    @Test
    void an_effect_carries_both_verdicts() {
        PresentedChain chain =
                PresentedChain.of("db", NEW_ROOT.issueLeaf("db.example").certificate());
        List<ChainEffect> effects =
                diff(List.of(B), List.of(A)).effectOn(List.of(chain), Mint.DEFAULT_INSTANT.plusSeconds(3600));
        assertThat(effects).hasSameSizeAs(MODELLED);
        assertThat(effects).allSatisfy(effect -> {
            assertThat(effect.starts()).isFalse();
            assertThat(effect.before()).isInstanceOf(ChainVerdict.Trusted.class);
            assertThat(effect.after()).isInstanceOf(ChainVerdict.Rejected.class);
        });
        assertThat(effects.get(2)).hasToString("db stops being trusted under OPENSSL 3.0");
    }

    private static List<String> names(List<ChainEffect> effects) {
        return effects.stream().map(ChainEffect::toString).toList();
    }

    private static String text(Certificate certificate) {
        return certificate.subject() + ", until " + certificate.notAfter() + ", "
                + certificate.sha256().substring(0, 16);
    }

    static StoreDiff diff(Collection<Certificate> before, Collection<Certificate> after) {
        return StoreDiff.between(TrustStore.of("before", before), TrustStore.of("after", after));
    }
}
