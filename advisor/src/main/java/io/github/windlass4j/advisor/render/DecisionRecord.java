package io.github.windlass4j.advisor.render;

import io.github.windlass4j.advisor.decide.Advice;
import io.github.windlass4j.advisor.decide.Answer;
import io.github.windlass4j.advisor.decide.Fact;
import io.github.windlass4j.advisor.decide.Standing;
import io.github.windlass4j.advisor.decide.Truth;
import io.github.windlass4j.advisor.explain.Explanation;
import io.github.windlass4j.advisor.explain.Provenance;
import io.github.windlass4j.advisor.explain.Robustness;
import io.github.windlass4j.advisor.knowledge.Catalogue;
import io.github.windlass4j.advisor.knowledge.Table;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One decision as a decision record (MADR 4), with what would make you revisit it: changed facts, and dates on which the
 * knowledge changes.
 */
public final class DecisionRecord {
    private DecisionRecord() {}

    /**
     * Returns the record of one table or catalogue. Same advice, same text.
     *
     * @throws IllegalArgumentException if there is none of this id
     */
    public static String render(Advice advice, String id) {
        Answer answer = advice.answer(id);
        String title = Stream.concat(
                        advice.knowledge().tables().stream()
                                .filter(t -> t.id().equals(id))
                                .map(Table::title),
                        advice.knowledge().catalogues().stream()
                                .filter(c -> c.id().equals(id))
                                .map(Catalogue::title))
                .findFirst()
                .orElse(id);
        StringBuilder text = new StringBuilder("---\nstatus: ")
                .append(answer.isDecided() ? "proposed" : "undecided")
                .append("\ndate: ")
                .append(advice.asOf())
                .append("\n---\n\n# ")
                .append(Markdown.escape(title))
                .append("\n\n## Context and Problem Statement\n\n");
        for (Fact fact : advice.facts().all()) {
            if (advice.answers().containsKey(fact.question())) {
                text.append("* ")
                        .append(Markdown.code(fact.question()))
                        .append(" is ")
                        .append(Markdown.escape(fact.value()))
                        .append(", ")
                        .append(fact.origin())
                        .append('\n');
            }
        }
        options(advice, id, text);
        text.append("\n## Decision Outcome\n\n")
                .append(Markdown.escape(Markdown.words(answer)))
                .append('\n');
        robustness(advice, id)
                .flatMap(Robustness::share)
                .ifPresent(share -> text.append("\nThe choice stands under ")
                        .append(share)
                        .append(" (")
                        .append(share.round(new MathContext(3)).toPlainString())
                        .append(") of all weightings.\n"));
        revisit(advice, id, text);
        return text.toString();
    }

    private static Optional<Robustness> robustness(Advice advice, String id) {
        return advice.knowledge().catalogues().stream().anyMatch(c -> c.id().equals(id))
                ? Robustness.of(advice, id)
                : Optional.empty();
    }

    private static void options(Advice advice, String id, StringBuilder text) {
        if (advice.knowledge().catalogues().stream().noneMatch(c -> c.id().equals(id))) {
            return;
        }
        text.append("\n## Considered Options\n\n");
        for (Standing standing : advice.standings(id)) {
            text.append("* ").append(Markdown.escape(standing.option()));
            standing.reasons().stream()
                    .filter(Standing.Reason::excludes)
                    .findFirst()
                    .ifPresent(r -> text.append(": excluded by ").append(Markdown.escape(r.need())));
            if (standing.viable() == Truth.UNKNOWN) {
                text.append(": not known whether it fits");
            }
            text.append('\n');
        }
    }

    private static void revisit(Advice advice, String id, StringBuilder text) {
        text.append("\n## Revisit When\n\n");
        Explanation explanation = Explanation.of(advice, id);
        explanation
                .counterfactuals()
                .changes()
                .forEach(c -> text.append("* ")
                        .append(Markdown.escape(c.change() + ", which gives " + c.becomes()))
                        .append('\n'));
        explanation
                .nextQuestion()
                .ifPresent(q -> text.append("* an answer to: ")
                        .append(Markdown.escape(q.question().ask()))
                        .append('\n'));
        Optional<LocalDate> next = Provenance.of(advice).changeDates().stream()
                .filter(d -> d.isAfter(advice.asOf()))
                .findFirst();
        next.ifPresent(d -> text.append("* on ").append(d).append(", when recorded knowledge changes\n"));
    }
}
