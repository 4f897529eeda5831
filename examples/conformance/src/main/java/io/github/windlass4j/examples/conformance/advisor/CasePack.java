package io.github.windlass4j.examples.conformance.advisor;

import io.github.windlass4j.advisor.decide.Advice;
import io.github.windlass4j.advisor.decide.Advisor;
import io.github.windlass4j.advisor.decide.Facts;
import io.github.windlass4j.advisor.knowledge.Catalogue;
import io.github.windlass4j.advisor.knowledge.Knowledge;
import io.github.windlass4j.advisor.knowledge.KnowledgePack;
import io.github.windlass4j.advisor.knowledge.Question;
import io.github.windlass4j.advisor.knowledge.Table;
import io.github.windlass4j.core.knowledge.Source;
import io.github.windlass4j.core.knowledge.SourceKind;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Knowledge that a case file brings along. */
final class CasePack {
    /** Id of the one source: the case file. */
    static final String FILE = "case-file";

    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

    private CasePack() {}

    static Knowledge of(List<Question> questions, List<Table> tables, List<Catalogue> catalogues) {
        Source file = new Source(FILE, "Case file", "Case file", null, SourceKind.COMMUNITY, DAY);
        return Knowledge.of(new KnowledgePack(
                "case", "Case", DAY, List.of(file), questions, List.of(), tables, catalogues, List.of()));
    }

    static Advice advise(Knowledge knowledge, Map<String, String> answers) {
        Facts facts = Facts.none();
        for (Map.Entry<String, String> answer : answers.entrySet()) {
            facts = facts.declare(answer.getKey(), answer.getValue());
        }
        return Advisor.advise(knowledge, facts, DAY);
    }
}
