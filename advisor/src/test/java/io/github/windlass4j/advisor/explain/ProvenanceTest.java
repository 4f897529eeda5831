package io.github.windlass4j.advisor.explain;

import static io.github.windlass4j.advisor.Packs.SRC;
import static io.github.windlass4j.advisor.Packs.TODAY;
import static io.github.windlass4j.advisor.Packs.question;
import static io.github.windlass4j.advisor.Packs.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.windlass4j.advisor.decide.Advice;
import io.github.windlass4j.advisor.decide.Advisor;
import io.github.windlass4j.advisor.decide.Facts;
import io.github.windlass4j.advisor.knowledge.Catalogue;
import io.github.windlass4j.advisor.knowledge.HitPolicy;
import io.github.windlass4j.advisor.knowledge.Knowledge;
import io.github.windlass4j.advisor.knowledge.KnowledgePack;
import io.github.windlass4j.advisor.knowledge.Level;
import io.github.windlass4j.advisor.knowledge.Need;
import io.github.windlass4j.advisor.knowledge.Option;
import io.github.windlass4j.advisor.knowledge.Row;
import io.github.windlass4j.advisor.knowledge.Table;
import io.github.windlass4j.advisor.knowledge.Topic;
import io.github.windlass4j.core.knowledge.Claim;
import io.github.windlass4j.core.knowledge.Resolution;
import io.github.windlass4j.core.knowledge.Source;
import io.github.windlass4j.core.knowledge.SourceKind;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Where advice comes from: sources that contradict each other, claims that nobody has looked at again, dates on which it
 * changes.
 */
class ProvenanceTest {
    private static final LocalDate JUNE = LocalDate.of(2026, 6, 1);
    private static final LocalDate JULY = LocalDate.of(2026, 7, 1);
    private static final Source NOTES = new Source("notes", "Notes", "Vendor", null, SourceKind.RELEASE_NOTES, TODAY);

    private static KnowledgePack pack(Claim<String> first, Claim<String> second) {
        Topic topic = new Topic("state", "State", List.of(first, second), List.of(), List.of());
        Option option = new Option(
                "p",
                "Product",
                Map.of(
                        "k",
                        List.of(
                                new Claim<>(Level.NATIVE, SRC, null, null, JUNE),
                                new Claim<>(Level.NO, "notes", null, JULY, null))),
                List.of());
        Catalogue catalogue =
                new Catalogue("cat", "Cat", List.of(option), List.of(Need.must("m", Map.of(), "k", Level.NATIVE, SRC)));
        Table table = new Table(
                "t",
                "T",
                List.of("state"),
                HitPolicy.FIRST,
                List.of(
                        new Row(Map.of("state", Set.of("ga")), Map.of("x", "use"), List.of(SRC), List.of(), JULY, null),
                        new Row(Map.of(), Map.of("x", "wait"), List.of(SRC), List.of(), null, null)));
        return new KnowledgePack(
                "test",
                "Test",
                TODAY,
                List.of(source(SRC), NOTES),
                List.of(question("a", "1", "2")),
                List.of(topic),
                List.of(table),
                List.of(catalogue),
                List.of());
    }

    private static Advice advise(KnowledgePack pack, LocalDate day) {
        return Advisor.advise(Knowledge.of(pack), Facts.none(), day);
    }

    @Test
    void the_better_kind_of_source_wins_and_the_conflict_is_told() {
        Advice advice = advise(pack(Claim.of("preview", SRC), Claim.of("ga", "notes")), TODAY);
        assertThat(advice.topic("state").value()).contains("ga");
        assertThat(Provenance.of(advice).conflicts()).singleElement().satisfies(conflict -> {
            assertThat(conflict.id()).isEqualTo("state");
            assertThat(conflict.subject()).isEqualTo("State");
            assertThat(conflict.resolution().ground()).isEqualTo(Resolution.Ground.KIND);
        });
        assertThat(advice.answer("t").value("x")).contains("use");
        assertThat(Provenance.of(advise(pack(Claim.of("ga", SRC), Claim.of("ga", "notes")), TODAY))
                        .conflicts())
                .isEmpty();
    }

    @Test
    void claims_about_options_conflict_too_while_they_hold() {
        KnowledgePack pack = pack(Claim.of("ga", SRC), Claim.of("ga", "notes"));
        Advice july = advise(pack, JULY);
        assertThat(Provenance.of(july).conflicts())
                .extracting(Conflict::id, Conflict::subject)
                .containsExactly(tuple("cat/p/k", "Product: k"));
        assertThat(july.answer("cat").possible()).hasToString("[none]");
        Advice later = advise(pack, JULY.plusDays(1));
        assertThat(Provenance.of(later).conflicts()).isEmpty();
        assertThat(Provenance.of(later)).asString().startsWith("provenance of ").endsWith(later.toString());
        assertThat(later.answer("cat").possible()).hasToString("[[{option=p}]]");
    }

    @Test
    void a_claim_is_stale_after_its_day_of_review() {
        KnowledgePack pack =
                pack(new Claim<>("ga", "notes", null, null, JULY), new Claim<>("preview", SRC, null, null, JUNE));
        assertThat(Provenance.of(advise(pack, JULY)).stale())
                .as("the claim that counts is fresh")
                .isEmpty();
        assertThat(Provenance.of(advise(pack, JULY.plusDays(1))).stale())
                .extracting(StaleClaim::id, stale -> stale.claim().value())
                .containsExactly(tuple("state", "ga"), tuple("cat/p/k", "NATIVE"));
    }

    @Test
    void advice_changes_on_the_day_after_the_last_one() {
        KnowledgePack pack =
                pack(new Claim<>("ga", "notes", JUNE, null, null), new Claim<>("preview", SRC, null, null, null));
        Advice advice = advise(pack, TODAY);
        assertThat(Provenance.of(advice).changeDates()).containsExactly(JUNE, JUNE.plusDays(1), JULY, JULY.plusDays(1));
        assertThat(advise(pack, JULY.minusDays(1)).answer("t").value("x")).contains("wait");
        assertThat(advise(pack, JULY).answer("t").value("x")).contains("use");
    }

    @Test
    void an_upper_pack_adds_claims_and_needs_to_the_lower_one() {
        KnowledgePack low = pack(Claim.of("ga", SRC), Claim.of("ga", SRC));
        Source user = new Source("own", "Own", "We", null, SourceKind.USER, TODAY);
        Option changed = new Option("p", "Ours", Map.of("l", List.of(Claim.of(Level.NATIVE, "own"))), List.of());
        KnowledgePack high = new KnowledgePack(
                "own",
                "Own",
                TODAY,
                List.of(user),
                List.of(),
                List.of(new Topic("state", "Our state", List.of(Claim.of("gone", "own")), List.of(), List.of())),
                List.of(),
                List.of(new Catalogue(
                        "cat",
                        "Our cat",
                        List.of(changed),
                        List.of(Need.must("n", Map.of(), "l", Level.NATIVE, "own")))),
                List.of());
        Knowledge both = Knowledge.of(low).with(high);
        assertThat(both.overrides()).containsExactly("topic state: own over test", "catalogue cat: own over test");
        assertThat(both.sources()).containsOnlyKeys(SRC, "notes", "own");
        assertThat(both.packs()).containsExactly(low, high);
        Advice advice = Advisor.advise(both, Facts.none(), TODAY);
        assertThat(advice.topic("state").value()).contains("gone");
        assertThat(Provenance.of(advice).conflicts())
                .extracting(Conflict::subject)
                .contains("Our state");
        assertThat(both.catalogues().get(0).title()).isEqualTo("Our cat");
        assertThat(both.catalogues().get(0).needs()).extracting(Need::id).containsExactly("m", "n");
        assertThat(both.catalogues().get(0).options().get(0).capabilities()).containsOnlyKeys("k", "l");
        assertThat(both.catalogues().get(0).options().get(0).name()).isEqualTo("Ours");
        Source other = new Source(SRC, "Another", "We", null, SourceKind.USER, TODAY);
        KnowledgePack clash = new KnowledgePack(
                "clash", "Clash", TODAY, List.of(other), List.of(), List.of(), List.of(), List.of(), List.of());
        assertThatThrownBy(() -> Knowledge.of(low).with(clash))
                .hasMessage("pack clash: source \"page\" means something else than below");
    }
}
