package io.github.windlass4j.examples.tour;

import io.github.windlass4j.advisor.decide.Advice;
import io.github.windlass4j.advisor.decide.Advisor;
import io.github.windlass4j.advisor.decide.Facts;
import io.github.windlass4j.advisor.decide.Rollout;
import io.github.windlass4j.advisor.knowledge.Knowledge;
import io.github.windlass4j.advisor.knowledge.KnowledgePack;
import io.github.windlass4j.advisor.render.Checklist;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;

/**
 * A roll-out in stages: {@code CanaryPlan [OBSERVATIONS]}, with one line {@code STEP WATCHED newTlsErrors successRate} for each
 * stage that was watched, such as {@code ten PT2H no as-before}. Prints what follows each of them, then the checklist.
 */
public final class CanaryPlan {
    private CanaryPlan() {}

    public static void main(String[] arguments) throws IOException {
        Inputs.expect(arguments, "[OBSERVATIONS]", 0, 1);
        List<String> observed = arguments.length > 0
                ? Files.readAllLines(Path.of(arguments[0]))
                : List.of("canary PT2H no as-before", "ten PT20M no as-before", "half PT2H yes lower");
        Knowledge knowledge = Knowledge.of(KnowledgePack.shipped("ca-rotation"));
        LocalDateTime start = LocalDateTime.parse("2026-12-01T09:00:00");
        for (String line : observed) {
            String[] words = line.strip().split(" +", -1);
            if (words.length != 4 || !words[1].matches("P.*")) {
                throw new UsageException("line \"" + line + "\" (want such as: ten PT2H no as-before)");
            }
            Facts facts = Facts.none()
                    .measure("newTlsErrors", words[2], "log of the stage")
                    .measure("failuresIn5Minutes", words[2].equals("yes") ? "alert" : "quiet", "alert of the stage")
                    .measure(
                            "failureRateIncrease", words[2].equals("yes") ? "rising" : "steady", "metrics of the stage")
                    .measure("successRate", words[3], "metrics of the stage");
            Advice advice = Advisor.advise(knowledge, facts, start.toLocalDate());
            System.out.println(words[0] + ": " + Rollout.decide(advice, "rollout", words[0], Duration.parse(words[1])));
        }
        Advice advice = Advisor.advise(knowledge, Facts.none(), start.toLocalDate());
        System.out.println(Checklist.render(advice, "rollout", start));
    }
}
