package io.github.windlass4j.advisor.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.advisor.decide.Advice;
import io.github.windlass4j.advisor.decide.Advisor;
import io.github.windlass4j.advisor.decide.Answer;
import io.github.windlass4j.advisor.decide.Facts;
import io.github.windlass4j.advisor.explain.Explanation;
import io.github.windlass4j.advisor.explain.Provenance;
import io.github.windlass4j.advisor.explain.TableAnalysis;
import io.github.windlass4j.core.knowledge.KnowledgeReader;
import io.github.windlass4j.core.knowledge.MalformedKnowledgeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every pack that ships must keep. */
class ShippedPacksTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private static byte[] content(String pack) {
        try (InputStream in = KnowledgePack.class.getResourceAsStream(pack + ".json")) {
            assertThat(in).as(pack).isNotNull();
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(pack, e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ca-rotation", "ingress", "mesh", "ai-platform"})
    void unique_tables_have_no_gaps_and_no_overlaps(String name) {
        Knowledge knowledge = Knowledge.of(KnowledgePack.shipped(name));
        for (Table table : knowledge.tables()) {
            TableAnalysis analysis = TableAnalysis.of(knowledge, table.id(), TODAY);
            assertThat(analysis.shadowed()).as(table.id()).isEmpty();
            assertThat(analysis.overlaps()).as(table.id()).isEmpty();
            if (table.hits() != HitPolicy.COLLECT) {
                assertThat(analysis.gaps()).as(table.id()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ca-rotation", "ingress", "mesh", "ai-platform"})
    void every_decision_is_exact_knowing_nothing(String name) {
        Advice advice = Advisor.advise(Knowledge.of(KnowledgePack.shipped(name)), Facts.none(), TODAY);
        for (String id : advice.decisions()) {
            Answer answer = advice.answer(id);
            if (advice.knowledge().tables().stream().anyMatch(t -> t.id().equals(id))) {
                assertThat(answer.exact()).as(id).isTrue();
            }
            assertThat(Explanation.of(advice, id).proof().because()).as(id).isNotEmpty();
        }
    }

    /** Without any one of its sources a pack does not load. */
    @TestFactory
    Stream<DynamicTest> removing_a_source_makes_loading_fail() {
        return Stream.of("ca-rotation", "ingress", "mesh", "ai-platform").flatMap(name -> {
            String text = new String(content(name), StandardCharsets.UTF_8);
            return KnowledgePack.shipped(name).sources().stream()
                    .map(source -> DynamicTest.dynamicTest(name + " without " + source.id(), () -> {
                        byte[] without = without(text, source.id()).getBytes(StandardCharsets.UTF_8);
                        assertThatThrownBy(() -> KnowledgeReader.read(without, name, KnowledgePack.class))
                                .isInstanceOf(MalformedKnowledgeException.class)
                                .hasMessageContaining("source \"" + source.id() + "\" is not among the sources");
                    }));
        });
    }

    private static String without(String text, String source) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        assertThat(lines.removeIf(
                        l -> l.startsWith("  {\"id\": \"" + source + "\", \"title\": ") && l.contains("\"publisher\"")))
                .isTrue();
        String joined = String.join("\n", lines);
        return joined.replace("},\n ],\n \"questions\"", "}\n ],\n \"questions\"");
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.longs()
                .between(
                        LocalDate.of(2024, 1, 1).toEpochDay(),
                        LocalDate.of(2027, 12, 31).toEpochDay())
                .map(LocalDate::ofEpochDay);
    }

    private static final Knowledge INGRESS = Knowledge.of(KnowledgePack.shipped("ingress"));

    @Property(tries = 200)
    void advice_changes_only_at_recorded_dates(@ForAll("days") LocalDate day) {
        Facts facts = Facts.none().declare("newDeployment", "yes").declare("ingressApi", "yes");
        Advice today = Advisor.advise(INGRESS, facts, day);
        Advice tomorrow = Advisor.advise(INGRESS, facts, day.plusDays(1));
        SortedSet<LocalDate> dates = Provenance.of(today).changeDates();
        if (!dates.contains(day.plusDays(1))) {
            for (String id : List.of("support", "managed-nginx-use")) {
                assertThat(tomorrow.answer(id)).isEqualTo(today.answer(id));
            }
            assertThat(tomorrow.standings("ingress")).isEqualTo(today.standings("ingress"));
            assertThat(Provenance.of(tomorrow).conflicts())
                    .isEqualTo(Provenance.of(today).conflicts());
            assertThat(Provenance.of(tomorrow).stale())
                    .isEqualTo(Provenance.of(today).stale());
        }
    }
}
