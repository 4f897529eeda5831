package io.github.windlass4j.advisor.render;

import io.github.windlass4j.advisor.decide.Advice;
import io.github.windlass4j.advisor.decide.Answer;
import io.github.windlass4j.advisor.decide.Fact;
import io.github.windlass4j.advisor.decide.Possibility;
import io.github.windlass4j.advisor.explain.Conflict;
import io.github.windlass4j.advisor.explain.Explanation;
import io.github.windlass4j.advisor.explain.NextQuestion;
import io.github.windlass4j.advisor.explain.Proof;
import io.github.windlass4j.advisor.explain.Provenance;
import io.github.windlass4j.advisor.explain.StaleClaim;
import io.github.windlass4j.core.knowledge.Claim;
import io.github.windlass4j.core.knowledge.Source;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Advice as Markdown for a human: answers, why, what to ask next, what sources disagree on. */
public final class Markdown {
    private Markdown() {}

    /** Returns a report on these tables and catalogues. Same advice, same text. */
    public static String render(Advice advice, List<String> decisions) {
        StringBuilder text =
                new StringBuilder("# Advice as of ").append(advice.asOf()).append("\n\n");
        packs(advice, text);
        facts(advice, text);
        for (String id : decisions) {
            decision(advice, id, text);
        }
        provenance(advice, text);
        return text.toString();
    }

    private static void packs(Advice advice, StringBuilder text) {
        advice.knowledge()
                .packs()
                .forEach(p -> text.append("Knowledge: ")
                        .append(p.title())
                        .append(" (")
                        .append(p.pack())
                        .append(", compared with its sources on ")
                        .append(p.asOf())
                        .append(")\n"));
        Provenance.of(advice)
                .distant()
                .forEach(p -> text.append(code(p.pack()))
                        .append(" is more than ")
                        .append(Provenance.MAX_DAYS)
                        .append(" days from the day of this advice\n"));
        advice.knowledge()
                .overrides()
                .forEach(o -> text.append("Override: ").append(o).append('\n'));
        text.append('\n');
    }

    private static void facts(Advice advice, StringBuilder text) {
        text.append("## Facts\n\n");
        for (Fact fact : advice.facts().all()) {
            text.append("- ")
                    .append(code(fact.question()))
                    .append(" is ")
                    .append(escape(fact.value()))
                    .append(" (")
                    .append(fact.origin())
                    .append(fact.evidence().isEmpty() ? "" : ": " + escape(fact.evidence()))
                    .append(")\n");
        }
        advice.facts()
                .overruled()
                .forEach(f -> text.append("- overruled: ")
                        .append(code(f.question()))
                        .append(" was ")
                        .append(f.origin())
                        .append(' ')
                        .append(escape(f.value()))
                        .append('\n'));
        advice.unused()
                .forEach(f -> text.append("- not asked for: ")
                        .append(code(f.question()))
                        .append('\n'));
        text.append('\n');
    }

    private static void decision(Advice advice, String id, StringBuilder text) {
        Explanation explanation = Explanation.of(advice, id);
        Answer answer = advice.answer(id);
        text.append("## ")
                .append(code(id))
                .append("\n\n")
                .append(escape(words(answer)))
                .append("\n\n");
        tree(explanation.proof(), 0, text);
        explanation
                .nextQuestion()
                .map(NextQuestion::question)
                .ifPresent(q -> text.append("\nAsk next: ")
                        .append(escape(q.ask()))
                        .append(q.measured() ? " (can be measured)" : "")
                        .append('\n'));
        explanation
                .counterfactuals()
                .changes()
                .forEach(c -> text.append("\nWould change it: ")
                        .append(escape(c.change() + " gives " + c.becomes()))
                        .append('\n'));
        text.append('\n');
    }

    static String words(Answer answer) {
        if (answer.isDecided()) {
            return words(answer.possible().get(0));
        }
        String possible = answer.possible().stream().map(Markdown::words).collect(Collectors.joining(" | "));
        return (answer.exact() ? "Undecided, one of: " : "Undecided, at least: ") + possible;
    }

    static String words(Possibility outcome) {
        return outcome.isEmpty()
                ? "none"
                : outcome.rows().stream()
                        .map(row -> row.entrySet().stream()
                                .map(e -> e.getKey() + " = " + e.getValue())
                                .collect(Collectors.joining(", ")))
                        .collect(Collectors.joining("; "));
    }

    private static void tree(Proof proof, int depth, StringBuilder text) {
        text.append("  ".repeat(depth))
                .append("- ")
                .append(escape(proof.statement()))
                .append(proof.sources().isEmpty() ? "" : " " + proof.sources())
                .append('\n');
        proof.because().forEach(p -> tree(p, depth + 1, text));
    }

    private static void provenance(Advice advice, StringBuilder text) {
        Provenance provenance = Provenance.of(advice);
        Map<String, Source> sources = advice.knowledge().sources();
        text.append("## Where sources contradict each other\n\n");
        for (Conflict conflict : provenance.conflicts()) {
            text.append("- ")
                    .append(escape(conflict.subject()))
                    .append(": ")
                    .append(escape(conflict.resolution().value().orElse("open")))
                    .append(" (by ")
                    .append(conflict.resolution().ground())
                    .append("); ")
                    .append(conflict.resolution().claims().stream()
                            .map(c -> said(c, sources))
                            .collect(Collectors.joining("; ")))
                    .append('\n');
        }
        text.append("\n## Not confirmed lately\n\n");
        for (StaleClaim stale : provenance.stale()) {
            text.append("- ")
                    .append(escape(stale.subject()))
                    .append(": ")
                    .append(said(stale.claim(), sources))
                    .append(", to be reviewed by ")
                    .append(stale.claim().reviewBy())
                    .append('\n');
        }
        text.append("\n## Sources\n\n");
        new TreeMap<>(sources)
                .forEach(
                        (id, source) -> text.append("- ").append(source(source)).append('\n'));
    }

    static String source(Source source) {
        return code(source.id()) + ": " + escape(source.title()) + ", " + escape(source.publisher()) + ", "
                + source.date() + source.link().map(l -> ", <" + l + ">").orElse("");
    }

    private static String said(Claim<String> claim, Map<String, Source> sources) {
        Source source = sources.get(claim.source());
        return escape(claim.value()) + " says " + code(claim.source()) + (source == null ? "" : " of " + source.date());
    }

    static String code(String text) {
        return "`" + text.replace('`', '\'') + "`";
    }

    // Text of packs and facts may come from anywhere: it must neither end a line nor start markup.
    static String escape(String text) {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ("\\`*_[]<>|#".indexOf(c) >= 0) {
                result.append('\\');
            }
            result.append(c == '\n' || c == '\r' ? ' ' : c);
        }
        return result.toString();
    }
}
