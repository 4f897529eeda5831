package io.github.windlass4j.truststore.diagnose;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Text as stack trace, as libpq's error and as a line of a server's log: a diagnosis with its evidence, always. As tests over
 * the inputs kept in {@code DiagnosisFuzzTestInputs}, as a fuzzer with {@code JAZZER_FUZZ=1}.
 */
class DiagnosisFuzzTest {
    @FuzzTest(maxDuration = "15m")
    void text(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        List<Diagnosis> all = List.of(
                Diagnosis.ofStackTrace(text),
                Diagnosis.ofLibpq(text),
                Diagnosis.ofServerLog(text),
                Diagnosis.of(new IllegalStateException(text, new RuntimeException(text))));
        for (Diagnosis diagnosis : all) {
            if (diagnosis.evidence().isEmpty()
                    || !diagnosis.equals(diagnosis.plus(diagnosis).plus(diagnosis))
                            && diagnosis.causes().isEmpty()
                                    != diagnosis.plus(diagnosis).causes().isEmpty()) {
                throw new AssertionError("a diagnosis has evidence and agrees with itself: " + diagnosis);
            }
            diagnosis.section();
        }
    }
}
