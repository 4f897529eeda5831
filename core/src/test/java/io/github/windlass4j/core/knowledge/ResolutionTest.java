package io.github.windlass4j.core.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ResolutionTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private static final Map<String, Source> SOURCES = Map.of(
            "old-page", source("old-page", SourceKind.SUBJECT_PAGE, "2025-08-21"),
            "new-page", source("new-page", SourceKind.SUBJECT_PAGE, "2026-01-29"),
            "overview", source("overview", SourceKind.OVERVIEW, "2026-06-05"),
            "user", source("user", SourceKind.USER, "2020-01-01"));

    private static Source source(String id, SourceKind kind, String date) {
        return new Source(id, id, "Vendor", null, kind, LocalDate.parse(date));
    }

    private static Resolution<String> resolve(List<Claim<String>> claims, String... tieBreak) {
        return Resolution.of(claims, SOURCES, TODAY, List.of(tieBreak));
    }

    @Test
    void page_on_the_subject_beats_a_newer_overview() {
        Resolution<String> resolution = resolve(List.of(Claim.of("no", "overview"), Claim.of("yes", "old-page")));

        assertThat(resolution.value()).contains("yes");
        assertThat(resolution.ground()).isEqualTo(Resolution.Ground.KIND);
        assertThat(resolution.isConflict()).isTrue();
        assertThat(resolution.claims()).extracting(Claim::value).containsExactly("yes", "no");
    }

    @Test
    void user_beats_everybody() {
        assertThat(resolve(List.of(Claim.of("a", "new-page"), Claim.of("b", "user")))
                        .value())
                .contains("b");
    }

    @Test
    void later_date_wins_within_one_kind() {
        Resolution<String> resolution = resolve(List.of(Claim.of("25", "old-page"), Claim.of("50", "new-page")));

        assertThat(resolution.value()).contains("50");
        assertThat(resolution.ground()).isEqualTo(Resolution.Ground.DATE);
    }

    @Test
    void declared_order_decides_within_one_source() {
        List<Claim<String>> claims = List.of(Claim.of("strong", "overview"), Claim.of("weak", "overview"));

        assertThat(resolve(claims, "weak", "strong").value()).contains("weak");
        assertThat(resolve(claims, "weak", "strong").ground()).isEqualTo(Resolution.Ground.TIE_BREAK);
        assertThat(resolve(claims, "weak").value()).contains("weak");
    }

    @Test
    void stays_open_when_nothing_decides() {
        Resolution<String> resolution = resolve(List.of(Claim.of("a", "overview"), Claim.of("b", "overview")));

        assertThat(resolution.value()).isEmpty();
        assertThat(resolution.ground()).isEqualTo(Resolution.Ground.OPEN);
    }

    @Test
    void names_agreement_single_claim_and_no_claim() {
        assertThat(resolve(List.of()).ground()).isEqualTo(Resolution.Ground.NO_CLAIM);
        assertThat(resolve(List.of()).value()).isEmpty();
        assertThat(resolve(List.of(Claim.of("a", "user"))).ground()).isEqualTo(Resolution.Ground.ONE_CLAIM);
        Resolution<String> agreement = resolve(List.of(Claim.of("a", "user"), Claim.of("a", "overview")));
        assertThat(agreement.ground()).isEqualTo(Resolution.Ground.AGREEMENT);
        assertThat(agreement.isConflict()).isFalse();
        assertThat(agreement.value()).contains("a");
    }

    @Test
    void claims_of_other_days_take_no_part() {
        Claim<String> over = new Claim<>("preview", "user", null, TODAY.minusDays(1), null);
        assertThat(resolve(List.of(over, Claim.of("ga", "overview"))).value()).contains("ga");
    }

    @Test
    void refuses_claim_without_its_source() {
        assertThatThrownBy(() -> resolve(List.of(Claim.of("a", "gone"), Claim.of("b", "user"))))
                .hasMessage("source \"gone\" is not among the sources");
    }

    @Property
    void order_of_claims_never_matters(@ForAll long seed) {
        List<Claim<String>> claims = new ArrayList<>(List.of(
                Claim.of("a", "overview"),
                Claim.of("b", "overview"),
                Claim.of("c", "new-page"),
                Claim.of("d", "old-page")));
        Resolution<String> expected = resolve(claims, "d", "c", "b", "a");
        Collections.shuffle(claims, new Random(seed));
        assertThat(resolve(claims, "d", "c", "b", "a")).isEqualTo(expected);
    }

    record Inner(List<String> values) {}

    record Outer(List<Inner> inners) {
        Outer {
            for (int i = 0; i < inners.size(); i++) {
                if (inners.get(i).values().contains("bad")) {
                    throw new InvalidPropertyException(
                            "inners[" + i + "].values[" + inners.get(i).values().indexOf("bad") + "]", "bad value");
                }
            }
        }
    }

    @Test
    void refusal_of_a_nested_property_names_its_own_place() {
        byte[] json = "{\"inners\":[\n{\"values\":[\"good\",\n \"bad\"]}]}".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> KnowledgeReader.read(json, "x.json", Outer.class))
                .isInstanceOf(MalformedKnowledgeException.class)
                .hasMessage("x.json:3:2: inners[0].values[1]: bad value");
    }
}
