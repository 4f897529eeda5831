package io.github.windlass4j.examples.tour;

import io.github.windlass4j.advisor.decide.Advice;
import io.github.windlass4j.advisor.decide.Advisor;
import io.github.windlass4j.advisor.decide.Facts;
import io.github.windlass4j.advisor.knowledge.Knowledge;
import io.github.windlass4j.advisor.knowledge.KnowledgePack;
import io.github.windlass4j.advisor.knowledge.Question;
import io.github.windlass4j.advisor.render.DecisionRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/**
 * Azure AI Foundry, Azure Databricks or both, as a decision record: {@code PlatformChoice [FACTS [DATE]]}, with a line
 * {@code question=answer} for each thing that is known. What is not known stays open, and the record says what to ask next.
 */
public final class PlatformChoice {
    private PlatformChoice() {}

    public static void main(String[] arguments) throws IOException {
        Inputs.expect(arguments, "[FACTS [DATE]]", 0, 1, 2);
        Facts facts = Facts.none();
        if (arguments.length > 0) {
            for (String line : Files.readAllLines(Path.of(arguments[0]))) {
                String[] parts = line.split("=", 2);
                if (parts.length != 2) {
                    throw new UsageException("line \"" + line + "\" (want question=answer)");
                }
                facts = facts.declare(parts[0].strip(), parts[1].strip());
            }
        } else {
            facts = facts.declare("toolAgents", "yes")
                    .declare("dataEngineering", "no")
                    .declare("mlTraining", "no")
                    .declare("analytics", "no")
                    .declare("cloud", "public");
        }
        LocalDate asOf = LocalDate.parse(arguments.length > 1 ? arguments[1] : "2026-11-22");
        Knowledge knowledge = Knowledge.of(KnowledgePack.shipped("ai-platform"));
        Advice advice = Advisor.advise(knowledge, facts, asOf);
        if (!advice.unused().isEmpty()) {
            List<String> known =
                    knowledge.questions().stream().map(Question::id).toList();
            throw new UsageException(advice.unused().get(0).question() + " (want one of " + known + ")");
        }
        System.out.println(DecisionRecord.render(advice, "platform"));
    }
}
