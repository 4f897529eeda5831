package io.github.windlass4j.scan.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.ChainRequest;
import io.github.windlass4j.core.chain.ChainValidator;
import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.chain.JsseProfile;
import io.github.windlass4j.core.chain.OpensslProfile;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.core.chain.SignatureMemo;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.scan.inventory.Inventory;
import io.github.windlass4j.scan.inventory.Place;
import io.github.windlass4j.scan.inventory.StoreSighting;
import io.github.windlass4j.truststore.client.PresentedChain;
import io.github.windlass4j.truststore.store.StoreSnapshot;
import io.github.windlass4j.truststore.store.TrustStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FleetAssessmentTest {
    private static final Instant DAY = Instant.parse("2026-12-01T00:00:00Z");
    private static final Authority ROOT_A = Mint.seeded(1).at(DAY).root("Root A");
    private static final Authority ROOT_B = Mint.seeded(2).at(DAY).root("Root B");
    private static final Authority OTHER = Mint.seeded(3).at(DAY).root("Other");
    private static final Authority CA_A = ROOT_A.issueAuthority("CA A");
    private static final Authority CA_B = ROOT_B.issueAuthority("CA B");
    private static final Certificate CROSS = ROOT_B.crossSign(ROOT_A).certificate();

    private static final List<PresentedChain> CHAINS = List.of(
            PresentedChain.of("a", CA_A.issueLeaf("a.example").chain()),
            PresentedChain.of("b", CA_B.issueLeaf("b.example").chain()),
            PresentedChain.of("a with cross", with(CA_A.issueLeaf("c.example").chain(), CROSS)),
            PresentedChain.of("leaf only", CA_A.issueLeaf("d.example").certificate()));

    private static final List<Certificate> POOL = List.of(
            ROOT_A.certificate(),
            ROOT_B.certificate(),
            CA_A.certificate(),
            CA_B.certificate(),
            CROSS,
            OTHER.certificate(),
            CHAINS.get(3).certificates().get(0));

    private static final List<Profile> PROFILES = List.of(
            Profile.RFC5280,
            Profile.PRIVATE_PKI,
            Profile.jsse(17, JsseProfile.Entry.TRUST_MANAGER),
            Profile.openssl(OpensslProfile.Version.V3_0));

    private static List<Certificate> with(List<Certificate> chain, Certificate more) {
        List<Certificate> all = new ArrayList<>(chain);
        all.add(more);
        return all;
    }

    @Provide
    private Arbitrary<List<List<Certificate>>> stores() {
        return Arbitraries.of(POOL).list().ofMaxSize(5).list().ofMinSize(1).ofMaxSize(8);
    }

    @Property(tries = 150)
    void says_of_each_store_what_the_validator_says_of_it_alone(
            @ForAll("stores") List<List<Certificate>> stores, @ForAll int seed) {
        Profile profile = PROFILES.get(Math.floorMod(seed, PROFILES.size()));
        FleetAssessor assessor = FleetAssessor.of(profile, CHAINS, DAY);
        for (List<Certificate> store : stores) {
            FleetAssessment assessment = assessor.assess("s", store);
            for (int i = 0; i < CHAINS.size(); i++) {
                ChainVerdict alone = ChainValidator.of(profile)
                        .validate(ChainRequest.of(CHAINS.get(i).certificates())
                                .anchors(store)
                                .at(DAY)
                                .firstPathOnly());
                assertThat(assessment.trusts("s", i)).as(i + " in " + store).isEqualTo(alone.isTrusted());
                assertThat(assessment.obstacle("s", i).orElse(""))
                        .isEqualTo(alone.fold(
                                trusted -> "",
                                rejected -> rejected.obstacles().get(0).rule().id()));
            }
        }
    }

    @Property(tries = 100)
    void parts_merge_in_any_order_to_the_whole(@ForAll("stores") List<List<Certificate>> stores, @ForAll int cut) {
        FleetAssessment whole = assess(stores, 0, stores.size());
        int middle = Math.floorMod(cut, stores.size());
        FleetAssessment left = assess(stores, 0, middle + 1);
        FleetAssessment right = assess(stores, middle, stores.size());
        assertThat(left.merge(right)).isEqualTo(whole).isEqualTo(right.merge(left));
        assertThat(left.merge(left)).isEqualTo(left);
        assertThat(reread(whole)).isEqualTo(whole);
    }

    @Test
    void a_memo_that_the_caller_keeps_saves_the_next_assessor_every_signature() {
        SignatureMemo memo = SignatureMemo.bounded(100);
        FleetAssessor first = FleetAssessor.of(Profile.RFC5280, CHAINS, DAY, memo);
        FleetAssessment one = first.assess("s", POOL);
        FleetAssessor second = FleetAssessor.of(Profile.RFC5280, CHAINS, DAY.plusSeconds(1), memo);
        FleetAssessment two = second.assess("s", POOL);
        assertThat(first.signatureChecks()).isPositive();
        assertThat(second.signatureChecks()).isZero();
        assertThat(two.at()).isEqualTo(one.at().plusSeconds(1));
        assertThat(two.trusts("s", 0)).isEqualTo(one.trusts("s", 0));
    }

    private static FleetAssessment assess(List<List<Certificate>> stores, int from, int to) {
        FleetAssessor assessor = FleetAssessor.of(Profile.RFC5280, CHAINS, DAY);
        return IntStream.range(from, to)
                .mapToObj(i -> assessor.assess("store " + i, stores.get(i)))
                .reduce(FleetAssessment::merge)
                .orElseThrow();
    }

    private static FleetAssessment reread(FleetAssessment assessment) {
        StringBuilder text = new StringBuilder();
        try {
            assessment.writeTo(text);
            return FleetAssessment.read(new BufferedReader(new StringReader(text.toString())), "fleet.jsonl");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** OpenSSL takes the first issuer that fits by name, so the order of a bundle can decide. */
    @Test
    void the_order_of_a_store_counts_where_it_counts_for_the_engine() {
        FleetAssessor openssl = FleetAssessor.of(Profile.openssl(OpensslProfile.Version.V3_0), CHAINS, DAY);
        List<Certificate> crossFirst = List.of(CROSS, ROOT_A.certificate());
        List<Certificate> rootFirst = List.of(ROOT_A.certificate(), CROSS);
        for (List<Certificate> store : List.of(crossFirst, rootFirst, crossFirst)) {
            boolean alone = ChainValidator.of(Profile.openssl(OpensslProfile.Version.V3_0))
                    .validate(ChainRequest.of(CHAINS.get(0).certificates())
                            .anchors(store)
                            .at(DAY)
                            .firstPathOnly())
                    .isTrusted();
            assertThat(openssl.assess("s", store).trusts("s", 0)).as("" + store).isEqualTo(alone);
        }
    }

    @Test
    void judges_an_inventory_content_by_content() {
        Inventory.Builder builder = Inventory.builder();
        for (int i = 0; i < 50; i++) {
            List<Certificate> content = i % 2 == 0 ? List.of(ROOT_A.certificate()) : List.of(ROOT_B.certificate());
            builder.add(
                    new Place("prod", "/etc/ssl/" + i + ".pem"),
                    "",
                    StoreSighting.Role.TRUST,
                    StoreSnapshot.of(TrustStore.of("x", content)));
        }
        Inventory inventory = builder.build();
        // @start region="fleet"
        FleetAssessor assessor = FleetAssessor.of(Profile.PRIVATE_PKI, CHAINS, DAY);
        FleetAssessment fleet = assessor.assess(inventory, (store, done) -> true);
        fleet.rejecting(0).forEach(store -> System.getLogger("fleet").log(System.Logger.Level.DEBUG, store));
        // @end
        assertThat(fleet.stores()).hasSize(50);
        assertThat(fleet.rejecting(0)).hasSize(25).allMatch(name -> name.startsWith("prod: /etc/ssl/"));
        assertThat(fleet.rejecting(3)).hasSize(50);
        assertThat(fleet.rejections())
                .isEqualTo(IntStream.range(0, CHAINS.size())
                        .mapToLong(chain -> fleet.rejecting(chain).size())
                        .sum());
        assertThat(assessor.validations()).isLessThanOrEqualTo(2L * CHAINS.size());
        assertThat(assessor.assess(inventory, (store, done) -> done < 7).stores())
                .hasSize(7);
    }

    @Test
    void a_changed_store_costs_only_what_is_new() {
        FleetAssessor assessor = FleetAssessor.of(Profile.RFC5280, CHAINS, DAY);
        FleetAssessment before = assessor.assess("s", List.of(ROOT_A.certificate()));
        long validations = assessor.validations();
        FleetAssessment same = assessor.assess("s", List.of(OTHER.certificate(), ROOT_A.certificate()));
        assertThat(same).isEqualTo(before);
        FleetAssessment after = before.replacing(assessor.assess("s", List.of(ROOT_B.certificate())));
        assertThat(after.trusts("s", 1)).isTrue();
        assertThat(after.trusts("s", 0)).isFalse();
        assertThat(assessor.validations() - validations).isLessThanOrEqualTo(CHAINS.size());
        assertThat(assessor.signatureChecks()).isLessThanOrEqualTo(8);
        assertThat(assessor.verdict(List.of(ROOT_B.certificate()), 1).isTrusted())
                .isTrue();
    }

    /** Only the answers are kept of what streams by, and they are those of the same stores in an inventory's order. */
    @Test
    void judges_a_stream_of_stores() {
        List<TrustStore> stores = List.of(
                TrustStore.of("c", List.of(ROOT_A.certificate())),
                TrustStore.of("a", List.of(ROOT_B.certificate(), OTHER.certificate())),
                TrustStore.of("b", List.of()),
                TrustStore.of("a", List.of(ROOT_B.certificate())));
        FleetAssessment whole = FleetAssessor.of(Profile.RFC5280, CHAINS, DAY).assess(stores.iterator());
        assertThat(whole.stores()).containsExactly("a", "b", "c").contains("b").doesNotContain("d");
        FleetAssessor single = FleetAssessor.of(Profile.RFC5280, CHAINS, DAY);
        FleetAssessment merged = stores.stream()
                .map(store -> single.assess(store.origin(), store.certificates()))
                .reduce(FleetAssessment::merge)
                .orElseThrow();
        assertThat(whole).isEqualTo(merged);
        assertThatThrownBy(() -> single.assess(List.of(
                                TrustStore.of("s", List.of(ROOT_A.certificate())),
                                TrustStore.of("s", List.of(ROOT_B.certificate())))
                        .iterator()))
                .hasMessage("store s: two different answers");
        assertThatThrownBy(() -> single.verdict(List.of(), 4)).hasMessageContaining("index below 4");
    }

    @Property(tries = 50)
    void a_replaced_store_changes_no_other(@ForAll("stores") List<List<Certificate>> stores, @ForAll int which) {
        int changed = Math.floorMod(which, stores.size() + 1);
        FleetAssessor assessor = FleetAssessor.of(Profile.RFC5280, CHAINS, DAY);
        FleetAssessment replaced = assess(stores, 0, stores.size())
                .replacing(assessor.assess("store " + changed, List.of(ROOT_A.certificate())));
        List<List<Certificate>> after = new ArrayList<>(stores);
        if (changed < stores.size()) {
            after.remove(changed);
        }
        after.add(changed, List.of(ROOT_A.certificate()));
        assertThat(replaced).isEqualTo(assess(after, 0, after.size()));
    }

    @Test
    void parts_that_do_not_belong_together_are_refused() {
        FleetAssessment one = FleetAssessor.of(Profile.RFC5280, CHAINS, DAY).assess("s", List.of(ROOT_A.certificate()));
        FleetAssessment later = FleetAssessor.of(Profile.RFC5280, CHAINS, DAY.plusSeconds(1))
                .assess("s", List.of(ROOT_A.certificate()));
        FleetAssessment contradicting =
                FleetAssessor.of(Profile.RFC5280, CHAINS, DAY).assess("s", List.of(ROOT_B.certificate()));
        assertThatThrownBy(() -> one.merge(later)).hasMessageContaining("different assessments");
        assertThatThrownBy(() -> one.merge(contradicting)).hasMessage("store s: two different answers");
        assertThatThrownBy(() -> one.trusts("s", 4)).hasMessageContaining("one of 4 chains");
        assertThatThrownBy(() -> one.trusts("t", 0)).hasMessageContaining("store t");
        assertThatThrownBy(() -> FleetAssessor.of(Profile.RFC5280, List.of(PresentedChain.of("none")), DAY))
                .hasMessage("chain none: 0 certificates (want >= 1)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"fleet\": 1}",
                "{\"fleet\": {\"profile\": \"p\", \"at\": \"soon\", \"chains\": []}}",
                "{\"fleet\": {\"profile\": \"p\", \"at\": \"2026-12-01T00:00:00Z\", \"chains\": []}}\nnonsense",
                "{\"fleet\": {\"profile\": \"p\", \"at\": \"2026-12-01T00:00:00Z\", \"chains\": []}}\n"
                        + "{\"store\": {\"name\": \"s\", \"rejected\": {\"R\": \"01\"}}}",
                "{\"fleet\": {\"profile\": \"p\", \"at\": \"2026-12-01T00:00:00Z\", \"chains\": []}}\n"
                        + "{\"store\": {\"name\": \"s\", \"rejected\": {\"R\": \"xyz\"}}}",
                "{\"fleet\": {\"profile\": \"p\", \"at\": \"2026-12-01T00:00:00Z\", \"chains\": []}}\n"
                        + "{\"store\": {\"name\": \"s\"}}\n"
                        + "{\"store\": {\"name\": \"s\"}}"
            })
    void a_text_that_is_no_assessment_is_refused_with_its_line(String text) {
        assertThatThrownBy(() -> FleetAssessment.read(new BufferedReader(new StringReader(text)), "f.jsonl"))
                .isInstanceOf(MalformedFleetException.class)
                .hasMessageStartingWith("f.jsonl:" + Math.max(1, text.lines().count()) + ": ");
    }
}
