package io.github.windlass4j.core.chain.emulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The recorded answers are those of the engines. With {@code -Dwindlass.record=FOLDER} what is at hand is recorded anew: once
 * on each JDK, with an openssl 3.0 and a go 1.19 on the PATH.
 */
class RecordingTest {
    /** Starting a process takes 20 to 60 ms; of OpenSSL the build asks every so many. */
    private static final int EVERY = Boolean.getBoolean("windlass.deep") ? 1 : 12;

    /** Messages may change with an update of an engine; what they decide hardly does. */
    private static final double WANTED = 0.99;

    @TempDir
    static Path folder;

    @ParameterizedTest
    @EnumSource
    void is_what_the_engine_says(RecordedAnswers engine) throws IOException, InterruptedException {
        Assumptions.assumeTrue(engine.isHere(), engine + ": not this JDK, or not on the PATH");
        List<String> differences = new ArrayList<>();
        int asked = 0;
        try (RecordedAnswers.Running running = engine.start(folder)) {
            String into = System.getProperty("windlass.record");
            if (into != null) {
                engine.record(Path.of(into), running);
            }
            Map<String, String> recorded = engine.recorded();
            int every = engine.isSlow() ? EVERY : 1;
            for (List<ChainCase> group : EngineMatrix.groups().values()) {
                for (int i = 0; i < group.size(); i += every) {
                    ChainCase question = group.get(i);
                    String said = running.answer(question);
                    asked++;
                    if (!said.equals(recorded.get(question.id()))) {
                        differences.add(question + ": " + said + ", recorded " + recorded.get(question.id()));
                    }
                }
            }
        }
        assertThat(1 - (double) differences.size() / asked)
                .as("%s: %s", engine, differences)
                .isGreaterThanOrEqualTo(WANTED);
    }
}
