package io.github.windlass4j.advisor.render;

import io.github.windlass4j.advisor.decide.Advice;
import io.github.windlass4j.advisor.decide.Answer;
import io.github.windlass4j.advisor.decide.Fact;
import io.github.windlass4j.advisor.explain.Conflict;
import io.github.windlass4j.advisor.explain.Explanation;
import io.github.windlass4j.advisor.explain.NextQuestion;
import io.github.windlass4j.advisor.explain.Provenance;
import io.github.windlass4j.advisor.explain.StaleClaim;
import io.github.windlass4j.advisor.knowledge.Catalogue;
import io.github.windlass4j.advisor.knowledge.KnowledgePack;
import io.github.windlass4j.advisor.knowledge.Table;
import io.github.windlass4j.advisor.knowledge.Topic;
import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.core.finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Advice as findings for the common report. */
public final class AdviceFindings {
    /** An answer that is decided. */
    public static final String DECIDED = "WL-AD-001";

    /** An answer that unknown facts leave open. */
    public static final String UNDECIDED = "WL-AD-002";

    /** Sources that contradict each other. */
    public static final String CONFLICT = "WL-AD-003";

    /** A claim past its review date. */
    public static final String STALE = "WL-AD-004";

    /** A fact that a more trusted one overrules. */
    public static final String OVERRULED = "WL-AD-005";

    /** Knowledge that was compared with its sources long before or after the day of the advice. */
    public static final String DISTANT = "WL-AD-006";

    private AdviceFindings() {}

    /** Returns one finding per decision, conflict, stale claim, overruled fact and distant pack, in this order. */
    public static List<Finding> of(Advice advice, List<String> decisions) {
        List<Finding> findings = new ArrayList<>();
        for (String id : decisions) {
            findings.add(decision(advice, id));
        }
        Provenance provenance = Provenance.of(advice);
        for (Conflict conflict : provenance.conflicts()) {
            findings.add(new Finding(
                    CONFLICT,
                    Severity.NOTE,
                    pack(advice, conflict.id()).entry(conflict.id()),
                    conflict.subject() + ": " + conflict.resolution().value().orElse("open") + ", by "
                            + conflict.resolution().ground(),
                    conflict.resolution().claims().stream()
                            .map(c -> c.value() + ", says " + c.source())
                            .toList()));
        }
        for (StaleClaim stale : provenance.stale()) {
            findings.add(new Finding(
                            STALE,
                            Severity.WARNING,
                            pack(advice, stale.id()).entry(stale.id()),
                            stale.subject() + ": " + stale.claim().value() + ", not confirmed since "
                                    + stale.claim().reviewBy(),
                            List.of(stale.claim().source()))
                    .withRemedy("look it up, and override the topic with what you find"));
        }
        for (Fact fact : advice.facts().overruled()) {
            String found = advice.facts().find(fact.question()).map(Fact::value).orElse("");
            findings.add(new Finding(
                    OVERRULED,
                    Severity.WARNING,
                    Location.of("facts").entry(fact.question()),
                    fact.question() + " is " + found + ", but was " + fact.origin() + " " + fact.value()));
        }
        for (KnowledgePack pack : provenance.distant()) {
            findings.add(new Finding(
                            DISTANT,
                            Severity.WARNING,
                            Location.of(pack.pack()),
                            "compared with its sources on " + pack.asOf() + ", and the advice is for " + advice.asOf())
                    .withRemedy("ask for a day near to that, or compare the pack with its sources again"));
        }
        return List.copyOf(findings);
    }

    private static Finding decision(Advice advice, String id) {
        Answer answer = advice.answer(id);
        Explanation explanation = Explanation.of(advice, id);
        List<String> evidence = explanation.proof().because().stream()
                .map(proof -> proof.statement()
                        + (proof.sources().isEmpty() ? "" : ", says " + String.join(", ", proof.sources())))
                .toList();
        Finding finding = new Finding(
                answer.isDecided() ? DECIDED : UNDECIDED,
                Severity.NOTE,
                pack(advice, id).entry(id),
                id + ": " + Markdown.words(answer),
                evidence);
        Optional<NextQuestion> next = explanation.nextQuestion();
        return next.isPresent()
                ? finding.withRemedy("find out: " + next.get().question().ask())
                : finding;
    }

    /** The last pack that speaks of it: what it says comes first. */
    private static Location pack(Advice advice, String id) {
        String whole = id.indexOf('/') < 0 ? id : id.substring(0, id.indexOf('/'));
        return advice.knowledge().packs().stream()
                .filter(pack -> Stream.of(
                                pack.tables().stream().map(Table::id),
                                pack.topics().stream().map(Topic::id),
                                pack.catalogues().stream().map(Catalogue::id))
                        .flatMap(ids -> ids)
                        .anyMatch(whole::equals))
                .reduce((below, above) -> above)
                .map(pack -> Location.of(pack.pack()))
                .orElseThrow();
    }
}
