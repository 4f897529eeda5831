package io.github.windlass4j.advisor.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.advisor.decide.Advice;
import io.github.windlass4j.advisor.decide.Advisor;
import io.github.windlass4j.advisor.decide.Answer;
import io.github.windlass4j.advisor.decide.Facts;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PlatformPackTest {
    private static final Knowledge PACK = Knowledge.of(KnowledgePack.shipped("ai-platform"));
    private static final Advice NOTHING_KNOWN = Advisor.advise(PACK, Facts.none(), LocalDate.of(2026, 11, 22));
    private static final List<String> NEEDS = List.of(
            "generativeApps",
            "modelChoice",
            "toolAgents",
            "guardrails",
            "prototyping",
            "m365",
            "dataEngineering",
            "mlTraining",
            "lineage",
            "analytics",
            "askData",
            "heavyCompute",
            "grounding",
            "consolidate",
            "previewAccepted",
            "cloud",
            "offline",
            "postgres");

    private static String choose(Map<String, String> changed) {
        Map<String, String> answers = new TreeMap<>();
        NEEDS.forEach(n -> answers.put(n, n.equals("cloud") ? "public" : "no"));
        answers.putAll(changed);
        return NOTHING_KNOWN
                .supposing(answers)
                .answer("platform")
                .value("option")
                .orElse("undecided");
    }

    @Test
    void both_is_not_the_trivial_answer() {
        Random random = new Random(20261122);
        int decided = 0;
        int both = 0;
        for (int i = 0; i < 8_000; i++) {
            Map<String, String> answers = new TreeMap<>();
            for (String need : NEEDS) {
                boolean yes = random.nextBoolean();
                answers.put(need, need.equals("cloud") ? (yes ? "government" : "public") : yes ? "yes" : "no");
            }
            Answer answer = NOTHING_KNOWN.supposing(answers).answer("platform");
            if (answer.value("option").isPresent() && answer.isDecided()) {
                decided++;
                both += answer.value("option").orElse("").equals("BOTH") ? 1 : 0;
            }
        }
        System.out.printf("ai-platform: BOTH in %d of %d decided of 8000 states%n", both, decided);
        assertThat(decided).isPositive();
        assertThat(both * 2).isLessThan(decided);
    }

    @Test
    void state_of_the_integration_decides_about_both() {
        Map<String, String> grounded = new TreeMap<>(Map.of("toolAgents", "yes", "grounding", "yes"));
        grounded.put("previewAccepted", "yes");
        assertThat(choose(grounded)).isEqualTo("BOTH");
        grounded.put("previewAccepted", "no");
        assertThat(choose(grounded)).isEqualTo("undecided");
        grounded.put("consolidate", "yes");
        assertThat(choose(grounded)).isEqualTo("DATABRICKS");
    }

    @Test
    void levels_that_nobody_looked_up_stay_unknown() {
        assertThat(choose(Map.of("dataEngineering", "yes", "cloud", "government")))
                .isEqualTo("undecided");
        assertThat(choose(Map.of("generativeApps", "yes", "cloud", "government")))
                .isEqualTo("FOUNDRY");
        assertThat(choose(Map.of("m365", "yes", "cloud", "government"))).isEqualTo("undecided");
    }
}
