package io.github.windlass4j.advisor;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.windlass4j.advisor.decide.Advisor;
import io.github.windlass4j.advisor.decide.Facts;
import io.github.windlass4j.advisor.facts.HealthNotice;
import io.github.windlass4j.advisor.knowledge.Knowledge;
import io.github.windlass4j.advisor.knowledge.KnowledgePack;
import io.github.windlass4j.advisor.render.AdviceJson;
import io.github.windlass4j.core.knowledge.MalformedKnowledgeException;
import io.github.windlass4j.manifest.yaml.MalformedYamlException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/**
 * Bytes as a pack of knowledge and as a notice of Service Health: advice, notices, or the refusal that is documented. As tests
 * over the inputs kept in {@code AdvisorFuzzTestInputs}, as a fuzzer with {@code JAZZER_FUZZ=1} and one method chosen.
 */
class AdvisorFuzzTest {
    private static final LocalDate AS_OF = LocalDate.of(2026, 11, 22);

    @FuzzTest(maxDuration = "15m")
    void pack(byte[] input) {
        KnowledgePack pack;
        try {
            pack = KnowledgePack.read(new ByteArrayInputStream(input), "fuzzed.json");
        } catch (MalformedKnowledgeException e) {
            if (!e.getMessage().startsWith("fuzzed.json:") || e.reason().isBlank()) {
                throw new AssertionError("no place or reason in: " + e.getMessage(), e);
            }
            return;
        }
        Knowledge knowledge = Knowledge.of(pack);
        String advice = AdviceJson.render(Advisor.advise(knowledge, Facts.none(), AS_OF));
        if (!advice.equals(AdviceJson.render(Advisor.advise(knowledge, Facts.none(), AS_OF)))) {
            throw new AssertionError("advised twice, the advice differs");
        }
    }

    @FuzzTest(maxDuration = "15m")
    void notice(byte[] input) {
        try {
            for (HealthNotice notice : HealthNotice.read(new String(input, StandardCharsets.UTF_8), "fuzzed")) {
                if (notice.trackingId().isEmpty()) {
                    throw new AssertionError("a notice has an id: " + notice);
                }
            }
        } catch (MalformedYamlException e) {
            return;
        }
    }
}
