package io.github.windlass4j.core.chain.emulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The emulations against recorded answers: verdicts, paths and words. */
class RecordedAnswersTest {
    static Stream<Arguments> groups() {
        return Stream.of(RecordedAnswers.values())
                .flatMap(engine -> EngineMatrix.groups().keySet().stream().map(group -> Arguments.of(engine, group)));
    }

    @ParameterizedTest
    @MethodSource("groups")
    void are_predicted(RecordedAnswers engine, String group) {
        Map<String, String> recorded = engine.recorded();
        for (ChainCase question : EngineMatrix.groups().get(group)) {
            String answer = recorded.get(question.id());
            assertThat(engine.predicted(question, String.valueOf(answer)))
                    .as("%s of %s", engine, question)
                    .isEqualTo(answer);
        }
    }

    @ParameterizedTest
    @EnumSource
    void answer_every_question(RecordedAnswers engine) {
        assertThat(engine.recorded().keySet())
                .containsExactlyInAnyOrderElementsOf(EngineMatrix.groups().values().stream()
                        .flatMap(group -> group.stream().map(ChainCase::id))
                        .toList());
    }
}
