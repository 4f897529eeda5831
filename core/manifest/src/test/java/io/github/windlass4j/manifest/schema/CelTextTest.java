package io.github.windlass4j.manifest.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CelTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"a.b >= 400", "a.c && d.e.contains('x')", "f(1) ? [] : {}", "unknown"})
    void takes_what_can_be_parsed_whatever_its_names_stand_for(String text) {
        assertThat(CelText.defect(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ")++++", "a +", "(a", "'open", "a b"})
    void says_where_a_text_is_no_expression(String text) {
        assertThat(CelText.defect(text))
                .hasValueSatisfying(defect -> assertThat(defect).startsWith("ERROR: <input>:1:"));
    }
}
