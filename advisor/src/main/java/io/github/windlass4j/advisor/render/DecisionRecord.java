package io.github.windlass4j.advisor.render;

import io.github.windlass4j.advisor.decide.Advice;
import io.github.windlass4j.advisor.decide.Answer;
import io.github.windlass4j.advisor.decide.Fact;
import io.github.windlass4j.advisor.decide.Standing;
import io.github.windlass4j.advisor.decide.Truth;
import io.github.windlass4j.advisor.explain.Explanation;
import io.github.windlass4j.advisor.explain.Proof;
import io.github.windlass4j.advisor.explain.Provenance;
import io.github.windlass4j.advisor.explain.Robustness;
import io.github.windlass4j.advisor.knowledge.Catalogue;
import io.github.windlass4j.advisor.knowledge.KnowledgePack;
import io.github.windlass4j.advisor.knowledge.Table;
import io.github.windlass4j.core.knowledge.Source;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One decision as a decision record (MADR 4), with what would make you revisit it, changed facts and dates on which the
 * knowledge changes, and the dated sources that it rests on.
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
        Explanation explanation = Explanation.of(advice, id);
        revisit(advice, explanation, text);
        restsOn(advice, explanation.proof(), text);
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

    private static void revisit(Advice advice, Explanation explanation, StringBuilder text) {
        text.append("\n## Revisit When\n\n");
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

    /** The knowledge with the day of its comparison, and the sources of whatever the answer rests on. */
    private static void restsOn(Advice advice, Proof proof, StringBuilder text) {
        text.append("\n## More Information\n\n");
        List<KnowledgePack> distant = Provenance.of(advice).distant();
        advice.knowledge()
                .packs()
                .forEach(p -> text.append("* knowledge ")
                        .append(Markdown.code(p.pack()))
                        .append(", compared with its sources on ")
                        .append(p.asOf())
                        .append(
                                distant.contains(p)
                                        ? ", more than " + Provenance.MAX_DAYS + " days from this record"
                                        : "")
                        .append('\n'));
        Set<String> ids = new TreeSet<>();
        collect(proof, ids);
        advice.knowledge().sources().values().stream()
                .filter(source -> ids.contains(source.id()))
                .sorted(Comparator.comparing(Source::id))
                .forEach(source ->
                        text.append("* ").append(Markdown.source(source)).append('\n'));
    }

    private static void collect(Proof proof, Set<String> ids) {
        ids.addAll(proof.sources());
        proof.because().forEach(below -> collect(below, ids));
    }
}
